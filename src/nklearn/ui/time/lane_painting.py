"""How the lanes of the time axis are painted: grounds, marks with words, groups, bars, years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from nklearn.content.time_axis import SUBJECT_NAMES, Strip, TimeEntry
from nklearn.content.time_layout import Placed
from nklearn.domain.claims import Status
from nklearn.domain.time_choice import FIRST
from nklearn.ui.time import marks
from nklearn.ui.time.lanes import BARS, TITLE, Lane, group_words, label_words

if TYPE_CHECKING:
    from nklearn.ui.time.time_canvas import TimeCanvas

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Words with less room than this, in px, are left out.
_SOME = 40
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def ground(painter: QPainter, canvas: TimeCanvas, lane: Lane, number: int) -> None:
    """Paint the band of a lane and its name, which stays while the lane moves."""
    theme, plot = canvas.theme, canvas.plot
    top = canvas.lane_top(lane)
    band = QRectF(0, top, canvas.width(), lane.height)
    painter.fillRect(band, theme.color("BG_SURFACE" if number % 2 else "BG_WINDOW"))
    painter.setPen(QPen(theme.color("LINE_SUBTLE"), 1))
    painter.drawLine(QPointF(0, band.bottom() - 0.5), QPointF(band.right(), band.bottom() - 0.5))
    swatch = QRectF(0, top + 4, 4, lane.height - 8)
    painter.fillRect(swatch, theme.color(marks.COLOURS[lane.subject]))
    painter.setPen(theme.color("TEXT_PRIMARY"))
    painter.setFont(theme.font("label"))
    name = QRectF(12, top, plot.left() - 16, min(lane.height, theme.px(34)))
    painter.drawText(name, _LEFT, SUBJECT_NAMES[lane.subject])


def placed(
    painter: QPainter,
    canvas: TimeCanvas,
    lane: Lane,
    what: Placed,
    entries: Mapping[str, TimeEntry],
    opened: frozenset[str],
) -> None:
    """Paint a mark with its words, or a group."""
    theme, plot = canvas.theme, canvas.plot
    shift = canvas.x_of(FIRST)
    if what.right + shift < plot.left() or what.left + shift > plot.right():
        return
    box = canvas.box_of(lane, what)
    words = QRectF(what.label_at + shift, box.top(), what.label, box.height())
    if not opened.isdisjoint(what.ids):
        whole = box.united(words).adjusted(-5, 1, 5, -1)
        painter.setPen(QPen(theme.color("ACCENT"), 1.5))
        painter.setBrush(theme.color("ACCENT_SOFT"))
        painter.drawRoundedRect(whole, 5, 5)
    painter.setFont(theme.font("caption"))
    found = [entries[each] for each in what.ids]
    hovered = canvas.hovered_id == ",".join(what.ids)
    # A part of a long group may hold but one: it has no room for more than the others.
    if len(found) > 1 or (what.inside and what.items[0].label > what.label):
        _group(painter, canvas, lane.subject, found, box)
        return
    each = found[0]
    if each.when.last >= FIRST:
        marks.paint(painter, theme, each.when, lane.subject, box)
    seen = box.intersected(plot)
    away = what.inside or words.left() > plot.right() - _SOME
    if away and seen.width() > words.width() + 16:  # they stay in sight as long as the bar does
        words.moveLeft(max(words.left() if what.inside else 0.0, seen.left() + 8))
        words.moveRight(min(words.right(), seen.right() - 4))
        free = what.items[0].plain
        if words.left() < free[0] + shift or words.right() > free[1] + shift:
            under = QRectF(words.left() - 4, box.center().y() - 7, words.width() + 6, 14)
            painter.fillRect(under, theme.color("BG_SURFACE"))
    elif seen.width() <= 0 or plot.right() - words.left() < min(_SOME, words.width()):
        return  # words without their mark would say nothing of when
    if not what.label:
        return
    _words(painter, canvas, each, words, "ACCENT" if hovered else "TEXT_PRIMARY")


def _words(
    painter: QPainter, canvas: TimeCanvas, each: TimeEntry, words: QRectF, tone: str
) -> None:
    """Paint the words of an entry, cut where the axis ends."""
    theme = canvas.theme
    metrics = QFontMetricsF(theme.font("caption"))
    rival = metrics.horizontalAdvance(" ≠") + 2 if each.disputed else 0.0
    room = min(words.width(), canvas.plot.right() - words.left()) - rival
    shown = metrics.elidedText(label_words(each), Qt.TextElideMode.ElideRight, room + 1)
    painter.setPen(theme.color(tone))
    painter.drawText(words, _LEFT, shown)
    if each.disputed:
        painter.setPen(theme.color("CONFLICT"))
        after = words.adjusted(metrics.horizontalAdvance(shown), 0, 20, 0)
        painter.drawText(after, _LEFT, " ≠")


def thumb(painter: QPainter, canvas: TimeCanvas, top: float, hidden: float) -> None:
    """Paint how much of the lanes is in sight, at the right edge."""
    plot = canvas.plot
    whole = plot.height() + hidden
    start = plot.top() + plot.height() * top / whole
    bar = QRectF(canvas.width() - 5, start, 4, plot.height() * plot.height() / whole)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(canvas.theme.color("LINE_CONTROL"))
    painter.drawRoundedRect(bar, 2, 2)


def _group(
    painter: QPainter, canvas: TimeCanvas, subject: str, found: list[TimeEntry], box: QRectF
) -> None:
    theme = canvas.theme
    pill = box.adjusted(0.5, 3, -0.5, -3)
    painter.setPen(QPen(theme.color(marks.COLOURS[subject]), 1.5))
    painter.setBrush(theme.color("BG_SURFACE"))
    painter.drawRoundedRect(pill, 4, 4)
    painter.setPen(theme.color("TEXT_PRIMARY"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, group_words(found))


def strip(
    painter: QPainter,
    canvas: TimeCanvas,
    lane: Lane,
    top: float,
    what: Strip,
    opened: frozenset[str],
) -> None:
    """Paint the title of a strip, which stays in sight, its baseline, and a bar for each value."""
    theme, plot = canvas.theme, canvas.plot
    y = canvas.title_top(lane, top)
    colour = theme.color(marks.COLOURS[lane.subject])
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color("TEXT_SECONDARY"))
    most = max((bar for bar in what.bars if bar.number), key=lambda b: b.number or 0, default=None)
    words = f"{what.title}, {what.measure}"
    if most:
        value = most.text.removesuffix(what.measure).strip()
        words = canvas.tr("%s · highest in %d: %s") % (words, most.year, value)
    line = QRectF(plot.left() + 6, y, plot.width() - 12, theme.px(TITLE))
    metrics = QFontMetricsF(theme.font("caption"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, _LEFT, shown)
    base = y + theme.px(TITLE) + theme.px(BARS) - 6
    for bar in what.bars:
        box = canvas.bar_box(lane, top, what, bar)
        if box.right() < plot.left() or box.left() > plot.right():
            continue
        if bar.number is None:
            gap = QRectF(box.left(), base - 6, max(4.0, box.width()), 6)
            painter.setPen(QPen(theme.color("TEXT_MUTED"), 1))
            hatch = bar.status is Status.ILLEGIBLE
            pattern = Qt.BrushStyle.BDiagPattern if hatch else Qt.BrushStyle.NoBrush
            painter.setBrush(QBrush(theme.color("TEXT_MUTED"), pattern))
            painter.drawRect(gap)
            continue
        lit = bar.id in opened or canvas.hovered_id == bar.id
        corrected = bar.status is Status.CORRECTED
        painter.setPen(QPen(colour, 1.5) if corrected else Qt.PenStyle.NoPen)
        fill = theme.color("ACCENT") if lit else colour
        painter.setBrush(theme.color("BG_SURFACE") if corrected and not lit else fill)
        painter.drawRect(box if box.height() >= 1 else box.adjusted(0, -1, 0, 0))
    painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
    first, last = canvas.x_of(what.bars[0].year), canvas.x_of(what.bars[-1].year + 1)
    painter.drawLine(QPointF(first, base + 0.5), QPointF(last, base + 0.5))


def axis(painter: QPainter, canvas: TimeCanvas, found: list[tuple[float, int]]) -> None:
    """Paint the years above the lanes."""
    theme, plot = canvas.theme, canvas.plot
    metrics = QFontMetricsF(theme.font("caption"))
    painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
    painter.drawLine(QPointF(0, plot.top() - 0.5), QPointF(canvas.width(), plot.top() - 0.5))
    taken = plot.left() - 20
    for at, month in found:
        x = canvas.x_of(at)
        words = _MONTHS[month - 1] if month else str(round(at))
        wide = metrics.horizontalAdvance(words)
        left = max(plot.left(), min(x - wide / 2, plot.right() - wide))
        font = theme.font("caption")
        if not month:
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("TEXT_MUTED" if month else "TEXT_SECONDARY"))
        if left >= taken:
            painter.drawText(QRectF(left, 0, wide + 6, plot.top() - 6), _LEFT, words)
            taken = left + wide + 8
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        painter.drawLine(QPointF(x, plot.top() - 5), QPointF(x, plot.top()))
