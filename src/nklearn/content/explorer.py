"""The data explorer: what can stand side by side, and the chart of what a reader has chosen.

Lines share a scale if they are of one data set and one unit: two tables mean two estimators, and
tonnes beside thousands of tonnes would lie flat on the baseline. As an index, with one year as
100, any lines of one subject can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from nklearn.base.errors import UnknownAddressError
from nklearn.content import plots
from nklearn.content.catalog import Catalog
from nklearn.content.citations import Cited
from nklearn.content.plots import Line, Plot, PlotPoint, PlotSeries, Reading
from nklearn.domain.addresses import Address
from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Status, Unit
from nklearn.domain.datasets import Dataset, Observation
from nklearn.domain.quantities import number_text
from nklearn.domain.selection import Selection

#: More lines than these can't be told apart.
MOST = 5
# From this value on a larger unit is easier to read, if no value falls below 1 in it.
_LARGE = 10_000
_TENTH = Decimal("0.1")


class Hindrance(StrEnum):
    """Why a line can't be added to what is shown."""

    NONE = ""
    UNIT = "unit"
    FULL = "full"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Item:
    """A line that can be chosen: `values` and `illegible` count the cells of its table."""

    key: str
    label: str
    colour: str
    values: int
    illegible: int
    shown: bool
    hindrance: Hindrance


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one table and unit; `place` and `unit` name both."""

    dataset: str
    place: str
    unit: str
    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The lines that have values, as many as fit into a chart."""
        return tuple(item.key for item in self.items if item.values)[:MOST]


@dataclass(frozen=True, slots=True)
class View:
    """The explorer for one selection, made whole: what it left out is filled in.

    `years` are those that the range control goes through; `references` the years that come from
    elsewhere in the text; `base` the year that the index sets to 100, empty if there is none;
    `usual` are the lines shown when none are chosen.
    """

    selection: Selection
    title: str
    plot: Plot
    groups: tuple[Group, ...]
    years: tuple[str, ...]
    references: tuple[str, ...]
    base: str
    usual: tuple[str, ...]

    @property
    def address(self) -> Address:
        """The address of what is shown, without what goes without saying."""
        shown = () if self.selection.shown == self.usual else self.selection.shown
        return replace(self.selection, shown=shown).address


def explore(catalog: Catalog, selection: Selection) -> View:
    """Work out the explorer for a selection.

    Raises:
        UnknownAddressError: there is no such data set, line or cell.
    """
    home = catalog.dataset(selection.dataset)
    every = {
        f"{dataset.id}/{series.id}": (dataset, series)
        for dataset in catalog.datasets_about(home.subject)
        if not dataset.columns
        for series in dataset.series
    }
    for key in selection.shown:
        if key not in every:
            raise UnknownAddressError("series", key)
    if selection.cell:
        catalog.evidence(selection.cell)
        if selection.cell.rpartition("/")[0] not in every:  # a cell of another subject
            raise UnknownAddressError("cell", selection.cell)
    selection = replace(selection, shown=selection.shown[:MOST])
    groups = _groups(catalog, every, selection)
    usual = _usual(catalog, home, groups, selection.cell)
    shown = selection.shown or usual
    indexed = any(catalog.unit(every[key][1].unit).dimension == "index" for key in shown)
    readable = [line for line in every.values() if _readable(line)]
    base = "" if indexed else _base(readable) or _base([every[key] for key in shown])
    units = {(every[key][0].id, every[key][1].unit) for key in shown}
    # Lines that can share no scale are only ever shown as an index.
    index = bool(base) and (selection.index or len(units) > 1)
    if len(units) > 1 and not index:
        shown = shown[:1]
    lines = [every[key] for key in shown]
    years = tuple(year for year in plots.periods_of(lines) if year not in _references(lines))
    # Without a year of their own, lines have those from elsewhere alone: something must be shown.
    reference = selection.reference or not years
    selection = replace(
        selection, shown=shown, index=index, reference=reference, **_range(selection, years)
    )
    figure = _figure(catalog, selection)
    if figure:  # in its order, so that lines have the marks that they have in the lesson
        names = (f"{selection.dataset}/{name}" for name in figure.series)
        selection = replace(selection, shown=tuple(names))
    return View(
        selection=selection,
        title=home.title,
        plot=plots.plot_of(catalog, figure) if figure else _plot(catalog, lines, selection, base),
        groups=_groups(catalog, every, selection),
        years=years,
        references=_references(lines),
        base=base,
        usual=usual,
    )


def cited(catalog: Catalog, plot: Plot) -> tuple[Cited, ...]:
    """Return the works that a plot rests on, one for each data set."""
    return tuple(Cited(catalog.dataset(name).locator.source, words) for name, words in plot.sources)


def _range(selection: Selection, years: tuple[str, ...]) -> dict[str, str]:
    """Return the ends of the range where they leave something out, in their order.

    A range of a single year is none: there is nothing to compare in it.
    """
    start, end = selection.start, selection.end
    if start in years and end in years and start > end:
        start, end = end, start
    inner = years[1:-1]
    start, end = (start if start in inner else ""), (end if end in inner else "")
    return {"start": "", "end": ""} if start == end else {"start": start, "end": end}


def _references(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the years from elsewhere in the text; none where the lines have no others."""
    lines = list(lines)
    years = plots.periods_of(lines)
    found = {year for dataset, _ in lines for year in dataset.references}.intersection(years)
    return tuple(sorted(found)) if len(found) < len(years) else ()


def _readable(line: Line) -> bool:
    return any(cell.number is not None for cell in line[1].observations)


def _usual(
    catalog: Catalog, home: Dataset, groups: tuple[Group, ...], cell: str
) -> tuple[str, ...]:
    """Return what a data set shows when nothing is chosen: its lesson's chart, or its first lines.

    With the line of `cell` among them, or that line alone.
    """
    wanted = cell.rpartition("/")[0]
    own = [group.keys for group in groups if group.dataset == home.id and group.keys]
    charts = [
        tuple(f"{home.id}/{name}" for name in spec.series)
        for _, spec in catalog.figures(home.id)
        if isinstance(spec, ChartSpec)
    ]
    usual = next((keys for keys in (*charts, *own) if not wanted or wanted in keys), ())
    return usual or tuple(filter(None, (wanted,))) or (groups[0].items[0].key,)


def _groups(catalog: Catalog, every: dict[str, Line], selection: Selection) -> tuple[Group, ...]:
    kinds = {(every[key][0].id, every[key][1].unit) for key in selection.shown}
    found: dict[tuple[str, str], list[Item]] = {}
    for key, line in every.items():
        dataset, series = line
        hindrance = Hindrance.NONE
        if not _readable(line):
            hindrance = Hindrance.UNREADABLE
        elif key not in selection.shown:
            if not selection.index and kinds and (dataset.id, series.unit) not in kinds:
                hindrance = Hindrance.UNIT
            elif len(selection.shown) >= MOST:
                hindrance = Hindrance.FULL
        own = [c for c in series.observations if c.period not in dataset.references]
        item = Item(
            key=key,
            label=series.label,
            colour=series.colour,
            values=sum(cell.number is not None for cell in own),
            illegible=sum(cell.status is Status.ILLEGIBLE for cell in own),
            shown=key in selection.shown,
            hindrance=hindrance,
        )
        found.setdefault((dataset.id, series.unit), []).append(item)
    places = {dataset.id: dataset.locator.place for dataset, _ in every.values()}
    return tuple(
        Group(dataset, places[dataset], catalog.unit(unit).label, tuple(items))
        for (dataset, unit), items in found.items()
    )


def _base(lines: list[Line]) -> str:
    """Return the first year, other than a reference, in which every line has a value above 0."""
    common: set[str] | None = None
    for dataset, series in lines:
        own = {c.period for c in series.observations if c.number} - set(dataset.references)
        common = own if common is None else common & own
    return min(common or {""})


def _figure(catalog: Catalog, selection: Selection) -> ChartSpec | None:
    """Return the lesson's chart of exactly this selection, if there is one."""
    if selection.index or selection.start or selection.end or not selection.reference:
        return None
    for _, spec in catalog.figures(selection.dataset):
        if isinstance(spec, ChartSpec) and sorted(selection.shown) == sorted(
            f"{selection.dataset}/{name}" for name in spec.series
        ):
            return spec
    return None


def _plot(catalog: Catalog, lines: list[Line], selection: Selection, base: str) -> Plot:
    datasets = {dataset.id: dataset for dataset, _ in lines}
    whole = _spots(lines, replace(selection, start="", end=""))
    spots = _spots(lines, selection)
    if selection.index:
        symbol, measure = "", f"index, {base} = 100"
        readers = [_as_index(line, base) for line in lines]
    else:
        unit = _unit(catalog, lines)
        symbol, measure = unit.symbol, unit.label
        readers = [plots.in_unit(catalog, unit.id)] * len(lines)
    drawn = [plots.series_of(line, spots, read) for line, read in zip(lines, readers, strict=True)]
    # The scale stays the same when the range moves, so that one can compare.
    full = [plots.series_of(line, whole, read) for line, read in zip(lines, readers, strict=True)]
    names = _listed([line.label for line in drawn])
    years = list(spots)
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    titles = "; ".join(dataset.title for dataset in datasets.values())
    return Plot(
        title=f"{names}, {span}",
        subtitle=f"{titles}, {'as an' if selection.index else 'in'} {measure}",
        alt=" ".join(dataset.description for dataset in datasets.values()),
        symbol=symbol,
        measure=measure,
        series=tuple(drawn),
        top=plots.top_of(full),
        ticks=tuple((spot, year) for year, spot in spots.items()),
        breaks=plots.axis_breaks(spots, datasets.values()),
        labelled=frozenset(point.target for line in drawn for point in _telling(line)),
        sources=tuple(plots.source_line(catalog, d, spots) for d in datasets.values()),
    )


def _spots(lines: list[Line], selection: Selection) -> dict[str, float]:
    """Give every year that is to be shown its place."""
    references = _references(lines)
    years = [
        year
        for year in plots.periods_of(lines)
        if (selection.reference if year in references else _within(year, selection))
    ]
    return plots.positions(years, [pair for dataset, _ in lines for pair in dataset.breaks])


def _within(year: str, selection: Selection) -> bool:
    return (selection.start or year) <= year <= (selection.end or year)


def _telling(line: PlotSeries) -> list[PlotPoint]:
    """Return the points whose values tell most: the first, the highest and the lowest."""
    known = [point for point in line.points if point.y is not None]
    if not known:
        return []
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


def _listed(names: list[str]) -> str:
    """Write names as a sentence does: "Coal, Copper and Lead"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
