"""The table of a chart's values: periods down, lines across, with the same evidence marks."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, PlotPoint
from nklearn.domain.claims import Status
from nklearn.ui.theme import Theme
from nklearn.ui.words import status_name

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class _Values(QAbstractTableModel):
    def __init__(self, plot: Plot, theme: Theme, year: str) -> None:
        super().__init__()
        self._plot, self._theme, self._year = plot, theme, year

    def show_plot(self, plot: Plot) -> None:
        self.beginResetModel()
        self._plot = plot
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._plot.ticks)

    @override
    def columnCount(self, parent: Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else 1 + len(self._plot.series)

    def point(self, index: Index) -> PlotPoint | None:
        if index.column() == 0:
            return None
        period = self._plot.ticks[index.row()][1]
        line = self._plot.series[index.column() - 1]
        return next((point for point in line.points if point.period == period), None)

    def _text(self, point: PlotPoint | None) -> str:
        if point is None:
            return "–"
        text = point.text.removesuffix(self._plot.symbol).strip() or self._gap(point)
        return f"◇ {text}" if point.status is Status.CORRECTED else text

    def _gap(self, point: PlotPoint) -> str:
        """Return the word for a cell without a value; an en dash where none was given."""
        return "–" if point.status is Status.NO_VALUE else status_name(point.status)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
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
            return ", ".join(filter(None, (status_name(point.status), point.remark, point.formula)))
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
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self._year
        return ", ".join(filter(None, (self._plot.series[section - 1].label, self._plot.symbol)))


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class ValueTable(QTableView):
    """Values with one address each; Enter or a double click opens it."""

    cell_opened = Signal(str)
    chart_requested = Signal()

    def __init__(self, theme: Theme, plot: Plot) -> None:
        super().__init__()
        self._theme = theme
        self._values = _Values(plot, theme, self.tr("Year"))
        self.setModel(self._values)
        self.show_plot(plot)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.activated.connect(self._open)
        theme.changed.connect(self._resize)
        self._resize()

    def show_plot(self, plot: Plot) -> None:
        """Show the values of another plot."""
        self._values.show_plot(plot)
        self.setAccessibleName(self.tr("Table: %s") % plot.title)

    def _resize(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(31))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(31))

    def content_height(self) -> int:
        """Return the height in px at which all rows show."""
        return self._theme.px(31) * (self._values.rowCount() + 1) + 8

    def _open(self, index: QModelIndex) -> None:
        if point := self._values.point(index):
            self.cell_opened.emit(point.address)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.chart_requested.emit()
            return
        super().keyPressEvent(event)
