"""Rules that hold across files: what is illegible, hard or asked twice, and where answers stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.content.compile.compiler import check_content

LESSON = "lessons/pits/01-the-pit.md"


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
