"""The known totals of one row on one scale, with their parts: what is proven, what is expected."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from nklearn.base.overriding import override
from nklearn.content.totals import Known, Total
from nklearn.domain.claims import Status
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.charts.dumbbell_chart import COLOURS, paint_end
from nklearn.ui.charts.furniture import nice_ticks
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.words import status_name

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TotalsChart(Canvas):
    """Draws a bar or a marker for each total; `activated` carries the claim or cell of one."""

    accessible_role = "chart"

    def __init__(self, theme: Theme, known: Known) -> None:
        self._known = known
        super().__init__(theme, self.tr("Known totals: %s") % known.row.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    # -- shape -------------------------------------------------------------------------------

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(self.width(), self.height())

    @override
    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """All of it is always in sight: there is nothing to zoom."""

    @override
    def reveal(self, spot_id: str) -> None:
        if spot := self.spot(spot_id):
            scrolling.reveal(self, spot.rect.toRect())

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self.theme.font(role))

    def _row_height(self) -> float:
        return self._metrics("caption").height() + self.theme.px(26)

    @override
    def sizeHint(self) -> QSize:
        axis = self._metrics("caption").height() + self.theme.px(8)
        return QSize(self.theme.px(260), round(len(self._known.totals) * self._row_height() + axis))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    def _rows(self) -> list[tuple[Total, QRectF]]:
        tall = self._row_height()
        return [
            (total, QRectF(0, n * tall, self.width(), tall))
            for n, total in enumerate(self._known.totals)
        ]

    def _x(self, value: float) -> float:
        top = nice_ticks(float(self._known.top), 4)[-1]
        return 2 + value / top * (self.width() - self.theme.px(16))

    # -- painting ----------------------------------------------------------------------------

    @override
    def draw(self, painter: QPainter) -> None:
        theme, metrics = self.theme, self._metrics("caption")
        rows = self._rows()
        bottom = rows[-1][1].bottom() if rows else 0.0
        painter.setFont(theme.font("caption"))
        taken = -1e9
        for value in nice_ticks(float(self._known.top), 4):
            x = self._x(value)
            painter.setPen(QPen(theme.color("LINE_CONTROL" if not value else "LINE_GRID"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            words = f"{value:,.10g}"
            width = metrics.horizontalAdvance(words)
            left = max(0.0, min(x - width / 2, self.width() - width))
            if left < taken + 8:
                continue
            taken = left + width
            painter.setPen(theme.color("TEXT_MUTED"))
            painter.drawText(QPointF(left, bottom + theme.px(4) + metrics.ascent()), words)
        for total, box in rows:
            self._paint_total(painter, total, box)

    def _paint_total(self, painter: QPainter, total: Total, box: QRectF) -> None:
        theme, px = self.theme, self.theme.px
        words = self._metrics("caption")
        if self.hovered_id == total.target:
            painter.fillRect(box, theme.color("BG_HOVER"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_PRIMARY"))
        head = QRectF(px(6), box.top() + px(2), box.width() - px(6), words.height())
        fits = words.elidedText(total.label, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, _LEFT, fits)
        middle = head.bottom() + px(10)
        if total.low is None or total.high is None:
            painter.drawText(head.translated(0, px(18)), _LEFT, status_name(total.status))
            return
        low, high = self._x(float(total.low)), self._x(float(total.high))
        if total.which is None:
            end = self._paint_span(painter, low, high, middle)
        elif total.parts:
            end = self._paint_parts(painter, total, high, middle)
            low = self._x(0.0)
        else:
            paint_end(painter, theme, total.which, total.status, QPointF(high, middle), px(11))
            end = high + px(9)
        self._paint_words(painter, total, low, end, middle)

    def _paint_span(self, painter: QPainter, low: float, high: float, middle: float) -> float:
        """Draw from the least to the most that a claim names; one amount is a line."""
        theme, px = self.theme, self.theme.px
        box = QRectF(low, middle - px(6), high - low, px(12))
        painter.fillRect(box, theme.color("CONFLICT_LINE"))
        painter.setPen(QPen(theme.color("CONFLICT"), 3))
        for x in (low, high):
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        return high + px(6)

    def _paint_parts(self, painter: QPainter, total: Total, end: float, middle: float) -> float:
        """Draw what the data split: the first part filled, what comes after it hatched."""
        theme, px = self.theme, self.theme.px
        ink = theme.color(f"DATA_{COLOURS[total.which or 0]}")
        at, top = self._x(0.0), middle - px(6)
        for number, part in enumerate(total.parts):
            if part.end.number is None:
                continue
            width = self._x(float(part.end.number)) - self._x(0.0)
            box = QRectF(at, top, width, px(12))
            style = Qt.BrushStyle.BDiagPattern if number else Qt.BrushStyle.SolidPattern
            painter.fillRect(box, QBrush(ink, style))
            at += width
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self._x(0.0), top, end - self._x(0.0), px(12)))
        return end + px(6)

    def _paint_words(
        self, painter: QPainter, total: Total, low: float, end: float, middle: float
    ) -> None:
        """Write the amount behind its bar, or before it where there is no room."""
        theme, px, metrics = self.theme, self.theme.px, self._metrics("label")
        words = total.short
        width = metrics.horizontalAdvance(words)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("TEXT_PRIMARY"))
        tall = metrics.height()
        if end + width <= self.width():
            room = QRectF(end, middle - tall / 2, width + 2, tall)
        elif low - width - px(10) > 2:
            room = QRectF(low - width - px(10), middle - tall / 2, width + 2, tall)
        else:
            room = QRectF(end - width - px(12), middle - tall / 2, width + px(4), tall)
            painter.fillRect(room, theme.color("BG_SURFACE"))
        painter.drawText(room, _RIGHT, words)

    # -- spots -------------------------------------------------------------------------------

    @override
    def make_spots(self) -> list[Spot]:
        made: list[Spot] = []
        for total, box in self._rows():
            told = "" if total.status is Status.AS_PRINTED else status_name(total.status).lower()
            parts = [
                f"{part.label} {part.end.text or status_name(part.end.status).lower()}"
                for part in total.parts
            ]
            said = ", ".join(filter(None, (f"{total.label}: {total.text}", told, *parts)))
            made.append(Spot(total.target, box.adjusted(0, 1, 0, -1), said))
        return made
