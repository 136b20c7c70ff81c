"""A line chart: pyqtgraph draws lines and markers, this module the furniture around them.

Importing it brings NumPy and pyqtgraph in, so only the first chart does.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import partial

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
from PySide6.QtWidgets import QGraphicsItem

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, PlotPoint
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.charts import line_items
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.furniture import Furniture
from nklearn.ui.charts.paths import DENSE
from nklearn.ui.charts.plotting import pg
from nklearn.ui.theme import Theme
from nklearn.ui.words import point_name, sentences


class LineChart(pg.PlotWidget):
    """Draws a plot. Arrow keys move a cursor, Enter or a click opens the cell under it."""

    cell_opened = Signal(str)
    table_requested = Signal()

    # Here, because pyqtgraph's own __init__ resizes the widget before ours goes on.
    _cursor: int | None = None
    _opened: int | None = None  # where the arrows go on after a look at a cell's evidence

    def __init__(self, theme: Theme, plot: Plot, marked: str = "") -> None:
        """Draw `plot`; the point of the target `marked` gets a ring around it."""
        super().__init__()
        self._theme = theme
        self._tip = ChartTip(self, theme)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # and that of what it stands for
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        # A grid drawn before the labels' room has changed would stay beside the new axes.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        for side in ("left", "bottom"):
            self.hideAxis(side)
        self.show_plot(plot, marked)
        theme.changed.connect(self._restyle)

    def show_plot(self, plot: Plot, marked: str = "") -> None:
        """Draw another plot in place of this one."""
        self._plot, self._marked = plot, marked
        self._line = 0
        self._by_period = [{point.period: point for point in line.points} for line in plot.series]
        self._dense = any(len(line.points) > DENSE for line in plot.series)
        self._furniture = Furniture(self._theme, plot)
        self.setAccessibleName(sentences(plot.title, plot.subtitle))
        self.setAccessibleDescription(f"{plot.alt} {plot.summary}")
        self._cursor = self._opened = None
        self._tip.hide()
        self._restyle()

    def show_mark(self, target: str) -> None:
        """Put the ring around another point, or around none."""
        self._marked = target
        self.move_cursor(None)

    def _restyle(self) -> None:
        self.setBackground(self._theme.color("BG_SURFACE"))
        item = self.getPlotItem()
        item.clear()
        item.layout.setContentsMargins(*self._furniture.margins())
        for number, line in enumerate(self._plot.series):
            line_items.draw(item, line, number, self._theme)
        # Markers at the edge of the scale shall be whole; a dense line may be longer than the view.
        clip = QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape
        item.getViewBox().setFlag(clip, enabled=self._dense)
        self.show_span(self._plot.ticks[0][0], self._plot.ticks[-1][0])
        item.setYRange(0, self._furniture.ticks[-1], padding=0)

    def show_span(self, first: float, last: float) -> None:
        """Show the part of the plot between two x, with a little room at both ends."""
        edge = max((last - first) * 0.045, 0.3)
        after = edge * 0.35 if first != last else edge * 0.06  # a lone year stands by its labels
        self.getPlotItem().setXRange(first - edge, last + after, padding=0)
        self.viewport().update()

    # -- drawing around the lines ------------------------------------------------------------

    def _spot(self, x: float, y: float) -> QPointF:
        return self.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y))

    def _frame(self) -> QRectF:
        return self.getPlotItem().getViewBox().sceneBoundingRect()

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        self._furniture.draw_grid(painter, self._frame(), self._spot)
        self._furniture.draw_spans(painter, self._spot)

    @override
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        frame = self._frame()
        first, last = self.getPlotItem().getViewBox().viewRange()[0]
        at, radius = self.point_spot(self._marked), self._theme.px(11)
        ring = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius) if at else None
        rings = [*self.rings(), *([ring] if ring else [])]
        self._furniture.draw_labels(painter, frame, self._spot, (first, last), rings)
        if ring is not None:
            painter.setPen(QPen(self._theme.color("FOCUS"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
        if self._cursor is not None:
            x = self._spot(self._plot.ticks[self._cursor][0], 0).x()
            pen = QPen(self._theme.color("TEXT_MUTED"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))

    def rings(self) -> list[QRectF]:
        """Return what lies over the chart and has to be kept free of words."""
        return []

    def point_spot(self, target: str) -> QPointF | None:
        """Return where a cell is drawn; None for an empty target or one that is not shown."""
        if not target:
            return None
        for line in self._plot.series:
            for point in line.points:
                if point.target == target and point.y is not None:
                    return self._spot(point.x, point.y)
        return self._furniture.gap_spots(self._spot).get(target)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cursor is not None:
            self._place_tip()

    accessible_role = "chart"
    focus_gap = 6

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each value and each gap, line by line; none for a dense line."""
        if self._dense:
            return []
        reach, gaps = self._theme.px(10), self._furniture.gap_spots(self._spot)
        marks: list[AccessibleMark] = []
        for line in self._plot.series:
            for point in line.points:
                spot = gaps.get(point.target) or self._spot(point.x, point.y or 0.0)
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
            lines = enumerate(self._plot.series)
            rows = [(line, self._point(number, index)) for number, line in lines]
            self._tip.show_rows(self._plot.ticks[index][1], rows, self._line)
            self._place_tip()
            self.setAccessibleDescription(self._tip.words())
        self.viewport().update()

    def _point(self, line: int, index: int) -> PlotPoint | None:
        return self._by_period[line].get(self._plot.ticks[index][1])

    def _place_tip(self) -> None:
        if self._cursor is None:
            return
        x = self._spot(self._plot.ticks[self._cursor][0], 0).x()
        points = [self._point(line, self._cursor) for line in range(len(self._by_period))]
        marks = [self._spot(p.x, p.y).y() for p in points if p is not None and p.y is not None]
        self._tip.place(x, marks, self._frame())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._plot.ticks) - 1
        here = self._cursor
        start = self._opened if here is None else here
        key = event.key()
        if key == Qt.Key.Key_Right:
            self.move_cursor(0 if start is None else min(last, start + 1))
        elif key == Qt.Key.Key_Left:
            self.move_cursor(last if start is None else max(0, start - 1))
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
        if point := self._point(line, index):
            self._opened = index
            self.cell_opened.emit(point.address)

    @override
    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        at = ev.position()
        nearest = self._nearest_tick(at)
        inside = self._frame().adjusted(-8, 0, 8, 8).contains(at)
        if inside:
            self._line = self._nearest_line(nearest, at.y())
        self.move_cursor(nearest if inside else None)

    def _nearest_tick(self, at: QPointF) -> int:
        x = self.getPlotItem().getViewBox().mapSceneToView(at).x()
        after = bisect_left(self._plot.ticks, x, key=lambda tick: tick[0])
        near = [n for n in (after - 1, after) if 0 <= n < len(self._plot.ticks)]
        return min(near, key=lambda n: abs(self._plot.ticks[n][0] - x))

    def _nearest_line(self, index: int, y: float) -> int:
        def distance(number: int) -> float:
            point = self._point(number, index)
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
