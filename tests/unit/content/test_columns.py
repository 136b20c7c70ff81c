"""Data sets with columns: cells of words and numbers, sums that are checked, the table of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from nklearn.__main__ import main
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.content.explorer import explore
from nklearn.content.grids import grid_of
from nklearn.domain.claims import Status
from nklearn.domain.selection import Selection
from nklearn.interchange.values_csv import write_grid

PACKAGE = "resources/data/datapackage.json"
CELLS = "resources/data/pit-rations.csv"
LESSON = "lessons/pits/01-the-pit.md"


@pytest.fixture
def catalog(tree: Path, tmp_path: Path) -> Generator[Catalog]:
    compile_content(tree, tmp_path / "content.db")
    catalog = Catalog.open(tmp_path / "content.db")
    yield catalog
    catalog.close()


def faults(tree: Path, path: str, old: str, new: str) -> list[str]:
    """What is reported, without the file's name, if `old` becomes `new` in a file."""
    file = tree / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return [str(fault).partition(": ")[2] for fault in check_content(tree)]


def test_cells_come_back_in_the_order_of_the_columns(catalog: Catalog) -> None:
    rations = catalog.dataset("pit-rations")
    assert rations.periods == ("people", "grain", "giver", "measure")
    assert [[cell.period for cell in line.observations] for line in rations.series] == [
        ["people", "grain", "giver", "measure"],
        ["people", "grain", "giver", "measure"],
        ["people", "grain", "giver", "measure"],
        ["people", "measure"],
    ]
    assert [(c.label, c.unit) for c in rations.columns][-1] == ("Weekly measure", "")
    assert catalog.dataset("pit-output").columns == ()
    assert rations.group == "In the pits"


def test_the_evidence_of_a_cell_of_words(catalog: Catalog) -> None:
    words = catalog.evidence("pit-rations/cutters/grain")
    assert words.title == "Rations at the pit: Cutters of coal, Grain a day"
    assert words.value == "900 g, and more where the shaft is deep"
    assert words.statement == (
        "Cutters of coal, Grain a day: 900 g, and more where the shaft is deep. Given by: Nobody."
    )
    assert (words.printed, words.years, words.source_line) == ("", (), "Made up 2016, Table 4")
    number = catalog.evidence("pit-rations/carters/people")
    assert (number.value, number.printed, number.years) == ("80 people", "8O", ())
    stained = catalog.evidence("pit-rations/keepers/grain")
    assert stained.value == "" and "can't be read" in stained.statement


def test_search_finds_the_words_of_a_cell(catalog: Catalog) -> None:
    hits = {hit.address: hit for hit in catalog.search("county store")}
    hit = hits["nk:data/pit-rations?cell=cutters/giver"]
    assert (hit.kind, hit.title) == ("cell", "Rations at the pit: Cutters of coal, Supplier")


def test_the_table(catalog: Catalog) -> None:
    grid = grid_of(catalog, catalog.dataset("pit-rations"))
    assert [head.text for head in grid.columns] == [
        "People",
        "Grain a day",
        "Supplier",
        "Weekly measure",
    ]
    assert [head.words for head in grid.columns] == [False, True, True, True]
    assert [head.text for head in grid.rows][:2] == ["Cutters of coal, kt", "Carters, %"]
    texts = [[cell.text if cell else None for cell in row] for row in grid.cells]
    assert texts[1] == ["80", "700 g", "The county", "12.5%"]
    assert texts[3] == ["200", None, None, "not stated"]
    assert grid.statuses == {
        Status.AS_PRINTED,
        Status.CORRECTED,
        Status.ILLEGIBLE,
        Status.NO_VALUE,
    }
    assert not grid.rivals


def test_the_values_as_csv(catalog: Catalog) -> None:
    text = write_grid(catalog, catalog.dataset("pit-rations")).decode("utf-8-sig")
    rows = {(row["row"], row["column"]): row for row in csv.DictReader(io.StringIO(text))}
    carters = rows["Carters", "People"]
    assert (carters["value"], carters["unit"], carters["printed"]) == ("80", "people", "8O")
    giver = rows["Carters", "Supplier"]
    assert (giver["value"], giver["words"], giver["status"]) == ("", "The county", "as-printed")
    assert giver["address"] == "nk:data/pit-rations?cell=carters/giver"


def test_the_explorer_of_years_leaves_tables_of_its_subject_out(catalog: Catalog) -> None:
    view = explore(catalog, Selection("pit-output"))
    assert [group.dataset for group in view.groups] == ["pit-output"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "carters,people",
            "carters,folk",
            "impossible cell: unknown column `folk`; name a column of datapackage.json",
        ),
        (
            "people,120,crew",
            "people,120,percent",
            "impossible cell: people is not measured in percent; "
            "use a unit of the column's dimension",
        ),
        (
            "measure,3,thousand-tonnes",
            "measure,3,crew",
            "impossible cell: cutters is not measured in crew; use a unit of the series' dimension",
        ),
        (
            "giver,,words,as-printed",
            "giver,1,words,as-printed",
            "impossible cell: a value in a cell of words; write the words under `printed`",
        ),
        (
            "words,as-printed,The county",
            "words,computed,The county",
            "impossible cell: computed words; correct the status or the unit",
        ),
        (
            "words,as-printed,The county",
            "words,as-printed,",
            "impossible cell: no value under the status as-printed; "
            "add the value or correct the status",
        ),
        (
            "700 g,The page says 7000.",
            "700 g,",
            "corrected without a note; say what the page shows, and why",
        ),
    ],
)
def test_impossible_cells(tree: Path, old: str, new: str, fault: str) -> None:
    assert faults(tree, CELLS, old, new) == [fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '"label": "Weekly measure"}',
            '"label": "Weekly measure", "unit": "bags"}',
            "unknown unit `bags`; add it to units.yaml",
        ),
        ('"id": "giver"', '"id": "grain"', "the id `grain` is used twice; rename one of them"),
        (
            '"label": "Coal", "unit": "thousand-tonnes"',
            '"label": "Coal"',
            "the series coal has no unit; add `unit`",
        ),
    ],
)
def test_heads(tree: Path, old: str, new: str, fault: str) -> None:
    assert faults(tree, PACKAGE, old, new) == [fault]


def test_a_number_needs_a_unit_of_its_row_or_column(tree: Path) -> None:
    new = '"label": "Cutters of coal"'
    assert faults(tree, PACKAGE, new + ', "unit": "thousand-tonnes"', new) == [
        "impossible cell: neither its column nor its series has a unit; "
        "add it there, or write the cell in words"
    ]


def sums(tree: Path, *written: dict[str, Any]) -> list[str]:
    """What is reported of the rations if these are their sums."""
    path = tree / PACKAGE
    package = json.loads(path.read_text("utf-8"))
    package["resources"][2]["nklearn"]["sums"] = list(written)
    path.write_text(json.dumps(package, indent=1), "utf-8")
    return [str(fault).partition(": ")[2] for fault in check_content(tree)]


PEOPLE = {"rows": ["cutters", "carters", "keepers"], "total": "all", "at": ["people"]}


def test_a_sum_that_fails_names_its_disagreement(tree: Path) -> None:
    assert sums(tree, PEOPLE) == []
    assert sums(tree, PEOPLE | {"disagreement": "pit-1998"}) == [
        "the sum at people holds, and names the disagreement `pit-1998`; "
        "remove it, or name in `at` where the sum fails"
    ]
    cells = tree / CELLS
    cells.write_text(cells.read_text("utf-8").replace("people,120", "people,121"), "utf-8")
    assert sums(tree, PEOPLE) == [
        "the sum at people gives 201, the total is 200; "
        "correct a cell, or name the disagreement that explains it"
    ]
    assert sums(tree, PEOPLE | {"tolerance": 1}) == []
    assert sums(tree, PEOPLE | {"disagreement": "pit-1998"}) == []
    assert sums(tree, PEOPLE | {"disagreement": "pit-1999"}) == [
        "unknown disagreement `pit-1999`; correct the id or add it"
    ]


def test_a_total_may_be_a_claim(tree: Path) -> None:
    claims = tree / "resources" / "claims" / "pit.yaml"
    claims.write_text(
        claims.read_text("utf-8")
        + "\n- id: pit-people\n  title: People of the pit\n"
        + "  statement: The report says that 200 worked there.\n  subject: the pit\n"
        + "  kind: figure\n  values:\n    - {number: 200, unit: crew}\n"
        + "  source: made-up-2016\n  place: Section 1\n",
        "utf-8",
    )
    assert sums(tree, PEOPLE | {"total": "pit-people"}) == []
    claims.write_text(claims.read_text("utf-8").replace("200", "210"), "utf-8")
    assert sums(tree, PEOPLE | {"total": "pit-people"}) == [
        "the sum at people gives 200, the total is 210; "
        "correct a cell, or name the disagreement that explains it"
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rows": ["cutters", "women"]}, "the sum names `women`, which the data set has not"),
        ({"at": ["wages"]}, "the sum names `wages`, which the data set has not"),
        ({"rows": ["cutters", "all"]}, "a sum adds each part once, and not its total"),
        ({"columns": ["people", "grain"]}, "a sum has `rows` or `columns`"),
        ({"at": ["measure"]}, "the sum at measure can't be added up"),
        # Where no place is named, a part without a value can't be taken for nothing.
        ({"at": None}, "nothing of this sum can be added up"),
    ],
)
def test_sums_that_are_none(tree: Path, change: dict[str, Any], fault: str) -> None:
    written = {key: part for key, part in (PEOPLE | change).items() if part is not None}
    assert [each.partition(";")[0] for each in sums(tree, written)] == [fault]


def test_no_line_joins_columns(tree: Path) -> None:
    assert faults(tree, LESSON, ":::{chart} pit-output", ":::{chart} pit-rations") == [
        "pit-rations has columns, not years: no line joins them; "
        "use {bars} with a column as its :period:"
    ]


def test_bars_over_one_column(tree: Path, tmp_path: Path) -> None:
    text = (tree / LESSON).read_text("utf-8")
    start = text.index(":::{bars}")
    end = text.index(":::\n", start) + 4
    bars = """:::{bars} pit-rations
:series: cutters carters keepers
:period: people
:unit: crew
:subtitle: People
:alt: Cutters are 120 people.
Most people cut coal
:::
"""
    (tree / LESSON).write_text(text[:start] + bars + text[end:], "utf-8")
    compile_content(tree, tmp_path / "content.db")
    other = bars.replace(":period: people", ":period: grain")
    assert [each.partition(";")[0] for each in faults(tree, LESSON, bars, other)] == [
        "cutters is not measured in people"
    ]


def test_prose_cites_a_cell_of_words(tree: Path) -> None:
    assert (
        faults(
            tree, LESSON, "Ask who counted.", "They got 900 g a day [@pit-rations/cutters/grain]."
        )
        == []
    )
    assert faults(tree, LESSON, "They got 900 g", "They got 950 g") != []


def test_show_prints_a_table_and_a_cell(
    tree: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compile_content(tree, tmp_path / "content.db")
    monkeypatch.setenv("NKLEARN_CONTENT", str(tmp_path / "content.db"))
    monkeypatch.setenv("NKLEARN_HOME", str(tmp_path / "home"))
    assert main(["show", "nk:data/pit-rations"]) == 0
    assert "label: Weekly measure" in capsys.readouterr().out
    assert main(["show", "nk:data/pit-rations?cell=carters/giver"]) == 0
    assert "value: The county" in capsys.readouterr().out
    assert main(["data", "show", "pit-rations", "--format", "csv"]) == 0
    assert "The county" in capsys.readouterr().out
