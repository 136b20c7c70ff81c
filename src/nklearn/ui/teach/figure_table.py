"""A table of figures: names at the left, numbers at the right, no cell leads anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from nklearn.base.overriding import override
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.theme import Theme

_NAME = 260  # px at 100% text that the first column has at the least
_WIDE = 96  # and every other


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
            return f"{line[0]}, {self._heads[column]}, {line[column]}"
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
    """As high as its rows; the first column takes what the others leave."""

    def __init__(
        self, theme: Theme, title: str, heads: Sequence[str], lines: Sequence[Sequence[str]]
    ) -> None:
        super().__init__(theme, _Values(heads, lines), title)
        self._look = theme
        head = self.horizontalHeader()
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        )
        head.setMinimumSectionSize(theme.px(_WIDE))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        """Share out the width; where it is not enough the table scrolls sideways."""
        px, columns = self._look.px, self.model().columnCount()
        others = (columns - 1) * px(_WIDE)
        self.setColumnWidth(0, max(px(_NAME), self.viewport().width() - others))
        for column in range(1, columns):
            self.setColumnWidth(column, px(_WIDE))
        head = px(40)
        self.horizontalHeader().setFixedHeight(head)
        bar = 16 if px(_NAME) + others > self.viewport().width() else 0
        rows = self.model().rowCount() * px(31)
        high = head + rows + bar + 4
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)
            self.setMaximumHeight(high)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
