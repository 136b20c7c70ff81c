"""The answers of the chart day by day as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from nklearn.base.overriding import override
from nklearn.learning.skills import Day
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.theme import Theme
from nklearn.ui.words import short_date


class _Values(CellModel):
    def __init__(self, days: Sequence[Day], today: date) -> None:
        super().__init__()
        self._days, self._today = list(days), today
        self._heads = (
            self.tr("Day"),
            self.tr("Right"),
            self.tr("Partly right"),
            self.tr("Not right"),
        )

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._days)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def address(self, index: Index) -> str:
        return ""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        day = self._days[index.row()]
        name = short_date(day.day, self._today)
        words = (name, str(day.right), str(day.partly), str(day.wrong))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column():
            return f"{name}, {self._heads[index.column()]}, {words}"
        return words if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class DayTable(CellTable):
    """A row for each day with answers, the newest first."""

    def __init__(self, theme: Theme, days: Sequence[Day], today: date, title: str) -> None:
        super().__init__(theme, _Values(days, today), title)
