"""The time axis in a lesson: the years and lanes that its address names, and no others."""

from __future__ import annotations

from dataclasses import replace

from nklearn.base.overriding import override
from nklearn.content.time_axis import TimeAxis
from nklearn.domain.time_choice import FIRST, TimeChoice
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source
from nklearn.ui.time.legend import Legend
from nklearn.ui.time.time_canvas import TimeCanvas

# Heights in px at 100% text: of the axis and the legend, and of a lane.
_AROUND, _LANE = 180, 40


class TimeBody(FigureBody):
    """`nk:time`: lanes between two years; an entry opens on the time axis itself."""

    @property
    @override
    def kept(self) -> int:
        return _AROUND + _LANE * len(TimeChoice.parse(self.address).show)

    @override
    def fill(self) -> None:
        axis = TimeAxis(self.catalog)
        choice = TimeChoice.parse(self.address)
        self._choice = choice = replace(choice, open=tuple(map(axis.known, choice.open)))
        self._entries = axis.in_years(choice)
        first, last = choice.start or FIRST, choice.end or axis.last
        strips = tuple(
            replace(each, bars=bars)
            for each in axis.strips_of(choice)
            if (bars := tuple(bar for bar in each.bars if first <= bar.year <= last))
        )
        canvas = TimeCanvas(self.theme, self.tr("Time axis, lanes by subject"))
        canvas.show_entries(self._entries, strips, axis.last)
        canvas.show_years(float(first), float(last + 1))
        canvas.show_open(choice.open)
        canvas.activated.connect(self._open)
        Quiet(canvas, held=True)
        legend = Legend(self.theme)
        legend.show_entries(self._entries)
        self.box.addWidget(canvas, 1)
        self.box.addWidget(legend)

    def _open(self, name: str) -> None:
        choice = replace(self._choice, open=tuple(name.split(",")))
        self.open_requested.emit(str(choice.address))

    @override
    def sources(self) -> tuple[Source, ...]:
        targets = dict.fromkeys(target for each in self._entries for target in each.targets[:1])
        works = dict.fromkeys(self.catalog.evidence(each).locator.source for each in targets)
        return tuple((self.catalog.source_line(each, ""), f"nk:source/{each}") for each in works)
