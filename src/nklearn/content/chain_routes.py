"""Boxes of the chain of command, and the way of each line through the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nklearn.content.chain import Chain
from nklearn.domain.chain_choice import LINES

#: Sizes in px at 100% text.
WIDE, HIGH, GAP_X, GAP_Y, EDGE, HEAD = 93, 50, 8, 18, 6, 12


@dataclass(frozen=True, slots=True)
class Box:
    """A body, or a fold of several: `members` are what it holds, `owner` whose they are.

    `column` is in whole or half columns, `span` how many it is wide; `opened` tells of a fold that
    its members are shown.
    """

    id: str
    group: str
    column: float
    row: int
    members: tuple[str, ...] = ()
    owner: str = ""
    opened: bool = False
    span: float = 1.0

    @property
    def wide(self) -> float:
        """The width in the scene."""
        return self.span * (WIDE + GAP_X) - GAP_X

    @property
    def x(self) -> float:
        """The left edge in the scene."""
        return EDGE + self.column * (WIDE + GAP_X)

    @property
    def y(self) -> float:
        """The upper edge in the scene."""
        return EDGE + HEAD + self.row * (HIGH + GAP_Y)


@dataclass(frozen=True, slots=True)
class Stroke:
    """The way of links of one kind between two boxes; `kind` is a line, or "example"."""

    over: str
    under: str
    kind: str
    points: tuple[tuple[float, float], ...]
    links: tuple[str, ...] = ()
    doubted: bool = False


def strokes_of(chain: Chain, boxes: Sequence[Box]) -> tuple[Stroke, ...]:
    """Return a stroke for the links of one line between two boxes, folds included."""
    by_id = {box.id: box for box in boxes}
    inside = {name: box for box in boxes for name in box.members if not box.opened}
    owner = {name: box for box in boxes for name in box.members}
    found: dict[tuple[str, str, str], list[tuple[str, bool]]] = {}
    pairs = [(link.over, link.under, link.kind, link.id, bool(link.note)) for link in chain.links]
    pairs += [
        (over, under, "example", "", False)
        for over, names in chain.examples.items()
        for under in names
    ]
    for over, under, kind, name, doubt in pairs:
        above = inside.get(over, by_id.get(over))
        below = inside.get(under, by_id.get(under))
        fold = owner.get(under)
        if fold and fold.opened and fold.owner == over:
            found.setdefault((over, fold.id, kind), []).append((name, doubt))
            above = fold
        if above and below:
            found.setdefault((above.id, below.id, kind), []).append((name, doubt))
    return tuple(
        Stroke(
            over,
            under,
            kind,
            _route(by_id[over], by_id[under], kind, boxes),
            tuple(filter(None, (name for name, _ in links))),
            any(doubt for _, doubt in links) and not by_id[under].members,
        )
        for (over, under, kind), links in found.items()
    )


def _route(
    over: Box, under: Box, kind: str, boxes: Sequence[Box]
) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line through the gaps; each kind has a track of its own."""
    track = LINES.index(kind) if kind in LINES else 0
    aside = (0, 6, 12, 18, -9)[track]
    part = (0.36, 0.5, 0.64, 0.78, 0.86)[track]
    start = over.x + over.wide / 2 + aside
    end = under.x + under.wide / 2 + aside
    below, above = over.y + HIGH, under.y
    turn = above - GAP_Y + part * GAP_Y
    if under.row == over.row + 1:
        return _bare(((start, below), (start, turn), (end, turn), (end, above)))
    first = below + part * GAP_Y
    lane = _lane(over, under, boxes) + GAP_X * (0.25 + 0.1 * track)
    return _bare(
        ((start, below), (start, first), (lane, first), (lane, turn), (end, turn), (end, above))
    )


def _lane(over: Box, under: Box, boxes: Sequence[Box]) -> float:
    """Return where between columns a line can pass the levels between two boxes."""
    passed = range(over.row + 1, under.row)
    if under.row <= over.row:
        passed = range(under.row, over.row + 1)
    walls = [(box.x, box.x + box.wide) for box in boxes if box.row in passed]
    end = round(2 * max(box.column + box.span for box in boxes))
    gaps = (EDGE + half / 2 * (WIDE + GAP_X) - GAP_X for half in range(end + 1))
    free = [x for x in gaps if not any(a < x + GAP_X and x < b for a, b in walls)]
    return min(free, key=lambda x: (abs(x + GAP_X - under.x), x))


def _bare(points: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Return corners without those that repeat the one before."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return tuple(kept)
