"""What stands around the lines of a chart: grid, axes, direct labels, notes, axis breaks."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from nklearn.content.plots import Plot, PlotSeries
from nklearn.domain.claims import Status
from nklearn.ui.charts.labels import Places, around, spread
from nklearn.ui.charts.marks import RIVALS
from nklearn.ui.charts.paths import DENSE, corners, runs
from nklearn.ui.theme import Theme

Spot = Callable[[float, float], QPointF]
_LABEL_GAP = 10.0
_GAP_MARK = 10.0


def nice_ticks(top: float, most: int = 6) -> list[float]:
    """Return round values from 0 to at least `top`, at most `most` steps of them."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    return [step * n for n in range(math.ceil(top / step - 1e-9) + 1)]


def end_text(line: PlotSeries, until: str) -> str:
    """Return the value at the end of a line; with its year if others go on to `until`."""
    point = line.last
    if point is None or not point.text:
        return ""
    return point.text if point.period == until else f"{point.text}, {point.period}"


class Furniture:
    """Paints in px of the chart; `spot` turns values into px."""

    def __init__(self, theme: Theme, plot: Plot) -> None:
        self._theme, self._plot = theme, plot
        self.ticks = nice_ticks(plot.top)
        self._dense = any(len(line.points) > DENSE for line in plot.series)

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(role))

    def margins(self) -> tuple[int, int, int, int]:
        """Return the room that labels need: left, top, right, bottom, in px."""
        axis, name, small = (self._metrics(role) for role in ("caption", "strong", "small"))
        left = max(axis.horizontalAdvance(number_words(tick)) for tick in self.ticks) + _LABEL_GAP
        ends = [
            max(name.horizontalAdvance(line.label), small.horizontalAdvance(self._end_text(line)))
            for line in self._plot.series
            if line.last
        ]
        right = max(ends, default=0.0) + 14
        return round(left), round(axis.height()), round(right), round(axis.height() + 12)

    def _end_text(self, line: PlotSeries) -> str:
        return end_text(line, self._plot.ticks[-1][1])

    def draw_grid(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        """Draw horizontal lines and the numbers of the value axis."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if not any(line.last for line in self._plot.series):
            return  # a scale without values would be made up
        painter.setFont(theme.font("caption"))
        metrics = self._metrics("caption")
        for tick in self.ticks[1:]:
            y = spot(0, tick).y()
            painter.setPen(theme.color("LINE_GRID"))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        for tick in self.ticks:
            y = spot(0, tick).y()
            painter.setPen(theme.color("TEXT_MUTED"))
            box = QRectF(0, y - metrics.height() / 2, frame.left() - _LABEL_GAP, metrics.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, number_words(tick))

    def draw_labels(
        self,
        painter: QPainter,
        frame: QRectF,
        spot: Spot,
        span: tuple[float, float],
        rings: Sequence[QRectF] = (),
    ) -> None:
        """Draw the time axis from `span[0]` to `span[1]` and all words beside points.

        Words keep off the `rings` around points.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_time_axis(painter, frame, spot, span)
        if self._dense:
            return
        places = self._places(frame, spot)
        for ring in rings:
            places.take(ring)
        self._draw_gap_marks(painter, spot, places)
        self._draw_line_ends(painter, frame, spot)
        self._draw_notes(painter, frame, spot, places)
        self._draw_rivals(painter, spot, places)
        self._draw_point_labels(painter, spot, places)

    def _places(self, frame: QRectF, spot: Spot) -> Places:
        """Return the room for words: all but the lines and their markers."""
        places = Places(frame.adjusted(0, -self._metrics("label").height(), 4, 0))
        for line in self._plot.series:
            spots = [spot(point.x, point.y) for point in line.points if point.y is not None]
            if line.joined:
                for part, _ in runs(line):
                    xs, ys = corners(part, stepped=line.stepped)
                    places.take_path([spot(x, y) for x, y in zip(xs, ys, strict=True)])
            reach = self._theme.px(5)
            for at in spots:
                places.take(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))
        return places

    def _draw_time_axis(
        self, painter: QPainter, frame: QRectF, spot: Spot, span: tuple[float, float]
    ) -> None:
        theme, base = self._theme, frame.bottom()
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        painter.drawLine(QPointF(frame.left(), base), QPointF(frame.right(), base))
        painter.setFont(theme.font("caption"))
        metrics = self._metrics("caption")
        first = bisect_left(self._plot.ticks, span[0], key=lambda tick: tick[0])
        last = bisect_right(self._plot.ticks, span[1], key=lambda tick: tick[0])
        room = max(1, int(frame.width() / metrics.horizontalAdvance("00000")))
        step = max(1, (last - first) // (2 * room))
        taken = -math.inf
        for x, words in self._plot.ticks[first:last:step]:
            at, width = spot(x, 0).x(), metrics.horizontalAdvance(words)
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
            painter.drawLine(QPointF(at, base), QPointF(at, base + 4))
            if at - width / 2 > taken + 6:
                painter.setPen(theme.color("TEXT_MUTED"))
                box = QRectF(at - width, base + 6, 2 * width, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                taken = at + width / 2
        for before, after in self._plot.breaks:
            middle = spot((before + after) / 2, 0).x()
            painter.setPen(QPen(theme.color("BG_SURFACE"), 3))
            painter.drawLine(QPointF(middle - 3, base), QPointF(middle + 3, base))
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1.5))
            for shift in (-4, 3):
                low = QPointF(middle + shift - 3, base + 6)
                painter.drawLine(low, QPointF(middle + shift + 4, base - 6))

    def gap_spots(self, spot: Spot) -> dict[str, QPointF]:
        """Return where the marks of cells without a value stand, by target: on the baseline."""
        size = self._theme.px(_GAP_MARK)
        found: dict[str, QPointF] = {}
        heights: dict[float, int] = {}
        for line in self._plot.series:
            for point in line.points:
                if point.y is None:
                    floor = heights.get(point.x, 0)
                    heights[point.x] = floor + 1
                    base = spot(point.x, 0)
                    up = size * 0.5 + 1 + floor * (size + 3)
                    found[point.target] = QPointF(base.x(), base.y() - up)
        return found

    def _draw_gap_marks(self, painter: QPainter, spot: Spot, places: Places) -> None:
        size, spots = self._theme.px(_GAP_MARK), self.gap_spots(spot)
        for line in self._plot.series:
            ink = self._theme.color(f"DATA_{line.colour.upper()}")
            for point in line.points:
                at = spots.get(point.target)
                if at is None:
                    continue
                box = QRectF(at.x() - size / 2, at.y() - size / 2, size, size)
                places.take(box)
                if point.status is Status.ILLEGIBLE:
                    painter.setPen(QPen(ink, 1.5))
                    painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
                    painter.drawRect(box)
                else:
                    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DotLine))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(box)

    def _draw_line_ends(self, painter: QPainter, frame: QRectF, spot: Spot) -> None:
        theme = self._theme
        ends = [(line, line.last) for line in self._plot.series]
        known = [(line, spot(p.x, p.y or 0.0)) for line, p in ends if p is not None]
        name, small = self._metrics("strong"), self._metrics("small")
        height = name.height() + small.height()
        wanted = [at.y() - height / 2 for _, at in known]
        tops = spread(wanted, max(height, 32.0), 0, frame.bottom() - height + small.descent())
        for (line, at), top in zip(known, tops, strict=True):
            left = frame.right() + 8
            ink = theme.color(f"DATA_{line.colour.upper()}_TEXT")
            middle = QPointF(left - 3, top + height / 2)
            if left - at.x() > 40 or abs(middle.y() - at.y()) > 14:
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(at.x() + 7, at.y()), middle)
            painter.setFont(theme.font("strong"))
            painter.setPen(ink)
            painter.drawText(QPointF(left, top + name.ascent()), line.label)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("TEXT_SECONDARY"))
            below = QPointF(left, top + name.height() + small.ascent())
            painter.drawText(below, self._end_text(line))

    def _draw_point_labels(self, painter: QPainter, spot: Spot, places: Places) -> None:
        theme, metrics = self._theme, self._metrics("label")
        painter.setFont(theme.font("label"))
        for line in self._plot.series:
            for number, point in enumerate(line.points):
                wanted = point.target in self._plot.labelled and point != line.last
                if not wanted or point.y is None:
                    continue
                words = point.text.removesuffix(self._plot.symbol).strip()
                width = metrics.horizontalAdvance(words) + 2
                at = spot(point.x, point.y)
                tries = around(at, width, metrics.height(), first=number == 0)
                if box := places.find(tries):
                    painter.fillRect(box, theme.color("BG_SURFACE"))  # no grid line through words
                    painter.setPen(QColor(theme.color(f"DATA_{line.colour.upper()}_TEXT")))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def draw_spans(self, painter: QPainter, spot: Spot) -> None:
        """Join the values of one year that sources disagree about: the span between them."""
        found: dict[float, list[float]] = {}
        for line in self._plot.series:
            for point in line.points:
                if point.rivals and point.y is not None:
                    found.setdefault(point.x, []).append(point.y)
        painter.setPen(QPen(self._theme.color("CONFLICT"), 1.5, Qt.PenStyle.DotLine))
        for x, values in found.items():
            if len(values) > 1:
                painter.drawLine(spot(x, min(values)), spot(x, max(values)))

    def _draw_rivals(self, painter: QPainter, spot: Spot, places: Places) -> None:
        """Put the sign of rival sources beside the points that they disagree about."""
        metrics = self._metrics("heading")
        painter.setFont(self._theme.font("heading"))
        painter.setPen(self._theme.color("CONFLICT"))
        for line in self._plot.series:
            for point in line.points:
                if point.rivals and point.y is not None:
                    at, width = spot(point.x, point.y), metrics.horizontalAdvance(RIVALS) + 2
                    tries = around(at, width, metrics.height() * 0.8, first=False)
                    if box := places.find([*tries[1:], tries[0]]):
                        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, RIVALS)

    def _draw_notes(self, painter: QPainter, frame: QRectF, spot: Spot, places: Places) -> None:
        theme, metrics = self._theme, self._metrics("small")
        painter.setFont(theme.font("small"))
        points = {point.target: point for line in self._plot.series for point in line.points}
        for target, text in self._plot.notes:
            point = points.get(target)
            if point is None or point.y is None:
                continue
            at = spot(point.x, point.y)
            left = at.x() + metrics.horizontalAdvance("000000")
            width = min(frame.right() - left, metrics.averageCharWidth() * 34)
            box = QRectF(left, at.y() + metrics.height() * 0.6, width, 3 * metrics.height())
            words = painter.boundingRect(box, Qt.TextFlag.TextWordWrap, text)
            places.take(words)
            painter.fillRect(words, theme.color("BG_SURFACE"))  # no grid line through words
            painter.setPen(theme.color("TEXT_SECONDARY"))
            painter.drawText(box, Qt.TextFlag.TextWordWrap, text)


def number_words(value: float) -> str:
    """Write a number of a scale."""
    return f"{value:,.10g}"
