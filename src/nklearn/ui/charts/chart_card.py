"""A chart with all that belongs to it: finding, measure, drawing or table, source, legend."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import Bars
from nklearn.content.drawings import Drawing
from nklearn.content.plots import Plot
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Link, Span, Text
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.charts.bar_table import BarTable
from nklearn.ui.charts.cell_table import CellTable
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.charts.panel_chart import PanelChart
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label, row, rule
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from nklearn.ui.charts.line_chart import LineChart


class Stage(QWidget):
    """Holds chart and table. `filling` takes what height there is, above the least; otherwise it
    is as high as what it holds wants to be at its width.

    A size policy that ignores the wish would leave the least height out of what a column of
    wrapped words needs, and they would overlap.
    """

    def __init__(self) -> None:
        super().__init__()
        self._filling = False

    def set_filling(self, filling: bool) -> None:
        """Take what height there is, or what is needed."""
        self._filling = filling
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._filling and super().hasHeightForWidth()

    @override
    def sizeHint(self) -> QSize:
        wish = super().sizeHint()
        return QSize(wish.width(), 0) if self._filling else wish


class ChartFrame(QFrame):
    """A card for one drawing, as chart or as table; lines are drawn when they are first shown."""

    open_requested = Signal(str)
    view_changed = Signal(str)

    def __init__(self, theme: Theme, drawing: Drawing) -> None:
        super().__init__()
        self._theme, self._drawing = theme, drawing
        self._view = "chart"
        self._marked = ""
        self._chart: BarChart | PanelChart | LineChart | None = None
        self.setProperty("role", "card")
        self.box = column(self, spacing=4)
        self.box.setContentsMargins(16, 14, 16, 12)
        self._title, self._subtitle = label(role="chart"), label(role="small")
        self.stage = Stage()
        self._layers = column(self.stage)
        self._table = self._make_table(drawing)
        self._table.hide()
        self._layers.addWidget(self._table)
        if isinstance(drawing, Bars):  # cheap, and its height counts from the start
            self._draw()
        self.source = Prose(theme, self.tr("Source"), "caption")
        self.source.open_requested.connect(self.open_requested)
        self.legend = EvidenceLegend(theme)
        for part in (self._title, self._subtitle):
            self.box.addWidget(part)
        self.box.addSpacing(8)  # room for the ring of what has the keyboard
        self.box.addWidget(self.stage, 1)
        self._fill()

    def _make_table(self, drawing: Drawing) -> CellTable:
        made = (
            BarTable(self._theme, drawing)
            if isinstance(drawing, Bars)
            else ValueTable(self._theme, drawing)
        )
        made.cell_opened.connect(self.open_requested)
        made.chart_requested.connect(lambda: self.show_view("chart", focus=True))
        return made

    def _fill(self) -> None:
        self._title.setText(self._drawing.title)
        self._subtitle.setText(self._drawing.subtitle)
        line: list[Span] = [Text(self.tr("Source:") + " ", strong=True)]
        for number, (dataset, words) in enumerate(self._drawing.sources):
            line += [Text(" ")] if number else []
            line.append(Link(str(Address.of("data", dataset)), words))
        self.source.set_line(tuple(line))
        rivals = isinstance(self._drawing, Plot) and self._drawing.rivals
        self.legend.show_marks(self._drawing.statuses, dashed=self._drawing.dashed, rivals=rivals)

    def show_drawing(self, drawing: Drawing, marked: str = "") -> None:
        """Show other values; the one of the target `marked` gets a ring around it.

        A chart of another kind takes the place of the one before, with the keyboard if that had it.
        """
        same, alike = drawing == self._drawing, _kind(drawing) == _kind(self._drawing)
        self._marked = marked
        if same:  # the place in the chart or the table stays
            if self._chart is not None:
                self._chart.show_mark(marked)
            return
        self._drawing = drawing
        self._fill()
        if alike and isinstance(drawing, Plot) and isinstance(self._table, ValueTable):
            self._table.show_plot(drawing)
            if isinstance(self._chart, BarChart | NoneType):
                return
            self._chart.show_plot(drawing, marked)
        else:
            self._replace(drawing)

    def _replace(self, drawing: Drawing) -> None:
        """Make chart and table anew."""
        old = [part for part in (self._table, self._chart) if part is not None]
        had = any(part.hasFocus() for part in old)
        shown = self.shown
        self._chart = None
        self._table = self._make_table(drawing)
        self._table.hide()
        self._layers.addWidget(self._table)
        if isinstance(drawing, Bars):
            self._draw()
        if shown:
            self.show_view(self._view, focus=had)
        for part in old:
            self._layers.removeWidget(part)
            part.hide()
            part.deleteLater()

    @property
    def view(self) -> str:
        """What is shown: chart or table."""
        return self._view

    @property
    def shown(self) -> bool:
        """Whether chart or table has been shown yet."""
        return self._chart is not None or self._view == "table"

    @property
    def table_height(self) -> int:
        """The height in px at which all rows of the table show."""
        return self._table.content_height()

    @property
    def current(self) -> QWidget:
        """The chart or the table, whichever is to be shown."""
        return self._table if self._view == "table" else self._draw()

    def take_focus(self) -> None:
        """Put the keyboard on the chart or the table."""
        self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: str, *, focus: bool = False) -> None:
        """Show the chart or the table of the same values."""
        self._view = view
        shown: QWidget = self._draw()
        other: QWidget = self._table
        if view == "table":
            shown, other = other, shown
        shown.show()
        if focus:  # before the other goes, so that the keyboard is never nowhere
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        other.hide()
        self.view_changed.emit(view)

    def _draw(self) -> BarChart | PanelChart | LineChart:
        if self._chart is None:
            self._chart = self._make_chart()
            self._chart.cell_opened.connect(self.open_requested)
            self._chart.table_requested.connect(lambda: self.show_view("table", focus=True))
            self._layers.addWidget(self._chart)
        return self._chart

    def _make_chart(self) -> BarChart | PanelChart | LineChart:
        if isinstance(self._drawing, Bars):
            return BarChart(self._theme, self._drawing, self, self._marked)
        if self._drawing.panels:
            return PanelChart(self._theme, self._drawing, self._marked)
        # Here and not above: this brings NumPy and pyqtgraph in (docs/decisions.md).
        from nklearn.ui.charts.line_chart import LineChart

        return LineChart(self._theme, self._drawing, self._marked)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self.view == "chart":
            self.show_view("chart")


def _kind(drawing: Drawing) -> str:
    """Return what draws it."""
    if isinstance(drawing, Bars):
        return "bars"
    return "panels" if drawing.panels else "lines"


class ChartCard(ChartFrame):
    """The card in lessons and beside questions: lines as high as told, with its own switch."""

    def __init__(
        self, theme: Theme, drawing: Drawing, *, height: int = 250, switch: bool = True
    ) -> None:
        super().__init__(theme, drawing)
        self._height = height
        views = {"chart": self.tr("Chart"), "table": self.tr("Table")}
        self._switch = Segmented(theme, views, self.tr("Show as"), small=True)
        self._switch.chosen.connect(self.show_view)
        self.view_changed.connect(self._resize)
        self.box.addWidget(rule())
        self.box.addSpacing(4)
        self.box.addWidget(self.source)
        line = row(spacing=0)
        line.addWidget(self.legend, 1, Qt.AlignmentFlag.AlignVCenter)
        if switch:
            line.addSpacing(12)
            line.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(line)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self._switch.set_value(self.view)
        if isinstance(self._drawing, Bars):
            return  # chart and table say themselves how high they are at a width
        scaled = self._theme.px(self._height)
        needed = max(scaled, self.table_height) if self.view == "table" else scaled
        self.stage.setFixedHeight(needed)
