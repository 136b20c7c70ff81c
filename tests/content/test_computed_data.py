"""Cells that we computed follow from the printed cells that they rest on."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "resources" / "data" / "mining-economy"

Row = dict[str, str]


def _rows(name: str) -> dict[tuple[str, str], Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {(row["series"], row["period"]): row for row in csv.DictReader(file)}


def _value(name: str, series: str, period: str) -> Decimal:
    return Decimal(_rows(name)[series, period]["value"])


def test_every_cell_of_the_index_follows_from_the_output() -> None:
    output, index = _rows("minerals-output"), _rows("minerals-index")
    named = {cell for cell in output if cell[0] != "last-row"}
    assert index.keys() == named, "the line without a name has no index, every other cell has one"
    for (series, period), row in index.items():
        amount, base = output[series, period], output[series, "1998"]
        assert row["unit"] == "index-points"
        if amount["status"] == "illegible":
            assert (row["status"], row["value"]) == ("illegible", ""), f"{series} {period}"
            continue
        ratio = Decimal(amount["value"]) / Decimal(base["value"]) * 100
        worked_out = ratio.quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert row["status"] == "computed", f"{series} {period}"
        assert Decimal(row["value"]) == worked_out, f"{series} {period}"


def test_computed_shares_of_exports_are_what_the_stated_ones_leave() -> None:
    shares = _rows("exports-make-up")
    computed = {cell[0] for cell, row in shares.items() if row["status"] == "computed"}
    assert computed == {"other-mining", "all-else"}
    mining = _value("mining-export-share", "section-1", "2013")
    coal = _value("exports-make-up", "coal-to-china", "2013")
    iron_ore = _value("exports-make-up", "iron-ore-to-china", "2013")
    assert _value("exports-make-up", "other-mining", "2013") == mining - coal - iron_ore
    assert _value("exports-make-up", "all-else", "2013") == 100 - mining
    assert sum(Decimal(row["value"]) for row in shares.values()) == 100


def test_only_these_data_sets_hold_computed_cells() -> None:
    holding = {
        path.stem
        for path in DATA.glob("*.csv")
        if any(row["status"] == "computed" for row in _rows(path.stem).values())
    }
    assert holding == {"minerals-index", "exports-make-up"}, "work the new ones out again here"
