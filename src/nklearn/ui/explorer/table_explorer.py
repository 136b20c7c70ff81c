"""A data set with columns: its table, and beside it the evidence of the open cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.grids import Grid, grid_of
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.lessons import Link, Text
from nklearn.domain.selection import Selection
from nklearn.interchange.values_csv import write_grid
from nklearn.ui import tokens
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.context import Context
from nklearn.ui.explorer.finder import SetButton
from nklearn.ui.explorer.frame import ExplorerFrame
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import sentences

# In a window lower than this the table needs the room more; the panel says all of it.
_LEAD_FROM = 560
# Where there is less than this, the ways to take values away stand in one menu.
_TOOLS = 900


class TableExplorer(ExplorerFrame):
    """Shows a table; `moved` says that the reader has opened or closed a cell."""

    # A table narrower than this shows too little beside the open panel.
    beside = 520

    def __init__(self, context: Context, selection: Selection) -> None:
        super().__init__(context)
        self._selection = selection
        self._dataset = context.catalog.dataset(selection.dataset)
        self._grid: Grid = grid_of(context.catalog, self._dataset)
        self._about = False
        self._table = GridTable(context.theme, self._grid)
        self._table.cell_opened.connect(self._open)
        self._tools = self._make_tools()
        self._frame = self._make_frame()
        self._body = column(self._area, spacing=14)
        self._body.addWidget(self._tools)
        self._body.addWidget(self._frame)
        self._body.addStretch(1)
        self._row.addWidget(self._area, 1)
        self._fill()
        self.show_selection(selection)

    def _make_tools(self) -> QWidget:
        theme = self._context.theme
        made = QWidget()
        outer = column(made, spacing=6)
        line = row(spacing=10)
        about = Button(
            theme,
            self.tr("About these values"),
            icon="info",
            small=True,
            on_click=self._show_about,
        )
        self._takes = TakeAway(self._context, self._offer)
        self._takes.told.connect(self._tell)
        self._about_button = about
        self._sets_button = SetButton(theme, narrow=True)
        self._sets_button.clicked.connect(partial(self.sets_requested.emit, self._sets_button))
        line.addWidget(self._sets_button)
        line.addWidget(about)
        line.addStretch(1)
        line.addWidget(self._takes)
        outer.addLayout(line)
        self._told = label(role="small")
        self._told.hide()
        outer.addWidget(self._told)
        return made

    def _make_frame(self) -> QFrame:
        made = frame("card")
        box = column(made, spacing=4)
        box.setContentsMargins(16, 14, 16, 12)
        self._title, self._lead = label(role="chart"), label(role="small")
        self._source = Prose(self._context.theme, self.tr("Source"), "caption")
        self._source.open_requested.connect(self.open_requested)
        self._legend = EvidenceLegend(self._context.theme)
        box.addWidget(self._title)
        box.addWidget(self._lead)
        box.addSpacing(8)  # room for the ring of what has the keyboard
        box.addWidget(self._table, 1)
        box.addSpacing(4)
        box.addWidget(rule())
        box.addSpacing(4)
        self._foot = row(spacing=16)
        self._foot.addWidget(self._source, 1)
        self._foot.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(self._foot)
        return made

    def _fill(self) -> None:
        grid = self._grid
        self._sets_button.show_name(self._dataset.title)
        self._title.setText(grid.title)
        lead = grid.lead
        if grid.measure:
            lead = sentences(lead, self.tr("Values in %s.") % grid.measure)
        self._lead.setText(lead)
        source = str(Address.of("source", self._dataset.locator.source))
        head = Text(self.tr("Source:") + " ", strong=True)
        self._source.set_line((head, Link(source, grid.source)))
        self._legend.show_marks(grid.statuses, rivals=grid.rivals)

    @property
    def address(self) -> Address:
        """The address of what is shown."""
        return self._selection.address

    @property
    def dataset(self) -> Dataset:
        """The data set that is shown."""
        return self._dataset

    @property
    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        parts = (self._tools, self._frame, self._panel)
        return [part for part in parts if part.isVisible()]

    @property
    def start(self) -> QWidget:
        """The part that gets the keyboard first."""
        return self._panel.first if self._area.isHidden() else self._table

    # -- choosing ----------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Show a table, with the evidence of its cell if one is chosen.

        Raises:
            UnknownAddressError: there is no such data set or cell.
        """
        catalog = self._context.catalog
        dataset = catalog.dataset(selection.dataset)
        if selection.cell:
            catalog.evidence(selection.cell)
        if dataset.id != self._dataset.id:
            self._dataset, self._grid = dataset, grid_of(catalog, dataset)
            self._fill()
            self._table.show_grid(self._grid)
            self._told.hide()
            self._about = False
        cell = selection.cell if selection.cell in self._grid.targets else ""
        self._selection = Selection(dataset.id, cell=cell)
        self._about = self._about and not cell
        if not self._about:
            self._panel.show_cell(cell)
        self._fit()
        self._table.show_cell(cell)

    def _go(self, cell: str) -> None:
        if cell != self._selection.cell:
            self.show_selection(Selection(self._dataset.id, cell=cell))
            self.moved.emit(self.address)

    def _open(self, address: str) -> None:
        self._about = False
        self._go(Selection.parse(Address.parse(address)).cell)
        if self._area.isHidden():
            self._panel.take_focus()

    @property
    @override
    def panel_open(self) -> bool:
        return bool(self._selection.cell) or self._about

    @override
    def _close(self) -> None:
        about, self._about = self._about, False
        self._panel.show_cell("")
        self._go("")
        self._fit()
        back = self._about_button if about else self._table
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_about(self) -> None:
        self._go("")
        self._about = True
        self._panel.show_about(self._dataset)
        self._fit()
        self._panel.take_focus()

    # -- taking away -------------------------------------------------------------------------

    def export(self) -> None:
        """Open the menu of what can be taken away."""
        self._takes.open_menu()

    def _offer(self) -> Offer:
        dataset, grid = self._dataset, self._grid
        return Offer(
            dataset.id,
            grid.title,
            csv=lambda: write_grid(self._context.catalog, dataset),
            cited=lambda: (Cited(dataset.locator.source, grid.source),),
        )

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    # -- layout ------------------------------------------------------------------------------

    def set_width_class(self, width: int, height: int) -> None:
        """Re-lay for a window of this size in px at 100% text."""
        pad = 14 if height < 720 else 22
        side = 20 if width < tokens.COMPACT_BELOW else 24
        self._body.setContentsMargins(side, pad, side, pad)
        self._lead.setVisible(height >= _LEAD_FROM)
        self._fit()

    @override
    def _fit(self) -> None:
        px = self._context.theme.px
        room = self._place_panel()
        self._area.setMaximumWidth(px(tokens.CONTENT_CAP))
        self._takes.set_narrow(room < px(_TOOLS))
        room -= 2 * px(60)
        direction = QBoxLayout.Direction
        wide = room - self._legend.sizeHint().width() >= px(320)
        self._foot.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._foot.setSpacing(16 if wide else 6)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panel.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)
