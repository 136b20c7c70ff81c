"""Organisations and people whom the texts name in public roles, and what they are cited for."""

from __future__ import annotations

from collections.abc import Sequence

from nklearn.base.overriding import override
from nklearn.content.entry_words import PAGE_WORDS, code_words, other_names
from nklearn.content.listing import Listing
from nklearn.content.listings import Named, organisation_listing
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.organisations import Organisation
from nklearn.ui.finder_page import FinderPage
from nklearn.ui.widgets.basics import chip, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.words import counted

# So many of the facts that a record rests on are named on its card.
_NAMED = 3


class OrganisationsPage(FinderPage):
    """Shows `nk:organisations?q=…&kind=…`."""

    rail = "sources"
    cap = 960

    @override
    def open(self, address: Address) -> None:
        self.heading = self.tr("Organisations and people")
        self.open_list(address)

    @override
    def listing(self) -> Listing[Named]:
        return organisation_listing(self.context.catalog)

    @override
    def words(self) -> tuple[str, str, str, str]:
        about = self.tr(
            "Named as the texts name them, with what they are cited for. To be listed here is no "
            "recommendation. Nobody else is named."
        )
        asked = self.tr("Search organisations and people")
        return self.heading, about, asked, self.tr("Kind")

    @override
    def facet_words(self, key: str) -> str:
        return code_words(key)

    @override
    def counted(self, count: int) -> str:
        return counted(count, self.tr("1 entry"), self.tr("%d entries"))

    @override
    def arrange(self, things: Sequence[Named]) -> list[tuple[str, Sequence[Named]]]:
        """Put organisations first, then people."""
        parts = (
            (self.tr("Organisations"), [each for each in things if each.PAGE == "organisation"]),
            (self.tr("People"), [each for each in things if each.PAGE == "person"]),
        )
        return [(name, part) for name, part in parts if part]

    @override
    def card(self, thing: Named) -> LinkCard:
        kind = code_words(thing.kind)
        card = LinkCard(thing.address, f"{thing.name}, {kind}")
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(thing.name, "heading"), 1)
        head.addWidget(chip(kind))
        card.box.addLayout(head)
        country = thing.country if isinstance(thing, Organisation) else ""
        names = other_names(f"{thing.name} {PAGE_WORDS[thing.PAGE]}", thing.variants, ())
        below = ", ".join(filter(None, (thing.hangul, *names, country)))
        if below:
            card.box.addWidget(label(below, "small"))
        if thing.sensitivity is not Sensitivity.NONE:
            return card  # the name alone: what it is cited for opens on its own page
        if thing.about:
            card.box.addWidget(label(thing.about, "secondary"))
        if cited := self._cited(thing):
            card.box.addWidget(label(cited, "small"))
        return card

    def _cited(self, thing: Named) -> str:
        """Say what the record rests on: the first facts by name, the others by number."""
        lines = {line.id: line for line in self.context.catalog.fact_lines()}
        found = [lines[target] for target in thing.targets if target in lines]
        titles = [line.title for line in found if not line.folded]
        if not titles:
            return ""
        shown = titles[:_NAMED]
        rest = len(thing.targets) - len(shown)
        words = self.tr("Cited for: %s") % "; ".join(shown)
        more = counted(rest, self.tr("and 1 more fact"), self.tr("and %d more facts"))
        return f"{words}; {more}." if rest else f"{words}."
