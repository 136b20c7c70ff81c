"""The lineage as pages and text show it: changes by date, what each rests on, and the Cabinet.

All of it is made from the events, the bodies and the table of the Cabinet's divisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.entry_parts import EntryLink
from nklearn.content.entry_words import code_words
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.dates import PartialDate
from nklearn.domain.evidence import target_address
from nklearn.domain.institutions import Body, InstitutionEvent, divisions
from nklearn.domain.lineage import Layout, lay_out
from nklearn.domain.lineage_choice import PAGE
from nklearn.domain.reach import History

# The data set that counts the divisions of the Cabinet, and its row of sums.
_CABINET, _ALL = "cabinet-divisions", "divisions"


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that an event rests on; a hard one has no title."""

    address: str
    title: str
    source_line: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a change, ready to be shown.

    `kind` is what happened in a word, `wording` the text's own word where it differs. `title` and
    all else that tells of it is for readers who accept its `sensitivity`.
    """

    event: InstitutionEvent
    title: str
    kind: str
    wording: str
    before: tuple[EntryLink, ...]
    after: tuple[EntryLink, ...]
    stays: tuple[EntryLink, ...]
    out_of: tuple[EntryLink, ...]
    disagreements: tuple[Disagreement, ...]
    grounds: tuple[Ground, ...]

    @property
    def hard(self) -> bool:
        """Whether it stays folded until the reader asks for it."""
        return self.event.sensitivity is not Sensitivity.NONE


@dataclass(frozen=True, slots=True)
class Count:
    """How many divisions the Cabinet has after a change, and the cell that says so."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Change:
    """All that happened on one date.

    `number` counts the changes since the lineage begins, from 1; it is 0 for earlier ones.
    """

    date: PartialDate
    number: int
    happenings: tuple[Happening, ...]
    count: Count | None = None

    @property
    def code(self) -> str:
        """The date as it stands in an address."""
        return self.date.code

    @property
    def address(self) -> str:
        """Where the change is."""
        return str(Address.of(PAGE, self.code))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What happened, in a word for each kind."""
        return tuple(dict.fromkeys(each.kind for each in self.happenings))

    @property
    def plans(self) -> tuple[str, ...]:
        """What the table prints beside it in the column of plans."""
        return tuple(dict.fromkeys(e.event.plan for e in self.happenings if e.event.plan))

    @property
    def title(self) -> str:
        """What happened, in our words; what is hard is left out."""
        return "; ".join(each.title for each in self.happenings if not each.hard)


class Lineage:
    """Everything about the lineage of a catalog; made once and kept by who shows it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.history = History(catalog.bodies(), catalog.events())
        self.layout: Layout = lay_out(self.history)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All changes by date, earlier ones too."""
        dated = [each.date for each in self.layout.columns if each.date]
        counts = self._counts()
        found: dict[tuple[object, object], list[InstitutionEvent]] = {}
        for event in self.history.events:
            found.setdefault((event.date.start, event.date.end), []).append(event)
        made: list[Change] = []
        number = 0
        for events in found.values():
            when = events[0].date
            number += not dated or when.start >= dated[0].start
            parts = tuple(self._happening(event) for event in events)
            made.append(Change(when, number, parts, counts.get(when.code)))
        return tuple(made)

    @property
    def steps(self) -> tuple[Change, ...]:
        """The changes since the lineage begins: those that one steps through."""
        return tuple(each for each in self.changes if each.number)

    def change(self, code: str) -> Change:
        """Return the change of a date code, or the first whose code begins so; "" is the first.

        Raises:
            UnknownAddressError: nothing changed then.
        """
        if not code and self.steps:
            return self.steps[0]
        own = next((each for each in self.changes if each.code == code), None)
        if own is None and code:
            own = next((each for each in self.changes if each.code.startswith(f"{code}-")), None)
        if own is None:
            raise UnknownAddressError("change", code)
        return own

    def body(self, name: str) -> Body:
        """Return a body; raise UnknownAddressError if there is none."""
        found = self.catalog.entity(Body.PAGE, name)
        if not isinstance(found, Body):
            raise UnknownAddressError(Body.PAGE, name)
        return found

    def changes_of(self, body: str) -> tuple[Change, ...]:
        """Return the changes in which a body takes part."""
        return tuple(
            change
            for change in self.changes
            if any(body in each.event.bodies for each in change.happenings)
        )

    @property
    def years(self) -> tuple[int, int]:
        """The years of the first and the last step; 0 for a lineage without any."""
        if not self.steps:
            return 0, 0
        return self.steps[0].date.start.year, self.steps[-1].date.start.year

    @cached_property
    def plans(self) -> tuple[tuple[str, int, int], ...]:
        """What the table prints beside the columns: (plan, first column, the one past the last)."""
        found: list[tuple[str, int, int]] = []
        for n, column in enumerate(self.layout.columns):
            plan = next((event.plan for event in column.events if event.plan), "")
            if found and found[-1][0] == plan:
                found[-1] = (plan, found[-1][1], n + 1)
            else:
                found.append((plan, n, n + 1))
        return tuple(each for each in found if each[0])

    @property
    def plan_note(self) -> str:
        """What is unsure about the plans, if anything is noted of several of their events."""
        notes = [event.note for column in self.layout.columns for event in column.events]
        often = [note for note in notes if note and notes.count(note) > 1]
        return often[0] if often else ""

    @property
    def start(self) -> tuple[PartialDate, Count] | None:
        """The first count of the Cabinet's divisions, with its date."""
        cells = self._cabinet()
        return cells[0] if cells else None

    def targets(self) -> tuple[str, ...]:
        """Return every claim that the steps rest on."""
        events = (each.event for change in self.steps for each in change.happenings)
        return tuple(dict.fromkeys(target for event in events for target in event.targets))

    # -- making ------------------------------------------------------------------------------

    def _happening(self, event: InstitutionEvent) -> Happening:
        kind = code_words(event.kind)
        wording = "" if event.wording.casefold() == kind.casefold() else event.wording
        rivals = (each for target in event.targets for each in self._rivals(target))
        return Happening(
            event,
            event.name,
            kind,
            wording,
            self._links(event.before),
            self._links(event.after),
            self._links(event.remains),
            self._links((event.out_of,) if event.out_of else ()),
            tuple({each.id: each for each in rivals}.values()),
            tuple(self._ground(target) for target in event.targets),
        )

    def _rivals(self, target: str) -> Iterable[Disagreement]:
        return self.catalog.disagreements_of(target)

    def _links(self, names: Iterable[str]) -> tuple[EntryLink, ...]:
        found = (self.history.bodies[name] for name in names)
        return tuple(EntryLink(each.name, each.address, each.hangul) for each in found)

    def _ground(self, target: str) -> Ground:
        found = self.catalog.evidence(target)
        hard = found.sensitivity is not Sensitivity.NONE
        title = "" if hard else found.title
        return Ground(found.address, title, found.source_line, found.sensitivity)

    def _cabinet(self) -> list[tuple[PartialDate, Count]]:
        """Return the printed sums of the Cabinet's divisions by date; none if there is no table."""
        try:
            dataset = self.catalog.dataset(_CABINET)
        except UnknownAddressError:
            return []
        lines = [each for each in dataset.series if each.id == _ALL]
        return [
            (PartialDate.parse(cell.period), Count(int(cell.number), _cell(cell.period)))
            for line in lines
            for cell in line.observations
            if cell.number is not None
        ]

    def _counts(self) -> dict[str, Count]:
        """Return how many divisions there are after each change, by its code.

        The number follows from the first that is printed and the events; it leads to the printed
        cell of its month.
        """
        cells = self._cabinet()
        if not cells:
            return {}
        printed = {date.code: count for date, count in cells}
        first, base = cells[0]
        found = {first.code: base}
        steps = divisions(
            {"": base.number}, self.history.events, self.history.bodies.values(), first
        )
        for step in steps:
            code = step.event.date.code
            cell = printed.get(code) or printed.get(code[:7])
            if cell:
                found[code] = Count(step.total, cell.address)
        return found


def _cell(period: str) -> str:
    return target_address(f"{_CABINET}/{_ALL}/{period}")
