"""The table of a chart's values, whatever the chart: each value has an address that it opens."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nklearn.base.errors import BugError
from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class CellModel(QAbstractTableModel):
    """Values by row and column; column 0 names the row."""

    def address(self, index: Index) -> str:
        """Return where a value's evidence is, empty if there is nothing to open."""
        raise BugError(f"{type(self).__name__} has no addresses")


def alignment(column: int) -> int:
    """Names stand left, numbers right."""
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class CellTable(QTableView):
    """Values with one address each; Enter or a double click opens it."""

    cell_opened = Signal(str)
    chart_requested = Signal()

    def __init__(self, theme: Theme, values: CellModel, title: str) -> None:
        super().__init__()
        self._theme, self._values = theme, values
        self.setModel(values)
        self.setAccessibleName(self.tr("Table: %s") % title)
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

    def _resize(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(31))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(31))

    def content_height(self) -> int:
        """Return the height in px at which all rows show."""
        return self._theme.px(31) * (self._values.rowCount() + 1) + 8

    def _open(self, index: QModelIndex) -> None:
        if address := self._values.address(index):
            self.cell_opened.emit(address)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.chart_requested.emit()
            return
        super().keyPressEvent(event)
