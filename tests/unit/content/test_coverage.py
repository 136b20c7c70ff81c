"""Which records the lessons use: cited, linked, opened or drawn, and none for anything else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.content.coverage import Covered, coverage

LESSON = "lessons/pits/01-the-pit.md"
VIEW = """:::{{view}} {}
:subtitle: What is there
:alt: What one sees.
What one sees
:::

:::{{check}} how-far"""


def covered(tree: Path) -> dict[str, Covered]:
    compile_content(tree, tree / "content.db")
    with closing(Catalog.open(tree / "content.db")) as catalog:
        return {each.page: each for each in coverage(catalog)}


def unused(tree: Path) -> set[str]:
    return {address for each in covered(tree).values() for address in each.unused}


def change(tree: Path, old: str, new: str) -> None:
    text = (tree / LESSON).read_text("utf-8")
    assert old in text
    (tree / LESSON).write_text(text.replace(old, new, 1), "utf-8")


def test_what_a_lesson_cites_draws_and_explains_is_used(tree: Path) -> None:
    found = covered(tree)
    assert found["data"] == Covered("data", 3, ("nk:data/pit-rations",))
    assert (found["disagreement"].used, found["disagreement"].number) == (1, 1)
    assert found["fact"].unused == ()
    assert found["glossary"].used == 1
    assert "nk:body/cabinet" in found["body"].unused
    assert found["law"].used == 1, "its provision rests on what is cited"
    assert found["penalty"].unused == ("nk:penalty/warning",)
    assert len(found["label"].unused) == found["label"].number


def test_rivals_that_are_not_set_against_each_other(tree: Path) -> None:
    """Two claims cited in one sentence are not yet a disagreement that is told."""
    change(tree, "pit-output/coal/1998 != @", "pit-output/coal/1998; @")
    assert "nk:disagreement/pit-1998" in unused(tree)
    change(tree, "(nk:data/pit-output?show=coal)", "(nk:disagreement/pit-1998)")
    assert "nk:disagreement/pit-1998" not in unused(tree)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("nk:body/cabinet", "nk:body/cabinet"),
        ("nk:chain?open=cabinet", "nk:body/cabinet"),
        ("nk:ministries?body=cabinet", "nk:body/cabinet"),
        ("nk:ministries/1998", "nk:body/ministry-of-coal"),
        ("nk:map?open=camp-99", "nk:place/camp-99"),
        ("nk:laws?show=penalties&open=penalty/warning", "nk:penalty/warning"),
        ("nk:time?open=sanction/resolution-1", "nk:sanction/resolution-1"),
        ("nk:songbun?open=songbun-basic/1", "nk:label/songbun-basic/1"),
        ("nk:data/pit-rations", "nk:data/pit-rations"),
    ],
)
def test_what_it_leads_to_is_used(tree: Path, link: str, address: str) -> None:
    assert address in unused(tree)
    change(tree, "(nk:data/pit-output?show=coal)", f"({link})")
    assert address not in unused(tree)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("nk:songbun?find=Miners", "1"),
        ("nk:songbun?open=songbun-basic/2", "12"),
        ("nk:songbun", ""),  # a block for each line, without its words
        ("nk:map", ""),
    ],
)
def test_lines_of_a_list_that_a_view_shows(tree: Path, view: str, shown: str) -> None:
    before = unused(tree)
    change(tree, ":::{check} how-far", VIEW.format(view))
    assert before - unused(tree) == {f"nk:label/songbun-basic/{number}" for number in shown}


def test_a_table_that_a_view_shows(tree: Path) -> None:
    change(tree, ":::{check} how-far", VIEW.format("nk:data/pit-rations"))
    assert "nk:data/pit-rations" not in unused(tree)
