"""Data: the list of data sets, and the explorer for one of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import bars_of, usual_bars
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.selection import Selection
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.explorer.cell_panel import AboutData
from nklearn.ui.explorer.explorer import Explorer
from nklearn.ui.explorer.table_explorer import TableExplorer
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import counted

# The least width of a card, in px at 100% text: two stand side by side where both have it.
_CARD = 430


class DataPage(Page):
    """`nk:data` lists the data sets; `nk:data/<id>` explores one (state: `Selection`)."""

    rail = "data"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._layers = QStackedLayout(self)
        self._cards = ScrollColumn(context.theme)
        self._layers.addWidget(self._cards)
        self._explorer: Explorer | None = None
        self._table: TableExplorer | None = None
        self._size = (0, 0)

    @override
    def open(self, address: Address) -> None:
        selection = Selection.parse(address)
        if not address.path:
            self._open_list()
            return
        dataset = self.context.catalog.dataset(selection.dataset)
        if dataset.columns:
            self._open_table(selection)
        elif len(dataset.periods) == 1:
            self._open_bars(selection)
        else:
            self._explore(selection)

    def _open_list(self) -> None:
        self.address, self.crumbs, self.heading = Address("data"), (), self.tr("Data")
        self._cards.empty()
        self._cards.main.addWidget(label(self.tr("Data"), "display"))
        words = self.tr("Each table as published. Every cell opens its source.")
        self._cards.main.addWidget(label(words, "secondary"))
        for heading, datasets in self._groups():
            if heading:
                self._cards.main.addSpacing(6)
                self._cards.main.addWidget(label(heading, "title"))
            grid = CardGrid(
                self.context.theme, heading or self.heading, most=2, least=_CARD, even=True
            )
            grid.show_cards([self._card(dataset) for dataset in datasets])
            self._cards.main.addWidget(grid)
        self._cards.finish()
        self._show(self._cards)

    def _groups(self) -> list[tuple[str, list[Dataset]]]:
        """Return the data sets under their headings, in the authors' order.

        Those without one come last; where no data set has one, there are no headings.
        """
        found: dict[str, list[Dataset]] = {}
        for dataset in self.context.catalog.datasets():
            found.setdefault(dataset.group, []).append(dataset)
        rest = found.pop("", [])
        other = self.tr("Other data") if found else ""
        return [*found.items(), *([(other, rest)] if rest else [])]

    def _card(self, dataset: Dataset) -> LinkCard:
        cells = sum(len(line.observations) for line in dataset.series)
        card = LinkCard(str(Address.of("data", dataset.id)), dataset.title)
        card.open_requested.connect(self.open_requested)
        card.box.addWidget(label(dataset.title, "heading"))
        card.box.addWidget(label(dataset.lead, "secondary"))
        card.box.addStretch(1)
        source = self.context.catalog.source_line(dataset.locator.source, dataset.locator.place)
        if dataset.columns:
            parts = (self.tr("Table"), counted(cells, self.tr("1 cell"), self.tr("%d cells")))
        else:
            parts = (counted(cells, self.tr("1 value"), self.tr("%d values")),)
        card.box.addWidget(label(" · ".join((*parts, source)), "small"))
        return card

    def _open_bars(self, selection: Selection) -> None:
        """Show a data set of one year: bars, and beside them its source or that of one cell."""
        catalog, theme = self.context.catalog, self.context.theme
        dataset = catalog.dataset(selection.dataset)
        evidence = catalog.evidence(selection.cell) if selection.cell else None
        self.address = selection.address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), dataset.title
        self._cards.empty()
        card = ChartCard(theme, bars_of(catalog, usual_bars(catalog, dataset)))
        card.open_requested.connect(self.open_requested)
        self._cards.main.addWidget(card)
        if evidence is None:
            about = AboutData(theme, dataset)
            about.open_requested.connect(self.open_requested)
            self._cards.side.addWidget(about)
        else:
            uses = catalog.uses_of(evidence.target)
            for part in (EvidenceCard(theme, evidence), Uses(theme, uses)):
                part.open_requested.connect(self.open_requested)
                self._cards.side.addWidget(part)
        self._cards.finish()
        self._show(self._cards)

    def _explore(self, selection: Selection) -> None:
        if self._explorer is None:
            self._explorer = Explorer(self.context, selection)
            self._explorer.open_requested.connect(self.open_requested)
            self._explorer.moved.connect(self._follow)
            self._explorer.set_width_class(*self._size)
            self._layers.addWidget(self._explorer)
        else:
            self._explorer.show_selection(selection)
        self._show(self._explorer)
        self.address = self._explorer.view.address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), self._explorer.view.title

    def _open_table(self, selection: Selection) -> None:
        if self._table is None:
            self._table = TableExplorer(self.context, selection)
            self._table.open_requested.connect(self.open_requested)
            self._table.moved.connect(self._follow)
            self._table.set_width_class(*self._size)
            self._layers.addWidget(self._table)
        else:
            self._table.show_selection(selection)
        self._show(self._table)
        self.address = self._table.address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), self._table.dataset.title

    def _show(self, layer: QWidget) -> None:
        """Put list or explorer on top; the keyboard goes to its start if it was in the other.

        Qt would put it on what had it last time, or on what was made first.
        """
        focus = self.window().focusWidget()
        if layer.isHidden() and focus and self.isAncestorOf(focus):
            self.setFocus()
            # What is in a layout is shown once control returns, which may be after this.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._take_focus))
        self._layers.setCurrentWidget(layer)

    def _take_focus(self) -> None:
        if self.window().focusWidget() is self:
            layouts.finish()
            focus_into(self.start())

    def _follow(self, address: Address) -> None:
        """Note where the reader's choices have led."""
        self.address = address
        self.moved.emit(address)

    @property
    def _open_explorer(self) -> Explorer | TableExplorer | None:
        """The explorer that is on top; None if the cards are."""
        current = self._layers.currentWidget()
        return current if isinstance(current, Explorer | TableExplorer) else None

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._size = (width, height)
        for explorer in (self._explorer, self._table):
            if explorer is not None:
                explorer.set_width_class(width, height)

    @override
    def export(self) -> None:
        if explorer := self._open_explorer:
            explorer.export()

    @override
    def start(self) -> QWidget:
        explorer = self._open_explorer
        return explorer.start if explorer else super().start()

    @override
    def panes(self) -> list[QWidget]:
        explorer = self._open_explorer
        return explorer.panes if explorer else [self._cards]
