"""The signs of spots that can be marked: the same on a chart, on a map and in the rows below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.option_row import OptionState

#: How wide a sign is, in px at 100% text; one that is marked is wider than one that is not.
SIGN, PLAIN = 24, 20
_FILLS = {
    OptionState.SELECTED: "ACCENT",
    OptionState.RIGHT: "POSITIVE",
    OptionState.WRONG: "NEGATIVE",
}
_ICONS = {OptionState.RIGHT: "check", OptionState.WRONG: "x"}
_PAD = 8


def paint_sign(
    painter: QPainter,
    theme: Theme,
    state: OptionState,
    at: QPointF,
    *,
    ground: QColor | None = None,
    pointed: bool = False,
) -> None:
    """Paint the sign of a state around a point, on a `ground` if it lies on a fill.

    A ring can be marked, a dot is marked; then a tick or a cross, and a dashed ring for what is
    right and was not marked. What is neither has no sign.
    """
    if state is OptionState.OTHER:
        return
    chosen = state in _FILLS
    size = theme.px(SIGN if chosen or state is OptionState.MISSED or pointed else PLAIN)
    box = QRectF(at.x() - size / 2, at.y() - size / 2, size, size)
    painter.save()
    if chosen:
        painter.setPen(QPen(theme.color("BG_SURFACE"), 2))
        painter.setBrush(theme.color(_FILLS[state]))
        painter.drawEllipse(box)
        ink = theme.color("TEXT_ON_ACCENT")
        if icon := _ICONS.get(state):
            icons.paint(painter, icon, box.adjusted(4, 4, -4, -4), ink)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(at, size * 0.18, size * 0.18)
    else:
        missed = state is OptionState.MISSED
        if ground is not None:
            painter.setBrush(ground)
            painter.setPen(QPen(ground, 4.5))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        ink = "POSITIVE" if missed else "ACCENT" if pointed else "TEXT_SECONDARY"
        pen = QPen(theme.color(ink), 2.25 if missed or pointed else 1.5)
        if missed:
            pen.setDashPattern([2.2, 1.8])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_name(painter: QPainter, theme: Theme, words: str, at: QRectF, room: QRectF) -> None:
    """Paint words on a card above a spot, or below it where there is no room; never over it."""
    font = theme.font("label")
    metrics = QFontMetricsF(font)
    width = min(metrics.horizontalAdvance(words) + 2 * _PAD, room.width() - 4)
    card = QRectF(0, 0, width, metrics.height() + _PAD)
    card.moveCenter(at.center())
    card.moveBottom(at.top() - 6)
    if card.top() < room.top() + 1:
        card.moveTop(at.bottom() + 6)
    card.moveLeft(min(max(card.left(), room.left() + 2), room.right() - 2 - width))
    painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
    painter.setBrush(theme.color("BG_SURFACE"))
    painter.drawRoundedRect(card, 6, 6)
    painter.setFont(font)
    painter.setPen(theme.color("TEXT_PRIMARY"))
    inner = card.adjusted(_PAD, 0, -_PAD, 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)
