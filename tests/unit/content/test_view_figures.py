"""Views of the explorers within lessons: what is written comes back, what leads nowhere is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.domain.lessons import ViewFigure

LESSON = "lessons/pits/01-the-pit.md"
_BEFORE = ":::{bars} pit-crews"


def _write(tree: Path, address: str, *options: str, title: str = "Who had the pits") -> None:
    lines = [f":::{{view}} {address}", ":subtitle: What is drawn", ":alt: What one sees"]
    block = "\n".join([*lines, *options, title, ":::", "", _BEFORE])
    file = tree / LESSON
    file.write_text(file.read_text("utf-8").replace(_BEFORE, block), "utf-8")


def _figure(tree: Path, target: Path) -> tuple[Catalog, ViewFigure]:
    compile_content(tree, target)
    catalog = Catalog.open(target)
    blocks = (b for part in catalog.lesson("pits/the-pit").sections for b in part.blocks)
    (figure,) = (block for block in blocks if isinstance(block, ViewFigure))
    return catalog, figure


def _faults(tree: Path) -> list[str]:
    return [str(fault).partition(": ")[2] for fault in check_content(tree)]


def test_a_view_comes_back_as_it_was_written(tree: Path, tmp_path: Path) -> None:
    title = "Since November 1985 the ministry has had the pits"
    _write(tree, "nk:ministries/1985-11", ":cite: pit-output-1998", title=title)
    catalog, figure = _figure(tree, tmp_path / "content.db")
    assert figure == ViewFigure(
        "nk:ministries/1985-11", title, "What is drawn", "What one sees", ("pit-output-1998",)
    )
    uses = catalog.uses_of("pit-output-1998")
    assert title in [use.title for use in uses if use.kind == "chart"]
    catalog.close()


def test_a_table_shows_the_rows_and_columns_that_were_chosen(tree: Path, tmp_path: Path) -> None:
    options = (":rows: cutters", ":columns: people grain")
    _write(tree, "nk:data/pit-rations", *options, title="Of 120 cutters")
    catalog, figure = _figure(tree, tmp_path / "content.db")
    cells = list(figure.cells(catalog.dataset("pit-rations")))
    assert [cell.id for cell in cells] == [
        "pit-rations/cutters/people",
        "pit-rations/cutters/grain",
    ]
    for cell in cells:
        assert figure.title in [use.title for use in catalog.uses_of(cell.id)]
    catalog.close()


@pytest.mark.parametrize(
    "address",
    [
        "nk:ministries",
        "nk:ministries?body=pit-bureau",
        "nk:chain?open=ministry-of-pits",
        "nk:map?layers=counts,mines&view=tiles",
        "nk:songbun?list=origins",
        "nk:time?show=law&from=1990&to=2000",
        "nk:laws?show=penalties",
    ],
)
def test_states_that_are_there(tree: Path, address: str) -> None:
    _write(tree, address)
    assert _faults(tree) == []


@pytest.mark.parametrize(
    ("address", "report"),
    [
        ("nk:ministries/1986", "nothing is at nk:ministries/1986"),
        ("nk:ministries?body=no-bureau", "nothing is at nk:ministries?body=no-bureau"),
        ("nk:chain/there", "nothing is at nk:chain/there"),
        ("nk:chain?open=no-bureau", "nothing is at nk:chain?open=no-bureau"),
        ("nk:map?open=nowhere", "nothing is at nk:map?open=nowhere"),
        ("nk:songbun?open=songbun-basic/99", "nothing is at nk:songbun?open=songbun-basic/99"),
        ("nk:reserves?set=nothing", "nothing is at nk:reserves?set=nothing"),
        ("nk:reserves?set=pit-rations", "nothing is at nk:reserves"),
        ("nk:reserves?row=x", "nothing is at nk:reserves?row=x"),
        ("nk:laws?open=provision/none", "nothing is at nk:laws?open=provision/none"),
        ("nk:time?open=event/none", "nothing is at nk:time?open=event/none"),
        ("nk:home", "no explorer is at nk:home"),
        ("nk:data/nothing", "no explorer is at nk:data/nothing"),
        ("nk:data/pit-output", "pit-output is drawn by lines; use {chart} or {bars}"),
        ("nk:../up", "'nk:../up' is not an address of this program"),
    ],
)
def test_a_state_that_is_not_there_is_told(tree: Path, address: str, report: str) -> None:
    _write(tree, address)
    (found,) = _faults(tree)
    assert found.startswith(report)


def test_numbers_and_parts_of_a_view_are_checked(tree: Path) -> None:
    _write(tree, "nk:chain", ":rows: cutters", title="A chain of 7 links")
    assert [fault.partition(";")[0] for fault in _faults(tree)] == [
        "no table is shown here",
        'the number "7" has no citation',
    ]


def test_a_row_that_a_table_has_not(tree: Path) -> None:
    _write(tree, "nk:data/pit-rations", ":rows: cutters nobody")
    (found,) = _faults(tree)
    assert found.startswith("the table has no `nobody`; it has ")


def test_a_view_without_words_for_those_who_cannot_see_it(tree: Path) -> None:
    file = tree / LESSON
    block = f":::{{view}} nk:chain\nWho had the pits\n:::\n\n{_BEFORE}"
    file.write_text(file.read_text("utf-8").replace(_BEFORE, block), "utf-8")
    (found,) = _faults(tree)
    assert found == "the chart lacks :subtitle:, :alt:; add it"
