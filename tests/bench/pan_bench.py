"""What a step of panning costs: our line chart, and bare pyqtgraph with the same settings."""

from __future__ import annotations

import math
import statistics
import time

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from nklearn.content.plots import Plot, PlotPoint, PlotSeries
from nklearn.domain.claims import Status
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.plotting import pg
from nklearn.ui.theme import Theme

WIDTH, HEIGHT = 960, 480
#: How much of the line is in view.
SHARE = 0.2


def _heights(points: int) -> list[float]:
    return [100 + 40 * math.sin(n / 900) + 20 * math.sin(n / 37) for n in range(points)]


def _plot(points: int) -> Plot:
    line = tuple(
        PlotPoint(f"made/line/{n}", str(n), float(n), height, f"{height:.1f}", Status.AS_PRINTED)
        for n, height in enumerate(_heights(points))
    )
    return Plot(
        title="Made",
        subtitle="",
        alt="",
        symbol="",
        measure="",
        series=(PlotSeries("made/line", "Line", "petrol", line),),
        top=max(point.y or 0 for point in line),
        ticks=tuple((point.x, point.period) for point in line),
    )


def _bare(theme: Theme, points: int) -> pg.PlotWidget:
    """Return a plot with the line of our chart: same pen, down-sampling, clipping, range."""
    widget = pg.PlotWidget()
    widget.setBackground(theme.color("BG_SURFACE"))
    widget.setMenuEnabled(False)
    widget.setMouseEnabled(x=False, y=False)
    widget.hideButtons()
    pen = pg.mkPen(theme.color("DATA_PETROL"), width=1)
    xs = [float(n) for n in range(points)]
    curve = pg.PlotDataItem(xs, _heights(points), pen=pen, antialias=False)
    widget.getPlotItem().addItem(curve)
    curve.setDownsampling(auto=True, method="peak")
    curve.setClipToView(True)
    widget.getPlotItem().setYRange(0, 200, padding=0)
    return widget


def cost(theme: Theme, *, points: int, steps: int) -> tuple[float, float]:
    """Return the CPU milliseconds of a drawn step, medians: (our chart, bare pyqtgraph)."""
    ours, bare = LineChart(theme, _plot(points)), _bare(theme, points)
    for widget in (ours, bare):
        widget.resize(WIDTH, HEIGHT)
        widget.show()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    view = points * SHARE
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def step(widget: pg.PlotWidget, first: float) -> float:
        start = time.process_time()
        if isinstance(widget, LineChart):
            widget.show_span(first, first + view)
        else:
            widget.getPlotItem().setXRange(first, first + view, padding=0)
        painter = QPainter(image)
        widget.render(painter)
        painter.end()
        return 1000 * (time.process_time() - start)

    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(steps):
        first = (points - view) * number / steps
        for mine, widget in ((True, ours), (False, bare)):
            times[mine].append(step(widget, first))
    for widget in (ours, bare):
        widget.close()
        widget.deleteLater()
    # The first steps fill caches of both.
    return statistics.median(times[True][5:]), statistics.median(times[False][5:])
