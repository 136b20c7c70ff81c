"""A table of figures: names at the left, numbers at the right, no cell leads anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView

from nklearn.base.overriding import override
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.theme import Theme

_ROOM = 12  # px at 100% text between columns


class _Values(CellModel):
    def __init__(self, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._heads, self._lines = tuple(heads), [tuple(line) for line in lines]

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def address(self, index: Index) -> str:
        return ""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column:
            head = self._heads[column].replace("\n", " ")
            return f"{line[0]}, {head}, {line[column]}"
        if role == Qt.ItemDataRole.ToolTipRole and not column:
            return line[0]
        return line[column] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class FigureTable(CellTable):
    """As high as its rows; every column is as wide as its words, the first takes what is left.

    In a window that is too narrow it scrolls sideways.
    """

    def __init__(
        self, theme: Theme, title: str, heads: Sequence[str], lines: Sequence[Sequence[str]]
    ) -> None:
        super().__init__(theme, _Values(heads, lines), title)
        self._look = theme
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setWordWrap(False)
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        px, head = self._look.px, self.horizontalHeader()
        columns = range(self.model().columnCount())
        needed = [
            max(head.sectionSizeHint(each), self.sizeHintForColumn(each)) + px(_ROOM)
            for each in columns
        ]
        room = self.viewport().width()
        left = max(0, room - sum(needed))
        for each in columns:
            self.setColumnWidth(each, needed[each] + (left if each == 0 else 0))
        bar = self.horizontalScrollBar().sizeHint().height() if sum(needed) > room else 0
        head.setFixedHeight(head.sizeHint().height() + px(8))
        high = head.height() + self.model().rowCount() * px(31) + bar + 4
        if self.minimumHeight() != high or self.maximumHeight() != high:
            self.setMinimumHeight(high)
            self.setMaximumHeight(high)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
