"""Pointing at spots: which is nearest, where an arrow key leads, what a click does. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

_T = TypeVar("_T")
Way = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class ChartSpot:
    """A spot as it is drawn: the place of its line in the chart, and where it is, y downwards."""

    id: str
    line: int
    x: float
    y: float


def nearest(spots: Sequence[ChartSpot], x: float, y: float, reach: float) -> str:
    """Return the id of the spot nearest to a point, empty if none is within `reach`."""

    def distance(spot: ChartSpot) -> float:
        return math.hypot(spot.x - x, spot.y - y)

    found = min(spots, key=distance, default=None)
    return found.id if found is not None and distance(found) <= reach else ""


def stepped(spots: Sequence[ChartSpot], here: str, way: Way) -> str:
    """Return the id of the spot to which an arrow leads from the spot `here`.

    Left and right go along its line by time. Up and down go to the line that lies next above or
    below, by the middle height of their spots, and there to the same time or the one nearest to
    it. Thus every spot is reached, wherever lines cross. Where nothing is, one stays.
    """
    start = next((spot for spot in spots if spot.id == here), None)
    if start is None:
        return here
    if way in ("left", "right"):
        line = sorted((spot for spot in spots if spot.line == start.line), key=lambda spot: spot.x)
        return _beside(line, line.index(start), forward=way == "right").id
    lines = sorted({spot.line for spot in spots}, key=lambda line: (_height(spots, line), line))
    goal = _beside(lines, lines.index(start.line), forward=way == "down")
    if goal == start.line:
        return here
    there = (spot for spot in spots if spot.line == goal)
    return min(there, key=lambda spot: (abs(spot.x - start.x), spot.x)).id


def _beside(things: Sequence[_T], place: int, *, forward: bool) -> _T:
    """Return what comes next, or the last one again."""
    return things[min(max(place + (1 if forward else -1), 0), len(things) - 1)]


def _height(spots: Sequence[ChartSpot], line: int) -> float:
    heights = [spot.y for spot in spots if spot.line == line]
    return sum(heights) / len(heights)


def marked_after(marked: Sequence[str], spot: str, markers: int) -> tuple[str, ...] | None:
    """Return what is marked after a click on a spot, in the order of marking.

    A marked spot loses its marker. A lone marker moves; of several, one must be taken back before
    another spot can be marked: then the answer is None.
    """
    if spot in marked:
        return tuple(each for each in marked if each != spot)
    if len(marked) < markers:
        return (*marked, spot)
    return (spot,) if markers == 1 else None
