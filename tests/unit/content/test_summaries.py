"""The summary of a module on one page: its rules, its address, and where else it turns up."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from tests.fixtures import summaries

from nklearn.base.errors import UnknownAddressError
from nklearn.cli.show import show
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.domain.evidence import Use
from nklearn.domain.lessons import cited

ADDRESS = "nk:summary/pits"


@pytest.fixture
def catalog(tree: Path, tmp_path: Path) -> Generator[Catalog]:
    compile_content(summaries.add(tree), tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as opened:
        yield opened


def faults(tree: Path, old: str = "", new: str = "", text: str = summaries.SOFT) -> list[str]:
    changed = text.replace(old, new, 1) if old else text
    return [str(fault) for fault in check_content(summaries.add(tree, changed))]


def test_numbers_run_through_all_sections(catalog: Catalog) -> None:
    found = catalog.summary("pits")
    assert found
    assert found.title == "The pits: on one page"
    assert [section.id for section in found.sections] == ["remember", "not-known", "ask"]
    assert cited(found.texts) == {
        1: "pit-output-1998",
        2: "pit-fall",
        3: "pit-output/coal/1998",
    }
    assert catalog.stats()["summaries"] == 1


def test_a_module_needs_none(tree: Path, tmp_path: Path) -> None:
    compile_content(tree, tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        assert catalog.summary("pits") is None
        assert catalog.stats()["summaries"] == 0
        with pytest.raises(UnknownAddressError):
            show(catalog, ADDRESS, as_json=False)


def test_search_and_facts_lead_to_it(catalog: Catalog) -> None:
    hits = [hit for hit in catalog.search("one page") if hit.kind == "summary"]
    assert [(hit.address, hit.sensitivity) for hit in hits] == [(ADDRESS, "none")]
    use = Use(ADDRESS, "The pits: on one page", "summary")
    kinds = [each.kind for each in catalog.uses_of("pit-fall")]
    assert use in catalog.uses_of("pit-fall")
    assert kinds.index("lesson") < kinds.index("summary") < kinds.index("chart")


def test_a_hard_one_is_told_as_such_to_search(tree: Path, tmp_path: Path) -> None:
    compile_content(summaries.add(tree, summaries.HARD), tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        (hit,) = [hit for hit in catalog.search("one page") if hit.kind == "summary"]
        assert hit.sensitivity == "violence"


def test_it_is_shown_as_text(catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    show(catalog, ADDRESS, as_json=False)
    printed = capsys.readouterr().out
    assert "What is not known" in printed
    assert "The pit gave 500,000 tonnes in 1998" in printed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("500,000 tonnes", "600,000 tonnes", '"600,000"'),
        ("in 1998 [@pit-output-1998]", "in 1998", "has no citation"),
        ("{term}`pit`", "{term}`shaft of gold`", "is not in the glossary"),
        ("(not-known)=\n", "", "has no target line"),
        ("## What is not known", "What is not known", "the summary has 2 sections"),
        ("nk:data/pit-output", "nk:data/nowhere", "nothing is at"),
        ("We read a page", "internationalisation notwithstanding " * 40, "the reading grade is"),
        ("(ask)=", ":::{check} how-far\n:::\n\n(ask)=", "holds blocks of lessons"),
        ("title: ", "name: ", "name"),
        (summaries.FILLER, "", "words"),
    ],
)
def test_its_rules_are_those_of_lessons(tree: Path, old: str, new: str, said: str) -> None:
    text = summaries.SOFT.replace(old, new) if not new else summaries.SOFT
    found = faults(tree, old, new, text)
    assert any(said in fault for fault in found), found
    assert all("summary.md" in fault for fault in found), found


def test_a_sound_one_has_no_faults(tree: Path) -> None:
    assert faults(tree) == []
    assert faults(tree, text=summaries.HARD) == []


@pytest.mark.parametrize(
    ("goal", "there"),
    [("pits", True), ("pits#not-known", True), ("pits#nowhere", False), ("mines", False)],
)
def test_links_to_it_are_checked(tree: Path, goal: str, there: bool) -> None:
    about = tree / "resources" / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + f"\n[Short](nk:summary/{goal}).\n", "utf-8")
    found = faults(tree)
    assert (found == []) is there, found
