"""Things on a canvas that can be pointed at and opened, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

# How many px sideways weigh as much as one ahead when an arrow key looks for the next spot.
_ASIDE = 2.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A painted thing: `rect` in px of the widget, `name` as a screen reader says it.

    `shape` is what the mouse hits, if that is not the rectangle; spots that come later lie on top.
    """

    id: str
    rect: QRectF
    name: str
    shape: QPainterPath | None = None

    def holds(self, point: QPointF) -> bool:
        """Tell whether a point of the widget is on it."""
        return self.shape.contains(point) if self.shape else self.rect.contains(point)


def spot_at(spots: Sequence[Spot], point: QPointF) -> Spot | None:
    """Return the uppermost spot at a point."""
    return next((spot for spot in reversed(spots) if spot.holds(point)), None)


def next_spot(spots: Sequence[Spot], here: Spot, key: Qt.Key) -> Spot:
    """Return where an arrow key leads from `here`: the nearest that way, or `here` if none is."""
    ahead = {
        Qt.Key.Key_Left: QPointF(-1, 0),
        Qt.Key.Key_Right: QPointF(1, 0),
        Qt.Key.Key_Up: QPointF(0, -1),
        Qt.Key.Key_Down: QPointF(0, 1),
    }[key]
    start = here.rect.center()
    best, least = here, 0.0
    for spot in spots:
        way = spot.rect.center() - start
        forward = QPointF.dotProduct(way, ahead)
        if spot.id == here.id or forward < 1:
            continue
        aside = abs(way.x() * ahead.y()) + abs(way.y() * ahead.x())
        cost = forward + _ASIDE * aside
        if best is here or cost < least:
            best, least = spot, cost
    return best
