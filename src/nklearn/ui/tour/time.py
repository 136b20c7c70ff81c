"""What the tour draws of the time axis: all years, some of them, each kind of entry, the list."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.time_axis import TimeAxis
from nklearn.domain.time_choice import TimeChoice
from nklearn.ui.tour.stop import Stop


def time_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the states that differ in kind."""
    axis = TimeAxis(catalog)
    yield Stop("time", str(TimeChoice().address))
    records = [each for each in axis.entries if each.subject == "ministries"]
    if records:
        most = max(records, key=lambda each: len(each.targets))
        year = most.when.years[0]
        opened = TimeChoice(start=year - 6, end=year + 6, open=(most.id,))
        yield Stop("time-entry", str(opened.address))
    hard = next((each for each in axis.entries if each.hard), None)
    if hard:
        year = hard.when.years[0]
        folded = TimeChoice(start=year - 5, end=year + 5, open=(hard.id,))
        yield Stop("time-folded", str(folded.address))
    if axis.strips:
        strip = axis.strips[0]
        chosen = TimeChoice(show=(strip.subject,), open=(strip.bars[0].id,))
        yield Stop("time-value", str(chosen.address))
    yield Stop("time-list", str(TimeChoice(view="list").address))
