"""Rules that hold across files: what is illegible, hard or asked twice, and where answers stand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.domain.claims import Sensitivity

LESSON = "lessons/pits/01-the-pit.md"
QUESTIONS = "lessons/pits/questions.yaml"


def change(tree: Path, path: str, old: str, new: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new, 1), "utf-8")


def faults(tree: Path) -> list[str]:
    return [str(fault) for fault in check_content(tree)]


@pytest.mark.parametrize(
    ("said", "faulty"),
    [("gave 41", True), ("gave “41”", False), ('shows "41"', False), ("is lost for 2000", False)],
)
def test_what_nobody_can_read_is_no_number(tree: Path, said: str, faulty: bool) -> None:
    """What an illegible cell shows may be quoted as that; its year is a year like any other."""
    data = "resources/data/pit-output.csv"
    change(tree, data, "illegible,,A stain", "illegible,41?,A stain")
    change(tree, LESSON, "The table shows", f"It {said} [@pit-output/coal/2000]. The table shows")
    assert faults(tree) == faulty * [
        f'{LESSON}:36: "41" stands in a cell that can’t be read; quote it as what is printed; it '
        "is no value"
    ]


def gravest(tree: Path, name: str) -> Sensitivity:
    compile_content(tree, tree / "content.db")
    with closing(Catalog.open(tree / "content.db")) as catalog:
        return catalog.question(name).sensitivity


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("claims: [pit-fall]\n", "claims: [pit-fall, pit-opened]\n"),
        ("cite: [pit-fall]", "cite: [pit-fall, pit-opened]"),
        ("50% [@pit-fall]", "50% [@pit-fall; @pit-opened]"),
        ("is: Nothing fell that far.", 'is: "Nobody says so [@pit-fall != @pit-opened]."'),
    ],
)
def test_a_question_is_as_grave_as_what_it_names(tree: Path, old: str, new: str) -> None:
    assert gravest(tree, "pits/how-far") is Sensitivity.NONE
    change(tree, QUESTIONS, old, new)
    assert gravest(tree, "pits/how-far") is Sensitivity.VIOLENCE
    change(tree, QUESTIONS, "  use: check\n", "  use: check\n  sensitivity: sexual-violence\n")
    assert gravest(tree, "pits/how-far") is Sensitivity.SEXUAL_VIOLENCE
