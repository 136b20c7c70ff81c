"""Values as CSV: what a spreadsheet reads back is what the chart shows."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.explorer import explore
from nklearn.content.plots import Plot
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection
from nklearn.interchange.values_csv import COLUMNS, write_grid, write_values


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


def plot_at(catalog: Catalog, text: str) -> Plot:
    return explore(catalog, Selection.parse(Address.parse(f"nk:data/{text}"))).plot


def read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "coal-iron-output",
        "coal-iron-output?show=coal,minerals-output/gold&scale=index",
        "minerals-output?show=last-row",
        "minerals-output?from=1998&to=2006",
    ],
)
def test_every_point_is_a_row(catalog: Catalog, text: str) -> None:
    plot = plot_at(catalog, text)
    rows = read(write_values(catalog, plot))
    points = [(line, point) for line in plot.series for point in line.points]
    assert len(rows) == len(points) > 0
    for row, (line, point) in zip(rows, points, strict=True):
        assert tuple(row) == COLUMNS
        assert (row["line"], row["year"]) == (line.label, point.period)
        assert row["status"] == str(point.status)
        assert row["unit"] == (plot.symbol or plot.measure)
        assert row["computed"] == point.formula
        evidence = catalog.evidence(point.target)
        assert (row["citation"], row["printed"]) == (evidence.source_line, evidence.printed)
        assert Selection.parse(Address.parse(row["address"])).cell == point.target
        if point.y is None:
            assert row["value"] == ""
        else:
            assert float(row["value"]) == pytest.approx(point.y)


def test_the_bytes_are_what_spreadsheets_know(catalog: Catalog) -> None:
    written = write_values(catalog, plot_at(catalog, "coal-iron-output"))
    assert written.startswith(b"\xef\xbb\xbfline,year,value,")
    assert written.count(b"\r\n") == written.count(b"\n") == len(read(written)) + 1


def test_text_that_could_be_a_formula_is_kept_apart(catalog: Catalog) -> None:
    plot = plot_at(catalog, "coal-iron-output?show=coal")
    (line,) = plot.series
    hostile = replace(plot, series=(replace(line, label='=HYPERLINK("x, y")'),))
    rows = read(write_values(catalog, hostile))
    assert {row["line"] for row in rows} == {'\'=HYPERLINK("x, y")'}


def test_a_change_below_zero_stays_a_number(catalog: Catalog) -> None:
    changes = write_grid(catalog, catalog.dataset("exports-change-2015")).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(changes)) if row["row"].startswith("Coal")]
    # A mark before it would make it text in a spreadsheet.
    assert "-7.6" in {row["value"] for row in rows}
