"""Where words stand in a chart: apart from each other, from the lines and from the markers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until neighbours stand at least `gap` from each other.

    Keeps their order and stays within `low` to `high` as far as there is room.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = list(wanted)
    floor = low
    for number in order:
        placed[number] = max(wanted[number], floor)
        floor = placed[number] + gap
    ceiling = high
    for number in reversed(order):
        placed[number] = min(placed[number], ceiling)
        ceiling = placed[number] - gap
    return placed


class Places:
    """The room in a chart, in px: what is taken by markers, lines and words."""

    def __init__(self, room: QRectF) -> None:
        self._room = room
        self._boxes: list[QRectF] = []
        self._lines: list[QLineF] = []

    def take(self, box: QRectF) -> None:
        """Keep a box free of further words."""
        self._boxes.append(box)

    def take_path(self, points: Sequence[QPointF]) -> None:
        """Keep a line free of words."""
        self._lines += [QLineF(first, last) for first, last in pairwise(points)]

    def find(self, boxes: Iterable[QRectF]) -> QRectF | None:
        """Take and return the first of the boxes that is free; None if none of them is."""
        for box in boxes:
            if self._free(box):
                self.take(box)
                return box
        return None

    def _free(self, box: QRectF) -> bool:
        if not self._room.contains(box) or any(box.intersects(own) for own in self._boxes):
            return False
        return not any(_crosses(line, box) for line in self._lines)


def _crosses(line: QLineF, box: QRectF) -> bool:
    if box.contains(line.p1()) or box.contains(line.p2()):
        return True
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    edges = (QLineF(corners[n], corners[(n + 1) % 4]) for n in range(4))
    bounded = QLineF.IntersectionType.BoundedIntersection
    return any(line.intersects(edge)[0] == bounded for edge in edges)


def around(at: QPointF, width: float, height: float, *, first: bool) -> list[QRectF]:
    """Return where the words of a point may stand, best first; the last ones clear a ring.

    `first` is whether the point begins its line: then the right side is best.
    """
    x, y = at.x(), at.y()
    sides = {
        "right": QRectF(x + 10, y - height * 0.75, width, height),
        "below": QRectF(x - width / 2, y + 9, width, height),
        "above": QRectF(x - width / 2, y - 9 - height, width, height),
        "left": QRectF(x - 10 - width, y - height * 0.75, width, height),
        "high right": QRectF(x + 6, y - 7 - height, width, height),
        "low right": QRectF(x + 6, y + 7, width, height),
        "high left": QRectF(x - 6 - width, y - 7 - height, width, height),
        "low left": QRectF(x - 6 - width, y + 7, width, height),
    }
    far = [
        QRectF(x + 18, y - height * 0.75, width, height),
        QRectF(x - width / 2, y + 15, width, height),
        QRectF(x - width / 2, y - 15 - height, width, height),
    ]
    order = ["right", "above", "below"] if first else ["below", "above", "right"]
    return [sides.pop(name) for name in order] + list(sides.values()) + far
