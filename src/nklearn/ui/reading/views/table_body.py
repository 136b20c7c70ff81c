"""A table with columns in a lesson: the rows and columns that a figure names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from nklearn.base.overriding import override
from nklearn.content.grids import Grid, grid_of, part_of
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source

# The most rows where the figure names none.
_ROWS = 10


class _Table(GridTable):
    """As high as its rows are; the arrows that lead out of it belong to the lesson."""

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as all rows need at this width."""
        high = self.content_height()
        if high != self.minimumHeight():
            self.setMinimumHeight(high)
            self.setMaximumHeight(high)

    @override
    def _resize(self) -> None:
        super()._resize()
        if hasattr(self, "_names"):
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        moved = self.currentIndex() != before
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not moved:
            event.ignore()


class TableBody(FigureBody):
    """`nk:data/<set>` of a set with columns; every cell leads to its evidence."""

    @override
    def fill(self) -> None:
        dataset = self.catalog.dataset(self.address.rest)
        whole = grid_of(self.catalog, dataset)
        rows = self.figure.rows or [head.id for head in whole.rows[:_ROWS]]
        self._grid: Grid = part_of(whole, rows, self.figure.columns)
        table = _Table(self.theme, self._grid)
        table.cell_opened.connect(self.open_requested)
        Quiet(table)
        Quiet(table.viewport())
        self.box.addWidget(table)
        if self._grid.rivals or len(self._grid.statuses) > 1:
            legend = EvidenceLegend(self.theme)
            legend.show_marks(self._grid.statuses, rivals=self._grid.rivals)
            self.box.addWidget(legend)
        some, every = len(self._grid.rows), len(whole.rows)
        columns, all_columns = len(self._grid.columns), len(whole.columns)
        if (some, columns) != (every, all_columns):
            words = self.tr("{some} of {every} rows, {columns} of {all_columns} columns.")
            words = words.format(some=some, every=every, columns=columns, all_columns=all_columns)
            self.tell(words)

    @override
    def sources(self) -> tuple[Source, ...]:
        return ((self._grid.source, f"nk:data/{self._grid.dataset}"),)
