"""Pointing on a line chart: the chart of a lesson, of which only some points can be marked.

Importing it brings NumPy and pyqtgraph in, so only a question with a chart does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

from nklearn.base.overriding import override
from nklearn.content.plots import Plot, without_values
from nklearn.domain.charts import ChartSpec
from nklearn.domain.pointing import ChartSpot, Way, nearest, stepped
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.questions.point_marks import SIGN, paint_name, paint_sign
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.option_row import OptionState

# How far from a point of the chart a click still counts for it, in px at 100% text.
_REACH = 22
_WAYS: dict[Qt.Key, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class PointCard(ChartCard):
    """The card of a chart on which spots are marked; `pad` lies over the chart and takes them.

    Until `tell_values` it tells no value: what is asked may be to read one.
    """

    activated = Signal(str)

    def __init__(self, theme: Theme, plot: Plot, spec: ChartSpec, height: int) -> None:
        bare = without_values(plot)
        super().__init__(theme, bare, height=height)
        self._plot = plot
        if isinstance(self._table, ValueTable):
            self._table.show_plot(plot)
        picture = SilentChart(theme, bare)
        self._chart = picture
        self._layers.addWidget(picture)
        self.pad = picture.pad = ChartPad(theme, picture, plot, spec)
        self.pad.setParent(self.stage)
        self.pad.activated.connect(self.activated)
        self.view_changed.connect(self._cover)
        self.offer_table(offered=False)

    def _cover(self, view: str) -> None:
        self.pad.setVisible(view == "chart")

    def offer_table(self, *, offered: bool) -> None:
        """Offer the values as a table: who marks in the list may not see the chart."""
        self._switch.setVisible(offered)
        if not offered and self.view != "chart":
            self.show_view("chart")

    def tell_values(self) -> None:
        """Show the chart as it is in a lesson, with its values in words."""
        self.show_drawing(self._plot)


class SilentChart(LineChart):
    """The chart below the spots: nothing in it answers to mouse, keys or a screen reader."""

    accessible_role = "decoration"
    # Here, because pyqtgraph's own __init__ resizes the widget before ours goes on.
    pad: ChartPad | None = None

    def __init__(self, theme: Theme, plot: Plot) -> None:
        super().__init__(theme, plot)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(False)

    @override
    def show_plot(self, plot: Plot, marked: str = "") -> None:
        super().show_plot(plot, marked)
        self.setAccessibleName("")
        self.setAccessibleDescription("")

    @override
    def accessible_marks(self) -> list[AccessibleMark]:
        return []

    @override
    def rings(self) -> list[QRectF]:
        return self.pad.signs() if self.pad else []

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pad is not None:
            self.pad.setGeometry(self.geometry())


class ChartPad(Canvas):
    """Lies over a chart and has a spot for each point that can be marked."""

    def __init__(self, theme: Theme, chart: LineChart, plot: Plot, spec: ChartSpec) -> None:
        super().__init__(theme, ". ".join(filter(None, (plot.title, plot.subtitle))))
        self._chart, self._dataset = chart, spec.dataset
        points = (line.points for line in plot.series)
        self._lines = {each.target: n for n, line in enumerate(points) for each in line}
        self._states: dict[str, OptionState] = {}
        self._names: dict[str, str] = {}
        self._labels: dict[str, str] = {}

    def show_spots(
        self,
        states: Mapping[str, OptionState],
        labels: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        """Show spots, in the order of `states`; `names` are what a screen reader says."""
        self._states, self._labels, self._names = dict(states), dict(labels), dict(names)
        self.refresh()
        self._chart.viewport().update()

    def signs(self) -> list[QRectF]:
        """Return the boxes of the signs over the chart."""
        return [s.rect for s in self.spots if self._states[s.id] is not OptionState.OTHER]

    # -- where the spots are -----------------------------------------------------------------

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(max(1, self.width()), max(1, self.height()))

    @override
    def most_zoom(self) -> float:
        return 1.0

    @property
    @override
    def spots(self) -> Sequence[Spot]:
        """All spots as they lie now: the chart gives its points their place when it paints."""
        return self.make_spots()

    @override
    def make_spots(self) -> list[Spot]:
        reach, found = self.theme.px(SIGN) / 2, list[Spot]()
        for name in self._states:
            if at := self._chart.point_spot(f"{self._dataset}/{name}"):
                box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
                found.append(Spot(name, box, self._names[name]))
        return found

    def _drawn(self) -> list[ChartSpot]:
        return [
            ChartSpot(
                spot.id,
                self._lines[f"{self._dataset}/{spot.id}"],
                spot.rect.center().x(),
                spot.rect.center().y(),
            )
            for spot in self.spots
        ]

    @override
    def spot_under(self, point: QPointF) -> Spot | None:
        return self.spot(nearest(self._drawn(), point.x(), point.y(), self.theme.px(_REACH)))

    @override
    def spot_beyond(self, here: Spot, key: Qt.Key) -> Spot:
        return self.spot(stepped(self._drawn(), here.id, _WAYS[key])) or here

    # -- keys and painting -------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the question marks, or checks
        else:
            super().keyPressEvent(event)

    @override
    def draw(self, painter: QPainter) -> None:
        pointed = self.hovered_id or (self.cursor_id if self.hasFocus() else "")
        last: Spot | None = None
        for spot in self.spots:
            here = spot.id == pointed
            paint_sign(painter, self.theme, self._states[spot.id], spot.rect.center(), pointed=here)
            last = spot if here else last
        if last is not None:
            paint_name(painter, self.theme, self._labels[last.id], last.rect, QRectF(self.rect()))
