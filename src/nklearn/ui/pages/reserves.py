"""Reserves compared: two works side by side as dumbbells, and all that is known of one row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.dumbbell_grids import comparison_grid
from nklearn.content.dumbbells import (
    SPECS,
    Dumbbells,
    DumbbellSpec,
    Subjects,
    dumbbells_of,
    spec_of,
)
from nklearn.content.totals import general_of, known_of
from nklearn.domain.addresses import Address
from nklearn.domain.comparison import ORDERS, Comparison
from nklearn.domain.evidence import address_target
from nklearn.domain.lessons import Link, Text
from nklearn.interchange.values_csv import write_grid
from nklearn.ui.charts.dumbbell_chart import DumbbellChart
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.context import Context
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.reserves.headings import Headings
from nklearn.ui.reserves.panel import RowPanel
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.segmented import Segmented

# What of the window stands over and under the chart, in px at 100% text.
_AROUND = 314
# How high a chart may be on a sheet, and below which width there is one menu to take it away.
_SHEET = 620
_NARROW = 1500


class ReservesPage(PanelPage):
    """`nk:reserves?set=…&sort=…&row=…&open=…&view=table` (state: `Comparison`)."""

    rail = "data"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choice = Comparison()
        self._heads = Headings(context.catalog.units(), self)
        self._subjects = Subjects(context.catalog)
        self._spec: DumbbellSpec = SPECS[0]
        self._shown: Dumbbells = dumbbells_of(context.catalog, self._subjects, self._spec)
        self._chart = DumbbellChart(context.theme, self._shown)
        self._chart.activated.connect(self._pick)
        self._table: GridTable | None = None  # made when it is first asked for
        self._panel_filler = RowPanel(
            context, self.panel_box, self.open_requested.emit, self._show_value
        )
        self.main.addWidget(self._make_tools())
        self.main.addWidget(self._make_area(), 1)
        self.panel_closed.connect(self._close_row)

    # -- parts -------------------------------------------------------------------------------

    def _make_tools(self) -> QWidget:
        theme, made = self.context.theme, QWidget()
        names = (self.tr("Reserves"), self.tr("Mines counted twice"))
        ids = [spec.dataset for spec in SPECS]
        self._sets = Segmented(theme, dict(zip(ids, names, strict=True)), self.tr("Compare"))
        self._sets.chosen.connect(self._choose_set)
        self._views = Segmented(
            theme,
            {"chart": self.tr("Chart"), "table": self.tr("Table")},
            self.tr("Show as"),
            icons={"chart": "git-compare-arrows", "table": "table"},
        )
        self._views.chosen.connect(self._show_view)
        self._sort = Button(theme, "", icon="chevron-down", icon_after=True)
        menu = QMenu(self._sort)
        for order, name in self._orders().items():
            menu.addAction(name, lambda order=order: self._go(order=order))
        self._sort.setMenu(menu)
        self._takes = TakeAway(self.context, self._offer)
        self._takes.told.connect(self._tell)
        self._told = label(role="small")
        self._told.hide()
        outer, line = column(made, spacing=6), row(spacing=10)
        choices = Flow(spacing=10)
        for part in (self._sets, self._views, self._sort):
            choices.addWidget(part)
        line.addLayout(choices, 1)
        line.addWidget(self._takes)
        outer.addLayout(line)
        outer.addWidget(self._told)
        return made

    # -- taking away -------------------------------------------------------------------------

    def _offer(self) -> Offer:
        catalog, shown = self.context.catalog, self._shown
        dataset = catalog.dataset(self._spec.dataset)
        where = dataset.locator
        return Offer(
            f"{dataset.id}-compared",
            self._heads.finding(self._shown),
            sheet=self._sheet,
            csv=lambda: write_grid(catalog, dataset),
            cited=lambda: (Cited(where.source, shown.source),),
        )

    def _sheet(self, theme: Theme) -> QWidget:
        """Return the chart on a sheet of its own, with nothing chosen."""
        chart = DumbbellChart(theme, self._shown)
        chart.set_room(_SHEET)
        source = self.tr("Source: %s") % self._shown.source
        heads, shown = self._heads, self._shown
        return sheet(theme, heads.finding(shown), heads.measure(shown), chart, source)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    @override
    def export(self) -> None:
        self._takes.open_menu()

    # -- the card ----------------------------------------------------------------------------

    def _orders(self) -> dict[str, str]:
        names = (
            self.tr("Largest increase"),
            self.tr("Largest decrease"),
            self.tr("Name"),
            self.tr("As printed"),
        )
        return dict(zip(ORDERS, names, strict=True))

    def _make_area(self) -> QScrollArea:
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("scrollBody")
        box = column(body)
        box.setContentsMargins(2, 2, 0, 2)
        box.addWidget(self._make_card())
        box.addStretch(1)
        area.setWidget(body)
        return area

    def _make_card(self) -> QFrame:
        theme, card = self.context.theme, frame("card")
        box = column(card, spacing=4)
        box.setContentsMargins(16, 12, 16, 10)
        self._title, self._subtitle = label(role="chart"), label(role="small")
        self._marks = EvidenceLegend(theme)
        self._far = label(
            self.tr("≠ Twofold or more apart"), "caption", tone="conflict", wrap=False
        )
        self._source = Prose(theme, self.tr("Source"), "caption")
        self._source.open_requested.connect(self.open_requested)
        for part in (self._title, self._subtitle):
            box.addWidget(part)
        box.addSpacing(4)
        self._stage = column()
        self._stage.addWidget(self._chart)
        box.addLayout(self._stage)
        box.addSpacing(4)
        box.addWidget(rule())
        foot = row(spacing=16)
        foot.addWidget(self._source, 1)
        foot.addWidget(self._far, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._marks, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(foot)
        return card

    # -- choosing ----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = Comparison.parse(address)
        catalog, spec = self.context.catalog, spec_of(choice.dataset)
        shown = dumbbells_of(catalog, self._subjects, spec).ordered(choice.order)
        if choice.row:
            shown.row(choice.row)
        if choice.open:
            catalog.evidence(choice.open)
        self._spec, self._shown, self._choice = spec, shown, choice
        self.address = choice.address
        self.crumbs = ((self.tr("Data"), "nk:data"),)
        self.heading = (
            self.tr("Reserves compared") if shown.ratio else self.tr("Mines counted twice")
        )
        self._fill()
        self._fill_panel()

    def _go(self, **changes: object) -> None:
        """Show another choice of the reader, and say so."""
        choice = replace(self._choice, **changes)
        if choice != self._choice:
            self.open(choice.address)
            self.moved.emit(self.address)

    def _choose_set(self, name: str) -> None:
        self._go(dataset=name, row="", open="")

    def _show_view(self, view: str) -> None:
        self._go(table=view == "table")
        self._views.set_value(view)
        if not self._views.isAncestorOf(self.focusWidget() or self):
            self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, spot: str) -> None:
        name = spot.partition("|")[0]
        self._go(row=name, open=self._chart.value_target(spot))
        if not self.panel_beside:
            self.take_panel_focus()

    def _open_cell(self, address: str) -> None:
        target = address_target(address)
        rows = (row for row in self._shown.rows if target in self._targets(row.id))
        found = next(rows, None)
        self._go(row=found.id if found else "", open=target)
        if not self.panel_beside:
            self.take_panel_focus()

    def _targets(self, name: str) -> set[str]:
        row = self._shown.row(name)
        dataset = self.context.catalog.dataset(self._spec.dataset)
        line = next((each for each in dataset.series if each.id == name), None)
        cells = {cell.id for cell in line.observations} if line else set[str]()
        return cells | {end.target for end in (*row.ends, row.ratio) if end.target}

    def _show_value(self, target: str) -> None:
        self._go(open=target)
        self.take_panel_focus()

    def _close_row(self) -> None:
        self._go(row="", open="")

    # -- showing -----------------------------------------------------------------------------

    def _fill(self) -> None:
        shown, choice = self._shown, self._choice
        self._sets.set_value(choice.dataset)
        self._views.set_value("table" if choice.table else "chart")
        order = self._orders()[choice.order]
        self._sort.set_text(self.tr("Sort: %s") % order.lower())
        self._title.setText(self._heads.finding(self._shown))
        self._subtitle.setText(self._heads.measure(self._shown, table=self._choice.table))
        self._far.setVisible(not choice.table and shown.far > 0)
        self._chart.show_rows(shown, choice.row)
        if choice.row and self._chart.cursor_id.partition("|")[0] != choice.row:
            self._chart.set_cursor_on(choice.row)
        if choice.table:
            self._fill_table()
        else:
            rivals = any(each.clash for each in shown.rows)
            self._marks.show_marks(shown.statuses, rivals=rivals)
        self._chart.setVisible(not choice.table)
        if self._table is not None:
            self._table.setVisible(choice.table)
        source = str(Address.of("data", shown.dataset))
        head = Text(self.tr("Source:") + " ", strong=True)
        self._source.set_line((head, Link(source, shown.source)))

    def _fill_table(self) -> None:
        grid = comparison_grid(self.context.catalog, self._spec, self._shown)
        if self._table is None:
            self._table = GridTable(self.context.theme, grid)
            self._table.cell_opened.connect(self._open_cell)
            self._table.chart_requested.connect(lambda: self._show_view("chart"))
            self._stage.addWidget(self._table)
        self._table.show_grid(grid)
        self._table.show_cell(self._choice.open or self._chart_target(self._choice.row))
        self._marks.show_marks(grid.statuses, rivals=grid.rivals)

    def _chart_target(self, name: str) -> str:
        return self._shown.row(name).first.target if name else ""

    def _fill_panel(self) -> None:
        catalog, choice = self.context.catalog, self._choice
        dataset = catalog.dataset(self._spec.dataset)
        name = self._shown.row(choice.row).label if choice.row else ""
        if choice.open:
            self.show_panel(self.tr("Where this value comes from"))
            self._panel_filler.show_value(choice.open, name)
        elif choice.row:
            known = known_of(catalog, self._subjects, self._spec, self._shown, choice.row)
            self.show_panel(self.tr("All that is known of it"))
            self._panel_filler.show_row(known, self._shown, dataset)
        else:
            self.show_panel(self.tr("About this comparison"), open_=False)
            general = general_of(catalog, self._subjects, self._spec)
            self._panel_filler.show_about(dataset, general)
        self.finish_panel()

    @override
    def set_width_class(self, width: int, height: int) -> None:
        super().set_width_class(width, height)
        self._chart.set_room(height - _AROUND)
        self._takes.set_narrow(width < _NARROW)

    # -- keyboard ----------------------------------------------------------------------------

    @property
    @override
    def picture(self) -> QWidget:
        return self._table if self._choice.table and self._table else self._chart

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, plain = event.key(), not event.modifiers()
        if key == Qt.Key.Key_T and plain:
            self._show_view("chart" if self._choice.table else "table")
        elif key == Qt.Key.Key_Escape and self.panel_beside and self._choice.row:
            if self._choice.open:
                self._go(open="")
            else:
                self._close_row()
            self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
