"""The parts of a line chart that pyqtgraph draws: lines with their gaps, and markers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from nklearn.content.plots import PlotPoint, PlotSeries
from nklearn.domain.claims import Status
from nklearn.ui.charts import symbols
from nklearn.ui.charts.paths import DENSE, corners, runs
from nklearn.ui.charts.plotting import pg
from nklearn.ui.theme import Theme


def draw(item: pg.PlotItem, line: PlotSeries, number: int, theme: Theme) -> None:
    """Add a line's items; `number` is its place in the chart, which gives its shape."""
    ink = theme.color(f"DATA_{line.colour.upper()}")
    dense = len(line.points) > DENSE
    if line.joined:
        for part, dashed in runs(line):
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            pen = pg.mkPen(ink, width=1 if dense else theme.px(2), style=style)
            xs, ys = corners(part, stepped=line.stepped)
            curve = pg.PlotDataItem(xs, ys, pen=pen, antialias=not dense)
            item.addItem(curve)
            # After adding: before, clipping has no view to clip to, and raises.
            curve.setDownsampling(auto=True, method="peak")
            curve.setClipToView(True)
    if not dense:
        for marker in _markers(line, symbols.shape(number), ink, theme):
            item.addItem(marker)


def _markers(
    line: PlotSeries, shape: QPainterPath, ink: QColor, theme: Theme
) -> list[QGraphicsObject]:
    surface = theme.color("BG_SURFACE")
    known = [point for point in line.points if point.y is not None]
    plain = [p for p in known if p.status not in (Status.CORRECTED, Status.COMPUTED)]
    corrected = [p for p in known if p.status is Status.CORRECTED]
    computed = [p for p in known if p.status is Status.COMPUTED]
    small, large = theme.px(8), theme.px(15)
    return [
        _scatter(points, path, size, pen, brush)
        for points, path, size, pen, brush in (
            (plain, shape, small, pg.mkPen(ink, width=1), ink),
            (corrected, symbols.diamond(), large, pg.mkPen(ink, width=2.25), surface),
            (computed, shape, theme.px(9), pg.mkPen(ink, width=1.5), surface),
            (computed, symbols.left_half(shape), theme.px(9), pg.mkPen(ink, width=1), ink),
        )
        if points
    ]


def _scatter(
    points: list[PlotPoint], path: QPainterPath, size: int, pen: QPen, brush: QColor
) -> QGraphicsObject:
    xs, ys = [point.x for point in points], [point.y or 0.0 for point in points]
    fill = pg.mkBrush(brush)
    return pg.ScatterPlotItem(xs, ys, symbol=path, size=size, pen=pen, brush=fill, antialias=True)
