"""Where marks and words of the map stand so that none lies on another. Pure, in px of the map.

What comes first gets its place first: marks with a point at that point or pushed to the nearest
free spot, the words of a province within its outline or, where it is too small, beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nklearn.content.map_geometry import Box, Region
from nklearn.domain.places import Point

#: What stays free between two things, in px.
GAP = 2.0
#: A thing further from its point than this, in px, has a line to it.
NEAR = 3.0
# How finely and how far a free spot is looked for, in px.
_STEP, _WIDE_STEP, _FAR = 8, 16, 480
# The room is searched by squares of this side, in px.
_CELL = 48


@cache
def _offsets(step: int) -> list[Point]:
    """Return the ways from a point to the spots that are tried, the nearest first."""
    reach = range(-_FAR, _FAR + 1, step)
    found = [(float(x), float(y)) for x in reach for y in reach]
    return sorted(found, key=lambda each: (math.hypot(*each), each[1], each[0]))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    """Give the cells of the room that a box reaches into, its gap included."""
    left, right = int((box.x - GAP) // _CELL), int((box.x + box.width + GAP) // _CELL)
    top, bottom = int((box.y - GAP) // _CELL), int((box.y + box.height + GAP) // _CELL)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


@dataclass(frozen=True, slots=True)
class Placed:
    """A box that has its place; `anchor` is the point that it stands for, in px."""

    box: Box
    anchor: Point

    @property
    def led(self) -> bool:
        """Whether a line must lead from the box to its point."""
        x, y = self.anchor
        box = self.box
        aside = max(box.x - x, x - box.right, 0.0), max(box.y - y, y - box.bottom, 0.0)
        return math.hypot(*aside) > NEAR


def stacked(lines: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the size of lines one below another."""
    return max(width for width, _ in lines), sum(height for _, height in lines)


class Floor:
    """The room that there is, and what stands in it."""

    def __init__(self, bounds: Box, taken: Iterable[Box] = ()) -> None:
        self._bounds = bounds
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in taken:
            self.take(box)

    def free(self, box: Box) -> bool:
        """Tell whether a box lies in the room and on nothing."""
        if not self._bounds.holds(box):
            return False
        for cell in _cells(box):
            for each in self._cells.get(cell, ()):
                if box.meets(each, GAP):
                    return False
        return True

    def take(self, box: Box) -> Box:
        """Put a box where it is."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)
        return box

    def push(
        self,
        anchor: Point,
        size: tuple[float, float],
        clear_of: Region | None = None,
        scale: float = 1.0,
    ) -> Placed:
        """Put a box at its point, or as near as there is room.

        It keeps clear of a region (in units of `scale` px) where that is possible. In a room
        that is full it stands at its point all the same: nothing is ever left out.
        """
        spare: Box | None = None
        for x, y in _offsets(_WIDE_STEP if clear_of else _STEP):
            box = Box.at(anchor[0] + x, anchor[1] + y, size)
            covers = clear_of is not None and clear_of.meets(box.scaled(1 / scale))
            if (covers and spare) or not self.free(box):
                continue
            if not covers:
                return Placed(self.take(box), anchor)
            spare = box
        return Placed(self.take(spare or Box.at(*anchor, size)), anchor)

    def within(
        self,
        region: Region,
        scale: float,
        goal: Point,
        lines: Sequence[tuple[float, float]],
        air: tuple[float, float] = (0.0, 0.0),
    ) -> Placed | None:
        """Put lines of words (their sizes) into a region, as near to `goal` as it goes.

        `air` is how much of a line's width and height is empty at its edges: that may reach out.
        None if there is no room for them.
        """
        size = stacked(lines)
        cores: list[tuple[float, tuple[float, float]]] = []
        top = -size[1] / 2
        for width, height in lines:
            core = max(1.0, width - air[0]) / scale, max(1.0, height - air[1]) / scale
            cores.append(((top + height / 2) / scale, core))
            top += height
        for spot in region.spots((goal[0] / scale, goal[1] / scale)):
            if not all(
                region.holds_box(Box.at(spot[0], spot[1] + way, core)) for way, core in cores
            ):
                continue
            middle = spot[0] * scale, spot[1] * scale
            box = Box.at(*middle, size)
            if self.free(box):
                return Placed(self.take(box), middle)
        return None

    def beside(self, mark: Box, size: tuple[float, float]) -> Box | None:
        """Put words at the right, left, under or over a mark; None if there is no room."""
        width, height = size
        x, y = mark.middle
        gap = GAP + 1
        for box in (
            Box(mark.right + gap, y - height / 2, width, height),
            Box(mark.x - gap - width, y - height / 2, width, height),
            Box(x - width / 2, mark.bottom + gap, width, height),
            Box(x - width / 2, mark.y - gap - height, width, height),
        ):
            if self.free(box):
                return self.take(box)
        return None
