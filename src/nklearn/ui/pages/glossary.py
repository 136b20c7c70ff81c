"""The glossary: words explained, with Hangul and other spellings where we have them."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.content.entry_words import other_names
from nklearn.content.listing import Listing
from nklearn.content.listings import first_letter, glossary_listing
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import GlossaryEntry
from nklearn.ui.finder_page import FinderPage
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.words import counted


class GlossaryPage(FinderPage):
    """`nk:glossary?q=…&letter=…` lists the words, `nk:glossary/<id>` shows one."""

    rail = "sources"
    cap = 860
    filter = "letter"

    @override
    def open(self, address: Address) -> None:
        catalog = self.context.catalog
        one = catalog.glossary(address.rest) if address.path else None
        self.address = address
        title = self.tr("Glossary")
        self.crumbs = ((title, "nk:glossary"),) if one else ()
        self.heading = one.word if one else title
        if one is None:
            self.open_list(address)
            return
        self.open_one()
        self.cards.main.addWidget(self.card(one))
        near = [each for each in self.all_things.things if first_letter(each) == first_letter(one)]
        if others := [each for each in near if each != one]:
            self.cards.main.addSpacing(8)
            self.cards.main.addWidget(
                label(self.tr("Other words with %s") % first_letter(one), "title")
            )
            for entry in others:
                self.cards.main.addWidget(self.card(entry))
        self.cards.finish()

    @override
    def listing(self) -> Listing[GlossaryEntry]:
        return glossary_listing(self.context.catalog)

    @override
    def words(self) -> tuple[str, str, str, str]:
        asked = self.tr("Search words, also in Hangul or another spelling")
        return self.heading, "", asked, self.tr("First letter")

    @override
    def facet_words(self, key: str) -> str:
        return key

    @override
    def counted(self, count: int) -> str:
        return counted(count, self.tr("1 word"), self.tr("%d words"))

    @override
    def card(self, thing: GlossaryEntry) -> LinkCard:
        card = LinkCard(str(Address.of("glossary", thing.id)), f"{thing.word}: {thing.meaning}")
        card.open_requested.connect(self.open_requested)
        head = row(spacing=10)
        head.addWidget(label(thing.word, "heading", wrap=False))
        head.addWidget(label(thing.hangul, "secondary", wrap=False))
        head.addStretch(1)
        card.box.addLayout(head)
        card.box.addWidget(label(thing.meaning))
        if others := other_names(thing.word, thing.variants, (thing.hangul,)):
            also = self.tr("Also: %s") % ", ".join(others)
            card.box.addWidget(label(also, "small"))
        return card
