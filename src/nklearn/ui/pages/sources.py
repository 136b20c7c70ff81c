"""Sources: the works that everything rests on, and one work with all that rests on it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Claim, Sensitivity, Source
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.long_list import LongList
from nklearn.ui.words import counted


class SourcesPage(ColumnPage):
    """`nk:sources` lists the works, `nk:source/<id>` shows one."""

    rail = "sources"

    @override
    def open(self, address: Address) -> None:
        if address.page == "source":
            self._open_source(address)
        else:
            self._open_list(address)
        self.cards.finish()

    def _open_list(self, address: Address) -> None:
        catalog, main = self.context.catalog, self.cards.main
        self.address, self.crumbs, self.heading = address, (), self.tr("Sources")
        self.cards.empty()
        main.addWidget(label(self.tr("Where it all comes from"), "display"))
        words = self.tr(
            "Each source was made for a purpose. Knowing it helps to weigh what it says."
        )
        main.addWidget(label(words, "secondary"))
        counts = catalog.claims_by_source()
        # What most rests on stands first; sorting keeps the authors' order among equals.
        works = sorted(catalog.sources(), key=lambda each: -counts.get(each.id, 0))
        main.addWidget(
            LongList(
                self.context.theme,
                self.heading,
                works,
                lambda work: self._work(work, counts.get(work.id, 0)),
            )
        )
        for words, goal in (
            (self.tr("Glossary"), "nk:glossary"),
            (self.tr("Numbers that disagree"), "nk:disagreement"),
            (self.tr("How this was made"), "nk:about"),
        ):
            link = Button(self.context.theme, words, kind="text", icon="chevron-right")
            link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
            self.cards.side.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _work(self, source: Source, count: int) -> LinkCard:
        name = ", ".join(filter(None, (source.title, source.authors, source.issued)))
        card = LinkCard(str(Address.of("source", source.id)), name)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(source.title, "heading"), 1)
        if count:
            head.addWidget(chip(counted(count, self.tr("1 fact"), self.tr("%d facts"))))
        card.box.addLayout(head)
        card.box.addWidget(label(f"{source.authors}, {source.issued}", "small"))
        card.box.addWidget(label(source.purpose, "secondary"))
        return card

    def _open_source(self, address: Address) -> None:
        catalog = self.context.catalog
        source = catalog.source(address.rest)
        self.address = address
        self.crumbs, self.heading = ((self.tr("Sources"), "nk:sources"),), source.short
        self.cards.empty()
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(source.title, "title"))
        box.addWidget(
            label(f"{source.authors}, {source.issued}. {source.kind.capitalize()}.", "small")
        )
        for name, words in (
            (self.tr("What it was made for"), source.purpose),
            (self.tr("Where its maker stands"), source.position),
            (self.tr("Address given by our text"), source.url),
        ):
            if words:
                box.addWidget(label(name, "label"))
                box.addWidget(label(words))
        self.cards.main.addWidget(card)
        claims = catalog.claims_of(source.id)
        if claims:
            title = counted(
                len(claims),
                self.tr("What rests on it: 1 fact"),
                self.tr("What rests on it: %d facts"),
            )
            self.cards.main.addWidget(label(title, "title"))
            self.cards.main.addWidget(LongList(self.context.theme, title, claims, self._fact))

    def _fact(self, claim: Claim) -> LinkCard:
        folded = claim.sensitivity is not Sensitivity.NONE
        words = self.tr("Folded: this may be hard to read") if folded else claim.title
        link = LinkCard(str(Address.of("fact", claim.id)), f"{words}, {claim.locator.place}")
        link.open_requested.connect(self.open_requested)
        link.box.addWidget(label(words, "heading"))
        link.box.addWidget(label(claim.locator.place, "small"))
        return link
