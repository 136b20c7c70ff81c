"""Which records the lessons use, and which no lesson does: for `nklearn content coverage`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nklearn.content.catalog import Catalog
from nklearn.content.dumbbells import spec_of
from nklearn.content.opened import opened
from nklearn.content.shelf import PAGES
from nklearn.content.songbun_tabs import RATIONS
from nklearn.content.songbun_view import songbun_view
from nklearn.domain.addresses import Address
from nklearn.domain.comparison import Comparison
from nklearn.domain.entities import Entity
from nklearn.domain.institutions import Body, InstitutionEvent
from nklearn.domain.law import Instrument, Penalty, Provision
from nklearn.domain.lessons import (
    Bullets,
    Cite,
    Figure,
    Inline,
    Keep,
    Link,
    Paragraph,
    Section,
    Term,
    ViewFigure,
)
from nklearn.domain.lineage_choice import LineageChoice
from nklearn.domain.selection import Selection
from nklearn.domain.songbun import Label
from nklearn.domain.songbun_choice import SongbunChoice


@dataclass(frozen=True, slots=True)
class Covered:
    """The records of one kind: how many, and the addresses of those that no lesson uses.

    `page` is the page of their addresses.
    """

    page: str
    number: int
    unused: tuple[str, ...]

    @property
    def used(self) -> int:
        """How many a lesson uses."""
        return self.number - len(self.unused)


def coverage(catalog: Catalog) -> tuple[Covered, ...]:
    """Say of every kind of record which ones no lesson uses.

    A lesson uses what it cites, links to, or shows in a figure; a disagreement if it cites two
    of its claims against each other, or links to it; and a law with its provisions.
    """
    found = _Used(catalog)
    for module in catalog.modules():
        for summary in module.lessons:
            for section in catalog.lesson(summary.id).sections:
                found.read(section)
    names = {page: [each.id for each in catalog.entities(page)] for page in PAGES}
    every = {
        "data": [each.id for each in catalog.datasets()],
        "disagreement": [each.id for each in catalog.disagreements()],
        **names,
        "glossary": [each.id for each in catalog.glossary_entries()],
        "fact": [each.id for each in catalog.claims()],
    }
    used = found.records()
    return tuple(
        Covered(
            page,
            len(ids),
            tuple(str(Address.of(page, name)) for name in ids if (page, name) not in used),
        )
        for page, ids in every.items()
    )


@dataclass(slots=True)
class _Used:
    """What the sections read so far use.

    `named` holds page and id of what they lead to, explain or show, `targets` what they cite or
    draw, `against` those that they cite against one another.
    """

    catalog: Catalog
    named: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    targets: set[str] = field(default_factory=set[str])
    against: list[frozenset[str]] = field(default_factory=list[frozenset[str]])

    def read(self, section: Section) -> None:
        """Take in all that a section uses."""
        for block in section.blocks:
            match block:
                case Paragraph():
                    self._prose((block.spans,))
                case Bullets():
                    self._prose(block.items)
                case Keep():
                    self._prose(block.sentences)
                case Figure():
                    chart = block.chart
                    cells = chart.cells(self.catalog.dataset(chart.dataset))
                    self.targets.update(chart.cites, (cell.id for cell in cells))
                case ViewFigure():
                    self.targets.update(block.cites)
                    self.named.update(self._led_to(block.address))
                    self.named.update(self._listed(Address.parse(block.address)))
                case _:  # a question is no part of what a lesson tells
                    pass

    def records(self) -> set[tuple[str, str]]:
        """Return page and id of every record that is used."""
        cells = {target for target in self.targets if "/" in target}
        found = {*self.named}
        found.update(("data", cell.partition("/")[0]) for cell in cells)
        found.update(("fact", target) for target in self.targets - cells)
        for each in self.catalog.disagreements():
            members = frozenset(each.members)
            if any(len(members & rivals) > 1 for rivals in self.against):
                found.add(("disagreement", each.id))
        every = [each for page in PAGES for each in self.catalog.entities(page)]
        found.update((each.PAGE, each.id) for each in every if self.targets & {*each.grounds})
        found.update(_laws_of(every, found))
        return found

    def _prose(self, lines: Sequence[Inline]) -> None:
        for span in (span for line in lines for span in line):
            if isinstance(span, Cite):
                self.targets.update(span.targets)
                if span.conflict:
                    self.against.append(frozenset(span.targets))
            elif isinstance(span, Term):
                self.named.add(("glossary", span.term))
            elif isinstance(span, Link):
                self.named.update(self._led_to(span.address))

    def _led_to(self, text: str) -> Iterator[tuple[str, str]]:
        """Give the records that an address names, or opens in an explorer."""
        address = Address.parse(text)
        yield address.page, address.rest
        yield from opened(address)
        if address.page == "reserves":
            yield "data", spec_of(Comparison.parse(address).dataset).dataset
        elif address.page == "data":
            for line in Selection.parse(address).shown:
                yield "data", line.partition("/")[0]
        elif address.page == "ministries":
            change = LineageChoice.parse(address).change
            for event in self.catalog.events():
                if event.date.code == change:
                    yield InstitutionEvent.PAGE, event.id
                    yield from ((Body.PAGE, body) for body in event.bodies)

    def _listed(self, address: Address) -> Iterator[tuple[str, str]]:
        """Give the lines of lists, or the table, that a figure of songbun shows."""
        if address.page != "songbun":
            return
        choice = SongbunChoice.parse(address)
        if choice.tab == "food" and not choice.open:
            yield "data", RATIONS
            return
        for group in songbun_view(self.catalog, choice).groups:
            whole = choice.origins or any(row.id == choice.open for row in group.rows)
            for row in group.rows:
                if row.matches if choice.find else whole:
                    yield Label.PAGE, row.id


def _laws_of(every: Iterable[Entity], used: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the laws of which a provision or a penalty is used."""
    for each in every:
        if isinstance(each, Provision | Penalty) and (each.PAGE, each.id) in used:
            yield Instrument.PAGE, each.instrument
