"""What happened when, by subject, from records, claims and data sets: what the time axis shows.

Subjects are chosen by what the records say of themselves: their kind, their topics, their group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Claim, ClaimKind, Sensitivity, Status
from nklearn.domain.datasets import Dataset, Series
from nklearn.domain.entities import Entity
from nklearn.domain.evidence import target_address
from nklearn.domain.moments import Mark, Moment, moment, of_years
from nklearn.domain.places import CAMPS, PlaceState
from nklearn.domain.quantities import cell_value
from nklearn.domain.time_choice import FIRST, LAST, SUBJECTS, TimeChoice

#: What is said of how closely a moment is known.
PRECISION = {
    Mark.DAY: "Known to the day",
    Mark.MONTH: "Known to the month",
    Mark.YEAR: "Known to the year",
    Mark.ABOUT: "Known roughly: no year is named",
    Mark.RANGE: "A span of time",
    Mark.BEFORE: "Known only to be earlier",
    Mark.AFTER: "Known only to be later",
}
SUBJECT_NAMES = {
    "law": "Law",
    "resolutions": "Resolutions",
    "ministries": "Ministries",
    "camps": "Camps",
    "trade": "Trade",
    "flight": "Flight",
}
# Kinds and topics of claims that belong to a subject.
_TOPICS = {
    "law": ({ClaimKind.EVENT}, {"treaty", "law on paper", "Human Rights Committee"}),
    "camps": ({ClaimKind.EVENT}, {"camps", "kwan-li-so", "kyo-hwa-so"}),
    "trade": ({ClaimKind.EVENT}, {"exports", "trade", "trading companies"}),
    "flight": (
        {ClaimKind.EVENT, ClaimKind.TESTIMONY},
        {"refugees", "leaving", "arrivals", "escape"},
    ),
}
# Claims about our texts themselves are no events.
_APART = frozenset({"article", "Table 9"})
# A word of a group or subject of data sets by which it belongs to a subject.
_GROUPS = {"trade": "trade", "flight": "arrived"}
# From how many cells and values on a line of a data set is drawn; shares and indices are not.
_CELLS, _VALUES, _NO_AMOUNTS = 8, 2, frozenset({"percent", "index-points"})


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Something at a moment. `id` is `page/id`, for one of several states of a place `page/id/2`.

    `title` may be shown always; `detail` only where `sensitivity` is none or was accepted.
    `standing` says in a word or two what holds ("reported closed"); `unsure` that the record
    itself leaves something open, `disputed` that sources disagree about what it rests on.
    """

    id: str
    address: str
    subject: str
    title: str
    detail: str
    when: Moment
    source: str
    targets: tuple[str, ...]
    sensitivity: Sensitivity = Sensitivity.NONE
    standing: str = ""
    hangul: str = ""
    unsure: str = ""
    disputed: bool = False

    @property
    def hard(self) -> bool:
        """Whether its detail stays folded."""
        return self.sensitivity is not Sensitivity.NONE

    @property
    def name(self) -> str:
        """What it is called beside its mark."""
        return f"{self.title}: {self.standing}" if self.standing else self.title


@dataclass(frozen=True, slots=True)
class StripBar:
    """One value of a strip; `number` is None where there is a cell without a value."""

    id: str
    year: int
    number: float | None
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a data set as bars by year, in the lane of its subject."""

    id: str
    subject: str
    title: str
    measure: str
    bars: tuple[StripBar, ...]

    @property
    def most(self) -> float:
        """The largest value."""
        return max((bar.number or 0.0 for bar in self.bars), default=0.0)


class TimeAxis:
    """All entries and strips of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def entries(self) -> tuple[TimeEntry, ...]:
        """All entries by time; of those at one time the closest known comes first."""
        found = [*self._records(), *self._places()]
        # What a record tells stands for its claims; a law has but the date of its own.
        taken = {target for each in found if each.subject != "law" for target in each.targets}
        found += self._claims(taken)
        return tuple(sorted(found, key=_order))

    @cached_property
    def strips(self) -> tuple[Strip, ...]:
        """The lines of yearly values, in the authors' order."""
        return tuple(self._strips())

    @cached_property
    def last(self) -> int:
        """The last year of the axis: no value may lie beyond it."""
        latest = [bar.year for strip in self.strips for bar in strip.bars]
        return max(LAST, *latest) if latest else LAST

    def entry(self, name: str) -> TimeEntry:
        """Return an entry by its id; a place without a number means its first state.

        Raises:
            UnknownAddressError: there is none.
        """
        found = self._by_id.get(name) or self._by_id.get(f"{name}/1")
        if found is None:
            raise UnknownAddressError("entry of the time axis", name)
        return found

    def bar(self, name: str) -> tuple[Strip, StripBar] | None:
        """Return the value `data/<set>/<line>/<year>` with its strip; None if it is none."""
        return self._bars.get(name)

    def known(self, name: str) -> str:
        """Return the full id of what an address names.

        Raises:
            UnknownAddressError: there is no such entry or value.
        """
        return name if name in self._bars else self.entry(name).id

    def shown(self, choice: TimeChoice) -> tuple[TimeEntry, ...]:
        """Return the entries of a choice, whatever years are in sight."""
        words = choice.find.casefold().split()
        return tuple(
            each
            for each in self.entries
            if each.subject in choice.show and all(word in _text(each) for word in words)
        )

    def in_years(self, choice: TimeChoice) -> tuple[TimeEntry, ...]:
        """Return the entries of a choice that touch its years; open ends reach no further."""
        start, end = choice.start or 0, choice.end or 9999
        return tuple(
            each
            for each in self.shown(choice)
            if each.when.years[0] <= end and each.when.years[1] >= start
        )

    def strips_of(self, choice: TimeChoice) -> tuple[Strip, ...]:
        """Return the strips of a choice; a search for words leaves those that have them."""
        words = choice.find.casefold().split()
        return tuple(
            each
            for each in self.strips
            if each.subject in choice.show and all(w in each.title.casefold() for w in words)
        )

    def counts(self, find: str = "") -> dict[str, int]:
        """Return how many entries each subject has, of those with the words looked for."""
        found: dict[str, int] = dict.fromkeys(SUBJECTS, 0)
        for each in self.shown(TimeChoice(find=find)):
            found[each.subject] += 1
        return found

    def neighbour(self, choice: TimeChoice, name: str, step: int) -> TimeEntry | None:
        """Return the next (+1) or previous (-1) entry in time of a choice."""
        ordered = self.shown(choice)
        here = next((n for n, each in enumerate(ordered) if each.id == name), None)
        if here is None or not 0 <= here + step < len(ordered):
            return None
        return ordered[here + step]

    # -- making ------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, TimeEntry]:
        return {each.id: each for each in self.entries}

    @cached_property
    def _bars(self) -> dict[str, tuple[Strip, StripBar]]:
        return {bar.id: (strip, bar) for strip in self.strips for bar in strip.bars}

    @cached_property
    def _by_claim(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._catalog.claims()}

    @cached_property
    def _rivals(self) -> frozenset[str]:
        return frozenset(t for each in self._catalog.disagreements() for t in each.members)

    def _records(self) -> Iterator[TimeEntry]:
        catalog = self._catalog
        for event in catalog.events():
            if when := moment(event.date, event.date):
                yield self._record(event, "ministries", when, event.about, event.unsure)
        for sanction in catalog.sanctions():
            if when := moment(sanction.date, sanction.date):
                yield self._record(sanction, "resolutions", when, sanction.trigger)
        resolutions = {sanction.name for sanction in catalog.sanctions()}
        for law in catalog.instruments():
            if law.date and law.name not in resolutions and (when := moment(law.date, law.date)):
                subject = "resolutions" if law.kind == "resolution" else "law"
                yield self._record(law, subject, when, law.about)

    def _record(
        self, record: Entity, subject: str, when: Moment, detail: str, unsure: str = ""
    ) -> TimeEntry:
        return TimeEntry(
            id=f"{record.PAGE}/{record.id}",
            address=record.address,
            subject=subject,
            title=record.name,
            detail=detail,
            when=when,
            source=self._source(record.grounds),
            targets=record.grounds,
            sensitivity=record.sensitivity,
            hangul=record.hangul,
            unsure=unsure,
            disputed=not self._rivals.isdisjoint(record.grounds),
        )

    def _places(self) -> Iterator[TimeEntry]:
        for place in self._catalog.places():
            if place.kind not in CAMPS:
                continue
            dated = [s for s in place.states if s.start or s.end]
            for number, state in enumerate(dated, 1):
                when = moment(state.start, state.end)
                assert when is not None
                yield TimeEntry(
                    id=f"{place.PAGE}/{place.id}/{number}",
                    address=place.address,
                    subject="camps",
                    title=place.name,
                    detail=state.state,
                    when=when,
                    source=self._source(state.targets),
                    targets=state.targets,
                    sensitivity=place.sensitivity,
                    standing=_standing(state),
                    hangul=place.hangul,
                    disputed=not self._rivals.isdisjoint(state.targets),
                )

    def _claims(self, taken: set[str]) -> Iterator[TimeEntry]:
        for claim in self._by_claim.values():
            when = of_years(claim.years)
            if when is None or claim.id in taken or not _APART.isdisjoint(claim.topics):
                continue
            if subject := _subject_of(claim):
                hard = claim.sensitivity is not Sensitivity.NONE
                yield TimeEntry(
                    id=f"fact/{claim.id}",
                    address=target_address(claim.id),
                    subject=subject,
                    title="Folded: this may be hard to read" if hard else claim.title,
                    detail=claim.statement,
                    when=when,
                    source=self._source((claim.id,)),
                    targets=(claim.id,),
                    sensitivity=claim.sensitivity,
                    disputed=claim.id in self._rivals,
                )

    def _source(self, targets: Iterable[str]) -> str:
        """Return where the first of what it rests on stands."""
        first = next(iter(targets), "")
        if claim := self._by_claim.get(first):
            return self._catalog.source_line(claim.locator.source, claim.locator.place)
        return self._catalog.evidence(first).source_line if first else ""

    def _strips(self) -> Iterator[Strip]:
        for dataset in self._catalog.datasets():
            subject = _group_subject(dataset)
            if not subject or dataset.columns or not dataset.series:
                continue
            line = max(dataset.series, key=_largest)
            values = [c for c in line.observations if c.number is not None]
            many = len(line.observations) >= _CELLS and len(values) >= _VALUES
            if many and line.unit not in _NO_AMOUNTS:
                yield self._strip(dataset, line, subject)

    def _strip(self, dataset: Dataset, line: Series, subject: str) -> Strip:
        unit = self._catalog.unit(line.unit)
        bars = tuple(
            StripBar(
                id=f"data/{cell.id}",
                year=int(cell.period),
                number=None if cell.number is None else float(cell.number),
                text=cell_value(cell, unit),
                status=cell.status,
            )
            for cell in line.observations
        )
        title = dataset.title if len(dataset.series) == 1 else f"{dataset.title}: {line.label}"
        return Strip(f"data/{dataset.id}/{line.id}", subject, title, unit.label, bars)


def _standing(state: PlaceState) -> str:
    """Return what may be said of a state while its words are folded."""
    return f"reported {state.change}" if state.change else "described"


def _subject_of(claim: Claim) -> str:
    """Return the subject of a claim by its kind and topics; empty if it has none."""
    topics = frozenset(claim.topics)
    for subject, (kinds, wanted) in _TOPICS.items():
        if claim.kind in kinds and not topics.isdisjoint(wanted):
            return subject
    return ""


def _group_subject(dataset: Dataset) -> str:
    words = f"{dataset.group} {dataset.subject}".casefold().split()
    return next((subject for subject, word in _GROUPS.items() if word in words), "")


def _largest(line: Series) -> tuple[float, int]:
    """Order the lines of a data set: the one over the others, as a rule their total, is largest."""
    numbers = [float(c.number) for c in line.observations if c.number is not None]
    return max(numbers, default=0.0), len(numbers)


def _text(each: TimeEntry) -> str:
    """Return what a search looks through; of hard material only what is on screen."""
    parts = [each.title, each.standing, each.hangul, each.when.words, SUBJECT_NAMES[each.subject]]
    return " ".join(parts if each.hard else [*parts, each.detail]).casefold()


def _order(each: TimeEntry) -> tuple[float, float, int, str]:
    first = max(each.when.first, float(FIRST) - 100)
    return first, each.when.last, SUBJECTS.index(each.subject), each.id
