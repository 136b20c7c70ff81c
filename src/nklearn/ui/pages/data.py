"""Data: the data sets, and one of them as chart and table with every cell's source."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.content.plots import default_chart
from nklearn.domain.addresses import Address
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import Button, label
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.source_chain import SourceChain
from nklearn.ui.widgets.uses import Uses


class DataPage(ColumnPage):
    """`nk:data` lists the data sets; `nk:data/<id>?show=<series>&period=<year>` opens a cell."""

    rail = "data"

    @override
    def open(self, address: Address) -> None:
        if address.path:
            self._open_dataset(address)
        else:
            self._open_list(address)
        self.cards.finish()

    def _open_list(self, address: Address) -> None:
        self.address, self.crumbs, self.heading = address, (), self.tr("Data")
        self.cards.empty()
        self.cards.main.addWidget(label(self.tr("Data"), "display"))
        words = self.tr("Each table as published. Every cell opens its source.")
        self.cards.main.addWidget(label(words, "secondary"))
        for dataset in self.context.catalog.datasets():
            cells = sum(len(line.observations) for line in dataset.series)
            card = LinkCard(str(Address.of("data", dataset.id)), dataset.title)
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(dataset.title, "heading"))
            card.box.addWidget(label(dataset.description, "secondary"))
            source = self.context.catalog.source_line(dataset.locator.source, dataset.locator.place)
            count = self.tr("%d values · %s") % (cells, source)
            card.box.addWidget(label(count, "small"))
            self.cards.main.addWidget(card)

    def _open_dataset(self, address: Address) -> None:
        catalog = self.context.catalog
        dataset = catalog.dataset(address.rest)
        state = address.state
        show, period = state.get("show", ""), state.get("period", "")
        evidence = catalog.evidence(f"{dataset.id}/{show}/{period}") if period else None
        self.address = address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), dataset.title
        self.cards.empty()
        chart = ChartCard(self.context, default_chart(catalog, dataset), height=340)
        chart.open_requested.connect(self.open_requested)
        self.cards.main.addWidget(chart)
        side = self.cards.side
        if evidence is not None:
            card = EvidenceCard(self.context.theme, evidence)
            card.open_requested.connect(self.open_requested)
            side.addWidget(card)
            uses = Uses(self.context.theme, catalog.uses_of(evidence.target))
            uses.open_requested.connect(self.open_requested)
            side.addWidget(uses)
            chart.mark(show, period)
            return
        side.addWidget(label(self.tr("About these values"), "title"))
        side.addWidget(label(dataset.description))
        side.addWidget(label(self.tr("Where they come from"), "label"))
        chain = SourceChain(self.context.theme, dataset.chain)
        chain.open_requested.connect(self.open_requested)
        side.addWidget(chain)
        hint = self.tr("Choose a point of the chart or a cell of the table to see its source.")
        side.addWidget(label(hint, "small"))
        if state.get("view") == "table":
            chart.show_view("table")
        link = Button(self.context.theme, self.tr("All data sets"), kind="text")
        link.clicked.connect(lambda: self.open_requested.emit("nk:data"))
        side.addWidget(link)
