"""How places look on the map and in its legend: a form for each layer, a line for each standing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nklearn.content.map_scene import ELSEWHERE, NEW
from nklearn.content.map_view import Site, Standing
from nklearn.ui import icons
from nklearn.ui.theme import Theme

#: Sides of marks in px at 100% text.
MARK, SMALL, DOT, BADGE = 22, 20, 12, 12
_ICONS = {"mines": "pickaxe", "enterprises": "factory"}
_INKS = {"mines": "DATA_UMBER_TEXT", "enterprises": "ACCENT"}


def mark_size(theme: Theme, site: Site) -> QSizeF:
    """Return the room of a mark, with that of its conflict mark if it is disputed."""
    side = {"camps": MARK, "prisons": MARK, "towns": DOT}.get(site.layer, SMALL)
    width = side
    if site.layer == "camps" and site.number:
        metrics = QFontMetricsF(theme.font("caption"))
        width = max(side, round(metrics.horizontalAdvance(site.number) * 100 / theme.text_size) + 9)
    more = _room_of_badge(site)
    return QSizeF(theme.px(width + more), theme.px(side + more))


def _room_of_badge(site: Site) -> float:
    """How far the conflict mark reaches beyond a mark; it must leave a dot to be seen."""
    if not site.disputed:
        return 0
    return BADGE - 3 if site.layer == "towns" else BADGE / 2


def paint_mark(
    painter: QPainter, theme: Theme, site: Site, role: str, year: str, box: QRectF
) -> None:
    """Paint a place as it stands in a year; `role` is that of `SceneMark`."""
    body = QRectF(box)
    more = theme.px(_room_of_badge(site))
    body.adjust(0, more, -more, 0)
    dashed = role == ELSEWHERE
    if role != NEW:
        dashed = dashed or site.standing(year) is Standing.CLOSED or site.at_old_place(year)
    faint = site.standing(year) is Standing.UNDATED and bool(year) and not dashed
    paint_form(
        painter,
        theme,
        site.layer,
        site.number,
        body,
        dashed=dashed,
        faint=faint,
        tone="CONFLICT" if role == ELSEWHERE else "",
    )
    if site.disputed:
        _paint_badge(painter, theme, box)


def paint_form(
    painter: QPainter,
    theme: Theme,
    layer: str,
    number: str,
    body: QRectF,
    *,
    dashed: bool = False,
    faint: bool = False,
    tone: str = "",
) -> None:
    """Paint the form of a layer: filled, or an outline, dashed or faint."""
    ink = theme.color(tone or ("TEXT_MUTED" if faint else _INKS.get(layer, "DATA_COAL_TEXT")))
    ground = theme.color("BG_SURFACE")
    filled = layer in ("camps", "towns") and not (dashed or faint or tone)
    # A light line around keeps a mark apart from any fill below it.
    painter.setPen(QPen(ground, 5 if dashed or layer != "camps" else 3))
    painter.setBrush(ink if filled else ground)
    _shape(painter, layer, body)
    pen = QPen(ink, 1.2 if faint else 1.8)
    if dashed:
        pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    _shape(painter, layer, body)
    if layer in _ICONS:
        _paint_icon(painter, _ICONS[layer], body, ink)
    elif number:
        font = theme.font("numeral" if layer == "prisons" else "caption")
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ground if filled else ink)
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, number)
    elif layer == "prisons":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(body.center(), body.width() / 6, body.width() / 6)


def _shape(painter: QPainter, layer: str, body: QRectF) -> None:
    inner = body.adjusted(1.5, 1.5, -1.5, -1.5)
    if layer in ("prisons", "towns"):
        painter.drawEllipse(inner)
    else:
        round_ = 4.0 if layer == "camps" else 6.0
        painter.drawRoundedRect(inner, round_, round_)


def _paint_icon(painter: QPainter, name: str, body: QRectF, ink: QColor) -> None:
    side = round(body.width() * 0.66)
    ratio = painter.device().devicePixelRatio()
    picture = icons.pixmap(name, side, ink, ratio)
    painter.drawPixmap(body.center() - QPointF(side / 2, side / 2), picture)


def _paint_badge(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Paint the conflict mark into the upper right corner."""
    side = theme.px(BADGE)
    badge = QRectF(box.right() - side, box.top(), side, side)
    painter.setPen(QPen(theme.color("BG_SURFACE"), 1))
    painter.setBrush(theme.color("CONFLICT"))
    painter.drawEllipse(badge)
    middle, half = badge.center(), side * 0.24
    painter.setPen(QPen(theme.color("BG_SURFACE"), 1.3))
    for up in (-0.1, 0.1):
        y = middle.y() + up * side
        painter.drawLine(QPointF(middle.x() - half, y), QPointF(middle.x() + half, y))
    slant = QPointF(half * 0.6, -half)
    painter.drawLine(middle - slant, middle + slant)
