"""The table of a chart's values: periods down, lines across, with the same evidence marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, PlotPoint
from nklearn.domain.claims import Status
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.theme import Theme
from nklearn.ui.words import status_name


class _Values(CellModel):
    def __init__(self, plot: Plot, theme: Theme, year: str) -> None:
        super().__init__()
        self._plot, self._theme, self._year = plot, theme, year

    @override
    def rowCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._plot.ticks)

    @override
    def columnCount(self, parent: Index = ROOT, /) -> int:
        return 0 if parent.isValid() else 1 + len(self._plot.series)

    def point(self, index: Index) -> PlotPoint | None:
        if index.column() == 0:
            return None
        period = self._plot.ticks[index.row()][1]
        line = self._plot.series[index.column() - 1]
        return next((point for point in line.points if point.period == period), None)

    @override
    def address(self, index: Index) -> str:
        point = self.point(index)
        return point.address if point else ""

    def _text(self, point: PlotPoint | None) -> str:
        if point is None:
            return "–"
        text = point.text.removesuffix(self._plot.symbol).strip() or status_name(point.status)
        return f"◇ {text}" if point.status is Status.CORRECTED else text

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column())
        point = self.point(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._plot.ticks[index.row()][1] if index.column() == 0 else self._text(point)
        if point is None:
            return None
        if role == Qt.ItemDataRole.FontRole and point.status in (Status.ILLEGIBLE, Status.COMPUTED):
            font = QFont(self._theme.font("body"))
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(filter(None, (status_name(point.status), point.remark)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self._plot.series[index.column() - 1].label
            said = (point.period, line, point.text or status_name(point.status), point.remark)
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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self._year
        return f"{self._plot.series[section - 1].label}, {self._plot.symbol}"


class ValueTable(CellTable):
    """The table of a plot."""

    def __init__(self, theme: Theme, plot: Plot, title: str) -> None:
        super().__init__(theme, _Values(plot, theme, self.tr("Year")), title)
