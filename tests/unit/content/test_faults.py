"""Every fault is reported with its file, line and words, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nklearn.content.compile.compiler import ContentError, check_content, compile_content

LESSON = "lessons/pits/01-the-pit.md"
_BROKEN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "fixtures" / "broken-content.yaml").read_text("utf-8")
)


def change(tree: Path, path: str, old: str, new: str) -> None:
    file = tree / path
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def reports(tree: Path) -> list[str]:
    return [str(fault) for fault in check_content(tree)]


def test_the_fixture_is_sound(tree: Path) -> None:
    assert reports(tree) == []


@pytest.mark.parametrize("broken", _BROKEN, ids=[each["name"] for each in _BROKEN])
def test_fault(tree: Path, broken: dict[str, Any]) -> None:
    change(tree, broken["path"], broken["old"], broken["new"])
    assert reports(tree) == broken["reports"]


def test_all_faults_in_one_go(tree: Path) -> None:
    change(tree, LESSON, "Ask who counted", "Ask all 12 who counted")
    change(tree, "lessons/pits/questions.yaml", "answer: 500", "answer: 501")
    change(tree, "resources/claims/pit.yaml", '"1954-07-14"', '"1954-13-01"')
    assert [report.split(" ")[0] for report in reports(tree)] == [
        "lessons/pits/01-the-pit.md:63:",
        "lessons/pits/questions.yaml:38:",
        "resources/claims/pit.yaml:38:",
    ]


@pytest.mark.parametrize(
    ("damage", "report"),
    [
        (b"Ask \xff who", f"{LESSON}:63: not UTF-8 text; save the file as UTF-8"),
        (
            b"Ask\r who",
            f"{LESSON}:63: a CR line end; save the file as plain text with LF ends",
        ),
        (
            b"Ask \0 who",
            f"{LESSON}:63: a NUL character; save the file as plain text with LF ends",
        ),
    ],
)
def test_unreadable_bytes(tree: Path, damage: bytes, report: str) -> None:
    file = tree / LESSON
    file.write_bytes(file.read_bytes().replace(b"Ask who", damage))
    assert reports(tree) == [report]


def test_a_missing_file(tree: Path) -> None:
    (tree / "resources/units.yaml").unlink()
    assert (
        "resources/units.yaml:1: can't be read (No such file or directory); "
        "check that the file is there"
    ) in reports(tree)


def test_a_lesson_too_short_and_with_too_few_sections(tree: Path) -> None:
    file = tree / LESSON
    text = file.read_text("utf-8")
    start, end = text.index("(work)="), text.index(":::{keep}")
    file.write_text(text[:start] + text[end:], "utf-8")
    assert reports(tree) == [
        f"{LESSON}:1: the lesson has 1 sections; use 4 to 6",
        f"{LESSON}:1: the lesson has 155 words; aim at 600 to 1000",
        "resources/pages/about.md:8: nothing is at nk:lesson/pits/the-pit#work; correct the "
        "address (nk:lesson/module/lesson#section, nk:data/set, nk:fact/id …)",
    ]


def test_a_lesson_that_is_hard_to_read(tree: Path) -> None:
    file = tree / LESSON
    text = file.read_text("utf-8").replace("in carts. People take", "in carts while people take")
    text = text.replace("fails. Nobody", "fails although nobody").replace("from. We", "from, as we")
    file.write_text(text.replace("face", "subterranean installation"), "utf-8")
    assert reports(tree) == [
        f"{LESSON}:1: sentences have 34.8 words on average; aim at 20 or fewer",
        f"{LESSON}:1: the reading grade is 12.4; aim at 10: shorter words, sentences",
    ]


def test_a_lesson_without_figure(tree: Path) -> None:
    file = tree / LESSON
    for opening in (":::{chart}", ":::{bars}"):
        assert reports(tree) == []  # either is one
        text = file.read_text("utf-8")
        start = text.index(opening)
        end = text.index(":::\n", start + 3) + 4
        file.write_text(text[:start] + text[end:], "utf-8")
    assert reports(tree) == [f"{LESSON}:1: the lesson has no figure; add a chart, bars or a view"]


def test_a_build_with_faults_leaves_the_old_file(tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "content.db"
    compile_content(tree, out)
    before = out.read_bytes()
    change(tree, LESSON, "Ask who counted", "Ask all 12 who counted")
    with pytest.raises(ContentError) as caught:
        compile_content(tree, out)
    assert len(caught.value.faults) == 1
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content.db", "tree"]
