"""A chart with all that belongs to it: finding, measure, plot or table, source, evidence legend."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.plots import plot_of
from nklearn.domain.addresses import Address
from nklearn.domain.charts import ChartSpec
from nklearn.domain.lessons import Link, Text
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import column, label, row, rule
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.segmented import Segmented


class ChartCard(QFrame):
    """A card for one chart specification; the plot itself is made when it is first shown."""

    open_requested = Signal(str)

    def __init__(self, context: Context, spec: ChartSpec, *, height: int = 250) -> None:
        super().__init__()
        self._context, self._spec, self._height = context, spec, height
        self._plot = plot_of(context.catalog, spec)
        self._drawn: QWidget | None = None
        self._marked: tuple[str, str] | None = None
        theme = context.theme
        self.setProperty("role", "card")
        box = column(self, spacing=4)
        box.setContentsMargins(16, 14, 16, 12)
        box.addWidget(label(spec.title, "chart"))
        box.addWidget(label(spec.subtitle, "small"))
        views = {"chart": self.tr("Chart"), "table": self.tr("Table")}
        self._switch = Segmented(theme, views, self.tr("Show as"), small=True)
        self._switch.chosen.connect(self.show_view)
        box.addSpacing(4)
        self._stage = QWidget()
        self._layers = QStackedLayout(self._stage)
        self._table = ValueTable(theme, self._plot, spec.title)
        self._table.cell_opened.connect(self.open_requested)
        self._table.chart_requested.connect(lambda: self.show_view("chart", focus=True))
        self._layers.addWidget(QWidget())  # until the plot is drawn
        self._layers.addWidget(self._table)
        box.addWidget(self._stage, 1)
        box.addWidget(rule())
        box.addSpacing(4)
        box.addLayout(self._foot())
        theme.changed.connect(self._resize)
        self._resize()

    def _foot(self) -> QBoxLayout:
        foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        foot.setSpacing(4)
        source = Prose(self._context.theme, self.tr("Source"), "caption")
        link = Link(str(Address.of("data", self._spec.dataset)), self._plot.source_line)
        source.set_line((Text(self.tr("Source:") + " ", strong=True), link))
        source.open_requested.connect(self.open_requested)
        foot.addWidget(source)
        legend = EvidenceLegend(
            self._context.theme, self._plot.statuses, joined=bool(self._plot.breaks)
        )
        line = row(spacing=0)
        line.addWidget(legend, 1)
        line.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        foot.addLayout(line)
        return foot

    def _resize(self) -> None:
        scaled = self._context.theme.px(self._height)
        needed = max(scaled, self._table.content_height()) if self.view == "table" else scaled
        self._stage.setFixedHeight(needed)

    @property
    def view(self) -> str:
        """What is shown: chart or table."""
        return self._switch.value

    def show_view(self, view: str, *, focus: bool = False) -> None:
        """Show the chart or the table of the same values."""
        self._switch.set_value(view)
        shown = self._table if view == "table" else self._draw()
        self._layers.setCurrentWidget(shown)
        self._resize()
        if focus:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self, series: str, period: str) -> None:
        """Note the cell that the page speaks of; the chart draws a ring around its point."""
        self._marked = (series, period)

    def _draw(self) -> QWidget:
        if self._drawn is None:
            # Here and not above: this brings NumPy and pyqtgraph in (docs/decisions.md).
            from nklearn.ui.charts.line_chart import LineChart

            chart = LineChart(self._context.theme, self._plot, self._spec, self._marked)
            chart.cell_opened.connect(self.open_requested)
            chart.table_requested.connect(lambda: self.show_view("table", focus=True))
            self._layers.addWidget(chart)
            self._drawn = chart
        return self._drawn

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._drawn is None and self.view == "chart":
            self.show_view("chart")
