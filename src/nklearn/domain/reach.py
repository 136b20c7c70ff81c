"""What bodies work on, from when to when: the stretches of time that a lineage is drawn of.

A body has one field of its own. What it was made of, what its name says and what it was split
into may give it others; a `Reason` keeps these apart, since not all of them are equally sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Body, InstitutionEvent, Span, in_order, spans_of

_WORD = re.compile(r"[a-z]+")


class Reason(StrEnum):
    """Why a body counts as one that works on a field."""

    OWN = "own"
    NAMED = "named"
    MADE_OF = "made-of"
    SPLIT_LATER = "split-later"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a body works on the same fields, and existed for certain or not.

    `since` and `until` are the events at its ends, None where nothing is told. `unknown_start`
    says that no event made the body, which is seen first in `seen`; `unknown_end` that it may have
    gone on after `until`, or that no end is told. `doubtful` leaves open that it existed at all.
    """

    body: Body
    since: InstitutionEvent | None
    until: InstitutionEvent | None
    fields: Mapping[str, Reason]
    seen: InstitutionEvent | None = None
    unknown_start: bool = False
    unknown_end: bool = False
    doubtful: bool = False

    @property
    def sure_fields(self) -> frozenset[str]:
        """Its fields, without those that only its later parts tell of."""
        return frozenset(own for own, why in self.fields.items() if why is not Reason.SPLIT_LATER)

    def meets(self, date: PartialDate) -> bool:
        """Tell whether a date may lie within it."""
        return (self.since is None or self.since.date.start <= date.end) and (
            self.until is None or self.until.date.end >= date.start
        )


class History:
    """The stretches of all bodies that events speak of."""

    def __init__(self, bodies: Iterable[Body], events: Iterable[InstitutionEvent]) -> None:
        self.bodies = {body.id: body for body in bodies}
        self.events = in_order(events)
        self._place = {event.id: n for n, event in enumerate(self.events)}
        self._of: dict[str, list[InstitutionEvent]] = {}
        for event in self.events:
            for body in event.bodies:
                self._of.setdefault(body, []).append(event)
        self._fields = frozenset(body.field for body in self.bodies.values())
        self._made: dict[tuple[str, str], dict[str, Reason]] = {}
        self._stretches: dict[str, list[Stretch]] = {name: [] for name in self._of}
        self._trace()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches: body by body in the order of their first event, each by date."""
        return tuple(stretch for own in self._stretches.values() for stretch in own)

    def of(self, body: str) -> Sequence[Stretch]:
        """Return the stretches of a body; none if no event speaks of it."""
        return self._stretches.get(body, ())

    def events_of(self, body: str) -> Sequence[InstitutionEvent]:
        """Return the events that speak of a body, by date."""
        return self._of.get(body, ())

    def fields_on(self, body: str, date: PartialDate) -> Mapping[str, Reason]:
        """Return what a body may have worked on at a date, its own field in any case."""
        found: dict[str, Reason] = {}
        for stretch in self.of(body):
            if stretch.meets(date):
                found = {**stretch.fields, **found}
        own = {self.bodies[body].field: Reason.OWN} if found else {}
        return {**own, **found}

    # -- making ------------------------------------------------------------------------------

    def _trace(self) -> None:
        spans = {name: spans_of(name, events) for name, events in self._of.items()}
        begun = sorted(
            ((name, span) for name, own in spans.items() for span in own),
            key=lambda each: self._place[each[1].since.id] if each[1].since else -1,
        )
        # By the order of their beginnings: what a body is made of is known before the body.
        for name, span in begun:
            self._stretches[name] += self._cut(self.bodies[name], span)

    def own_fields(self, body: Body) -> dict[str, Reason]:
        """Return the field of a body and those that its name says."""
        words = set(_WORD.findall(body.name.casefold()))
        named = (field for field in self._fields if field in words and field != body.field)
        return {body.field: Reason.OWN, **dict.fromkeys(sorted(named), Reason.NAMED)}

    def _at_start(self, body: Body, span: Span) -> dict[str, Reason]:
        """Return the fields with which a body begins: those of what alone it was made of."""
        event = span.since
        if event is None or len(event.begun) != 1 or not event.before:
            return self.own_fields(body)
        renamed = len(event.before) == 1
        found: dict[str, Reason] = {}
        for name in event.before:
            before = self._before(name, event)
            for field, reason in before.items():
                found.setdefault(field, reason if renamed else Reason.MADE_OF)
        return found or self.own_fields(body)

    def _before(self, name: str, event: InstitutionEvent) -> Mapping[str, Reason]:
        """Return the fields of a body just before an event."""
        place = self._place[event.id]
        for stretch in reversed(self._stretches[name]):
            if stretch.since is None or self._place[stretch.since.id] < place:
                return stretch.fields
        return self.own_fields(self.bodies[name])

    def _later(self, body: Body, span: Span) -> dict[str, Reason]:
        """Return the fields of what a body alone was split into at its end."""
        event = span.until
        if event is None or event.before != (body.id,) or len(event.begun) < 2:
            return {}
        parts = (field for name in event.begun for field in self.own_fields(self.bodies[name]))
        return dict.fromkeys(parts, Reason.SPLIT_LATER)

    def _cut(self, body: Body, span: Span) -> list[Stretch]:
        """Cut a time of a body where it loses a field, and where it becomes unclear or clear."""
        fields = {**self._later(body, span), **self._at_start(body, span)}
        end = self._place[span.until.id] if span.until else len(self.events)
        first = self._place[span.since.id] if span.since else -1
        marks = [event for event in self._of[body.id] if first < self._place[event.id] < end]
        found: list[Stretch] = []
        edges = [span.since, *marks, span.until]
        for n, (since, until) in enumerate(pairwise(edges)):
            if n and since and since.out_of == body.id:
                fields = self._left(body, fields, since)
            doubtful, over = self._doubt(span, since, until)
            if over:  # unclear, and never spoken of again: it ends where the doubt begins
                if found:
                    found[-1] = replace(found[-1], unknown_end=True)
                    break
                until = since
            found.append(
                Stretch(
                    body,
                    since,
                    until,
                    dict(fields),
                    seen=span.seen,
                    unknown_start=since is None,
                    unknown_end=over
                    or (n == len(edges) - 2 and (until is None or self._doubted(span, until))),
                    doubtful=doubtful and not over,
                )
            )
            if over:
                break
        return _joined(found)

    def _left(
        self, body: Body, fields: Mapping[str, Reason], event: InstitutionEvent
    ) -> dict[str, Reason]:
        """Return what a body keeps after others have left it; its own field if that is all."""
        gone = {field for name in event.after for field in self.own_fields(self.bodies[name])}
        kept = {field: why for field, why in fields.items() if field not in gone}
        return kept or {body.field: Reason.OWN}

    def _doubt(
        self, span: Span, since: InstitutionEvent | None, until: InstitutionEvent | None
    ) -> tuple[bool, bool]:
        """Return whether a stretch is in doubt, and whether nothing ever settles that."""
        at = self._place[since.id] if since else -1
        for doubt, settled in span.doubts:
            if span.until and doubt.id == span.until.id:
                continue  # after its end, not before
            if self._place[doubt.id] <= at and (settled is None or self._place[settled.id] > at):
                return True, settled is None and until is None
        return False, False

    def _doubted(self, span: Span, event: InstitutionEvent) -> bool:
        return any(doubt.id == event.id for doubt, _ in span.doubts)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join neighbours that differ in nothing but the event between them."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last and last.fields == each.fields and last.doubtful == each.doubtful:
            found[-1] = replace(last, until=each.until, unknown_end=each.unknown_end)
        else:
            found.append(each)
    return found
