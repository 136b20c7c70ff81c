"""Numbers that disagree: all of them, or one with its rival values side by side."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard


class DisagreementPage(ColumnPage):
    """`nk:disagreement` lists them, `nk:disagreement/<id>` compares one."""

    rail = "sources"

    @override
    def open(self, address: Address) -> None:
        catalog = self.context.catalog
        one = catalog.disagreement(address.rest) if address.path else None
        self.address = address
        title = self.tr("Numbers that disagree")
        self.crumbs = (
            ((title, "nk:disagreement"),) if one else ((self.tr("Sources"), "nk:sources"),)
        )
        self.heading = one.title if one else title
        self.cards.empty()
        self.cards.main.addWidget(label(self.heading, "display"))
        if one:
            self._compare(one)
        else:
            for found in catalog.disagreements():
                self.cards.main.addWidget(self._card(found))
        self.cards.finish()

    def _card(self, found: Disagreement) -> LinkCard:
        card = LinkCard(str(Address.of("disagreement", found.id)), found.title)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(found.title, "heading"), 1)
        for kind in found.differs_in:
            head.addWidget(chip(f"≠ {kind}", "conflict"))
        card.box.addLayout(head)
        card.box.addWidget(label(found.explanation, "secondary"))
        return card

    def _compare(self, found: Disagreement) -> None:
        main = self.cards.main
        panel = frame("conflict")
        box = column(panel, spacing=6)
        box.setContentsMargins(18, 14, 18, 14)
        kinds = row(spacing=6)
        for kind in found.differs_in:
            kinds.addWidget(chip(f"≠ {kind}", "conflict"))
        kinds.addStretch(1)
        box.addLayout(kinds)
        box.addWidget(label(found.explanation))
        box.addWidget(label(self.tr("What our lessons say meanwhile"), "label"))
        box.addWidget(label(found.meanwhile))
        main.addWidget(panel)
        for target in found.members:
            evidence = self.context.catalog.evidence(target)
            card = LinkCard(evidence.address, f"{evidence.title}, {evidence.value}")
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(evidence.value, "title"))
            card.box.addWidget(label(evidence.title, "heading"))
            card.box.addWidget(label(evidence.statement, "secondary"))
            card.box.addWidget(label(evidence.source_line, "small"))
            main.addWidget(card)
