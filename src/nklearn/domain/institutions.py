"""State, Party and army bodies: what happened to them, who is over whom, what existed when.

Bodies begin and end by events. An event's `after` bodies begin; its `before` bodies end, but for
those that remain. A body that no event makes has a start that nobody states. The functions here
work on dates as precise as the texts have them, and say where that is not enough to be sure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from nklearn.domain.dates import PartialDate
from nklearn.domain.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Entity):
    """An institution that the texts name.

    `kind` is what it is (ministry, bureau …), `field` what it works on; `counts_as` is the kind
    of division of the Cabinet that it counts as since 1998, empty if it is none.
    """

    PAGE: ClassVar[str] = "body"

    kind: str
    field: str
    counts_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionEvent(Entity):
    """Something that happened to bodies.

    `before` takes part and ends, but for `remains`; `after` begins; `out_of` is left by what
    separates from it. `table` says where the text lists it, `wording` is the text's own verb,
    `plan` the plan period beside it. `unsure` says what is not known; that doubt makes the
    existence of `doubted` unclear until a later event of theirs.
    """

    PAGE: ClassVar[str] = "event"

    date: PartialDate
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()
    out_of: str = ""
    table: str = ""
    wording: str = ""
    plan: str = ""
    unsure: str = ""
    doubted: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body that takes part, without repeats."""
        parts = (*self.before, *self.after, self.out_of)
        return tuple(dict.fromkeys(part for part in parts if part))

    @property
    def begun(self) -> tuple[str, ...]:
        """The bodies that are new with it."""
        return tuple(each for each in self.after if each not in self.before)

    @property
    def ended(self) -> tuple[str, ...]:
        """The bodies that are gone with it."""
        stay = (*self.remains, *self.after)
        return tuple(each for each in self.before if each not in stay)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLink(Entity):
    """One step of a chain of command; `kind` is its line (administrative, party, technical …)."""

    PAGE: ClassVar[str] = "command"

    over: str
    under: str
    kind: str


class Certainty(StrEnum):
    """How sure it is that a body existed on a date."""

    CERTAIN = "certain"
    UNCLEAR = "unclear"
    START_UNKNOWN = "start-unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A body that existed on a date, or may have.

    `since` is the event that made it, None where its start is unknown; `until` the event that
    ended it later, if any. `doubt` is the event that leaves it unclear, if it is unclear.
    """

    body: Body
    certainty: Certainty
    since: InstitutionEvent | None = None
    until: InstitutionEvent | None = None
    doubt: InstitutionEvent | None = None


@dataclass(slots=True)
class Span:
    """A time of a body, from one event to another; None where no event says it.

    `seen` is the first event that speaks of it. `doubts` are events that leave open whether it
    goes on, each with the later one that settles it.
    """

    since: InstitutionEvent | None
    until: InstitutionEvent | None = None
    seen: InstitutionEvent | None = None
    doubts: list[tuple[InstitutionEvent, InstitutionEvent | None]] = dataclasses.field(
        default_factory=list[tuple[InstitutionEvent, InstitutionEvent | None]]
    )

    def settle(self, event: InstitutionEvent) -> None:
        """Take note that `event` speaks of the body: what was open until then is over."""
        self.seen = self.seen or event
        self.end_doubts(event)
        if self.until:  # it ended, and yet it is there
            self.doubts.append((self.until, event))
            self.until = None

    def end_doubts(self, event: InstitutionEvent) -> None:
        """Leave open no longer than to `event` what is still open."""
        self.doubts = [(doubt, settled or event) for doubt, settled in self.doubts]

    def give_way(self, event: InstitutionEvent) -> None:
        """Be over at the latest with `event`, with which the body begins anew."""
        self.end_doubts(event)
        self.until = self.until or event

    def doubt(self, date: PartialDate) -> InstitutionEvent | None:
        """Return the event that leaves open whether the body was there on a date."""
        return next(
            (
                doubt
                for doubt, settled in self.doubts
                if doubt.date.start <= date.end
                and (settled is None or settled.date.end > date.start)
            ),
            None,
        )


def in_order(events: Iterable[InstitutionEvent]) -> tuple[InstitutionEvent, ...]:
    """Return events by date; those of one date stay in the order that they have."""
    return tuple(sorted(events, key=lambda event: (event.date.start, event.date.end)))


def state_on(
    bodies: Iterable[Body], events: Iterable[InstitutionEvent], date: PartialDate
) -> tuple[Standing, ...]:
    """Return which of `bodies` existed throughout `date`, or may have, in the order of `bodies`.

    Certain: made before it began, and not ended before it was over. Unclear: an event of the body
    falls within it, or is not dated more closely, or leaves open whether the body went on. Start
    unknown: no event makes the body, and none before the date speaks of it. Others are left out.
    """
    ordered = in_order(events)
    found: list[Standing] = []
    for body in bodies:
        spans = spans_of(body.id, ordered)
        standings = [each for span in spans if (each := _standing(body, span, date))]
        # Between two times that may both hold, the surer one counts.
        if standings:
            found.append(min(standings, key=lambda each: each.certainty is Certainty.UNCLEAR))
    return tuple(found)


def spans_of(body: str, ordered: Sequence[InstitutionEvent]) -> list[Span]:
    """Return the times of a body, by date; `ordered` are events by date, its own suffice."""
    spans: list[Span] = []
    for event in ordered:
        if body not in event.bodies:
            continue
        if body in event.begun:
            if spans:
                spans[-1].give_way(event)
            spans.append(Span(event))
        elif not spans:
            spans.append(Span(None))
        last = spans[-1]
        last.settle(event)
        if body in event.ended:
            last.until = event
        if body in event.doubted:
            last.doubts.append((event, None))
    return spans or [Span(None)]


def _standing(body: Body, span: Span, date: PartialDate) -> Standing | None:
    since, until, doubt = span.since, span.until, span.doubt(date)
    if since and since.date.start > date.end:
        return None
    if until and until.date.end <= date.start and not doubt:
        return None
    if since and since.date.end > date.start:
        doubt = since
    elif until and until.date.start <= date.end and until.date.end > date.start:
        doubt = until
    if doubt:
        return Standing(body, Certainty.UNCLEAR, since, until, doubt)
    if since or (span.seen and span.seen.date.end <= date.start):
        return Standing(body, Certainty.CERTAIN, since, until)
    return Standing(body, Certainty.START_UNKNOWN, None, until)


@dataclass(frozen=True, slots=True)
class Divisions:
    """How many divisions of each kind the Cabinet has after `event`."""

    event: InstitutionEvent
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many divisions there are in all."""
        return sum(self.counts.values())


def divisions(
    base: Mapping[str, int],
    events: Iterable[InstitutionEvent],
    bodies: Iterable[Body],
    since: PartialDate | None = None,
) -> tuple[Divisions, ...]:
    """Return the divisions of the Cabinet after each event, by date.

    `base` is how many there are of each kind at `since`; events that may be earlier are left out
    (None takes them all). A body adds one to the kind that it counts as when it begins, and takes
    one away when it ends.
    """
    kinds = {body.id: body.counts_as for body in bodies if body.counts_as}
    counts = dict(base)
    found: list[Divisions] = []
    for event in in_order(events):
        if since and event.date.start <= since.end:
            continue
        for step, changed in ((1, event.begun), (-1, event.ended)):
            for body in changed:
                if kind := kinds.get(body):
                    counts[kind] = counts.get(kind, 0) + step
        found.append(Divisions(event, dict(counts)))
    return tuple(found)
