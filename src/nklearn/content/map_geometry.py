"""The flat map: projection of degrees, outlines as regions, and boxes that must not overlap.

The projection is equirectangular with the standard parallel at the middle latitude of what is
shown: one degree of longitude is drawn cos(latitude) times as long as one of latitude. Over five
degrees of latitude lengths east to west are off by at most 4% at the north and south ends; areas
too. A unit of the flat map is a hundredth of a degree of latitude, about 1.1 km; y runs southwards.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nklearn.domain.places import Point, Ring

#: Units of the flat map in a degree of latitude.
DEGREE = 100.0
# How far apart a region's scan lines lie, and the points where a label may be tried, in units.
_PITCH = 2.0
_LATTICE = 4.0


@dataclass(frozen=True, slots=True)
class Projection:
    """The way from degrees to the flat map, whose upper left corner is 0, 0."""

    west: float
    north: float
    east: float
    south: float

    @classmethod
    def around(cls, rings: Iterable[Ring]) -> Projection:
        """Return the projection whose map just holds all rings."""
        points = [point for ring in rings for point in ring] or [(0.0, 0.0)]
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        return cls(min(longitudes), max(latitudes), max(longitudes), min(latitudes))

    @property
    def shrink(self) -> float:
        """How long a degree of longitude is against one of latitude."""
        return math.cos(math.radians((self.north + self.south) / 2))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the map in units."""
        return (
            (self.east - self.west) * self.shrink * DEGREE,
            (self.north - self.south) * DEGREE,
        )

    def flat(self, point: Point) -> Point:
        """Return where a point in degrees lies on the map."""
        longitude, latitude = point
        return (longitude - self.west) * self.shrink * DEGREE, (self.north - latitude) * DEGREE


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def at(cls, x: float, y: float, size: tuple[float, float]) -> Box:
        """Return the box of a size around its middle."""
        return cls(x - size[0] / 2, y - size[1] / 2, *size)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Tell whether two boxes overlap or lie closer than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def holds(self, other: Box) -> bool:
        """Tell whether another box lies wholly within."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def scaled(self, factor: float) -> Box:
        """Return the box with everything times a factor."""
        return Box(self.x * factor, self.y * factor, self.width * factor, self.height * factor)

    def shifted(self, x: float, y: float) -> Box:
        """Return the box moved."""
        return Box(self.x + x, self.y + y, self.width, self.height)


class Region:
    """The area within rings: a point is in it if an odd number of rings goes around it."""

    def __init__(self, rings: Sequence[Ring]) -> None:
        self.rings = tuple(rings)
        ys = [y for ring in rings for _, y in ring]
        self._top = min(ys, default=0.0)
        self._bottom = max(ys, default=0.0)
        self._spots: dict[Point, list[Point]] = {}

    def _crossings(self, y: float) -> list[float]:
        """Return where a level line crosses the outline, from the left."""
        found: list[float] = []
        for ring in self.rings:
            for (ax, ay), (bx, by) in pairwise(ring):
                if (ay > y) != (by > y):
                    found.append(ax + (y - ay) * (bx - ax) / (by - ay))
        return sorted(found)

    @cached_property
    def _lines(self) -> list[list[float]]:
        """The crossings of every scan line, from the top; a side meets but its own lines."""
        top = self._top
        found: list[list[float]] = [[] for _ in range(int((self._bottom - top) / _PITCH) + 1)]
        for ring in self.rings:
            for (ax, ay), (bx, by) in pairwise(ring):
                low, high = min(ay, by), max(ay, by)
                slope = (bx - ax) / (by - ay) if by != ay else 0.0
                first = int((low - top) / _PITCH)
                for n in range(first, min(int((high - top) / _PITCH) + 1, len(found) - 1) + 1):
                    y = top + n * _PITCH
                    if low <= y < high:
                        found[n].append(ax + (y - ay) * slope)
        return [sorted(line) for line in found]

    @cached_property
    def _widest(self) -> float:
        """The length of the longest scan line within."""
        parts = [
            end - start
            for line in self._lines
            for start, end in zip(line[::2], line[1::2], strict=False)
        ]
        return max(parts, default=0.0)

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies within."""
        return bisect_right(self._crossings(point[1]), point[0]) % 2 == 1

    def _lines_of(self, box: Box) -> list[list[float]]:
        first = int((box.y - self._top) // _PITCH)
        last = int((box.bottom - self._top) // _PITCH) + 1
        return self._lines[max(0, first) : last + 1]

    def holds_box(self, box: Box) -> bool:
        """Tell whether a box lies within, as far as scan lines can tell."""
        if box.y < self._top or box.bottom > self._bottom or box.width > self._widest:
            return False
        left, right = box.x, box.x + box.width
        lines = self._lines_of(box)
        # The outermost lines are those that fail most often.
        for line in (lines[0], lines[-1], *lines[1:-1]):
            at = bisect_right(line, left)
            if at % 2 == 0 or line[at] < right:
                return False
        return True

    def holds_lines(self, spot: Point, lines: Sequence[tuple[float, Point]]) -> bool:
        """Tell whether lines around a spot lie within: each its way down from it, and its size.

        The same as `holds_box` for each, without a box for each: thousands of spots are tried at
        every step of the zoom.
        """
        x, y = spot
        for way, (width, height) in lines:
            top = y + way - height / 2
            if top < self._top or top + height > self._bottom or width > self._widest:
                return False
            left, right = x - width / 2, x + width / 2
            first = int((top - self._top) // _PITCH)
            last = int((top + height - self._top) // _PITCH) + 1
            for line in self._lines[first : last + 1]:
                at = bisect_right(line, left)
                if at % 2 == 0 or line[at] < right:
                    return False
        return True

    def could_hold(self, size: Point) -> bool:
        """Tell whether something of a size is not too wide or high from the start."""
        return size[0] <= self._widest and size[1] <= self._bottom - self._top

    def meets(self, box: Box) -> bool:
        """Tell whether a box reaches into the region, as far as scan lines can tell."""
        if box.bottom < self._top or box.y > self._bottom:
            return False
        for line in self._lines_of(box):
            at = bisect_left(line, box.x)
            if at % 2 == 1 or (at < len(line) and line[at] < box.right):
                return True
        return False

    @cached_property
    def area(self) -> float:
        """The area in square units."""
        return abs(sum(_moments(ring)[0] for ring in self.rings))

    @cached_property
    def centre(self) -> Point:
        """The middle of the area, or the nearest point of `lattice` if that lies outside."""
        whole = [_moments(ring) for ring in self.rings]
        area = sum(each[0] for each in whole) or 1.0
        middle = sum(each[1] for each in whole) / area, sum(each[2] for each in whole) / area
        if self.holds(middle) or not self.lattice:
            return middle
        return min(self.lattice, key=lambda point: math.dist(point, middle))

    def spots(self, goal: Point) -> list[Point]:
        """Return the points of `lattice`, those nearest to a goal first."""
        x, y = round(goal[0], 1), round(goal[1], 1)
        if (x, y) not in self._spots:
            found = sorted(self.lattice, key=lambda spot: (spot[0] - x) ** 2 + (spot[1] - y) ** 2)
            self._spots[x, y] = found
        return self._spots[x, y]

    @cached_property
    def lattice(self) -> list[Point]:
        """Points all over the region."""
        found: list[Point] = []
        step = int(_LATTICE / _PITCH)
        for number in range(0, len(self._lines), step):
            y, line = self._top + number * _PITCH, self._lines[number]
            for start, end in zip(line[::2], line[1::2], strict=False):
                first = math.ceil(start / _LATTICE)
                found += [(n * _LATTICE, y) for n in range(first, math.floor(end / _LATTICE) + 1)]
        return found


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Return the signed area of a ring, and its moments along x and y."""
    area = along_x = along_y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = ax * by - bx * ay
        area += cross / 2
        along_x += (ax + bx) * cross / 6
        along_y += (ay + by) * cross / 6
    return area, along_x, along_y
