"""Above the chart: chart or table, reference years, and taking the values away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from nklearn.content.chart_kinds import Kind
from nklearn.content.drawings import Drawing
from nklearn.content.explorer import View, cited
from nklearn.interchange.values_csv import write_values
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.explorer.finder import SetButton
from nklearn.ui.explorer.scales import ScaleButton
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted


class Toolbar(QWidget):
    """Shows a view's state; `set_compact` brings in the drop-downs that stand for the picker."""

    table_requested = Signal(bool)
    reference_requested = Signal(bool)
    scale_requested = Signal(str)
    lines_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._view: View | None = None
        self._compact = self._narrow = False
        theme = context.theme
        self._switch = Segmented(
            theme,
            {"chart": self.tr("Chart"), "table": self.tr("Table")},
            self.tr("Show as"),
            icons={"chart": "chart-line", "table": "table"},
        )
        self._switch.chosen.connect(self._choose_view)
        self.sets_button = SetButton(theme, narrow=True)
        self.lines_button = Button(theme, "", icon="chevron-down", icon_after=True)
        self.lines_button.clicked.connect(self.lines_requested)
        self._scale = ScaleButton(theme)
        self._scale.scale_requested.connect(self.scale_requested)
        self._reference = CheckBox(theme, "")
        self._reference.clicked.connect(self.reference_requested)
        self._told = label(role="small")
        self._takes = TakeAway(context, self._offer)
        self._takes.told.connect(self._tell)
        self._lay_out()
        self.set_compact(False)

    def _choose_view(self, value: str) -> None:
        self.table_requested.emit(value == "table")

    def _lay_out(self) -> None:
        outer = column(self, spacing=6)
        self._both = row(spacing=10)
        self._lines, self._rest = row(spacing=10), row(spacing=10)
        for part in (self._switch, self.sets_button, self.lines_button, self._scale):
            self._lines.addWidget(part)
        self._lines.addStretch(1)
        self._rest.addWidget(self._reference)
        self._rest.addStretch(1)
        self._rest.addWidget(self._takes)
        self._both.addLayout(self._lines)
        self._both.addLayout(self._rest, 1)
        outer.addLayout(self._both)
        outer.addWidget(self._told)
        self._told.hide()

    # -- showing -----------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show the state of a view."""
        before, self._view = self._view, view
        now = view.selection
        self._switch.set_value("table" if now.table else "chart")
        years = ", ".join(view.references)
        words = self.tr("Show %s") if self._compact else self.tr("Show %s for reference")
        self._reference.setText(words % years)
        self._reference.setAccessibleName(words % years)
        self._reference.setChecked(now.reference)
        self._reference.setVisible(bool(years))
        self._reference.setEnabled(bool(view.years))  # there may be nothing else to show
        self._reference.updateGeometry()
        self.sets_button.show_name(view.title)
        labels = [line.label for line in view.plot.series]
        names = ", ".join(labels)
        count = counted(len(labels), self.tr("1 line"), self.tr("%d lines"))
        if view.kind is Kind.BARS:
            count = counted(len(labels), self.tr("1 bar"), self.tr("%d bars"))
        self.lines_button.set_text(names if len(names) <= 22 else count)
        self.lines_button.setAccessibleName(self.tr("Choose what to show: %s") % names)
        self._scale.show_view(view, wanted=self._compact)
        if before is not None and before.plot != view.plot:
            self._told.hide()

    def set_compact(self, compact: bool) -> None:
        """Show the drop-downs for lines and scale, or leave them to the picker."""
        self._compact = compact
        self.sets_button.setVisible(compact)
        self.lines_button.setVisible(compact)
        self._scale.setVisible(compact)
        self.set_narrow(self._narrow or compact)
        if self._view is not None:
            self.show_view(self._view)

    def set_narrow(self, narrow: bool) -> None:
        """Put the ways to take values away into one menu, or side by side."""
        self._narrow = narrow
        self._takes.set_narrow(narrow)

    def fit(self, width: int) -> None:
        """Use two lines where `width` px are too few for one."""
        for part in (self._lines, self._rest):
            part.invalidate()  # what was just shown or hidden counts at once
        needed = self._lines.sizeHint().width() + self._rest.sizeHint().width() + 10
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if needed <= width else direction.TopToBottom)

    # -- taking away -------------------------------------------------------------------------

    def open_menu(self) -> None:
        """Open the menu of all ways."""
        self._takes.open_menu()

    def _offer(self) -> Offer:
        view = self._view
        if view is None:
            return Offer("", "")
        catalog, plot = self._context.catalog, view.plot
        return Offer(
            view.selection.dataset,
            plot.title,
            sheet=lambda theme: _sheet(theme, view.drawing),
            csv=lambda: write_values(catalog, plot),
            cited=lambda: cited(catalog, plot),
        )

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))


def _sheet(theme: Theme, drawing: Drawing) -> QWidget:
    card = ChartCard(theme, drawing, height=430, switch=False)
    card.setFixedWidth(theme.px(960))
    return card
