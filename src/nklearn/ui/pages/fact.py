"""One fact: its value and sentence, its chain of hands, its rivals, and where it is used."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.uses import Uses


class FactPage(Page):
    """Shows `nk:fact/<claim>`."""

    rail = "sources"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._scroll = ScrollColumn(context.theme, cap=1080)
        column(self).addWidget(self._scroll)

    @override
    def panes(self) -> list[QWidget]:
        return [self._scroll]

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
        self._scroll.empty()
        card = EvidenceCard(self.context.theme, evidence)
        card.open_requested.connect(self.open_requested)
        self._scroll.main.addWidget(card)
        uses = Uses(self.context.theme, self.context.catalog.uses_of(evidence.target))
        uses.open_requested.connect(self.open_requested)
        self._scroll.side.addWidget(uses)
        self._scroll.finish()
