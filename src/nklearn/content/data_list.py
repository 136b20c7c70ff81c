"""The list of the data: authored views first, then the data sets under their headings."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.content import plots
from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import MOST, Kind, kind_of, shape_of
from nklearn.content.plots import Line
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.views import DataView


@dataclass(frozen=True, slots=True)
class Trace:
    """The line of a small picture: (x, y) from 0 to 1, y None for a gap; or points alone."""

    points: tuple[tuple[float, float | None], ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A data set or a view. `values` counts the cells that have one; `years` are the first and the
    last, empty where there are none; `traces` are what a small picture of it shows."""

    address: str
    title: str
    lead: str
    kind: Kind
    values: int
    years: str
    source: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Entries under a heading; the views have none of their own, `name` is then empty."""

    name: str
    entries: tuple[Entry, ...]


def data_list(catalog: Catalog) -> tuple[Heading, ...]:
    """Return the views, then the data sets under their headings, in the authors' order.

    Data sets without a heading come last, under an empty one too.
    """
    found: dict[str, list[Entry]] = {}
    sets = catalog.datasets()
    for dataset in sets:
        found.setdefault(dataset.group, []).append(_of_dataset(catalog, dataset))
    rest = found.pop("", [])
    known = {dataset.id: dataset for dataset in sets}
    views = tuple(_of_view(catalog, view, known) for view in catalog.views)
    groups = (Heading(name, tuple(entries)) for name, entries in found.items())
    return (Heading("", views), *groups, *([Heading("", tuple(rest))] if rest else []))


def _of_dataset(catalog: Catalog, dataset: Dataset) -> Entry:
    lines: list[Line] = [(dataset, series) for series in dataset.series]
    first = dataset.series[0].unit
    alike = [line for line in lines if line[1].unit == first][:MOST]
    kind = kind_of(shape_of(alike))
    shown = lines if kind is Kind.BARS else alike
    source = catalog.source_line(dataset.locator.source, dataset.locator.place)
    return _entry(
        str(Address.of("data", dataset.id)), dataset.title, dataset.lead, kind, source, lines, shown
    )


def _of_view(catalog: Catalog, view: DataView, known: dict[str, Dataset]) -> Entry:
    lines: list[Line] = []
    for key in view.keys:
        dataset = known[key.partition("/")[0]]
        lines.append((dataset, next(s for s in dataset.series if f"{dataset.id}/{s.id}" == key)))
    kind = kind_of(shape_of(lines), panels=view.panels)
    works = dict.fromkeys(catalog.source(d.locator.source).short for d, _ in lines)
    return _entry(
        str(view.address), view.title, view.subtitle, kind, "; ".join(works), lines, lines
    )


def _entry(
    address: str,
    title: str,
    lead: str,
    kind: Kind,
    source: str,
    lines: list[Line],
    shown: list[Line],
) -> Entry:
    cells = [cell for _, series in lines for cell in series.observations]
    years = ""
    if kind is not Kind.TABLE:
        periods = [lines[0][0].period_label(each) for each in plots.periods_of(lines)]
        years = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    return Entry(
        address=address,
        title=title,
        lead=lead,
        kind=kind,
        values=sum(cell.number is not None or bool(cell.text) for cell in cells),
        years=years,
        source=source,
        traces=() if kind is Kind.TABLE else _traces(shown, kind),
    )


def _traces(lines: list[Line], kind: Kind) -> tuple[Trace, ...]:
    """Return the lines within a square of the size 1: all on one scale, but panels and shares."""
    when = [plots.moment(period) for period in plots.periods_of(lines)]
    first, span = when[0], max(when[-1] - when[0], 1.0)
    units = {series.unit for _, series in lines}
    tops = [
        max((float(c.number) for c in s.observations if c.number), default=1.0) for _, s in lines
    ]
    whole = max(tops)
    own = kind is Kind.PANELS or len(units) > 1
    found: list[Trace] = []
    for (dataset, series), top in zip(lines, tops, strict=True):
        points: list[tuple[float, float | None]] = []
        for cell in sorted(series.observations, key=lambda cell: plots.moment(cell.period)):
            x = (plots.moment(cell.period) - first) / span
            if any(after == cell.period for _, after in dataset.breaks):
                points.append((x, None))
            value = None if cell.number is None else float(cell.number)
            points.append((x, None if value is None else value / (top if own else whole)))
        found.append(Trace(tuple(points), dataset.joined))
    return tuple(found)
