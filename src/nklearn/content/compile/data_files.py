"""Data sets: the Frictionless package and its CSV files, cell by cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from nklearn.content.compile import yaml_files
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.models import PackageModel, ResourceModel
from nklearn.content.compile.records import Records, check_source, hops
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.claims import Locator, Status
from nklearn.domain.datasets import WORDS, Column, Dataset, Observation, Series

COLUMNS = ["series", "period", "value", "unit", "status", "printed", "note", "source", "place"]
_YEAR = re.compile(r"[0-9]{4}")
_EMPTY = (Status.ILLEGIBLE, Status.NO_VALUE)
_NOTED = (Status.CORRECTED, Status.ILLEGIBLE)


def load(folder: Path, records: Records, faults: Faults) -> None:
    """Read every data set that `datapackage.json` names, here and in folders, into `records`."""
    for path in (folder / "datapackage.json", *sorted(folder.glob("*/datapackage.json"))):
        if path.exists():
            _load_package(path, records, faults)


def _load_package(path: Path, records: Records, faults: Faults) -> None:
    folder = path.parent
    # JSON is YAML as well, and this way every fault has its line.
    entry = yaml_files.read(path, faults)
    package = entry and yaml_files.check(entry, PackageModel, faults)
    if not entry or not package:
        return
    named: set[str] = set()
    for number, resource in enumerate(package.resources):
        place = entry.at("resources", number, "name")
        if resource.name in records.datasets:
            faults.add(place, f"the id `{resource.name}` is used twice", "rename one of them")
            continue
        named.add(resource.path)
        group = package.nklearn.group if package.nklearn else ""
        _load(folder, resource, entry, number, group, records, faults)
    for stray in sorted(folder.glob("*.csv")):
        if stray.name not in named:
            faults.add(
                faults.place(stray), "no resource of datapackage.json names it", "add one there"
            )


def _load(
    folder: Path,
    resource: ResourceModel,
    entry: Entry,
    number: int,
    group: str,
    records: Records,
    faults: Faults,
) -> None:
    about = resource.nklearn
    at = ("resources", number, "nklearn")
    check_source(about.source, entry.at(*at, "source"), records, faults)
    for step, hop in enumerate(about.chain):
        check_source(hop.source, entry.at(*at, "chain", step, "source"), records, faults)
    before = len(faults)
    _check_heads(resource, entry, number, records, faults)
    if len(faults) > before:
        records.lost_data.add(resource.name)
        return
    fields = [field.name for field in resource.table_schema.fields]
    if fields != COLUMNS:
        place = entry.at("resources", number, "schema", "fields")
        faults.add(place, "the schema's fields are not the columns of the format", _columns())
    cells = _cells(folder / resource.path, resource, records, faults)
    periods = sorted({cell.period for cell in cells})
    columns = tuple(Column(each.id, each.label, each.unit or "") for each in about.columns)
    order = [column.id for column in columns] or periods
    lost = resource.name in records.lost_data
    for step, (first, last) in enumerate(about.breaks):
        if lost:
            break
        if first not in periods or periods[periods.index(first) + 1 :][:1] != [last]:
            place = entry.at(*at, "breaks", step)
            what = f"{first} and {last} are no neighbouring periods of the data set"
            faults.add(place, what, "name two periods between which nothing stands")
    lines = tuple(
        Series(
            line.id,
            line.label,
            line.unit or "",
            line.colour,
            tuple(
                sorted(
                    (c for c in cells if c.series == line.id), key=lambda c: order.index(c.period)
                )
            ),
        )
        for line in about.series
    )
    locator = Locator(about.source, about.place)
    records.datasets[resource.name] = Dataset(
        id=resource.name,
        title=resource.title,
        description=resource.description,
        subject=about.subject or resource.title,
        estimator=about.estimator,
        locator=locator,
        chain=hops(about.chain, locator, records),
        breaks=tuple((first, last) for first, last in about.breaks),
        joined=about.joined,
        series=lines,
        columns=columns,
        group=group,
    )
    records.resources[resource.name] = (resource, entry, number)
    records.cells |= {cell.id: cell for cell in cells}


def _check_heads(
    resource: ResourceModel, entry: Entry, number: int, records: Records, faults: Faults
) -> None:
    """Note what rows and columns lack: a unit that is known, and an id of their own."""
    about = resource.nklearn
    at = ("resources", number, "nklearn")
    for kind, heads in (("columns", about.columns), ("series", about.series)):
        for line, head in enumerate(heads):
            if head.unit is not None and head.unit not in records.units:
                place = entry.at(*at, kind, line, "unit")
                faults.add(place, f"unknown unit `{head.unit}`", "add it to units.yaml")
            if head.id in {each.id for each in heads[:line]}:
                place = entry.at(*at, kind, line, "id")
                faults.add(place, f"the id `{head.id}` is used twice", "rename one of them")
    for line, head in enumerate(about.series):
        if head.unit is None and not about.columns:
            place = entry.at(*at, "series", line)
            faults.add(place, f"the series {head.id} has no unit", "add `unit`")
    if about.columns and (about.breaks or not about.joined):
        place = entry.at(*at, "columns")
        faults.add(place, "breaks of years in a data set with columns", "remove `breaks`, `joined`")
    if about.signed and not about.columns:
        place = entry.at(*at, "signed")
        what = "values below zero in a data set of years, whose charts begin at zero"
        faults.add(place, what, "give it `columns`, or remove `signed`")


def _columns() -> str:
    return "use, in this order: " + ", ".join(COLUMNS)


def _cells(
    path: Path, resource: ResourceModel, records: Records, faults: Faults
) -> list[Observation]:
    text = faults.read(path)
    if text is None:
        records.lost_data.add(resource.name)
        return []
    before = len(faults)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, Observation] = {}
    line = 1
    try:
        if next(rows, None) != COLUMNS:
            faults.add(faults.place(path), "the header is not that of the format", _columns())
            records.lost_data.add(resource.name)
            return []
        line = rows.line_num + 1
        for row in rows:
            place = faults.place(path, line)
            line = rows.line_num + 1
            if len(row) != len(COLUMNS):
                faults.add(place, f"{len(row)} columns instead of {len(COLUMNS)}", _columns())
                continue
            cell = _cell(row, resource, place, records, faults)
            if cell is None:
                continue
            if cell.id in found:
                faults.add(place, f"the cell {cell.id} stands twice", "remove one of them")
            found.setdefault(cell.id, cell)
    except csv.Error as error:
        faults.add(faults.place(path, line), f"not CSV: {error}", "correct the quotation marks")
    if len(faults) > before:
        records.lost_data.add(resource.name)
    return list(found.values())


def _cell(
    row: list[str], resource: ResourceModel, place: Place, records: Records, faults: Faults
) -> Observation | None:
    series, period, value, unit, status, printed, note, source, where = row
    before = len(faults)

    def impossible(what: str, todo: str) -> None:
        faults.add(place, f"impossible cell: {what}", todo)

    columns = [column.id for column in resource.nklearn.columns]
    if series not in {line.id for line in resource.nklearn.series}:
        impossible(f"unknown series `{series}`", "name a series of datapackage.json")
    if columns and period not in columns:
        impossible(f"unknown column `{period}`", "name a column of datapackage.json")
    if not columns and not _YEAR.fullmatch(period):
        impossible(f"`{period}` is no year", "write four digits")
    words = bool(columns) and unit == WORDS
    if unit not in records.units:
        impossible(f"unknown unit `{unit}`", "correct it or add it to units.yaml")
    elif not words and (not columns or period in columns):
        _check_unit(row, resource, records, impossible)
    if status not in list(Status):
        impossible(f"unknown status `{status}`", "write one of " + ", ".join(Status))
        return None
    sort = Status(status)
    number = _number(value, impossible)
    if number is not None and number < 0 and not resource.nklearn.signed:
        impossible(f"{value} is negative", "correct the value")
    held = printed if words else value
    if words and value:
        impossible("a value in a cell of words", "write the words under `printed`")
    if words and sort is Status.COMPUTED:
        impossible("computed words", "correct the status or the unit")
    if sort in _EMPTY and value:
        impossible(f"a value under the status {status}", "remove the value or correct the status")
    if sort not in _EMPTY and not held:
        impossible(f"no value under the status {status}", "add the value or correct the status")
    if sort in _NOTED and not note:
        faults.add(place, f"{status} without a note", "say what the page shows, and why")
    if source:
        check_source(source, place, records, faults)
    if len(faults) > before:
        return None
    about = resource.nklearn
    locator = Locator(source or about.source, where or about.place)
    name = f"{resource.name}/{series}/{period}"
    return Observation(name, series, period, number, unit, sort, printed, note, locator)


def _check_unit(
    row: list[str],
    resource: ResourceModel,
    records: Records,
    impossible: Callable[[str, str], None],
) -> None:
    """Note a unit of another dimension than the column's, or the row's where that has none."""
    series, period, value, unit = row[:4]
    head, own = _measure(resource, series, period)
    if own and records.units[own].dimension != records.units[unit].dimension:
        whose = "series'" if head == "series" else "column's"
        name = series if head == "series" else period
        impossible(f"{name} is not measured in {unit}", f"use a unit of the {whose} dimension")
    elif resource.nklearn.columns and not own and value:
        todo = "add it there, or write the cell in words"
        impossible("neither its column nor its series has a unit", todo)


def _measure(resource: ResourceModel, series: str, period: str) -> tuple[str, str]:
    """Return what gives a cell its unit, column or series, and that unit; empty if none does."""
    about = resource.nklearn
    columns = (each.unit for each in about.columns if each.id == period)
    lines = (each.unit for each in about.series if each.id == series)
    for kind, units in (("column", columns), ("series", lines)):
        if unit := next(units, None):
            return kind, unit
    return "series", ""


def _number(value: str, impossible: Callable[[str, str], None]) -> Decimal | None:
    if not value:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        impossible(f"`{value}` is not a number", "write digits with a dot for decimals")
        return None
    return number
