"""A chart with all that belongs to it: finding, measure, plot or table, source, evidence legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.plots import Plot
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Link, Span, Text
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label, row, rule
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from nklearn.ui.charts.line_chart import LineChart


class ChartFrame(QFrame):
    """A card for one plot, as chart or as table; the chart itself is made when first shown."""

    open_requested = Signal(str)
    view_changed = Signal(str)

    def __init__(self, theme: Theme, plot: Plot) -> None:
        super().__init__()
        self._theme, self._plot = theme, plot
        self._view = "chart"
        self._marked = ""
        self._drawn: LineChart | None = None
        self.setProperty("role", "card")
        self.box = column(self, spacing=4)
        self.box.setContentsMargins(16, 14, 16, 12)
        self._title, self._subtitle = label(role="chart"), label(role="small")
        self.stage = QWidget()
        self._layers = QStackedLayout(self.stage)
        self._table = ValueTable(theme, plot)
        self._table.cell_opened.connect(self.open_requested)
        self._table.chart_requested.connect(lambda: self.show_view("chart", focus=True))
        self._layers.addWidget(QWidget())  # until the plot is drawn
        self._layers.addWidget(self._table)
        self.source = Prose(theme, self.tr("Source"), "caption")
        self.source.open_requested.connect(self.open_requested)
        self.legend = EvidenceLegend(theme)
        for part in (self._title, self._subtitle):
            self.box.addWidget(part)
        self.box.addSpacing(4)
        self.box.addWidget(self.stage, 1)
        self._fill()

    def _fill(self) -> None:
        self._title.setText(self._plot.title)
        self._subtitle.setText(self._plot.subtitle)
        line: list[Span] = [Text(self.tr("Source:") + " ", strong=True)]
        for number, (dataset, words) in enumerate(self._plot.sources):
            line += [Text(" ")] if number else []
            line.append(Link(str(Address.of("data", dataset)), words))
        self.source.set_line(tuple(line))
        self.legend.show_marks(self._plot.statuses, dashed=self._plot.dashed)

    def show_plot(self, plot: Plot, marked: str = "") -> None:
        """Show another plot; the point of the target `marked` gets a ring around it."""
        self._plot, self._marked = plot, marked
        self._fill()
        self._table.show_plot(plot)
        if self._drawn is not None:
            self._drawn.show_plot(plot, marked)

    @property
    def view(self) -> str:
        """What is shown: chart or table."""
        return self._view

    @property
    def shown(self) -> bool:
        """Whether the chart or table has been shown yet."""
        return self._drawn is not None or self._view == "table"

    def take_focus(self) -> None:
        """Put the keyboard on the chart or the table."""
        shown = self._table if self._view == "table" else self._draw()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def table_height(self) -> int:
        """The height in px at which all rows of the table show."""
        return self._table.content_height()

    def show_view(self, view: str, *, focus: bool = False) -> None:
        """Show the chart or the table of the same values."""
        self._view = view
        shown = self._table if view == "table" else self._draw()
        self._layers.setCurrentWidget(shown)
        self.view_changed.emit(view)
        if focus:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _draw(self) -> QWidget:
        if self._drawn is None:
            # Here and not above: this brings NumPy and pyqtgraph in (docs/decisions.md).
            from nklearn.ui.charts.line_chart import LineChart

            chart = LineChart(self._theme, self._plot, self._marked)
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


class ChartCard(ChartFrame):
    """The card in lessons and beside questions: as high as told, with its own switch."""

    def __init__(self, theme: Theme, plot: Plot, *, height: int = 250, switch: bool = True) -> None:
        super().__init__(theme, plot)
        self._height = height
        views = {"chart": self.tr("Chart"), "table": self.tr("Table")}
        self._switch = Segmented(theme, views, self.tr("Show as"), small=True)
        self._switch.chosen.connect(self.show_view)
        self.view_changed.connect(self._resize)
        self.box.addWidget(rule())
        self.box.addSpacing(4)
        self.box.addWidget(self.source)
        line = row(spacing=0)
        line.addWidget(self.legend)
        line.addStretch(1)
        if switch:
            line.addWidget(self._switch)
        self.box.addLayout(line)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self._switch.set_value(self.view)
        scaled = self._theme.px(self._height)
        needed = max(scaled, self.table_height) if self.view == "table" else scaled
        self.stage.setFixedHeight(needed)
