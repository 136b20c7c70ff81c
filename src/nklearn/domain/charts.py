"""Chart specifications: what a chart shows, as data; the ui draws them."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.base.values import dataclass
from nklearn.domain.datasets import Dataset, Observation


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words beside a point of a chart: `series` and `period` name the point."""

    series: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One line chart of series of a data set.

    `title` states the finding, `subtitle` the measure, unit and years; `unit` is the unit the
    values are shown in; `labelled` holds points whose value is printed beside the marker;
    `cites` are the claims and cells that title and annotations rest on; `alt` describes the
    chart for people who can't see it.
    """

    dataset: str
    series: tuple[str, ...]
    unit: str
    title: str
    subtitle: str
    alt: str
    cites: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()
    annotations: tuple[Annotation, ...] = ()

    def cells(self, dataset: Dataset) -> Iterator[Observation]:
        """Give the cells of the chart's data set that it draws."""
        for line in dataset.series:
            if line.id in self.series:
                yield from line.observations


@dataclass(frozen=True, slots=True)
class BarsSpec:
    """One bar for each of some series of a data set, all at one period.

    `series` are in the order in which they are drawn; the other fields are as in ChartSpec.
    """

    dataset: str
    series: tuple[str, ...]
    period: str
    unit: str
    title: str
    subtitle: str
    alt: str
    cites: tuple[str, ...] = ()

    def cells(self, dataset: Dataset) -> Iterator[Observation]:
        """Give the cells of the chart's data set that it draws, in the order of its bars."""
        found = {
            line.id: cell
            for line in dataset.series
            for cell in line.observations
            if cell.period == self.period
        }
        yield from (found[name] for name in self.series if name in found)


AnyChart = ChartSpec | BarsSpec
