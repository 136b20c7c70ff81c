"""The table of a chart's values: periods down, lines across, with the same evidence marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, PlotPoint
from nklearn.domain.claims import Status
from nklearn.ui.charts.cell_table import ROOT, CellModel, CellTable, Index, alignment
from nklearn.ui.charts.marks import RIVALS
from nklearn.ui.theme import Theme
from nklearn.ui.words import status_name


class _Values(CellModel):
    def __init__(self, plot: Plot, theme: Theme, year: str) -> None:
        super().__init__()
        self._plot, self._theme, self._year = plot, theme, year

    def show_plot(self, plot: Plot) -> None:
        self.beginResetModel()
        self._plot = plot
        self.endResetModel()

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

    def _text(self, point: PlotPoint | None, symbol: str) -> str:
        if point is None:
            return "–"
        text = point.text.removesuffix(symbol).strip() or self._gap(point)
        lead = "◇ " if point.status is Status.CORRECTED else ""
        return f"{lead}{text}{f' {RIVALS}' if point.rivals else ''}"

    def _doubts(self, point: PlotPoint) -> tuple[str, str, str]:
        rivals = self.tr("sources disagree") if point.rivals else ""
        return status_name(point.status), point.remark, rivals

    def _gap(self, point: PlotPoint) -> str:
        """Return the word for a cell without a value; an en dash where none was given."""
        return "–" if point.status is Status.NO_VALUE else status_name(point.status)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column())
        point = self.point(index)
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return self._plot.ticks[index.row()][1]
            return self._text(point, self._plot.symbol_of(self._plot.series[index.column() - 1]))
        if point is None:
            return None
        if role == Qt.ItemDataRole.FontRole and point.status in (Status.ILLEGIBLE, Status.COMPUTED):
            font = QFont(self._theme.font("body"))
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(filter(None, (*self._doubts(point), point.formula)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self._plot.series[index.column() - 1].label
            told = (point.remark, self._doubts(point)[2])
            said = (point.period, line, point.text or status_name(point.status), *told)
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
        line = self._plot.series[section - 1]
        return ", ".join(filter(None, (line.label, self._plot.symbol_of(line))))


class ValueTable(CellTable):
    """The table of a plot."""

    def __init__(self, theme: Theme, plot: Plot) -> None:
        self._plot_values = _Values(plot, theme, self.tr("Year"))
        super().__init__(theme, self._plot_values, plot.title)

    def show_plot(self, plot: Plot) -> None:
        """Show the values of another plot."""
        self._plot_values.show_plot(plot)
        self.set_title(plot.title)
