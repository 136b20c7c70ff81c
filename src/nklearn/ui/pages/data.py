"""Data: the list of data sets, and the explorer for one of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import bars_of, usual_bars
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.selection import Selection
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.explorer.explorer import Explorer
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column, frame, label
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.source_chain import SourceChain
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import counted


class DataPage(Page):
    """`nk:data` lists the data sets; `nk:data/<id>` explores one (state: `Selection`)."""

    rail = "data"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._layers = QStackedLayout(self)
        self._cards = ScrollColumn(context.theme)
        self._layers.addWidget(self._cards)
        self._explorer: Explorer | None = None
        self._size = (0, 0)

    @override
    def open(self, address: Address) -> None:
        selection = Selection.parse(address)
        if not address.path:
            self._open_list()
        elif len(self.context.catalog.dataset(selection.dataset).periods) == 1:
            self._open_bars(selection)
        else:
            self._explore(selection)

    def _open_list(self) -> None:
        self.address, self.crumbs, self.heading = Address("data"), (), self.tr("Data")
        self._cards.empty()
        self._cards.main.addWidget(label(self.tr("Data"), "display"))
        words = self.tr("Each table as published. Every cell opens its source.")
        self._cards.main.addWidget(label(words, "secondary"))
        for dataset in self.context.catalog.datasets():
            cells = sum(len(line.observations) for line in dataset.series)
            card = LinkCard(str(Address.of("data", dataset.id)), dataset.title)
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(dataset.title, "heading"))
            card.box.addWidget(label(dataset.description, "secondary"))
            source = self.context.catalog.source_line(dataset.locator.source, dataset.locator.place)
            values = counted(cells, self.tr("1 value"), self.tr("%d values"))
            count = f"{values} · {source}"
            card.box.addWidget(label(count, "small"))
            self._cards.main.addWidget(card)
        self._cards.finish()
        self._show(self._cards)

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
            self._cards.side.addWidget(self._about(dataset))
        else:
            uses = catalog.uses_of(evidence.target)
            for part in (EvidenceCard(theme, evidence), Uses(theme, uses)):
                part.open_requested.connect(self.open_requested)
                self._cards.side.addWidget(part)
        self._cards.finish()
        self._show(self._cards)

    def _about(self, dataset: Dataset) -> QFrame:
        """Return the card that says what the values are and where they come from."""
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(self.tr("About these values"), "heading"))
        box.addWidget(label(dataset.description, "small"))
        box.addWidget(label(self.tr("Where they come from"), "label"))
        chain = SourceChain(self.context.theme, dataset.chain)
        chain.open_requested.connect(self.open_requested)
        box.addWidget(chain)
        return card

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

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._size = (width, height)
        if self._explorer is not None:
            self._explorer.set_width_class(width, height)

    @override
    def export(self) -> None:
        if self._explorer is not None and self._layers.currentWidget() is self._explorer:
            self._explorer.export()

    @override
    def start(self) -> QWidget:
        exploring = self._explorer is not None and self._layers.currentWidget() is self._explorer
        return self._explorer.start if exploring and self._explorer else super().start()

    @override
    def panes(self) -> list[QWidget]:
        exploring = self._explorer is not None and self._layers.currentWidget() is self._explorer
        return self._explorer.panes if exploring and self._explorer else [self._cards]
