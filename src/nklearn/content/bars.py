"""What a bar chart draws: one bar for each cell, worked out from its specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.catalog import Catalog
from nklearn.domain.charts import BarsSpec
from nklearn.domain.claims import Status
from nklearn.domain.datasets import Dataset, Observation, Series
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import number_text, quantity_text

_ONE_COLOUR = "petrol"


@dataclass(frozen=True, slots=True)
class Bar:
    """One cell: `number` is its value in the chart's unit, None where there is none.

    `short` is the value as it stands at the bar's end, `text` the value with its unit; both are
    empty where there is none. `remark` is what a reader should know about the cell.
    """

    target: str
    label: str
    colour: str
    number: Decimal | None
    short: str
    text: str
    status: Status
    remark: str

    @property
    def address(self) -> str:
        """Where the cell's evidence is."""
        return target_address(self.target)


@dataclass(frozen=True, slots=True)
class Bars:
    """All that a bar chart shows. `top` is the longest bar, at least a little above zero.

    `period` is the year, or the name of the column; `sources` are (data set, its source line), as
    for a plot.
    """

    title: str
    subtitle: str
    alt: str
    bars: tuple[Bar, ...]
    symbol: str
    period: str
    sources: tuple[tuple[str, str], ...]
    dashed: bool = False

    @property
    def top(self) -> Decimal:
        """The value that the whole width stands for."""
        return max((bar.number for bar in self.bars if bar.number), default=Decimal(1))

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that occur."""
        return frozenset(bar.status for bar in self.bars)

    @property
    def summary(self) -> str:
        """The bars in one sentence, for people who can't see them."""
        known = [(bar.number, bar) for bar in self.bars if bar.number is not None]
        if not known:
            return f"Bar chart, {self.period}: no values."
        low = min(known, key=lambda pair: pair[0])[1]
        high = max(known, key=lambda pair: pair[0])[1]
        without = len(self.bars) - len(known)
        return (
            f"Bar chart, {self.period}, {len(known)} bars, highest {high.label}, {high.text}, "
            f"lowest {low.label}, {low.text}{f', {without} without a value' if without else ''}."
        )


def bars_of(catalog: Catalog, spec: BarsSpec) -> Bars:
    """Work out the bars, in the chart's unit and order.

    Raises:
        UserError: the data set is unknown.
    """
    dataset = catalog.dataset(spec.dataset)
    lines = {line.id: line for line in dataset.series}
    cells = list(spec.cells(dataset))
    return Bars(
        title=spec.title,
        subtitle=spec.subtitle,
        alt=spec.alt,
        bars=_bars(catalog, [(lines[cell.series], cell) for cell in cells], spec.unit),
        symbol=catalog.unit(spec.unit).symbol,
        period=dataset.period_label(spec.period),
        sources=((dataset.id, source_line(catalog, dataset, cells)),),
    )


def bars_of_lines(
    catalog: Catalog, lines: Sequence[tuple[Dataset, Series]], words: tuple[str, str, str]
) -> Bars:
    """Work out bars for lines that all have cells of one year alone, and one unit.

    `words` are title, subtitle and the description for people who can't see the bars.
    """
    pairs = [(series, cell) for _, series in lines for cell in series.observations]
    sets = {dataset.id: dataset for dataset, _ in lines}
    title, subtitle, alt = words
    return Bars(
        title=title,
        subtitle=subtitle,
        alt=alt,
        bars=_bars(catalog, pairs, lines[0][1].unit),
        symbol=catalog.unit(lines[0][1].unit).symbol,
        period=pairs[0][1].period,
        sources=tuple(
            (
                name,
                source_line(catalog, dataset, [c for _, c in pairs if c.id.startswith(f"{name}/")]),
            )
            for name, dataset in sets.items()
        ),
    )


def _bars(
    catalog: Catalog, pairs: Sequence[tuple[Series, Observation]], unit_name: str
) -> tuple[Bar, ...]:
    unit = catalog.unit(unit_name)
    bars: list[Bar] = []
    for (line, cell), colour in zip(pairs, _colours([line for line, _ in pairs]), strict=True):
        number, short, text = None, "", ""
        if cell.number is not None:
            number = catalog.convert(cell.number, cell.unit, unit_name)
            short = number_text(number) + ("%" if unit.symbol == "%" else "")
            text = quantity_text(number, unit)
        bars.append(
            Bar(
                target=cell.id,
                label=line.label,
                colour=colour,
                number=number,
                short=short,
                text=text,
                status=cell.status,
                remark=f"printed as “{cell.printed}”" if cell.printed else "",
            )
        )
    return tuple(bars)


def usual_bars(catalog: Catalog, dataset: Dataset) -> BarsSpec:
    """Return the bars of a data set of one period: its lesson's figure, or all of its series."""
    for _, spec in catalog.figures(dataset.id):
        if isinstance(spec, BarsSpec):
            return spec
    unit = catalog.unit(dataset.series[0].unit)
    period = dataset.periods[0]
    alike = [s.id for s in dataset.series if catalog.unit(s.unit).dimension == unit.dimension]
    return BarsSpec(
        dataset=dataset.id,
        series=tuple(alike),
        period=period,
        unit=unit.id,
        title=dataset.title,
        subtitle=f"{unit.label}, {period}",
        alt=dataset.description,
    )


def _colours(lines: list[Series]) -> list[str]:
    """Give bars the colours of their series; a colour that two bars share would say nothing."""
    own = [line.colour for line in lines]
    return own if len(set(own)) == len(own) else [_ONE_COLOUR] * len(own)


def source_line(catalog: Catalog, dataset: Dataset, cells: list[Observation]) -> str:
    """Name the estimator and every place that the cells shown stand at."""
    places: dict[str, list[str]] = {}
    for cell in cells:
        found = places.setdefault(catalog.source(cell.locator.source).short, [])
        if cell.locator.place not in found:
            found.append(cell.locator.place)
    works = [f"{short}, {'; '.join(found)}" for short, found in places.items()]
    return f"{dataset.estimator}, in {' and '.join(works)}."
