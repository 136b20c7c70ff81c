"""Law and penalties in a lesson: the record that an address opens, or the first of a list."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from nklearn.base.overriding import override
from nklearn.content.law_lists import LawItem, cited_by, item_of, law_groups, narrowed
from nklearn.domain.claims import Sensitivity
from nklearn.domain.law_choice import LISTS, LawChoice
from nklearn.ui.laws.cards import LawCard
from nklearn.ui.reading.views.body import FigureBody, Source
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.words import NAMED

# The most records of a list, and of one with two sides each.
_ROWS, _SIDES = 3, 2
_CARD = 300


class LawsBody(FigureBody):
    """`nk:laws`: cards as its page has them; what is hard stays folded."""

    @override
    def fill(self) -> None:
        self._choice = choice = LawChoice.parse(self.address)
        self._evidence = cache(self.catalog.evidence)
        if choice.open:
            found = item_of(self.catalog, choice.open)
            choice = replace(choice, open=f"{found.PAGE}/{found.id}")
        groups = narrowed(law_groups(self.catalog, choice.show), choice, NAMED)
        every = [(group.label, item) for group in groups for item in group.items]
        most = _SIDES if choice.show == LISTS[0] else _ROWS
        some = every[:most]
        if choice.open:
            some = [each for each in every if each[1].id == choice.open]
        self._items = [item for _, item in some]
        heading, cards = "", list[LawCard]()
        for name, item in some:
            if name != heading:
                self._add(heading, cards)
                heading, cards = name, []
            cards.append(self._card(item))
        self._add(heading, cards)
        if len(some) < len(every):
            words = self.tr("{some} of {all} in this list.")
            self.tell(words.format(some=len(some), all=len(every)))

    def _card(self, item: LawItem) -> LawCard:
        folded = item.sensitivity is not Sensitivity.NONE
        card = LawCard(self.theme, self._evidence, item, folded=folded)
        card.open_requested.connect(self._open)
        card.fact_requested.connect(self.open_requested)
        return card

    def _add(self, heading: str, cards: list[LawCard]) -> None:
        if not cards:
            return
        if heading:
            self.box.addWidget(label(heading, "label"))
        grid = CardGrid(self.theme, heading or self.figure.title, most=1, least=_CARD)
        grid.show_cards(cards)
        self.box.addWidget(grid)

    def _open(self, name: str) -> None:
        self.open_requested.emit(str(replace(self._choice, open=name).address))

    @override
    def sources(self) -> tuple[Source, ...]:
        works = dict.fromkeys(each.source for each in cited_by(self._evidence, self._items))
        return tuple((self.catalog.source_line(each, ""), f"nk:source/{each}") for each in works)
