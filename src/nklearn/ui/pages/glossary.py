"""The glossary: words explained, with Hangul where we have it."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.content.entry_words import other_names
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import GlossaryEntry
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.link_card import LinkCard


class GlossaryPage(ColumnPage):
    """`nk:glossary` shows all words, `nk:glossary/<id>` one."""

    rail = "sources"
    cap = 860

    @override
    def open(self, address: Address) -> None:
        catalog = self.context.catalog
        one = catalog.glossary(address.rest) if address.path else None
        self.address = address
        self.crumbs = ((self.tr("Glossary"), "nk:glossary"),) if one else ()
        self.heading = one.word if one else self.tr("Glossary")
        self.cards.empty()
        if one:
            self.cards.main.addWidget(self._card(one))
            self.cards.main.addSpacing(8)
        title = self.tr("Other words") if one else self.heading
        self.cards.main.addWidget(label(title, "title" if one else "display"))
        for entry in catalog.glossary_entries():
            if entry != one:
                self.cards.main.addWidget(self._card(entry))
        self.cards.finish()

    def _card(self, entry: GlossaryEntry) -> LinkCard:
        card = LinkCard(str(Address.of("glossary", entry.id)), f"{entry.word}: {entry.meaning}")
        card.open_requested.connect(self.open_requested)
        head = row(spacing=10)
        head.addWidget(label(entry.word, "heading", wrap=False))
        head.addWidget(label(entry.hangul, "secondary", wrap=False))
        head.addStretch(1)
        card.box.addLayout(head)
        card.box.addWidget(label(entry.meaning))
        if others := other_names(entry.word, entry.variants, (entry.hangul,)):
            also = self.tr("Also: %s") % ", ".join(others)
            card.box.addWidget(label(also, "small"))
        return card
