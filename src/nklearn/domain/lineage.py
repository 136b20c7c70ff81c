"""The lineage of bodies, laid out from their events: columns by date, lanes by field, boxes, lines.

Nothing is placed by hand. The bodies that events join most are the lineage; each date of theirs is
a column, each field that they work on a lane. Other bodies in these fields stand among them; where
theirs change between two columns, the box after it says the date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Body, InstitutionEvent
from nklearn.domain.packing import Wish, order_lanes, pack
from nklearn.domain.reach import History, Stretch

_Key = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Column:
    """What is after one change: its date (None before the first) and the events of that date."""

    date: PartialDate | None
    events: tuple[InstitutionEvent, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The bodies of one field, on as many tracks as stand there at one time."""

    field: str
    tracks: int


@dataclass(frozen=True, slots=True)
class Box:
    """A body from column `start` to before `end`, in rows `top` to before `bottom`.

    Rows are the tracks of all lanes from the top. `dated` is the date of its beginning where that
    falls between columns.
    """

    stretch: Stretch
    start: int
    end: int
    top: int
    bottom: int
    dated: PartialDate | None = None

    @property
    def body(self) -> Body:
        """The body."""
        return self.stretch.body


@dataclass(frozen=True, slots=True)
class Line:
    """What `event` joins: box number `before` and box number `after`.

    `left` tells that the later one left the earlier, which is not what became of it.
    """

    event: InstitutionEvent
    before: int
    after: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture, in columns and rows."""

    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all lanes."""
        return sum(lane.tracks for lane in self.lanes)

    def top_of(self, lane: int) -> int:
        """Return the first row of a lane."""
        return sum(each.tracks for each in self.lanes[:lane])

    def column_of(self, when: PartialDate) -> int:
        """Return the column of a date, or the next after it; past the last if there is none."""
        keys = [_key(each.date) for each in self.columns if each.date]
        return len(self.columns) - len(keys) + bisect_left(keys, _key(when))


def lay_out(history: History) -> Layout:
    """Lay out the lineage of a history; empty if nothing ever happened."""
    core = _core(history)
    if not core:
        return Layout((), (), (), ())
    lanes = _lanes(history, core)
    known = lanes.keys()
    others = {stretch.body.id for stretch in history.stretches if stretch.fields.keys() - known}
    hidden = others - core  # whole bodies: one of which half is shown would seem to have ended
    shown = [stretch for stretch in history.stretches if stretch.body.id not in hidden]
    columns = _Columns(history, shown, core)
    spots = [columns.spot(stretch) for stretch in shown]
    order = order_lanes(tuple(lanes), [each.sure_fields for each in shown])
    wishes = [_wish(stretch, spot) for stretch, spot in zip(shown, spots, strict=True)]
    places, tracks = pack(order, wishes)
    tops = [sum(tracks[:n]) for n in range(len(tracks) + 1)]
    boxes = [
        Box(
            stretch,
            start,
            end,
            tops[place.first] + max(0, place.track),
            tops[place.last + 1] if place.track < 0 else tops[place.first] + place.track + 1,
            columns.between(stretch),
        )
        for stretch, (start, end), place in zip(shown, spots, places, strict=True)
    ]
    return Layout(
        columns.made(),
        tuple(Lane(lane, count) for lane, count in zip(order, tracks, strict=True)),
        tuple(boxes),
        tuple(_lines(history, boxes)),
    )


def _core(history: History) -> frozenset[str]:
    """Return the bodies that events join, directly or through others: the largest such group."""
    group: dict[str, str] = {}

    def top(name: str) -> str:
        while group.setdefault(name, name) != name:
            group[name] = group[group[name]]
            name = group[name]
        return name

    for event in history.events:
        first, *others = event.bodies or ("",)
        for name in others:
            group[top(name)] = top(first)
        if first:
            top(first)
    found: dict[str, list[str]] = {}
    for name in group:
        found.setdefault(top(name), []).append(name)
    return frozenset(max(found.values(), key=len, default=list[str]()))


def _lanes(history: History, core: frozenset[str]) -> dict[str, None]:
    """Return the fields of the lineage, by their age."""
    return {
        field: None
        for stretch in history.stretches
        if stretch.body.id in core
        for field in stretch.fields
    }


def _wish(stretch: Stretch, spot: tuple[int, int]) -> Wish:
    own = stretch.body.field
    main = own if own in stretch.fields else next(iter(stretch.fields))
    return Wish(*spot, frozenset(stretch.fields), main)


def _key(when: PartialDate) -> _Key:
    return when.start, when.end


class _Columns:
    """The dates that have a column, and where between them everything begins and ends."""

    def __init__(self, history: History, shown: Sequence[Stretch], core: frozenset[str]) -> None:
        self._history = history
        keys = {_key(event.date) for event in history.events if core & set(event.bodies)}
        for stretch in shown:  # what would begin and end between two columns gets one
            if stretch.since and stretch.until and stretch.since.date != stretch.until.date:
                low, high = _key(stretch.since.date), _key(stretch.until.date)
                if not any(low <= key < high for key in keys):
                    keys.add(low)
        last = max(keys)
        keys |= {_key(s.since.date) for s in shown if s.since and _key(s.since.date) > last}
        self._keys = sorted(keys)
        # What is there before the first date, and ends with it, needs room before it.
        self._lead = int(any(s.since is None and self._at(_first(s)) == 0 for s in shown))

    def _at(self, event: InstitutionEvent | None) -> int:
        return bisect_left(self._keys, _key(event.date)) if event else len(self._keys)

    def spot(self, stretch: Stretch) -> tuple[int, int]:
        """Return the columns of a stretch, from the first to before the last; at least one."""
        # Where nobody knows since when, it stands before what speaks of it.
        known = stretch.since is not None
        start = self._at(stretch.since) if known else self._at(_first(stretch)) - 1
        end = self._at(stretch.until)
        start += self._lead
        return start, max(start + 1, end + self._lead)

    def between(self, stretch: Stretch) -> PartialDate | None:
        """Return the date of a beginning that has no column."""
        if stretch.since is None:
            return None
        at = self._at(stretch.since)
        own = at < len(self._keys) and self._keys[at] == _key(stretch.since.date)
        return None if own else stretch.since.date

    def made(self) -> tuple[Column, ...]:
        """Return the columns."""
        events: dict[_Key, list[InstitutionEvent]] = {key: [] for key in self._keys}
        for event in self._history.events:
            if _key(event.date) in events:
                events[_key(event.date)].append(event)
        columns = [Column(found[0].date, tuple(found)) for found in events.values()]
        return (*([Column(None, ())] * self._lead), *columns)


def _first(stretch: Stretch) -> InstitutionEvent | None:
    """Return the first event that speaks of a stretch whose start nobody knows."""
    return stretch.seen or stretch.until


def _lines(history: History, boxes: Sequence[Box]) -> Iterable[Line]:
    starts: dict[tuple[str, str], int] = {}
    ends: dict[tuple[str, str], int] = {}
    of: dict[str, list[int]] = {}
    for n, box in enumerate(boxes):
        of.setdefault(box.body.id, []).append(n)
        if box.stretch.since:
            starts[box.body.id, box.stretch.since.id] = n
        if box.stretch.until:
            ends[box.body.id, box.stretch.until.id] = n
    place = {event.id: n for n, event in enumerate(history.events)}
    for event in history.events:
        goals = [starts[name, event.id] for name in event.begun if (name, event.id) in starts]
        for name in event.before:
            before = ends.get((name, event.id))
            if before is None:
                before = _there(boxes, of.get(name, ()), place, event)
            if before is not None:
                yield from (Line(event, before, goal) for goal in goals if goal != before)
        if event.out_of and (
            (parent := _there(boxes, of.get(event.out_of, ()), place, event)) is not None
        ):
            yield from (Line(event, parent, goal, left=True) for goal in goals)


def _there(
    boxes: Sequence[Box], own: Iterable[int], place: dict[str, int], event: InstitutionEvent
) -> int | None:
    """Return the last box of a body that begins before an event."""
    at = place[event.id]
    found = None
    for n in own:
        since = boxes[n].stretch.since
        if since is None or place[since.id] < at:
            found = n
    return found
