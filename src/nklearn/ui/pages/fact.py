"""One fact: its value and sentence, its chain of hands, its rivals, and where it is used."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.uses import Uses


class FactPage(ColumnPage):
    """Shows `nk:fact/<claim>`."""

    rail = "sources"
    cap = 1080

    @override
    def open(self, address: Address) -> None:
        evidence = self.context.catalog.evidence(address.rest)
        self.address = address
        source = self.context.catalog.source(evidence.locator.source)
        self.crumbs = (
            (self.tr("Sources"), "nk:sources"),
            (source.short, str(Address.of("source", source.id))),
        )
        self.heading = self.tr("Fact")
        self.cards.empty()
        card = EvidenceCard(self.context.theme, evidence)
        card.open_requested.connect(self.open_requested)
        self.cards.main.addWidget(card)
        uses = Uses(self.context.theme, self.context.catalog.uses_of(evidence.target))
        uses.open_requested.connect(self.open_requested)
        self.cards.side.addWidget(uses)
        self.cards.finish()
