"""The table of a bar chart's values: one row a bar, as high as its name needs."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from nklearn.base.overriding import override
from nklearn.content.bars import Bars
from nklearn.domain.claims import Status
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.theme import Theme
from nklearn.ui.words import status_name


class _Values(CellModel):
    def __init__(self, bars: Bars, theme: Theme, item: str) -> None:
        super().__init__()
        self._bars, self._theme = bars, theme
        self._heads = (item, f"{bars.period}, {bars.symbol}")

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._bars.bars)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def address(self, index: Index) -> str:
        return self._bars.bars[index.row()].address

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        bar = self._bars.bars[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(filter(None, (status_name(bar.status), bar.remark)))
        if index.column() == 0:
            return bar.label if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            words = bar.short or status_name(bar.status)
            return f"◇ {words}" if bar.status is Status.CORRECTED else words
        if role == Qt.ItemDataRole.FontRole and bar.status in (Status.ILLEGIBLE, Status.COMPUTED):
            font = QFont(self._theme.font("body"))
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (bar.label, bar.text or status_name(bar.status), bar.remark)
            return ", ".join(filter(None, said))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class BarTable(CellTable):
    """The table of a bar chart; it asks for the height at which every name shows in full."""

    def __init__(self, theme: Theme, bars: Bars, title: str) -> None:
        super().__init__(theme, _Values(bars, theme, self.tr("Item")), title)
        self._bars = bars
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _row_heights(self, width: int) -> list[int]:
        px, metrics = self._theme.px, QFontMetrics(self._theme.font("body"))
        room = width - self.sizeHintForColumn(1) - px(8) - 2 * px(8) - 8
        box = QRect(0, 0, max(px(60), room), 100_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        words = [metrics.boundingRect(box, wrap, bar.label).height() for bar in self._bars.bars]
        return [max(px(31), tall + px(11)) for tall in words]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return sum(self._row_heights(arg__1)) + self._theme.px(31) + 4

    @override
    def content_height(self) -> int:
        return self.heightForWidth(self.width())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        for row, height in enumerate(self._row_heights(event.size().width())):
            self.setRowHeight(row, height)
