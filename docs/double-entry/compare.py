"""Compares the data sets with their second entry and prints every difference.

A second entry is a CSV beside this file, named like its data set and laid out like the printed
table: a row for each series, a column for each period, `?` for a cell that can't be read, nothing
for a cell that the table leaves empty. It is typed from the text without a look at the first.
Where the values stand in running text, a cell that only one of the entries lists, without a value,
is no difference. Cells that we computed stand in no text, so they have no second entry;
`tests/content` works them out again. Second entries of lists stand in `lists/`: the labels of
Tables 8, 9 and 11 as our copy shows them, letter by letter but for case, spaces and punctuation;
the events of Tables 6 and 7 and of the Cabinets, by date and by the names of the bodies.

    python docs/double-entry/compare.py
"""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parents[1] / "resources"
DATA = RESOURCES / "data"

Cells = dict[tuple[str, str], str]


def first_entry(path: Path) -> Cells:
    """Read the cells of a data set that stand in the text: `?` is a cell that can't be read."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["series"], row["period"]): "?" if row["status"] == "illegible" else row["value"]
            for row in csv.DictReader(file)
            if row["status"] != "computed"
        }


def second_entry(path: Path) -> Cells:
    """Read a second entry, which is laid out like the printed table."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["row"], period): value
            for row in csv.DictReader(file)
            for period, value in row.items()
            if period != "row"
        }


def differences(first: Cells, second: Cells) -> list[str]:
    """Return a line for each cell in which the entries differ, or that has a value in only one."""
    found: list[str] = []
    for cell in sorted(first.keys() | second.keys()):
        one, other = first.get(cell, "absent"), second.get(cell, "absent")
        if {one, other} == {"", "absent"}:
            continue
        if _number(one) != _number(other):
            found.append(f"{'/'.join(cell)}: {one or 'empty'} and {other or 'empty'}")
    return found


def labels() -> tuple[Cells, Cells]:
    """Read both entries of the labels, by list and number."""
    first: Cells = {}
    for path in sorted(RESOURCES.glob("labels-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            first |= {(row["list"], row["number"]): _letters(row["printed"]) for row in rows}
    with (HERE / "lists" / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return first, {(row["list"], row["number"]): _letters(row["label"]) for row in rows}


def events() -> tuple[Cells, Cells]:
    """Read both entries of the events: which bodies went in and came out, by date."""
    institutions = RESOURCES / "institutions"
    names: dict[str, str] = {}
    other: dict[str, str] = {}
    for path in sorted((institutions / "bodies").glob("*.yaml")):
        for body in yaml.safe_load(path.read_text("utf-8")):
            names[body["id"]] = _bare(body["name"])
            other |= {_bare(name): names[body["id"]] for name in body.get("variants", ())}
    first: Cells = {}
    for event in yaml.safe_load((institutions / "events.yaml").read_text("utf-8")):
        goes = event.get("from") or [event["out_of"]] if "out_of" in event else event.get("from")
        first |= _moves(
            event["date"],
            [names[body] for body in goes or ()],
            [names[body] for body in event.get("to", ())],
        )
    second: Cells = {}
    with (HERE / "lists" / "events.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            goes, comes = (
                [other.get(_bare(name), _bare(name)) for name in row[key].split(";") if name]
                for key in ("from", "to")
            )
            second |= _moves(row["date"], goes, comes)
    return first, second


def _moves(date: str, goes: list[str], comes: list[str]) -> Cells:
    both = (("goes in", goes), ("comes out", comes))
    return {(date, f"{way}: {', '.join(sorted(each))}"): "yes" for way, each in both if each}


def _bare(name: str) -> str:
    """Take a name without the years that tell two bodies of one name apart."""
    return _letters(name.partition("(")[0])


def report(name: str, first: Cells, second: Cells) -> int:
    """Print how two entries of one thing differ; return in how many cells."""
    found = differences(first, second)
    print(f"{name}: {len(second)} cells, {len(found)} differing")
    for line in found:
        print(f"  {line}")
    return len(found)


def main() -> int:
    """Compare every second entry; return 1 if one differs from its data set."""
    differing = 0
    for path in sorted(HERE.glob("*.csv")):
        entered = next(DATA.glob(f"*/{path.name}"))
        differing += report(path.stem, first_entry(entered), second_entry(path))
    differing += report("labels", *labels())
    differing += report("events", *events())
    return 1 if differing else 0


def _letters(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _number(text: str) -> Decimal | str:
    """Take 5.0 and 5 for the same."""
    return Decimal(text) if text[:1].isdigit() else text


if __name__ == "__main__":
    sys.exit(main())
