"""A chart with all that belongs to it: finding, measure, plot or table, source, evidence legend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import Bars, bars_of
from nklearn.content.plots import Plot, plot_of
from nklearn.domain.addresses import Address
from nklearn.domain.charts import AnyChart, ChartSpec
from nklearn.domain.lessons import Link, Text
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.charts.bar_table import BarTable
from nklearn.ui.charts.cell_table import CellTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import column, label, row, rule
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from nklearn.ui.charts.line_chart import LineChart


class ChartCard(QFrame):
    """A card for one chart specification, of lines or bars; lines are drawn when first shown."""

    open_requested = Signal(str)

    def __init__(self, context: Context, spec: AnyChart, *, height: int = 250) -> None:
        super().__init__()
        self._context, self._spec, self._height = context, spec, height
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
        self._layers = column(self._stage)
        self._shown, self._table = self._make(spec)
        self._table.cell_opened.connect(self.open_requested)
        self._table.chart_requested.connect(lambda: self.show_view("chart", focus=True))
        self._table.hide()
        self._layers.addWidget(self._table)
        box.addWidget(self._stage, 1)
        box.addWidget(rule())
        box.addSpacing(4)
        box.addLayout(self._foot())
        theme.changed.connect(self._resize)
        self._resize()

    def _make(self, spec: AnyChart) -> tuple[Plot | Bars, CellTable]:
        """Work out what is shown and make its table; bars are drawn at once, being cheap."""
        theme, catalog = self._context.theme, self._context.catalog
        if isinstance(spec, ChartSpec):
            plot = plot_of(catalog, spec)
            self._draw_lines = partial(self._make_lines, plot, spec)
            return plot, ValueTable(theme, plot, spec.title)
        bars = bars_of(catalog, spec)
        self._drawn = self._connect(BarChart(theme, bars, spec, self))
        return bars, BarTable(theme, bars, spec.title)

    def _connect(self, chart: BarChart | LineChart) -> QWidget:
        chart.cell_opened.connect(self.open_requested)
        chart.table_requested.connect(lambda: self.show_view("table", focus=True))
        self._layers.addWidget(chart)
        return chart

    def _foot(self) -> QBoxLayout:
        foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        foot.setSpacing(4)
        source = Prose(self._context.theme, self.tr("Source"), "caption")
        link = Link(str(Address.of("data", self._spec.dataset)), self._shown.source_line)
        source.set_line((Text(self.tr("Source:") + " ", strong=True), link))
        source.open_requested.connect(self.open_requested)
        foot.addWidget(source)
        joined = isinstance(self._shown, Plot) and bool(self._shown.breaks)
        legend = EvidenceLegend(self._context.theme, self._shown.statuses, joined=joined)
        line = row(spacing=0)
        line.addWidget(legend, 1)
        line.addSpacing(12)
        line.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addLayout(line)
        return foot

    def _resize(self) -> None:
        if isinstance(self._shown, Bars):
            return  # chart and table say themselves how high they are at a width
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
        shown, other = self._draw(), self._table
        if view == "table":
            shown, other = other, shown
        shown.show()
        if focus:  # before the other goes, so that the keyboard is never nowhere
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        other.hide()
        self._resize()

    def mark(self, series: str, period: str) -> None:
        """Note the cell that the page speaks of; the chart draws a ring around its point."""
        self._marked = (series, period)

    def _draw(self) -> QWidget:
        if self._drawn is None:
            self._drawn = self._connect(self._draw_lines())
        return self._drawn

    def _make_lines(self, plot: Plot, spec: ChartSpec) -> LineChart:
        # Here and not above: this brings NumPy and pyqtgraph in (docs/decisions.md).
        from nklearn.ui.charts.line_chart import LineChart

        return LineChart(self._context.theme, plot, spec, self._marked)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self.view == "chart":
            self.show_view("chart")
