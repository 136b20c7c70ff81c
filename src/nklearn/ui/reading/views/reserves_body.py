"""Two columns of a table side by side in a lesson: the first rows of the dumbbell chart."""

from __future__ import annotations

from dataclasses import replace

from nklearn.base.overriding import override
from nklearn.content.dumbbells import Dumbbell, Dumbbells, Subjects, dumbbells_of, spec_of
from nklearn.domain.comparison import Comparison
from nklearn.ui.charts.dumbbell_chart import DumbbellChart
from nklearn.ui.charts.marks import EvidenceLegend
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source

# The most rows of the chart.
_ROWS = 16


class ReservesBody(FigureBody):
    """`nk:reserves`: the rows at the top of its order, with the one that its address opens."""

    @override
    def fill(self) -> None:
        self._choice = choice = Comparison.parse(self.address)
        spec = spec_of(choice.dataset)
        whole = dumbbells_of(self.catalog, Subjects(self.catalog), spec).ordered(choice.order)
        if choice.row:
            whole.row(choice.row)
        self._shown = shown = replace(whole, rows=self._chosen(whole))
        chart = DumbbellChart(self.theme, shown)
        chart.show_rows(shown, choice.row)
        chart.activated.connect(self._open)
        Quiet(chart)
        self.box.addWidget(chart)
        legend = EvidenceLegend(self.theme)
        legend.show_marks(shown.statuses, rivals=any(each.clash for each in shown.rows))
        self.box.addWidget(legend)
        if len(shown.rows) < len(whole.rows):
            words = self.tr("{some} of {all} rows.")
            self.tell(words.format(some=len(shown.rows), all=len(whole.rows)))

    def _chosen(self, whole: Dumbbells) -> tuple[Dumbbell, ...]:
        if len(whole.rows) <= _ROWS:
            return whole.rows
        first = list(whole.rows[:_ROWS])
        opened = [each for each in whole.rows if each.id == self._choice.row]
        return tuple(first if not opened or opened[0] in first else first[:-1] + opened)

    def _open(self, spot: str) -> None:
        choice = replace(self._choice, row=spot.partition("|")[0], open="")
        self.open_requested.emit(str(choice.address))

    @override
    def sources(self) -> tuple[Source, ...]:
        return ((self._shown.source, f"nk:data/{self._shown.dataset}"),)
