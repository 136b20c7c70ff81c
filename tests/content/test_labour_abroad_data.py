"""Computed cells on labour abroad follow from the printed numbers that they rest on."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "resources" / "data" / "labour-abroad"
#: What workers abroad bring the state: the ends of the range, in US dollars.
INCOME = {"lower": Decimal(1_200_000_000), "upper": Decimal(2_300_000_000)}

Row = dict[str, str]


def _rows(name: str) -> dict[tuple[str, str], Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {(row["series"], row["period"]): row for row in csv.DictReader(file)}


def _workers(name: str) -> Decimal:
    return Decimal(_rows("workers-abroad")[name, "workers"]["value"])


@pytest.mark.parametrize("end", INCOME)
def test_income_is_divided_by_the_printed_numbers(end: str) -> None:
    cells = _rows("income-per-worker")
    numbers = {
        "workers-50000": _workers("all-2015"),
        "workers-100000": _workers("all-state"),
        "workers-124200": _workers("china-2015") + _workers("russia-2018"),
    }
    assert {series for series, _ in cells} == set(numbers)
    for series, number in numbers.items():
        row = cells[series, end]
        assert row["status"] == "computed"
        assert row["note"].startswith(f"Computed: {INCOME[end]:,} ÷ {number:,}.")
        worked_out = (INCOME[end] / number).quantize(Decimal(1), ROUND_HALF_UP)
        assert Decimal(row["value"]) == worked_out, series


def test_what_is_left_of_the_pay_is_the_rest() -> None:
    share = {series: Decimal(row["value"]) for (series, _), row in _rows("pay-share").items()}
    assert share["workers"] == 100 - share["state"]


def test_only_these_data_sets_hold_computed_cells() -> None:
    holding = {
        path.stem
        for path in DATA.glob("*.csv")
        if any(row["status"] == "computed" for row in _rows(path.stem).values())
    }
    assert holding == {"income-per-worker", "pay-share"}, "work the new ones out again here"
