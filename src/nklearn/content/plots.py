"""What a line chart draws: points, positions and words, worked out from a chart specification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from nklearn.content.catalog import Catalog
from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Status
from nklearn.domain.datasets import Dataset, Observation, Series
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import value_text

# How far apart the two sides of a broken axis stand, in years of the unbroken part: near enough
# to be seen as neighbours, far enough to be seen as apart.
_BREAK_WIDTH = 2.6
# In a larger unit a value has at most so many decimals on a label, or else one.
_MOST_DECIMALS = 3
_TENTH = Decimal("0.1")

Line = tuple[Dataset, Series]


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One cell at its place: `x` in positions of the plot, `y` in its unit or None for a gap.

    `period` is the year or month as a reader sees it; `text` the value with its unit; `remark`
    what a reader should know about the cell; `formula` how the value was computed, empty if it
    stands in the source; `rivals` whether sources disagree about it.
    """

    target: str
    period: str
    x: float
    y: float | None
    text: str
    status: Status
    remark: str = ""
    formula: str = ""
    rivals: bool = False

    @property
    def address(self) -> str:
        """Where the cell's evidence is."""
        return target_address(self.target)


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One line: `key` is `dataset/series`; `gaps` are the x of both sides of each dashed join.

    Lines with `joined` false are points alone; `stepped` ones keep a value until the next. Where
    `bridged` is false the sides of a gap are not joined. `symbol` is that of a unit of its own.
    """

    key: str
    label: str
    colour: str
    points: tuple[PlotPoint, ...]
    gaps: tuple[tuple[float, float], ...] = ()
    joined: bool = True
    stepped: bool = False
    bridged: bool = True
    symbol: str = ""

    @property
    def last(self) -> PlotPoint | None:
        """The last point that has a value."""
        return next((point for point in reversed(self.points) if point.y is not None), None)


@dataclass(frozen=True, slots=True)
class Plot:
    """All that a chart shows.

    `symbol` is that of the unit, empty for an index and where lines have their own; `measure` is
    the unit in words. `panels` says that each line has a small chart and a scale of its own.
    `top` is the value that the scale must reach; `ticks` are (x, words); `breaks` the x of both
    sides of each break of the time axis; `labelled` the targets whose value stands beside the
    point; `notes` are (target, words); `sources` are (data set, its source line).
    """

    title: str
    subtitle: str
    alt: str
    symbol: str
    measure: str
    series: tuple[PlotSeries, ...]
    top: float
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[tuple[float, float], ...] = ()
    labelled: frozenset[str] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    panels: bool = False

    def symbol_of(self, line: PlotSeries) -> str:
        """Return the symbol of a line's unit, empty for an index."""
        return line.symbol or self.symbol

    @property
    def rivals(self) -> bool:
        """Whether sources disagree about a value."""
        return any(point.rivals for line in self.series for point in line.points)

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that occur."""
        return frozenset(point.status for line in self.series for point in line.points)

    @property
    def dashed(self) -> bool:
        """Whether a line is joined across years that its source leaves out."""
        return any(line.gaps and line.bridged and line.joined for line in self.series)

    @property
    def summary(self) -> str:
        """Each line in one sentence, for people who can't see it."""
        return " ".join(_summary(line) for line in self.series)


def plot_of(catalog: Catalog, spec: ChartSpec) -> Plot:
    """Work out what the chart shows, in the chart's unit.

    Raises:
        UserError: the data set is unknown.
    """
    dataset = catalog.dataset(spec.dataset)
    by_id = {line.id: line for line in dataset.series}
    lines = [(dataset, by_id[name]) for name in spec.series]
    spots = positions(periods_of(lines), dataset.breaks)
    unit = catalog.unit(spec.unit)
    read = in_unit(catalog, spec.unit)
    drawn = tuple(series_of(line, spots, read) for line in lines)
    return Plot(
        title=spec.title,
        subtitle=spec.subtitle,
        alt=spec.alt,
        symbol=unit.symbol,
        measure=unit.label,
        series=drawn,
        top=top_of(drawn),
        ticks=tuple((spots[period], period) for period in spots),
        breaks=axis_breaks(spots, [dataset]),
        labelled=frozenset(f"{dataset.id}/{name}/{period}" for name, period in spec.labelled),
        notes=tuple((f"{dataset.id}/{n.series}/{n.period}", n.text) for n in spec.annotations),
        sources=(source_line(catalog, dataset, spots),),
    )


def without_values(plot: Plot) -> Plot:
    """Return a plot that draws the same and tells no value in words, to be read off its scale."""
    bare = (
        replace(
            line,
            points=tuple(replace(each, text="", remark="", formula="") for each in line.points),
        )
        for line in plot.series
    )
    return replace(plot, alt="", series=tuple(bare), labelled=frozenset(), notes=())


def periods_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return every year or month that any of the lines has a cell for, in order."""
    found = {cell.period for _, line in lines for cell in line.observations}
    return tuple(sorted(found, key=moment))


def moment(period: str) -> float:
    """Return where a year, or the beginning of a month, stands in time: 1998-07 is 1998.5."""
    year, _, month = period.partition("-")
    return int(year) + (int(month) - 1) / 12 if month else float(year)


def positions(periods: Sequence[str], breaks: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Give each year its place: true to scale, but for the breaks, which are drawn short."""
    short = _across(periods, breaks)
    spots: dict[str, float] = {}
    here = 0.0
    for index, period in enumerate(periods):
        if index:
            before = periods[index - 1]
            apart = moment(period) - moment(before)
            here += _BREAK_WIDTH if (before, period) in short else apart
        spots[period] = here
    return spots


def _across(periods: Iterable[str], breaks: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the neighbours among the years between which a whole break lies."""
    pairs = list(breaks)
    return {
        (before, after)
        for before, after in pairwise(periods)
        if any(before <= first and last <= after for first, last in pairs)
    }


def axis_breaks(
    spots: dict[str, float], datasets: Iterable[Dataset]
) -> tuple[tuple[float, float], ...]:
    """Return the x of both sides of every place where the time axis is drawn short."""
    pairs = _across(spots, [pair for dataset in datasets for pair in dataset.breaks])
    return tuple(sorted((spots[first], spots[last]) for first, last in pairs))


def top_of(lines: Iterable[PlotSeries]) -> float:
    """Return the highest value of any line; 1 if there is none."""
    return max(
        (point.y for line in lines for point in line.points if point.y is not None), default=1.0
    )


def source_line(catalog: Catalog, dataset: Dataset, periods: Iterable[str]) -> tuple[str, str]:
    """Return the data set's id and where its values of these periods come from, in one line."""
    shown = set(periods)
    places = [dataset.locator.place]
    for line in dataset.series:
        for cell in line.observations:
            if cell.period in shown and cell.locator.place not in places:
                places.append(cell.locator.place)
    short = catalog.source(dataset.locator.source).short
    return dataset.id, f"{dataset.estimator}, in {short}, {joined(places)}."


def joined(places: Iterable[str]) -> str:
    """Return where values stand: one place, two with "and", more with semicolons between."""
    found = list(dict.fromkeys(places))
    return ("; " if len(found) > 2 else " and ").join(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scale makes of a cell: the number on it, the words, and how it was computed."""

    number: Decimal | None
    text: str
    status: Status
    formula: str = ""


def in_unit(catalog: Catalog, unit: str) -> Callable[[Observation], Reading]:
    """Return what reads a cell in a unit of its own dimension.

    In a larger unit than its own a value to the last dollar is too long for a label: its text is
    rounded. The cell's evidence has it as printed.
    """
    symbol = catalog.unit(unit).symbol

    def read(cell: Observation) -> Reading:
        if cell.number is None:
            return Reading(None, "", cell.status)
        number = catalog.convert(cell.number, cell.unit, unit)
        exponent = int(number.as_tuple().exponent)
        long = cell.unit != unit and exponent < -_MOST_DECIMALS
        shown = number.quantize(_TENTH, ROUND_HALF_UP) if long else number
        return Reading(number, value_text(shown, symbol), cell.status)

    return read


def series_of(
    line: Line, spots: dict[str, float], read: Callable[[Observation], Reading]
) -> PlotSeries:
    """Put the cells of the periods that have a place into a line."""
    dataset, series = line
    points: list[PlotPoint] = []
    cells = [cell for cell in series.observations if cell.period in spots]
    own = {cell.period for cell in cells}
    for cell in sorted(cells, key=lambda cell: moment(cell.period)):
        seen = read(cell)
        points.append(
            PlotPoint(
                target=cell.id,
                period=dataset.period_label(cell.period),
                x=spots[cell.period],
                y=None if seen.number is None else float(seen.number),
                text=seen.text,
                status=seen.status,
                remark=f"printed as “{cell.printed}”" if cell.printed else "",
                formula=seen.formula,
            )
        )
    return PlotSeries(
        key=f"{dataset.id}/{series.id}",
        label=series.label,
        colour=series.colour,
        points=tuple(points),
        gaps=tuple(
            (spots[first], spots[last])
            for first, last in _across([p for p in spots if p in own], dataset.breaks)
        ),
        joined=dataset.joined,
        stepped=dataset.dated,
    )


def _summary(line: PlotSeries) -> str:
    known = [point for point in line.points if point.y is not None]
    if not known:
        return f"{line.label}: no values."
    low = min(known, key=lambda point: point.y or 0.0)
    return (
        f"{line.label}, line, {len(known)} points, {known[0].period} to {known[-1].period}, "
        f"from {known[0].text} to {known[-1].text}, lowest {low.text} in {low.period}."
    )
