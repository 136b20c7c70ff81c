"""The chart of the lines that a reader has chosen: scale, years, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from nklearn.content import plots
from nklearn.content.beside import view_around
from nklearn.content.catalog import Catalog
from nklearn.content.explorer_words import subtitle_of, title_of
from nklearn.content.plots import Line, Plot, PlotPoint, PlotSeries, Reading
from nklearn.domain.claims import Status, Unit
from nklearn.domain.datasets import Observation
from nklearn.domain.quantities import number_text
from nklearn.domain.selection import Selection
from nklearn.domain.views import DataView

# From this value on a larger unit is easier to read, if no value falls below 1 in it.
_LARGE = 10_000
_TENTH = Decimal("0.1")
# So few stated points can each have their value beside them.
_FEW = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are measured: as amounts, as an index of the year `base`, or each its own way."""

    base: str = ""
    panels: bool = False

    @classmethod
    def of(cls, selection: Selection, base: str) -> Scale:
        """Return the scale that a reader has chosen."""
        return cls(base if selection.index else "", selection.panels)


def plot_of_lines(
    catalog: Catalog,
    lines: list[Line],
    selection: Selection,
    scale: Scale,
    authored: DataView | None = None,
) -> Plot:
    """Work out the chart of some lines, with the words of the authored view if it is one."""
    datasets = {dataset.id: dataset for dataset, _ in lines}
    whole = _spots(lines, replace(selection, start="", end=""))
    spots = _spots(lines, selection)
    readers, symbol, measure, symbols = _readers(catalog, lines, scale)

    def drawn(places: dict[str, float]) -> list[PlotSeries]:
        return [
            replace(plots.series_of(line, places, read), symbol=own, bridged=len(datasets) == 1)
            for line, read, own in zip(lines, readers, symbols, strict=True)
        ]

    series = drawn(spots)
    words = {year: lines[0][0].period_label(year) for year in spots}
    title = title_of(lines, list(words.values()), view_around(catalog, lines))
    subtitle = subtitle_of(lines, measure, bars=len(plots.periods_of(lines)) == 1)
    alt = " ".join(dataset.description for dataset in datasets.values())
    if authored:
        title, subtitle, alt = authored.title, authored.subtitle, authored.alt
    return Plot(
        title=title,
        subtitle=subtitle,
        alt=alt,
        symbol=symbol,
        measure=measure.removeprefix("in ").removeprefix("as an "),
        series=tuple(series),
        # The scale stays the same when the range moves, so that one can compare.
        top=plots.top_of(drawn(whole)),
        ticks=tuple((spot, words[year]) for year, spot in spots.items()),
        breaks=plots.axis_breaks(spots, datasets.values()),
        labelled=frozenset(point.target for line in series for point in _telling(line, series)),
        sources=tuple(plots.source_line(catalog, d, spots) for d in datasets.values()),
        panels=scale.panels,
    )


def _readers(
    catalog: Catalog, lines: list[Line], scale: Scale
) -> tuple[list[Callable[[Observation], Reading]], str, str, list[str]]:
    """Return what reads the cells of each line, the unit's symbol and words, and each line's own
    symbol where they differ."""
    if scale.panels:
        units = [_unit(catalog, [line]) for line in lines]
        readers = [plots.in_unit(catalog, unit.id) for unit in units]
        return readers, "", "each on its own scale", [unit.symbol for unit in units]
    none = [""] * len(lines)
    if scale.base:
        measure = f"as an index, {scale.base} = 100"
        return [_as_index(line, scale.base) for line in lines], "", measure, none
    unit = _unit(catalog, lines)
    return [plots.in_unit(catalog, unit.id)] * len(lines), unit.symbol, f"in {unit.label}", none


def references_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the years from elsewhere in the text; none where the lines have no others."""
    lines = list(lines)
    years = plots.periods_of(lines)
    found = {year for dataset, _ in lines for year in dataset.references}.intersection(years)
    return tuple(sorted(found)) if len(found) < len(years) else ()


def _spots(lines: list[Line], selection: Selection) -> dict[str, float]:
    """Give every year that is to be shown its place."""
    references = references_of(lines)
    years = [
        year
        for year in plots.periods_of(lines)
        if (selection.reference if year in references else _within(year, selection))
    ]
    return plots.positions(years, [pair for dataset, _ in lines for pair in dataset.breaks])


def _within(year: str, selection: Selection) -> bool:
    return (selection.start or year) <= year <= (selection.end or year)


def _telling(line: PlotSeries, among: list[PlotSeries]) -> list[PlotPoint]:
    """Return the points whose values tell most: the first, the highest and the lowest.

    Of single points, if they are few, all do.
    """
    known = [point for point in line.points if point.y is not None]
    if not known:
        return []
    if not line.joined and sum(len(each.points) for each in among) <= _FEW:
        return known
    low = min(known, key=lambda point: point.y or 0.0)
    high = max(known, key=lambda point: point.y or 0.0)
    return [known[0], low, high]


def _as_index(line: Line, base: str) -> Callable[[Observation], Reading]:
    first = next((c.number for c in line[1].observations if c.period == base), None)

    def read(cell: Observation) -> Reading:
        if cell.number is None or not first:
            return Reading(None, "", cell.status)
        number = (cell.number / first * 100).quantize(_TENTH, ROUND_HALF_UP)
        # A doubt about the cell is a doubt about what is computed from it.
        doubt = cell.status if cell.status is not Status.AS_PRINTED else Status.COMPUTED
        formula = f"{number_text(cell.number)} ÷ {number_text(first)} × 100"
        return Reading(number, number_text(number), doubt, formula)

    return read


def _unit(catalog: Catalog, lines: list[Line]) -> Unit:
    """Return the unit of the table, or a larger one where that is easier to read."""
    own = catalog.unit(lines[0][1].unit)
    numbers = [c.number for _, series in lines for c in series.observations if c.number]
    if not numbers or max(numbers) < _LARGE:
        return own
    fits = [
        unit
        for unit in catalog.units()
        if unit.dimension == own.dimension
        and unit.factor > own.factor
        and min(numbers) * own.factor >= unit.factor
    ]
    return max(fits, key=lambda unit: unit.factor, default=own)
