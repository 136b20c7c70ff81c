"""What a bar chart draws: one bar for each cell, worked out from its specification."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.catalog import Catalog
from nklearn.domain.charts import BarsSpec
from nklearn.domain.claims import Status
from nklearn.domain.datasets import Dataset, Observation
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import number_text, quantity_text


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
    """All that a bar chart shows. `top` is the longest bar, at least a little above zero."""

    bars: tuple[Bar, ...]
    symbol: str
    period: str
    source_line: str

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
    unit = catalog.unit(spec.unit)
    bars: list[Bar] = []
    for cell in cells:
        number, short, text = None, "", ""
        if cell.number is not None:
            number = catalog.convert(cell.number, cell.unit, spec.unit)
            short = number_text(number) + ("%" if unit.symbol == "%" else "")
            text = quantity_text(number, unit)
        bars.append(
            Bar(
                target=cell.id,
                label=lines[cell.series].label,
                colour=lines[cell.series].colour,
                number=number,
                short=short,
                text=text,
                status=cell.status,
                remark=f"printed as “{cell.printed}”" if cell.printed else "",
            )
        )
    return Bars(tuple(bars), unit.symbol, spec.period, _source_line(catalog, dataset, cells))


def _source_line(catalog: Catalog, dataset: Dataset, cells: list[Observation]) -> str:
    """Name the estimator and every place that the cells shown stand at."""
    places = dict.fromkeys(
        catalog.source_line(cell.locator.source, cell.locator.place) for cell in cells
    )
    return f"{dataset.estimator}, in {' and '.join(places)}."
