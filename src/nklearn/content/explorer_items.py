"""What can be chosen in the explorer: lines by table and unit, and why some can’t be added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nklearn.content import plots
from nklearn.content.catalog import Catalog
from nklearn.content.chart_kinds import MOST, MOST_PANELS, Kind
from nklearn.content.plots import Line
from nklearn.domain.claims import Status
from nklearn.domain.selection import Selection


class Hindrance(StrEnum):
    """Why a line can't be added to what is shown."""

    NONE = ""
    UNIT = "unit"
    YEAR = "year"
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
    """Lines of one table and unit; `place` and `unit` name both, `title` the data set."""

    dataset: str
    title: str
    place: str
    unit: str
    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The lines that have values, as many as fit into a chart."""
        return tuple(item.key for item in self.items if item.values)[:MOST]


def readable(line: Line) -> bool:
    """Whether any value of a line can be read."""
    return any(cell.number is not None for cell in line[1].observations)


def groups_of(
    catalog: Catalog,
    every: dict[str, Line],
    selection: Selection,
    kind: Kind,
    colours: dict[str, str],
) -> tuple[Group, ...]:
    """Return the lines by table and unit; `colours` are those of the lines shown."""
    found: dict[tuple[str, str], list[Item]] = {}
    for key, line in every.items():
        dataset, series = line
        own = [c for c in series.observations if c.period not in dataset.references]
        item = Item(
            key=key,
            label=series.label,
            colour=colours.get(key, series.colour),
            values=sum(cell.number is not None for cell in own),
            illegible=sum(cell.status is Status.ILLEGIBLE for cell in own),
            shown=key in selection.shown,
            hindrance=_hindrance(every, key, selection, kind),
        )
        found.setdefault((dataset.id, series.unit), []).append(item)
    sets = {dataset.id: dataset for dataset, _ in every.values()}
    return tuple(
        Group(
            name, sets[name].title, sets[name].locator.place, catalog.unit(unit).label, tuple(own)
        )
        for (name, unit), own in found.items()
    )


def _hindrance(every: dict[str, Line], key: str, selection: Selection, kind: Kind) -> Hindrance:
    line, shown = every[key], selection.shown
    if not readable(line):
        return Hindrance.UNREADABLE
    if key in shown:
        return Hindrance.NONE
    first = every[shown[0]][1].unit
    if not selection.index and not selection.panels and line[1].unit != first:
        return Hindrance.UNIT
    if selection.index and not base_of([*(every[own] for own in shown), line]):
        return Hindrance.YEAR
    bars = kind is Kind.BARS and len(plots.periods_of([every[shown[0]], line])) == 1
    most = MOST_PANELS if selection.panels else MOST
    return Hindrance.FULL if len(shown) >= most and not bars else Hindrance.NONE


def base_of(lines: list[Line]) -> str:
    """Return the first year, other than a reference, in which every line has a value above 0."""
    common: set[str] | None = None
    for dataset, series in lines:
        own = {c.period for c in series.observations if c.number} - set(dataset.references)
        common = own if common is None else common & own
    return min(common or {""})
