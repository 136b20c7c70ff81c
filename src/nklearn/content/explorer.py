"""The data explorer: what can stand side by side, and the chart of what a reader has chosen.

Lines of one unit share a scale; those of several data sets stand beside each other there, each with
its own marks, and nothing joins them. What differs in unit can be compared as an index, with one
year as 100, or in panels, each with a scale of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nklearn.base.errors import UnknownAddressError
from nklearn.content import plots
from nklearn.content.bars import Bars, bars_of, bars_of_lines, usual_bars
from nklearn.content.beside import dressed, lines_beside, view_around, view_of
from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import MOST, MOST_PANELS, Kind, kind_of, shape_of
from nklearn.content.citations import Cited
from nklearn.content.explorer_items import Group, base_of, groups_of, readable
from nklearn.content.explorer_plot import Scale, plot_of_lines, references_of
from nklearn.content.plots import Line, Plot
from nklearn.domain.addresses import Address
from nklearn.domain.charts import BarsSpec, ChartSpec
from nklearn.domain.datasets import Dataset
from nklearn.domain.selection import Selection
from nklearn.domain.views import DataView


@dataclass(frozen=True, slots=True)
class View:
    """The explorer for one selection, made whole: what it left out is filled in.

    `kind` says how it is drawn: `bars` has the bars where it is bars, `plot` the same values
    whatever it is. `years` are those that the range control goes through; `references` the years
    that come from elsewhere in the text; `base` the year that the index sets to 100, empty if there
    is none; `usual` are the lines shown when none are chosen; `notes` are (line, label, what its
    data set holds) where lines of several data sets stand beside each other; `months` are (period,
    name) where the data has months for years.
    """

    selection: Selection
    title: str
    kind: Kind
    plot: Plot
    bars: Bars | None
    groups: tuple[Group, ...]
    years: tuple[str, ...]
    references: tuple[str, ...]
    base: str
    usual: tuple[str, ...]
    notes: tuple[tuple[str, str, str], ...] = ()
    months: tuple[tuple[str, str], ...] = ()

    @property
    def drawing(self) -> Plot | Bars:
        """What is drawn."""
        return self.bars or self.plot

    def name_of(self, year: str) -> str:
        """Return a year, or the month that a period stands for, as a reader sees it."""
        return dict(self.months).get(year, year)

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
    every = lines_beside(catalog, home)
    _check(catalog, every, selection)
    usual = _usual(catalog, home, every, selection.cell)
    selection, base = _scaled(catalog, home, every, selection, usual)
    lines = [every[key] for key in selection.shown]
    kind = kind_of(shape_of(lines), panels=selection.panels)
    references = references_of(lines)
    years = tuple(year for year in plots.periods_of(lines) if year not in references)
    # Without a year of their own, lines have those from elsewhere alone: something must be shown.
    reference = selection.reference or not years
    selection = replace(selection, reference=reference, **_range(selection, years))
    selection, authored, plot, bars = _drawn(catalog, every, selection, kind, base)
    colours = {line.key: line.colour for line in plot.series}
    several = len({dataset.id for dataset, _ in lines}) > 1
    return View(
        selection=selection,
        title=authored.title if authored and several else home.title,
        kind=kind,
        plot=plot,
        bars=bars,
        groups=groups_of(catalog, every, selection, kind, colours),
        years=years,
        references=references,
        base=base,
        usual=usual,
        notes=_notes(catalog, every, plot) if several else (),
        months=tuple((column.id, column.label) for column in home.columns),
    )


def _check(catalog: Catalog, every: dict[str, Line], selection: Selection) -> None:
    if not every:
        raise UnknownAddressError("chart", selection.dataset)
    for key in selection.shown:
        if key not in every:
            raise UnknownAddressError("series", key)
    if selection.cell:
        catalog.evidence(selection.cell)
        if selection.cell.rpartition("/")[0] not in every:  # a cell of another subject
            raise UnknownAddressError("cell", selection.cell)


def _scaled(
    catalog: Catalog,
    home: Dataset,
    every: dict[str, Line],
    selection: Selection,
    usual: tuple[str, ...],
) -> tuple[Selection, str]:
    """Fill in lines and scale so that they can be drawn; return the choice and the index's base."""
    shown = selection.shown or usual
    lines = [every[key] for key in shown]
    if len(plots.periods_of(lines)) <= 1:  # bars: as many as there are, of one unit
        alike = tuple(key for key in shown if every[key][1].unit == lines[0][1].unit)
        return replace(selection, shown=alike, index=False, panels=False), ""
    panels = selection.panels or (len(shown) > MOST and not selection.index)
    shown = shown[: MOST_PANELS if panels else MOST]
    base = _base_for(catalog, home, every, shown)
    units = {every[key][1].unit for key in shown}
    # Lines that can share no scale are only ever shown as an index.
    index = bool(base) and not panels and (selection.index or len(units) > 1)
    if len(units) > 1 and not index and not panels:
        shown = tuple(key for key in shown if every[key][1].unit == every[shown[0]][1].unit)
        base = _base_for(catalog, home, every, shown)
        if len(plots.periods_of(every[key] for key in shown)) <= 1:
            base = ""
    return replace(selection, shown=shown, index=index, panels=panels), base


def _base_for(
    catalog: Catalog, home: Dataset, every: dict[str, Line], shown: tuple[str, ...]
) -> str:
    """Return the year that an index of the lines sets to 100, empty if there is none.

    The same one for all lines of the subject where they have one in common.
    """
    lines = [every[key] for key in shown]
    if home.dated or any(catalog.unit(s.unit).dimension == "index" for _, s in lines):
        return ""
    alike = [line for line in every.values() if line[0].subject == home.subject and readable(line)]
    return base_of([*alike, *lines]) or base_of(lines)


def _drawn(
    catalog: Catalog, every: dict[str, Line], selection: Selection, kind: Kind, base: str
) -> tuple[Selection, DataView | None, Plot, Bars | None]:
    """Return the drawing, and the choice in the order of the drawing's lines."""
    plain = not selection.index and not selection.start and not selection.end
    plain = plain and selection.reference
    authored = view_of(catalog, selection.shown, panels=selection.panels) if plain else None
    figure = _figure(catalog, selection) if plain and not selection.panels else None
    order = selection.shown
    if figure:  # in its order, so that lines have the marks that they have in the lesson
        order = tuple(f"{selection.dataset}/{name}" for name in figure.series)
    elif authored:
        order = authored.keys
    selection = replace(selection, shown=order)
    lines = dressed(catalog, [every[key] for key in order])
    if authored and not figure:
        lines = [
            (dataset, replace(series, label=line.label or series.label))
            for (dataset, series), line in zip(lines, authored.lines, strict=True)
        ]
    if isinstance(figure, ChartSpec):
        plot = plots.plot_of(catalog, figure)
    else:
        plot = plot_of_lines(catalog, lines, selection, Scale.of(selection, base), authored)
    bars = None
    if isinstance(figure, BarsSpec):
        bars = bars_of(catalog, figure)
    elif kind is Kind.BARS:
        bars = bars_of_lines(catalog, lines, (plot.title, plot.subtitle, plot.alt))
    return selection, authored, _marked(catalog, plot), bars


def _marked(catalog: Catalog, plot: Plot) -> Plot:
    """Mark the points that sources disagree about."""
    series = tuple(
        replace(
            line,
            points=tuple(
                replace(point, rivals=True) if catalog.disagreements_of(point.target) else point
                for point in line.points
            ),
        )
        for line in plot.series
    )
    return replace(plot, series=series)


def _notes(
    catalog: Catalog, every: dict[str, Line], plot: Plot
) -> tuple[tuple[str, str, str], ...]:
    view = view_around(catalog, [every[line.key] for line in plot.series])
    about = {line.key: line.about for line in view.lines if line.about} if view else {}
    return tuple(
        (line.key, line.label, about.get(line.key, every[line.key][0].lead)) for line in plot.series
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


def _usual(catalog: Catalog, home: Dataset, every: dict[str, Line], cell: str) -> tuple[str, ...]:
    """Return what a data set shows when nothing is chosen.

    That is its lesson's chart, the view that authors made of it, or its first lines: with the line
    of `cell` among them, or that line alone.
    """
    wanted = cell.rpartition("/")[0]
    if len(home.periods) == 1 and not home.columns:
        found = [tuple(f"{home.id}/{name}" for name in usual_bars(catalog, home).series)]
    else:
        found = [
            tuple(f"{home.id}/{name}" for name in spec.series)
            for _, spec in catalog.figures(home.id)
            if isinstance(spec, ChartSpec)
        ]
        alone = (view for view in catalog.views if view.datasets == (home.id,) and not view.panels)
        found += [view.keys for view in alone]
    units = dict.fromkeys(series.unit for series in home.series)
    for unit in units:
        own = [f"{home.id}/{s.id}" for s in home.series if s.unit == unit and readable((home, s))]
        found.append(tuple(own[:MOST]))
    usual = next((keys for keys in found if keys and (not wanted or wanted in keys)), ())
    return usual or tuple(filter(None, (wanted,))) or (next(iter(every)),)


def _figure(catalog: Catalog, selection: Selection) -> ChartSpec | BarsSpec | None:
    """Return the lesson's chart of exactly these lines, if there is one."""
    for _, spec in catalog.figures(selection.dataset):
        if sorted(selection.shown) == sorted(f"{selection.dataset}/{n}" for n in spec.series):
            return spec
    return None
