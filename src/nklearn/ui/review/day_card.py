"""The card of answers day by day: the chart or its table, and what the bars mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from nklearn.learning.skills import Day
from nklearn.ui.review.day_bars import DayBars, last_days, swatch
from nklearn.ui.review.day_table import DayTable
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented

_MOST = 12  # rows of the table that show without scrolling


class DayCard(QFrame):
    """Answers of the last weeks."""

    def __init__(self, theme: Theme, days: Sequence[Day], today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = column(self, spacing=6)
        box.setContentsMargins(16, 14, 16, 12)
        shown = last_days(days, today)
        title = self.tr("Answers in the last %d days") % len(shown)
        head = row(spacing=12)
        head.addWidget(label(title, "heading"), 1)
        views = {"chart": self.tr("Chart"), "table": self.tr("Table")}
        self._switch = Segmented(theme, views, self.tr("Show as"), small=True)
        self._switch.chosen.connect(self._show)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        self._chart = DayBars(theme, shown, today, self)
        self._chart.table_requested.connect(lambda: self._show("table", focus=True))
        answered = [day for day in reversed(shown) if day.answered]
        self._table = DayTable(theme, answered, today, title)
        self._table.chart_requested.connect(lambda: self._show("chart", focus=True))
        self._table.hide()
        rows = min(_MOST, len(answered))
        self._table.setMinimumHeight(theme.px(31) * (rows + 1) + 8)
        box.addWidget(self._chart)
        box.addWidget(self._table)
        legend = Flow(spacing=16)
        legend.addWidget(swatch(theme, "right", self.tr("Right")))
        legend.addWidget(swatch(theme, "partly", self.tr("Partly right")))
        legend.addWidget(swatch(theme, "wrong", self.tr("Not right")))
        box.addLayout(legend)

    def _show(self, view: str, *, focus: bool = False) -> None:
        self._switch.set_value(view)
        shown, other = (self._table, self._chart) if view == "table" else (self._chart, self._table)
        shown.show()
        if focus:  # before the other goes, so that the keyboard is never nowhere
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        other.hide()
