"""The gradebook as files: texts stay texts, whatever they look like."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.domain.grade_table import AttemptRow, GradeRow, GradeTable, ItemRow
from nklearn.interchange.gradebook_csv import gradebook_csv, plain, read_back
from nklearn.interchange.gradebook_xlsx import gradebook_xlsx

NASTY = (
    '=HYPERLINK("http://example.org","x")',
    "+82 10",
    "-1+1",
    "@SUM(A1)",
    "\tTab",
    "007",
    "1e5",
    "http://example.org",
    "김민지",
    "Zoë, “the second”\nline",
    "\x00\x08",
    "",
)
ROWS = tuple(
    GradeRow(f"0000000{n}"[-8:], name, name, "A", ("late", "not handed in"), (0.745, None), 0.745)
    for n, name in enumerate(NASTY)
)
TABLE = GradeTable(
    school_class="10B",
    made="2026-11-22T09:15:00+00:00",
    assignments=(("a" * 16, "=1+1"), ("b" * 16, "Songbun: class by birth")),
    rows=ROWS,
    means=(0.745, None),
    attempts=(AttemptRow("00000001", NASTY[0], "a", "=1+1", 1, "2026-11-20", 0.5, 1),),
    items=(ItemRow("a", "=1+1", 1, "=Which?", 15, 0.5, None, 0.25, "=1972"),),
)
_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets() -> dict[str, list[ElementTree.Element]]:
    """Return the cells of each sheet, read by nothing of ours."""
    with zipfile.ZipFile(io.BytesIO(gradebook_xlsx(TABLE))) as book:
        assert not [name for name in book.namelist() if "externalLink" in name or "vba" in name]
        names = [one for one in book.namelist() if one.startswith("xl/worksheets/sheet")]
        return {
            name: ElementTree.fromstring(book.read(name)).findall(".//m:c", _NS) for name in names
        }


def strings() -> list[str]:
    with zipfile.ZipFile(io.BytesIO(gradebook_xlsx(TABLE))) as book:
        root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in one.iter(f"{{{_NS['m']}}}t")) for one in root]


def test_no_cell_of_the_spreadsheet_is_a_formula_or_link() -> None:
    found = sheets()
    assert len(found) == 3
    for cells in found.values():
        assert cells
        for cell in cells:
            assert cell.find("m:f", _NS) is None
    with zipfile.ZipFile(io.BytesIO(gradebook_xlsx(TABLE))) as book:
        assert not any(b"hyperlink" in book.read(name) for name in book.namelist())


@pytest.mark.parametrize("name", [name for name in NASTY if name and "\x00" not in name])
def test_texts_of_the_spreadsheet_are_as_they_were(name: str) -> None:
    assert name in strings()


def test_ids_are_texts_and_scores_numbers() -> None:
    first = sheets()["xl/worksheets/sheet1.xml"]
    by_place = {cell.get("r"): cell for cell in first}
    assert by_place["A2"].get("t") == "s", "an id with leading zeros is no number"
    assert by_place["E2"].get("t") is None
    value = by_place["E2"].find("m:v", _NS)
    assert value is not None
    assert value.text == "0.745"
    assert "G2" not in by_place or by_place["G2"].find("m:v", _NS) is None, "no score is no 0"


def test_the_same_table_gives_the_same_bytes() -> None:
    assert gradebook_xlsx(TABLE) == gradebook_xlsx(TABLE)


def test_csv_is_read_as_it_was_and_holds_no_formula() -> None:
    data = gradebook_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["id", "name", "number", "group"]
    assert rows[0][4:] == [
        "'=1+1",
        "'=1+1: state",
        "Songbun: class by birth",
        "Songbun: class by birth: state",
        "average",
    ]
    for row, name in zip(rows[1:], NASTY, strict=False):
        assert row[1].removeprefix("'") == name
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        assert row[4:7] == ["74.5", "late", ""]
    assert rows[-1][1] == "class average"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("+82 2", "'+82 2"),
        ("@you", "'@you"),
        ("-", "'-"),
        ("007", "'007"),
        ("1234E567", "'1234E567"),
        ("1234567890123456", "'1234567890123456"),
        ("'=1", "''=1"),
        ("’s-Hertogenbosch", "’s-Hertogenbosch"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("10B", "10B"),
        ("20260113", "20260113"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_a_text_is_marked_where_a_spreadsheet_would_change_it(text: str, cell: str) -> None:
    assert plain(text) == cell
    assert read_back(cell) == text


@settings(max_examples=60)
@given(st.text(st.sampled_from("'=+-@ \t\n0123eE x"), max_size=6))
def test_marked_texts_are_read_back_as_they_were(text: str) -> None:
    cell = plain(text)
    assert read_back(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_half_signs_do_not_stop_a_file() -> None:
    row = replace(TABLE.rows[0], name="half \ud800 sign")
    assert zipfile.is_zipfile(io.BytesIO(gradebook_xlsx(replace(TABLE, rows=(row,)))))
