"""What a line chart draws: points, positions and words, worked out from a chart specification."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.catalog import Catalog
from nklearn.domain.charts import AnyChart, BarsSpec, ChartSpec
from nklearn.domain.claims import Status
from nklearn.domain.datasets import Dataset, Observation, Series
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import number_text

# How far apart the two sides of a broken axis stand, in years of the unbroken part: near enough
# to be seen as neighbours, far enough to be seen as apart.
_BREAK_WIDTH = 2.6


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One cell at its place: `x` in positions of the plot, `y` in its unit or None for a gap."""

    target: str
    address: str
    period: str
    x: float
    y: float | None
    text: str
    status: Status
    remark: str


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One line: its words, its colour of the palette, its points in order."""

    id: str
    label: str
    colour: str
    points: tuple[PlotPoint, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """All that a chart shows. `ticks` are (x, words); `breaks` the x of both sides of a break."""

    series: tuple[PlotSeries, ...]
    symbol: str
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[tuple[float, float], ...]
    statuses: frozenset[Status]
    source_line: str
    #: The unit in words, where `symbol` is its short form.
    unit_label: str = ""

    @property
    def summary(self) -> str:
        """Each line in one sentence, for people who can't see it."""
        return " ".join(_summary(line, self.symbol) for line in self.series)


def plot_of(catalog: Catalog, spec: ChartSpec) -> Plot:
    """Work out what the chart shows, in the chart's unit.

    Raises:
        UserError: the data set is unknown.
    """
    dataset = catalog.dataset(spec.dataset)
    chosen = [line for line in dataset.series if line.id in spec.series]
    periods = sorted({cell.period for line in chosen for cell in line.observations}, key=int)
    spots = positions(tuple(periods), dataset.breaks)
    unit = catalog.unit(spec.unit)
    lines = tuple(_line(catalog, dataset, line, spec.unit, unit.symbol, spots) for line in chosen)
    return Plot(
        series=lines,
        symbol=unit.symbol,
        ticks=tuple((spots[period], period) for period in periods),
        breaks=tuple(
            (spots[first], spots[last])
            for first, last in dataset.breaks
            if first in spots and last in spots
        ),
        statuses=frozenset(point.status for line in lines for point in line.points),
        source_line=_source_line(catalog, dataset),
        unit_label=unit.label,
    )


def positions(periods: tuple[str, ...], breaks: tuple[tuple[str, str], ...]) -> dict[str, float]:
    """Give each year its place: true to scale, but for the breaks, which are drawn short."""
    spots: dict[str, float] = {}
    here = 0.0
    for index, period in enumerate(periods):
        if index:
            before = periods[index - 1]
            apart = float(int(period) - int(before))
            here += _BREAK_WIDTH if (before, period) in breaks else apart
        spots[period] = here
    return spots


def _line(
    catalog: Catalog,
    dataset: Dataset,
    line: Series,
    unit: str,
    symbol: str,
    spots: dict[str, float],
) -> PlotSeries:
    points: list[PlotPoint] = []
    for cell in sorted(line.observations, key=lambda cell: int(cell.period)):
        number: Decimal | None = None
        if cell.number is not None:
            number = catalog.convert(cell.number, cell.unit, unit)
        points.append(
            PlotPoint(
                target=cell.id,
                address=target_address(cell.id),
                period=cell.period,
                x=spots[cell.period],
                y=None if number is None else float(number),
                text="" if number is None else _text(number, symbol),
                status=cell.status,
                remark=_remark(cell),
            )
        )
    return PlotSeries(line.id, line.label, line.colour, tuple(points))


def _text(number: Decimal, symbol: str) -> str:
    between = "" if symbol == "%" else " "
    return f"{number_text(number)}{between}{symbol}".strip()


def _remark(cell: Observation) -> str:
    return f"printed as “{cell.printed}”" if cell.printed else ""


def _source_line(catalog: Catalog, dataset: Dataset) -> str:
    places = [dataset.locator.place]
    for line in dataset.series:
        for cell in line.observations:
            if cell.locator.place not in places:
                places.append(cell.locator.place)
    short = catalog.source(dataset.locator.source).short
    return f"{dataset.estimator}, in {short}, {' and '.join(places)}."


def _summary(line: PlotSeries, symbol: str) -> str:
    known = [point for point in line.points if point.y is not None]
    if not known:
        return f"{line.label}: no values."
    low = min(known, key=lambda point: point.y or 0.0)
    return (
        f"{line.label}, line, {len(known)} points, {known[0].period} to {known[-1].period}, "
        f"from {known[0].text} to {known[-1].text}, lowest {low.text} in {low.period}."
    )


def default_chart(catalog: Catalog, dataset: Dataset) -> AnyChart:
    """Return a chart of a whole data set, titled by measure and years; bars for a single year."""
    periods = dataset.periods
    unit = catalog.unit(dataset.series[0].unit)
    if len(periods) == 1:
        return BarsSpec(
            dataset=dataset.id,
            series=tuple(line.id for line in dataset.series),
            period=periods[0],
            unit=unit.id,
            title=dataset.title,
            subtitle=f"{unit.label[:1].upper()}{unit.label[1:]}, {periods[0]}",
            alt=dataset.description,
        )
    years = f"{periods[0]} to {periods[-1]}"
    return ChartSpec(
        dataset=dataset.id,
        series=tuple(line.id for line in dataset.series),
        unit=unit.id,
        title=dataset.title,
        subtitle=f"{', '.join(line.label for line in dataset.series)}; {unit.label}, {years}",
        alt=dataset.description,
    )
