"""Numbers that disagree: all of them, or one with its rival values side by side."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.long_list import LongList


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
        hard = one is not None and one.sensitivity is not Sensitivity.NONE
        self.heading = one.title if one and not hard else title
        self.cards.empty()
        if one and hard:
            card = frame("card")
            box = column(card, spacing=6)
            box.setContentsMargins(18, 16, 18, 16)
            box.addWidget(self.folded(one.sensitivity, lambda: self._compare(one)))
            self.cards.main.addWidget(card)
        elif one:
            self._compare(one)
        else:
            self.cards.main.addWidget(label(title, "display"))
            everything = list(enumerate(catalog.disagreements(), 1))
            listed = LongList(self.context.theme, title, everything, self._card)
            self.cards.main.addWidget(listed)
        self.cards.finish()

    def _card(self, entry: tuple[int, Disagreement]) -> LinkCard:
        number, found = entry
        hard = found.sensitivity is not Sensitivity.NONE
        words = self.tr("Folded: this may be hard to read") if hard else found.title
        # Folded cards are alike to the eye; a screen reader tells them apart by their number.
        name = f"{words}, {number}" if hard else words
        card = LinkCard(str(Address.of("disagreement", found.id)), name)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(words, "heading"), 1)
        for kind in found.differs_in:
            head.addWidget(chip(f"≠ {kind}", "conflict"))
        card.box.addLayout(head)
        if not hard:
            card.box.addWidget(label(found.explanation, "secondary"))
        return card

    def _compare(self, found: Disagreement) -> None:
        main = self.cards.main
        main.addWidget(label(found.title, "display"))
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
            name = ", ".join(filter(None, (evidence.title, evidence.value)))
            card = LinkCard(evidence.address, name)
            card.open_requested.connect(self.open_requested)
            if evidence.value:
                card.box.addWidget(label(evidence.value, "title"))
            card.box.addWidget(label(evidence.title, "heading"))
            card.box.addWidget(label(evidence.statement, "secondary"))
            card.box.addWidget(label(evidence.source_line, "small"))
            main.addWidget(card)
