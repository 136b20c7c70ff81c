"""Answers day by day as bars: right, partly right and not right, told apart by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.learning.skills import Day
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.review.words import answers_words
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.words import sentences, short_date

SPAN = 28  # days that are drawn
_WEEK = 7
_HEIGHT = 130
_TOP, _FOOT = 8, 22
_LEFT = 30


def last_days(days: Sequence[Day], today: date) -> list[Day]:
    """Return the last `SPAN` days up to today, those without answers among them."""
    found = {each.day: each for each in days}
    every = (today - timedelta(days=back) for back in range(SPAN - 1, -1, -1))
    return [found.get(day, Day(day)) for day in every]


def fill_part(painter: QPainter, theme: Theme, part: str, box: QRectF) -> None:
    """Draw one part of a bar: right is filled, partly is hatched, wrong is empty."""
    token = {"right": "POSITIVE", "partly": "CAUTION", "wrong": "NEGATIVE"}[part]
    ink = theme.color(token)
    brush = {
        "right": QBrush(ink),
        "partly": QBrush(ink, Qt.BrushStyle.BDiagPattern),
        "wrong": QBrush(QColor(theme.color("BG_SURFACE"))),
    }[part]
    painter.fillRect(box, theme.color("BG_SURFACE"))
    painter.setPen(QPen(ink, 1))
    painter.setBrush(brush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class DayBars(QWidget):
    """Draws the answers of the last days. Left and Right move along the days with answers."""

    table_requested = Signal()
    accessible_role = "chart"

    def __init__(self, theme: Theme, days: Sequence[Day], today: date, holder: QWidget) -> None:
        """Draw `days`, the oldest first; what is told of one lies over `holder`."""
        super().__init__()
        self._theme, self._days, self._today, self._holder = theme, list(days), today, holder
        self._cursor: int | None = None
        self._tip = ChartTip(holder, theme)
        self._stops = [n for n, day in enumerate(self._days) if day.answered]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Answers day by day, the last %d days") % len(self._days))
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT))

    # -- geometry ----------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        px = self._theme.px
        return QRectF(
            px(_LEFT), px(_TOP), self.width() - px(_LEFT) - 2, self.height() - px(_TOP + _FOOT)
        )

    @property
    def _most(self) -> int:
        """How many answers the chart is high: an even number, so that half of it is one too."""
        most = max((day.answered for day in self._days), default=0)
        return max(2, most + most % 2)

    def _slot(self, number: int) -> QRectF:
        plot = self._plot()
        width = plot.width() / max(1, len(self._days))
        return QRectF(plot.left() + number * width, plot.top(), width, plot.height())

    def _at(self, spot: QPoint) -> int | None:
        found = (n for n in self._stops if self._slot(n).contains(spot.toPointF()))
        return next(found, None)

    # -- drawing -----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter, plot = self._theme, QPainter(self), self._plot()
        painter.setFont(theme.font("caption"))
        for share in (self._most, self._most // 2):
            high = round(plot.bottom() - plot.height() * share / self._most)
            painter.setPen(QPen(theme.color("LINE_GRID"), 1))
            painter.drawLine(round(plot.left()), high, round(plot.right()), high)
            painter.setPen(theme.color("TEXT_MUTED"))
            room = QRectF(0, high - theme.px(10), plot.left() - theme.px(6), theme.px(20))
            sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, sides, str(share))
        if self._cursor is not None:
            painter.fillRect(self._slot(self._cursor), theme.color("ACCENT_SOFT"))
            painter.setPen(QPen(theme.color("ACCENT"), 1, Qt.PenStyle.DashLine))
            middle = round(self._slot(self._cursor).center().x())
            painter.drawLine(middle, round(plot.top()), middle, round(plot.bottom()))
        for number, day in enumerate(self._days):
            self._paint_day(painter, number, day)
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        bottom = round(plot.bottom())
        painter.drawLine(round(plot.left()), bottom, round(plot.right()), bottom)
        self._paint_dates(painter)
        painter.end()

    def _paint_day(self, painter: QPainter, number: int, day: Day) -> None:
        slot = self._slot(number)
        width = max(4.0, min(slot.width() - 3, self._theme.px(22)))
        left = round(slot.center().x() - width / 2)
        unit, low = slot.height() / self._most, slot.bottom()
        for part, count in (("right", day.right), ("partly", day.partly), ("wrong", day.wrong)):
            if count:
                high = low - count * unit
                box = QRectF(left, round(high), round(width), round(low) - round(high))
                fill_part(painter, self._theme, part, box)
                low = high

    def _paint_dates(self, painter: QPainter) -> None:
        theme, plot = self._theme, self._plot()
        painter.setPen(theme.color("TEXT_MUTED"))
        metrics = QFontMetrics(theme.font("caption"))
        free = plot.right() + theme.px(2)
        for number in range(len(self._days) - 1, -1, -_WEEK):
            words = short_date(self._days[number].day, self._today)
            width = metrics.horizontalAdvance(words) + 2
            middle = self._slot(number).center().x()
            left = min(middle - width / 2, self.width() - width)
            if left < plot.left() or left + width > free:
                continue
            room = QRectF(left, plot.bottom() + theme.px(3), width, theme.px(_FOOT - 4))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
            free = left - theme.px(10)

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each day with answers."""
        return [
            AccessibleMark(self._said(number), self._slot(number).toRect())
            for number in self._stops
        ]

    def _said(self, number: int) -> str:
        day = self._days[number]
        return sentences(short_date(day.day, self._today), answers_words(day))

    # -- cursor ------------------------------------------------------------------------------

    def move_cursor(self, number: int | None) -> None:
        """Point at a day and tell of it, or at none."""
        self._cursor = number
        self.update()
        if number is None:
            self._tip.hide()
            self.setAccessibleDescription("")
            return
        day = self._days[number]
        self._tip.show_words(short_date(day.day, self._today), answers_words(day), [])
        self.setAccessibleDescription(self._said(number))
        size, slot = self._tip.sizeHint(), self._slot(number)
        corner = self.mapTo(self._holder, slot.topRight().toPoint())
        left = corner.x() + 6
        if left + size.width() > self._holder.width() - 4:
            left = corner.x() - round(slot.width()) - 6 - size.width()
        self._tip.setGeometry(max(4, left), corner.y(), size.width(), size.height())
        self._tip.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, stops = event.key(), self._stops
        here = stops.index(self._cursor) if self._cursor in stops else None
        if not stops:
            event.ignore()
        elif key == Qt.Key.Key_Left:
            self.move_cursor(stops[-1] if here is None else stops[max(0, here - 1)])
        elif key == Qt.Key.Key_Right:
            self.move_cursor(stops[0] if here is None else stops[min(len(stops) - 1, here + 1)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_cursor(stops[0 if key == Qt.Key.Key_Home else -1])
        elif key == Qt.Key.Key_Escape and here is not None:
            self.move_cursor(None)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_requested.emit()
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = self._at(event.position().toPoint())
        if found != self._cursor:
            self.move_cursor(found)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.move_cursor(None)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.move_cursor(None)


class _Swatch(QWidget):
    accessible_role = "decoration"

    def __init__(self, theme: Theme, part: str) -> None:
        super().__init__()
        self._theme, self._part = theme, part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(12)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        fill_part(painter, self._theme, self._part, QRectF(self.rect()))
        painter.end()


def swatch(theme: Theme, part: str, words: str) -> QWidget:
    """Return an entry of the legend."""
    made = QWidget()
    box = row(made, spacing=6)
    box.addWidget(_Swatch(theme, part))
    box.addWidget(label(words, "caption", wrap=False))
    return made
