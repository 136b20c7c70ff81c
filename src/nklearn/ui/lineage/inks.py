"""How the kinds of bodies look: fill, outline, letters and shape, in the colours of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from nklearn.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Ink:
    """Tokens of colours; `corner` is the radius in px, `line` the width of the outline."""

    fill: str
    edge: str
    text: str
    corner: int
    line: int


#: Kinds by what they are drawn as; all others are drawn as a bureau is.
INKS = {
    "ministry": Ink("BODY_MINISTRY", "DATA_PETROL", "BODY_MINISTRY_TEXT", 5, 1),
    "committee": Ink("BODY_COMMITTEE", "DATA_PLUM", "BODY_COMMITTEE_TEXT", 5, 2),
    "department": Ink("BODY_DEPARTMENT", "DATA_UMBER", "BODY_DEPARTMENT_TEXT", 0, 1),
}
OTHER = Ink("BG_SURFACE", "LINE_CONTROL", "TEXT_PRIMARY", 12, 1)


def ink_of(kind: str) -> Ink:
    """Return how a kind of body is drawn."""
    return INKS.get(kind, OTHER)


def kind_names() -> dict[str, str]:
    """Return the words of the legend for each kind that is drawn in a way of its own."""
    return {
        "ministry": QCoreApplication.translate("lineage", "Ministry"),
        "committee": QCoreApplication.translate("lineage", "Committee"),
        "department": QCoreApplication.translate("lineage", "Department"),
        "": QCoreApplication.translate("lineage", "Bureau"),
    }


def paint_box(
    painter: QPainter, theme: Theme, rect: QRectF, kind: str, *, doubtful: bool, strong: bool
) -> None:
    """Paint the box of a body; `strong` sets it off, a dashed outline says that it is unclear."""
    ink = ink_of(kind)
    width = 3 if strong else ink.line
    pen = QPen(theme.color(ink.edge), width)
    if doubtful:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.color("BG_SURFACE" if doubtful else ink.fill))
    corner = min(ink.corner, rect.height() / 2)
    inset = width / 2  # the outline lies within, on whole px
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)


def paint_dots(painter: QPainter, theme: Theme, x: float, y: float, kind: str) -> None:
    """Paint three dots one above another: no date is given here."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("TEXT_SECONDARY" if kind not in INKS else ink_of(kind).edge))
    size = theme.px(2)
    for step in (-1, 0, 1):
        middle = y + step * theme.px(6)
        painter.drawEllipse(QRectF(x - size, middle - size, 2 * size, 2 * size))
