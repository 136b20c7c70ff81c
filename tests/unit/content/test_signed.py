"""Values below zero: where they may stand, and what may be said and drawn of them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content

PACKAGE = "resources/data/datapackage.json"
CELLS = "resources/data/pit-rations.csv"
LESSON = "lessons/pits/01-the-pit.md"
SAID = "[@pit-output-1998]. That"


@pytest.fixture
def signed(tree: Path) -> Path:
    """The tree with a data set that may go below zero, and does: carters, by 12.5 percent."""
    _mark(tree, "pit-rations")
    _replace(tree / CELLS, "carters,measure,12.5", "carters,measure,-12.5")
    return tree


def test_a_value_below_zero_is_read_and_written_with_a_minus(signed: Path, tmp_path: Path) -> None:
    compile_content(signed, tmp_path / "content.db")
    catalog = Catalog.open(tmp_path / "content.db")
    cells = [cell for line in catalog.dataset("pit-rations").series for cell in line.observations]
    assert Decimal("-12.5") in [cell.number for cell in cells]
    assert catalog.evidence("pit-rations/carters/measure").value == "−12.5%"
    catalog.close()


def test_without_the_word_it_is_a_fault(tree: Path) -> None:
    _replace(tree / CELLS, "carters,measure,12.5", "carters,measure,-12.5")
    assert _faults(tree)[0] == "impossible cell: -12.5 is negative; correct the value"


def test_data_sets_of_years_stay_above_zero(tree: Path) -> None:
    _mark(tree, "pit-output")
    assert _faults(tree)[0].startswith("values below zero in a data set of years, whose charts")


def test_prose_may_leave_the_sign_out(signed: Path) -> None:
    for words, known in (("fell by 12.5%", True), ("fell by 12.4%", False)):
        said = f"The measure {words} [@pit-rations/carters/measure]. That"
        _replace(signed / LESSON, SAID, f"[@pit-output-1998]. {said}")
        assert (not _faults(signed)) == known, words
        _replace(signed / LESSON, f"[@pit-output-1998]. {said}", SAID)


def test_no_bar_goes_below_zero(signed: Path) -> None:
    text = (signed / LESSON).read_text("utf-8")
    start = text.index(":::{bars}")
    end = text.index(":::\n", start)
    bars = (
        ":::{bars} pit-rations\n:series: carters\n:period: measure\n:unit: percent\n"
        ":subtitle: Measure\n:cite: pit-rations/carters/measure\n:alt: One bar.\nThe measure\n"
    )
    (signed / LESSON).write_text(text[:start] + bars + text[end:], "utf-8")
    assert "carters is below zero at measure; show it as a table" in _faults(signed)


def _mark(tree: Path, name: str) -> None:
    """Say of a data set that it may hold values below zero."""
    path = tree / PACKAGE
    package = json.loads(path.read_text("utf-8"))
    for resource in package["resources"]:
        if resource["name"] == name:
            resource["nklearn"]["signed"] = True
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _faults(tree: Path) -> list[str]:
    return [str(fault).partition(": ")[2] for fault in check_content(tree)]
