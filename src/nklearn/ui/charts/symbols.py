"""The shapes that mark values, one for each line of a chart, as paths of the size 1 around 0, 0."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

# In the order of a chart's lines. The diamond is not among them: it marks a corrected value.
_SIDES = (0, 4, 3, 5, 6)
_HALF = QRectF(-0.5, -0.5, 0.5, 1.0)


def shape(number: int) -> QPainterPath:
    """Return the shape of the line that stands at this place in a chart."""
    sides = _SIDES[number % len(_SIDES)]
    path = QPainterPath()
    if sides == 0:
        path.addEllipse(QRectF(-0.5, -0.5, 1.0, 1.0))
    elif sides == 4:
        path.addRect(QRectF(-0.45, -0.45, 0.9, 0.9))
    else:
        path.addPolygon(_polygon(sides, 0.58))
        path.closeSubpath()
    return path


def diamond() -> QPainterPath:
    """Return the shape of a value read with a correction."""
    path = QPainterPath()
    path.addPolygon(_polygon(4, 0.5))
    path.closeSubpath()
    return path


def left_half(path: QPainterPath) -> QPainterPath:
    """Return the half of a shape that is filled where we computed the value."""
    half = QPainterPath()
    half.addRect(_HALF)
    return path.intersected(half)


def _polygon(sides: int, radius: float) -> QPolygonF:
    turns = (2 * math.pi * side / sides - math.pi / 2 for side in range(sides))
    return QPolygonF([QPointF(radius * math.cos(t), radius * math.sin(t)) for t in turns])


def paint(painter: QPainter, path: QPainterPath, at: QPointF, size: float, ink: QColor) -> None:
    """Paint a filled shape of `size` px around a point."""
    painter.save()
    painter.translate(at)
    painter.scale(size, size)
    painter.setPen(QPen(ink, 0))
    painter.setBrush(ink)
    painter.drawPath(path)
    painter.restore()
