"""A part of the lineage, for where there is no room for all of it: some columns and lanes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from nklearn.base.overriding import override
from nklearn.content.lineage import Change, Lineage
from nklearn.content.responsible import read_date
from nklearn.domain.lineage import Box, Lane, Layout, Line
from nklearn.domain.lineage_choice import LineageChoice


class LineagePart(Lineage):
    """The lineage with a layout that is cut; its changes are those of the whole."""

    def __init__(self, whole: Lineage, layout: Layout) -> None:
        self.catalog, self.history, self.layout = whole.catalog, whole.history, layout
        self._whole = whole

    @cached_property
    @override
    def changes(self) -> tuple[Change, ...]:
        return self._whole.changes


def shown_change(lineage: Lineage, choice: LineageChoice) -> Change | None:
    """Return the change that a choice shows: of a question, the last one before its date.

    Raises:
        UnknownAddressError: there is no such change.
    """
    when = read_date(choice.on) if choice.asked else None
    if when is None and choice.body and not choice.change:
        own = lineage.changes_of(choice.body)
        return own[0] if own else None
    if when is None:
        return lineage.change(choice.change) if lineage.changes else None
    before = [each for each in lineage.changes if each.date.start <= when.end]
    return before[-1] if before else None


def bodies_shown(lineage: Lineage, choice: LineageChoice) -> frozenset[str]:
    """Return the bodies that a choice is about: the one that is open, else those of its change."""
    if choice.body and not choice.asked:
        return frozenset({choice.body})
    change = shown_change(lineage, choice)
    events = change.happenings if change else ()
    return frozenset(name for each in events for name in each.event.bodies)


def kin(layout: Layout, bodies: Collection[str]) -> frozenset[int]:
    """Return the numbers of the boxes of some bodies, and of those that lines join with them."""
    own = {n for n, box in enumerate(layout.boxes) if box.body.id in bodies}
    ends = [{line.before, line.after} for line in layout.lines]
    return frozenset(own.union(*(pair for pair in ends if pair & own)))


def cut(layout: Layout, first: int, last: int, rows: Collection[int] | None = None) -> Layout:
    """Return the columns from `first` to before `last`, and of their rows those in `rows`.

    Rows in which nothing stands then go, and so do lanes without rows. A box that goes on beyond
    an edge is cut there: what is unknown about that end is then not said.
    """
    kept = [
        n
        for n, box in enumerate(layout.boxes)
        if box.start < last
        and box.end > first
        and (rows is None or any(row in rows for row in range(box.top, box.bottom)))
    ]
    used = {row for n in kept for row in range(layout.boxes[n].top, layout.boxes[n].bottom)}
    order = [row for row in range(layout.rows) if row in used and (rows is None or row in rows)]
    place = {row: n for n, row in enumerate(order)}
    lanes: list[Lane] = []
    for n, lane in enumerate(layout.lanes):
        top = layout.top_of(n)
        tracks = sum(row in place for row in range(top, top + lane.tracks))
        if tracks:
            lanes.append(replace(lane, tracks=tracks))
    number = {old: new for new, old in enumerate(kept)}
    return Layout(
        layout.columns[first:last],
        tuple(lanes),
        tuple(_cut_box(layout.boxes[n], first, last, place) for n in kept),
        tuple(
            Line(line.event, number[line.before], number[line.after], line.left)
            for line in layout.lines
            # A line runs where its later box begins.
            if line.before in number
            and line.after in number
            and first <= layout.boxes[line.after].start < last
        ),
    )


def _cut_box(box: Box, first: int, last: int, place: dict[int, int]) -> Box:
    rows = [place[row] for row in range(box.top, box.bottom) if row in place]
    early, late = box.start < first, box.end > last
    stretch = replace(
        box.stretch,
        unknown_start=box.stretch.unknown_start and not early,
        unknown_end=box.stretch.unknown_end and not late,
    )
    return Box(
        stretch,
        max(box.start, first) - first,
        min(box.end, last) - first,
        rows[0],
        rows[-1] + 1,
        None if early else box.dated,
    )
