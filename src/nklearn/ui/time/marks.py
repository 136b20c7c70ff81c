"""The forms of moments on the time axis: each says how closely a date is known."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from nklearn.domain.moments import Mark, Moment
from nklearn.ui.theme import Theme

#: The data colour of each subject; its name stands beside each lane.
COLOURS = {
    "law": "DATA_SLATE",
    "resolutions": "DATA_OCHRE",
    "ministries": "DATA_PETROL",
    "camps": "DATA_UMBER",
    "trade": "DATA_JADE",
    "flight": "DATA_PLUM",
}
# Sizes in px at 100% text: a point, the height of a bar, an open end, a stub.
POINT, BAR, OPEN, STUB = 10, 12, 9, 26


def extent(theme: Theme, when: Moment, first: float, last: float) -> tuple[float, float]:
    """Return from where to where a mark is painted whose moment lies at `first` to `last` px."""
    px = theme.px
    if when.mark is Mark.DAY:
        first, last = first - px(POINT) / 2, first + px(POINT) / 2
    elif when.mark is Mark.BEFORE:
        first, last = first - px(STUB), first + 2
    elif when.mark is Mark.AFTER:
        first, last = first - 2, first + px(STUB)
    else:
        last = max(last, first + px(POINT))
    return first - px(OPEN) * when.open_start, last + px(OPEN) * when.open_end


def paint(painter: QPainter, theme: Theme, when: Moment, subject: str, box: QRectF) -> None:
    """Paint a mark into its extent; only the middle of the height is used."""
    colour = theme.color(COLOURS[subject])
    px = theme.px
    body = box.adjusted(px(OPEN) * when.open_start, 0, -px(OPEN) * when.open_end, 0)
    middle = box.center().y()
    if when.mark is Mark.DAY:
        _point(painter, colour, QPointF(body.center().x(), middle), px(POINT) / 2)
    elif when.mark in (Mark.BEFORE, Mark.AFTER):
        _stub(painter, colour, when.mark is Mark.BEFORE, body, px(BAR))
    else:
        bar = QRectF(body.left(), middle - px(BAR) / 2, body.width(), px(BAR))
        _bar(painter, theme, when, colour, bar)
    for there, x in ((when.open_start, box.left()), (when.open_end, box.right())):
        if there:
            _dots(painter, colour, QPointF(x + (3 if x == box.left() else -3), middle), px(4))


def _point(painter: QPainter, colour: QColor, at: QPointF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at, radius, radius)


def _stub(painter: QPainter, colour: QColor, before: bool, body: QRectF, high: float) -> None:
    """Paint an arrow of dots away from the date that is known, and that date as a line."""
    at = body.right() - 1 if before else body.left() + 1
    far = body.left() if before else body.right()
    middle = body.center().y()
    painter.setPen(QPen(colour, 2.5))
    painter.drawLine(QPointF(at, middle - high / 2), QPointF(at, middle + high / 2))
    pen = QPen(colour, 2, Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(at, middle), QPointF(far, middle))
    painter.setPen(QPen(colour, 2))
    back = 5 if before else -5
    for up in (-4, 4):
        painter.drawLine(QPointF(far, middle), QPointF(far + back, middle + up))


def _bar(painter: QPainter, theme: Theme, when: Moment, colour: QColor, bar: QRectF) -> None:
    if when.mark is Mark.MONTH:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, 2, 2)
        return
    ground = theme.color("BG_SURFACE")
    soft = QColor.fromRgbF(
        *(0.62 * g + 0.38 * c for g, c in zip(_rgb(ground), _rgb(colour), strict=True))
    )
    if when.mark is Mark.ABOUT:
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(bar.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)
        return
    years = max(when.last - when.first, 1e-6)
    left = bar.width() * min(0.5, when.soft_first / years)
    right = bar.width() * min(0.5, when.soft_last / years)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(bar)
    painter.setBrush(soft)
    painter.drawRect(bar.adjusted(left, 0, -right, 0))
    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    if left:
        painter.drawRect(QRectF(bar.left(), bar.top(), left, bar.height()))
    if right:
        painter.drawRect(QRectF(bar.right() - right, bar.top(), right, bar.height()))
    painter.setPen(QPen(colour, 1))
    for y in (bar.top() + 0.5, bar.bottom() - 0.5):
        painter.drawLine(QPointF(bar.left(), y), QPointF(bar.right(), y))
    painter.setPen(QPen(colour, 1.5))
    for soft_end, x in ((left, bar.left() + 0.75), (right, bar.right() - 0.75)):
        if not soft_end:
            painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _dots(painter: QPainter, colour: QColor, at: QPointF, apart: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for step in (-1, 0, 1):
        painter.drawEllipse(QPointF(at.x(), at.y() + step * apart), 1.5, 1.5)
