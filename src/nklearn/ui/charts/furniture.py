"""What stands around the lines of a chart: grid, axes, direct labels, notes, axis breaks."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nklearn.content.plots import Plot, PlotPoint, PlotSeries
from nklearn.domain.charts import ChartSpec
from nklearn.ui.theme import Theme

Spot = Callable[[float, float], QPointF]
_LABEL_GAP = 10.0


def nice_ticks(top: float, wanted: int = 5) -> list[float]:
    """Return round values from 0 to at least `top`, about `wanted` of them."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / max(1, wanted - 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    return [step * n for n in range(math.ceil(top / step - 1e-9) + 1)]


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
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


def end_text(line: PlotSeries, until: str) -> str:
    """Return the value at the end of a line; with its year if others go on to `until`."""
    point = _last(line)
    if point is None:
        return ""
    return point.text if point.period == until else f"{point.text}, {point.period}"


class Furniture:
    """Paints in px of the chart; `spot` turns values into px."""

    def __init__(self, theme: Theme, plot: Plot, spec: ChartSpec, ticks: list[float]) -> None:
        self._theme, self._plot, self._spec, self._ticks = theme, plot, spec, ticks

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(role))

    def margins(self) -> tuple[int, int, int, int]:
        """Return the room that labels need: left, top, right, bottom, in px."""
        axis, name, small = (self._metrics(role) for role in ("caption", "strong", "small"))
        left = max(axis.horizontalAdvance(_number(tick)) for tick in self._ticks) + _LABEL_GAP
        ends = [
            max(name.horizontalAdvance(line.label), small.horizontalAdvance(self._end_text(line)))
            for line in self._plot.series
        ]
        right = max(ends, default=0.0) + 14
        return round(left), round(axis.height()), round(right), round(axis.height() + 12)

    def _end_text(self, line: PlotSeries) -> str:
        return end_text(line, self._plot.ticks[-1][1])

    def draw_grid(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        """Draw horizontal lines and the numbers of the value axis."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(theme.font("caption"))
        metrics = self._metrics("caption")
        for tick in self._ticks[1:]:
            y = spot(0, tick).y()
            painter.setPen(theme.color("LINE_GRID"))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        for tick in self._ticks:
            y = spot(0, tick).y()
            painter.setPen(theme.color("TEXT_MUTED"))
            box = QRectF(0, y - metrics.height() / 2, frame.left() - _LABEL_GAP, metrics.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, _number(tick))

    def draw_labels(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        """Draw the time axis and all words beside points."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_time_axis(painter, frame, spot)
        self._draw_line_ends(painter, frame, spot)
        self._draw_point_labels(painter, frame, spot)
        self._draw_notes(painter, frame, spot)

    def _draw_time_axis(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        theme, base = self._theme, frame.bottom()
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        painter.drawLine(QPointF(frame.left(), base), QPointF(frame.right(), base))
        painter.setFont(theme.font("caption"))
        metrics = self._metrics("caption")
        taken = -math.inf
        for x, words in self._plot.ticks:
            at, width = spot(x, 0).x(), metrics.horizontalAdvance(words)
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
            painter.drawLine(QPointF(at, base), QPointF(at, base + 4))
            if at - width / 2 > taken + 6:
                painter.setPen(theme.color("TEXT_MUTED"))
                box = QRectF(at - width, base + 6, 2 * width, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                taken = at + width / 2
        for first, last in self._plot.breaks:
            middle = spot((first + last) / 2, 0).x()
            painter.setPen(QPen(theme.color("BG_SURFACE"), 3))
            painter.drawLine(QPointF(middle - 3, base), QPointF(middle + 3, base))
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1.5))
            for shift in (-4, 3):
                low = QPointF(middle + shift - 3, base + 6)
                painter.drawLine(low, QPointF(middle + shift + 4, base - 6))

    def _draw_line_ends(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        theme = self._theme
        lines = [line for line in self._plot.series if _last(line)]
        name, small = self._metrics("strong"), self._metrics("small")
        height = name.height() + small.height()
        wanted = [spot(p.x, p.y or 0.0).y() - height / 2 for p in map(_last, lines) if p]
        tops = spread(wanted, max(height, 32.0), 0, frame.bottom() - height)
        for line, top in zip(lines, tops, strict=True):
            left = frame.right() + 8
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color(f"DATA_{line.colour.upper()}_TEXT"))
            painter.drawText(QPointF(left, top + name.ascent()), line.label)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("TEXT_SECONDARY"))
            painter.drawText(
                QPointF(left, top + name.height() + small.ascent()), self._end_text(line)
            )

    def _draw_point_labels(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        theme, metrics = self._theme, self._metrics("label")
        painter.setFont(theme.font("label"))
        for line in self._plot.series:
            for number, point in enumerate(line.points):
                wanted = (line.id, point.period) in self._spec.labelled and point != _last(line)
                if not wanted or point.y is None:
                    continue
                words = point.text.removesuffix(self._plot.symbol).strip()
                width, at = metrics.horizontalAdvance(words), spot(point.x, point.y)
                painter.setPen(QColor(theme.color(f"DATA_{line.colour.upper()}_TEXT")))
                if number == 0:
                    painter.drawText(QPointF(at.x() + 10, at.y() - 4), words)
                elif at.y() + 12 + metrics.height() < frame.bottom():
                    painter.drawText(
                        QPointF(at.x() - width / 2, at.y() + 8 + metrics.ascent()), words
                    )
                else:
                    painter.drawText(QPointF(at.x() - width / 2, at.y() - 9), words)

    def _draw_notes(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        theme, metrics = self._theme, self._metrics("small")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("TEXT_SECONDARY"))
        for note in self._spec.annotations:
            point = self._find(note.series, note.period)
            if point is None or point.y is None:
                continue
            at = spot(point.x, point.y)
            left = at.x() + metrics.horizontalAdvance("000000")
            width = min(frame.right() - left, metrics.averageCharWidth() * 34)
            box = QRectF(left, at.y() + metrics.height() * 0.6, width, 3 * metrics.height())
            words = painter.boundingRect(box, Qt.TextFlag.TextWordWrap, note.text)
            painter.fillRect(words, theme.color("BG_SURFACE"))  # no grid line through words
            painter.drawText(box, Qt.TextFlag.TextWordWrap, note.text)

    def _find(self, series: str, period: str) -> PlotPoint | None:
        for line in self._plot.series:
            if line.id == series:
                return next((point for point in line.points if point.period == period), None)
        return None


def _last(line: PlotSeries) -> PlotPoint | None:
    return next((point for point in reversed(line.points) if point.y is not None), None)


def _number(value: float) -> str:
    return f"{value:,.10g}"
