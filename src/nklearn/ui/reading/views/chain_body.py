"""The chain of command in a lesson: the ways down to a body, the ends of a line, or all of it."""

from __future__ import annotations

from dataclasses import replace

from nklearn.base.overriding import override
from nklearn.content.chain import Chain
from nklearn.domain.chain_choice import ChainChoice
from nklearn.ui.chain.picture import ChainPicture
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source
from nklearn.ui.reading.views.sideways import Sideways


class ChainBody(FigureBody):
    """`nk:chain`: as large as its words need; what is wider than the lesson scrolls."""

    @override
    def fill(self) -> None:
        self._choice = choice = ChainChoice.parse(self.address)
        self._chain = whole = Chain(self.catalog)
        if choice.open:
            whole.body(choice.open)
        if around := whole.around(choice):
            self._chain = Chain(self.catalog, around)
        self._picture = ChainPicture(self.theme, self._chain, choice)
        self._picture.activated.connect(self._open)
        Quiet(self._picture)
        self._area = Sideways(self._picture)
        self.box.addWidget(self._area)
        if choice.open:
            self._picture.set_cursor_on(choice.open)
        if self._chain is not whole:
            words = self.tr("Part of the chain: {some} of {all} bodies.")
            self.tell(words.format(some=len(self._chain.bodies), all=len(whole.bodies)))

    @property
    @override
    def least_width(self) -> int:
        return self._area.wide

    def _open(self, name: str) -> None:
        box = next((each for each in self._picture.scene.boxes if each.id == name), None)
        if box is not None and box.members:
            choice = self._choice.turned(box.owner)
        else:
            choice = replace(self._choice, open=name)
        self.open_requested.emit(str(choice.address))

    @override
    def sources(self) -> tuple[Source, ...]:
        targets = dict.fromkeys(t for link in self._chain.links for t in link.targets)
        works = dict.fromkeys(self.catalog.evidence(each).locator.source for each in targets)
        return tuple((self.catalog.source_line(each, ""), f"nk:source/{each}") for each in works)
