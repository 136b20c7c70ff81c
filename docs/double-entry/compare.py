"""Compares the data sets with their second entry and prints every difference.

A second entry is a CSV beside this file, named like its data set and laid out like the printed
table: a row for each series, a column for each period, `?` for a cell that can't be read, nothing
for a cell that the table leaves empty. It is typed from the text without a look at the first.
Where the values stand in running text, a cell that only one of the entries lists, without a value,
is no difference. Cells that we computed stand in no text, so they have no second entry;
`tests/content/test_computed_data.py` works them out again.

    python docs/double-entry/compare.py
"""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "resources" / "data"

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


def main() -> int:
    """Compare every second entry; return 1 if one differs from its data set."""
    differing = 0
    for path in sorted(HERE.glob("*.csv")):
        entered = next(DATA.glob(f"*/{path.name}"))
        first, second = first_entry(entered), second_entry(path)
        found = differences(first, second)
        differing += len(found)
        print(f"{path.stem}: {len(second)} cells, {len(found)} differing")
        for line in found:
            print(f"  {line}")
    return 1 if differing else 0


def _number(text: str) -> Decimal | str:
    """Take 5.0 and 5 for the same."""
    return Decimal(text) if text[:1].isdigit() else text


if __name__ == "__main__":
    sys.exit(main())
