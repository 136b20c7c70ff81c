"""A line chart: pyqtgraph draws lines and markers, this module the furniture around them.

Importing it brings NumPy and pyqtgraph in, so only the first chart does.
"""

from __future__ import annotations

import math
import os
from functools import partial

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # halves NumPy's import

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, PlotPoint, PlotSeries
from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Status
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.furniture import Furniture, nice_ticks
from nklearn.ui.theme import Theme
from nklearn.ui.words import point_name

_SYMBOLS = ("o", "s", "t", "p", "h")


class LineChart(pg.PlotWidget):
    """Draws a plot. Arrow keys move a cursor, Enter or a click opens the cell under it."""

    cell_opened = Signal(str)
    table_requested = Signal()

    # Here, because pyqtgraph's own __init__ resizes the widget before ours goes on.
    _cursor: int | None = None

    def __init__(
        self, theme: Theme, plot: Plot, spec: ChartSpec, marked: tuple[str, str] | None = None
    ) -> None:
        """Draw `plot`; `marked` is the (series, period) that gets a ring around it."""
        super().__init__()
        self._marked = marked
        self._theme, self._plot, self._spec = theme, plot, spec
        self._line = 0
        self._tip = ChartTip(self, theme)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # and that of what it stands for
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        for side in ("left", "bottom"):
            self.hideAxis(side)
        self.setAccessibleName(f"{spec.title}. {spec.subtitle}")
        self.setAccessibleDescription(f"{spec.alt} {plot.summary}")
        tops = [point.y for line in plot.series for point in line.points if point.y is not None]
        self._ticks = nice_ticks(max(tops, default=1.0))
        self._furniture = Furniture(theme, plot, spec, self._ticks)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setBackground(self._theme.color("BG_SURFACE"))
        item = self.getPlotItem()
        item.clear()
        self._margins()
        for index, line in enumerate(self._plot.series):
            self._draw(line, _SYMBOLS[index % len(_SYMBOLS)])
        first, last = self._plot.ticks[0][0], self._plot.ticks[-1][0]
        edge = max((last - first) * 0.045, 0.3)
        item.setXRange(first - edge, last + edge * 0.35, padding=0)
        item.setYRange(0, self._ticks[-1], padding=0)
        self.viewport().update()

    def _margins(self) -> None:
        left, top, right, bottom = self._furniture.margins()
        self.getPlotItem().layout.setContentsMargins(left, top, right, bottom)

    def _draw(self, line: PlotSeries, symbol: str) -> None:
        item, theme = self.getPlotItem(), self._theme
        ink = theme.color(f"DATA_{line.colour.upper()}")
        for part, dashed in _runs(line.points, self._plot.breaks):
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            pen = pg.mkPen(ink, width=theme.px(2), style=style)
            xs, ys = [point.x for point in part], [point.y or 0.0 for point in part]
            item.addItem(pg.PlotCurveItem(xs, ys, pen=pen, antialias=True))
        for point in line.points:
            if point.y is None:
                continue
            corrected = point.status is Status.CORRECTED
            item.addItem(
                pg.ScatterPlotItem(
                    [point.x],
                    [point.y],
                    symbol="d" if corrected else symbol,
                    size=theme.px(15 if corrected else 8),
                    pen=pg.mkPen(ink, width=2.25 if corrected else 1),
                    brush=pg.mkBrush(theme.color("BG_SURFACE") if corrected else ink),
                    antialias=True,
                )
            )

    # -- drawing around the lines ------------------------------------------------------------

    def _spot(self, x: float, y: float) -> QPointF:
        return self.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y))

    def _frame(self) -> QRectF:
        return self.getPlotItem().getViewBox().sceneBoundingRect()

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        self._furniture.draw_grid(painter, self._frame(), self._spot)

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        frame = self._frame()
        self._furniture.draw_labels(painter, frame, self._spot)
        for line in self._plot.series:
            for point in line.points:
                if (line.id, point.period) == self._marked and point.y is not None:
                    painter.setPen(QPen(self._theme.color("FOCUS"), 2))
                    radius = self._theme.px(11)
                    painter.drawEllipse(self._spot(point.x, point.y), radius, radius)
        if self._cursor is not None:
            x = self._spot(self._plot.ticks[self._cursor][0], 0).x()
            pen = QPen(self._theme.color("TEXT_MUTED"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cursor is not None:
            self._place_tip()

    # -- what screen readers get --------------------------------------------------------------

    accessible_role = "chart"
    focus_gap = 6

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each value and each gap, line by line."""
        reach, base = self._theme.px(10), self._frame().bottom()
        marks: list[AccessibleMark] = []
        for line in self._plot.series:
            for point in line.points:
                spot = self._spot(point.x, point.y or 0.0)
                spot = spot if point.y is not None else QPointF(spot.x(), base)
                box = QRectF(spot.x() - reach, spot.y() - reach, 2 * reach, 2 * reach)
                marks.append(
                    AccessibleMark(
                        point_name(self._plot, line, point),
                        box.toRect(),
                        partial(self.cell_opened.emit, point.address),
                    )
                )
        return marks

    # -- cursor ------------------------------------------------------------------------------

    def move_cursor(self, index: int | None) -> None:
        """Put the crosshair on a period, or take it away."""
        self._cursor = index
        if index is None:
            self._tip.hide()
        else:
            rows = [(line, self._point(line, index)) for line in self._plot.series]
            self._tip.show_rows(self._plot.ticks[index][1], rows, self._line)
            self._place_tip()
            self.setAccessibleDescription(self._tip.words())
        self.viewport().update()

    def _point(self, line: PlotSeries, index: int) -> PlotPoint | None:
        period = self._plot.ticks[index][1]
        return next((point for point in line.points if point.period == period), None)

    def _place_tip(self) -> None:
        if self._cursor is None:
            return
        x = self._spot(self._plot.ticks[self._cursor][0], 0).x()
        points = [self._point(line, self._cursor) for line in self._plot.series]
        marks = [self._spot(p.x, p.y).y() for p in points if p is not None and p.y is not None]
        self._tip.place(x, marks, self._frame())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._plot.ticks) - 1
        here = self._cursor
        key = event.key()
        if key == Qt.Key.Key_Right:
            self.move_cursor(0 if here is None else min(last, here + 1))
        elif key == Qt.Key.Key_Left:
            self.move_cursor(last if here is None else max(0, here - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_cursor(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and here is not None:
            self._line = (self._line + 1) % len(self._plot.series)
            self.move_cursor(here)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self._open(here, self._line)
        elif key == Qt.Key.Key_Escape and here is not None:
            self.move_cursor(None)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_requested.emit()
        else:
            event.ignore()

    def _open(self, index: int, line: int) -> None:
        if point := self._point(self._plot.series[line], index):
            self.cell_opened.emit(point.address)

    @override
    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        spots = [self._spot(x, 0).x() for x, _ in self._plot.ticks]
        at = ev.position()
        nearest = min(range(len(spots)), key=lambda n: abs(spots[n] - at.x()))
        inside = self._frame().adjusted(-8, 0, 8, 8).contains(at)
        if inside:
            self._line = self._nearest_line(nearest, at.y())
        self.move_cursor(nearest if inside else None)

    def _nearest_line(self, index: int, y: float) -> int:
        def distance(number: int) -> float:
            point = self._point(self._plot.series[number], index)
            return (
                math.inf
                if point is None or point.y is None
                else abs(self._spot(point.x, point.y).y() - y)
            )

        return min(range(len(self._plot.series)), key=distance)

    @override
    def mousePressEvent(self, ev: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._cursor is not None and ev.button() == Qt.MouseButton.LeftButton:
            self._open(self._cursor, self._line)

    @override
    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        if not self.hasFocus():
            self.move_cursor(None)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.move_cursor(None)

    @override
    def wheelEvent(self, ev: QWheelEvent) -> None:
        ev.ignore()  # the page scrolls


def _runs(
    points: tuple[PlotPoint, ...], breaks: tuple[tuple[float, float], ...]
) -> list[tuple[list[PlotPoint], bool]]:
    """Split a line where it has gaps, and set joins across a break apart (True: dashed)."""
    runs: list[tuple[list[PlotPoint], bool]] = []
    run: list[PlotPoint] = []
    for point in points:
        if point.y is None:
            runs.append((run, False))
            run = []
            continue
        if run and (run[-1].x, point.x) in breaks:
            runs += [(run, False), ([run[-1], point], True)]
            run = []
        run.append(point)
    return [(part, dashed) for part, dashed in [*runs, (run, False)] if len(part) > 1]
