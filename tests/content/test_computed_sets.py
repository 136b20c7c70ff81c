"""Computed cells of the later data sets follow from the cells and claims that they rest on.

Each is worked out twice: from the cells that it rests on, and from the formula in its own note.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from simpleeval import SimpleEval

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FOLDERS = ("reserves-and-mines", "production", "trade", "people")
#: Counted by hand in Table 8, so that no other cell gives them.
COUNTED = {"occupations-counts"}
#: The note of these cells is a sentence; their own test works them out.
IN_WORDS = {
    "coal-statistics-korea/coal/2016",
    "coal-statistics-korea/coal/2020",
    "iron-ore-statistics-korea/iron-ore/2016",
    "iron-ore-statistics-korea/iron-ore/2020",
}

Row = dict[str, str]
_FORMULA = re.compile(
    r"Computed: ([0-9,. ()÷×+−]+?)(, in percent|, to the nearest ten million)?[.,;]( |$)"
)


@cache
def _set(name: str) -> dict[tuple[str, str], Row]:
    (path,) = (RESOURCES / "data").glob(f"*/{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["series"], row["period"]): row for row in csv.DictReader(file)}


def _value(target: str) -> Decimal:
    name, series, period = target.split("/")
    return Decimal(_set(name)[series, period]["value"])


@cache
def _claims() -> dict[str, Decimal]:
    """Return the first value of every claim that has one."""
    found: dict[str, Decimal] = {}
    for path in (RESOURCES / "claims").glob("*.yaml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            if entry.get("values"):
                found[entry["id"]] = Decimal(str(entry["values"][0]["number"]))
    return found


def _computed() -> Iterator[tuple[str, Row]]:
    for folder in FOLDERS:
        for path in sorted((RESOURCES / "data" / folder).glob("*.csv")):
            for (series, period), row in _set(path.stem).items():
                if row["status"] == "computed":
                    yield f"{path.stem}/{series}/{period}", row


def _agrees(target: str, worked_out: Decimal) -> None:
    """Compare a cell with what is worked out, rounded to as many places as the cell has."""
    name, series, period = target.split("/")
    row = _set(name)[series, period]
    stated = Decimal(row["value"])
    step = Decimal(1).scaleb(min(int(stated.as_tuple().exponent), 0))
    if name == "reserves-compared":
        step = Decimal("0.1")
    assert stated == worked_out.quantize(step, ROUND_HALF_UP), f"{target} is {worked_out}"
    assert row["status"] == "computed"


def test_reserves_compared() -> None:
    reserves = {series for series, _ in _set("reserves")}
    assert {series for series, _ in _set("reserves-compared")} == reserves
    for name in reserves:
        old, new = _value(f"reserves/{name}/total-1988"), _value(f"reserves/{name}/total-2013")
        proven = _value(f"reserves/{name}/proven-2013")
        _agrees(f"reserves-compared/{name}/index-2013", new / old * 100)
        _agrees(f"reserves-compared/{name}/proven-share-2013", proven / new * 100)


def test_output_follows_from_the_next_year_and_the_change() -> None:
    claims = _claims()
    coal, iron = "coal-statistics-korea/coal", "iron-ore-statistics-korea/iron-ore"
    _agrees(f"{coal}/2016", _value(f"{coal}/2017") + claims["coal-fall-2017"] * 1000)
    _agrees(f"{iron}/2016", _value(f"{iron}/2017") - claims["iron-ore-rise-2017"] * 1000)
    fall, rise = claims["coal-fall-2021"] / 100, claims["iron-ore-rise-2021"] / 100
    # As rough as the values that they rest on: a hundred thousand and ten thousand tonnes.
    _agrees(f"{coal}/2020", (_value(f"{coal}/2021") / (1 - fall) / 100).quantize(Decimal(1)) * 100)
    _agrees(f"{iron}/2020", (_value(f"{iron}/2021") / (1 + rise) / 10).quantize(Decimal(1)) * 10)


def test_estimates_apart_are_differences() -> None:
    for row, _ in _set("coal-estimates-apart"):
        year = row.removeprefix("year-")
        one, other = _value(f"coal-nkri/coal/{year}"), _value(f"coal-statistics-korea/coal/{year}")
        _agrees(f"coal-estimates-apart/{row}/difference", one - other)
        _agrees(f"coal-estimates-apart/{row}/relative", (one - other) / other * 100)


def test_a_tonne_earned_what_money_and_weight_leave() -> None:
    for name in ("coal", "iron-ore"):
        money = 1 + _value(f"exports-change-2015/{name}/revenue") / 100
        weight = 1 + _value(f"exports-change-2015/{name}/weight") / 100
        _agrees(f"exports-change-2015/{name}/per-tonne", (money / weight - 1) * 100)


def test_money_of_2013_follows_from_the_shares() -> None:
    both = _value("coal-iron-exports-2013/both/2013")
    shares = {
        name: _value(f"exports-make-up/{name}-to-china/2013") for name in ("coal", "iron-ore")
    }
    for name, share in shares.items():
        money = both * share / sum(shares.values())
        _agrees(f"coal-iron-exports-2013/{name}/2013", (money / 10).quantize(Decimal(1)) * 10)
    every = both * 100 / _claims()["coal-iron-china-2013"]
    _agrees("coal-iron-exports-2013/all-exports/2013", (every / 10).quantize(Decimal(1)) * 10)


def test_kotra_shares_and_totals() -> None:
    rise = _claims()["exports-rise-2011"] / 100
    total_2010 = _value("exports-total/kotra/2011") / (1 + rise)
    _agrees("exports-total/kotra/2010", total_2010)
    fall = _claims()["exports-fall-2015"] / 100
    _agrees("exports-total/kotra/2014", _value("exports-total/kotra/2015") / (1 - fall))
    minerals = "mineral-exports-kotra/minerals"
    share = _value(f"{minerals}/2005") / _value("exports-total/kotra/2005") * 100
    _agrees("export-shares-kotra/minerals/2005", share)
    share = _value(f"{minerals}/2010") / total_2010 * 100
    _agrees("export-shares-kotra/minerals/2010", share)


def test_shares_of_chinas_imports() -> None:
    shares = _set("export-shares-comtrade")
    for series, year in shares:
        parts = [_set("china-imports")[name, year] for name in ("coal", "iron-ore")]
        if any(part["status"] == "no-value" for part in parts):
            assert shares[series, year]["status"] == "no-value"
            continue
        whole = _value(f"china-imports/all/{year}")
        share = sum(Decimal(part["value"]) for part in parts) / whole * 100
        _agrees(f"export-shares-comtrade/{series}/{year}", share)


def test_womens_share_of_arrivals() -> None:
    years = {year for _, year in _set("arrivals")}
    assert {year for _, year in _set("arrivals-women-share")} == years
    for year in years:
        share = _value(f"arrivals/women/{year}") / _value(f"arrivals/total/{year}") * 100
        _agrees(f"arrivals-women-share/women/{year}", share)


def test_running_totals_are_the_years_added() -> None:
    before = _set("arrivals-before-2002")
    for kind in ("men", "women", "total"):
        start = sum(Decimal(row["value"]) for (name, _), row in before.items() if name == kind)
        for year in ("2022", "2024", "2025"):
            added = sum(
                Decimal(row["value"])
                for (name, each), row in _set("arrivals").items()
                if name == kind and each <= year
            )
            assert start + added == _value(f"arrivals-cumulative/to-{year}/{kind}"), year


def test_implied_tiers_lie_within_the_years_in_a_row() -> None:
    cells = {
        name.removeprefix("year-"): row
        for (name, column), row in _set("tip-tiers").items()
        if column == "tier"
    }
    counted = {
        int(year) - int(match[1]) + 1
        for year, row in cells.items()
        if (match := re.search(r"is the (\d+)(?:st|nd|rd|th) year in a row", row["note"]))
    }
    assert counted == {2003}, "every article counts from the same year"
    assert {row["value"] for row in cells.values()} == {"3"}
    assert sorted(map(int, cells)) == list(range(2003, 2026))


def test_no_other_data_set_holds_computed_cells() -> None:
    assert {target.partition("/")[0] for target, _ in _computed()} == COUNTED | {
        "arrivals-women-share",
        "coal-estimates-apart",
        "coal-iron-exports-2013",
        "coal-statistics-korea",
        "export-shares-comtrade",
        "export-shares-kotra",
        "exports-change-2015",
        "exports-total",
        "iron-ore-statistics-korea",
        "reserves-compared",
        "tip-tiers",
    }, "work the new ones out again here"


@pytest.mark.parametrize("target", [target for target, _ in _computed()])
def test_every_note_says_how_and_its_formula_gives_the_cell(target: str) -> None:
    name, series, period = target.split("/")
    note = _set(name)[series, period]["note"]
    assert note.startswith("Computed: ")
    if name in COUNTED | {"reserves-compared", "tip-tiers"} or target in IN_WORDS:
        return
    match = _FORMULA.match(note)
    assert match, f"no formula in {note!r}"
    formula = match[1].replace(",", "").translate(str.maketrans("÷×−", "/*-"))
    evaluator: Any = SimpleEval(names={}, functions={})  # simpleeval carries no types
    worked_out = Decimal(str(evaluator.eval(formula)))
    if match[2] == ", in percent":
        worked_out *= 100
    if match[2] == ", to the nearest ten million":
        worked_out = (worked_out / 10).quantize(Decimal(1), ROUND_HALF_UP) * 10
    _agrees(target, worked_out)
