"""A quiz that gives its answers away by habit is a fault; one that does not is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from nklearn.content.compile.balance import FEWEST
from nklearn.content.compile.compiler import check_content

QUESTIONS = "lessons/pits/questions.yaml"
QUESTION = """
- id: asked-{number}
  type: {kind}
  section: the-pit/output
  difficulty: recall
  stem: Which {one} is {two} or {three}?
  claims: [pit-fall]
  explanation: It is this.
  options:
"""
OPTION = """    - id: {id}
      text: {text}
      is: It is what it is.
"""


def question(number: int, texts: Sequence[str], right: str, kind: str = "single-choice") -> str:
    """A question of the quiz; `right` holds the ids of the right options."""
    letter = chr(ord("a") + number)
    words = {"one": letter * 3, "two": letter * 4, "three": letter * 5}  # no two stems are alike
    parts = [QUESTION.format(number=number, kind=kind, **words)]
    for name, text in zip("abcde", texts, strict=False):
        parts.append(OPTION.format(id=name, text=text))
        if name in right:
            parts.append("      right: true\n")
    return "".join(parts)


def reports(tree: Path, questions: Sequence[str]) -> list[str]:
    with (tree / QUESTIONS).open("a", encoding="utf-8") as file:
        file.writelines(questions)
    module = tree / "lessons/pits/module.yaml"
    minutes = f"minutes: {10 + len(questions)}"
    module.write_text(module.read_text("utf-8").replace("minutes: 10", minutes), "utf-8")
    return [str(fault) for fault in check_content(tree)]


EVEN = ("Iron", "Coal", "Gold", "Zinc")
RIGHT_LONG = ("Iron ore", "Coal", "Gold", "Zinc")


@pytest.mark.parametrize(
    ("places", "what"),
    [
        ("bbbbabcd", "number 2 in 5 of 8"),
        ("ddddddddd", "number 4 in 9 of 9"),
        ("bbbbacda", ""),  # half is allowed
        ("abcdabcd", ""),
        ("bbbbbbb", ""),  # too few to tell habit from chance
    ],
)
def test_where_the_right_option_stands(tree: Path, places: str, what: str) -> None:
    found = reports(tree, [question(n, EVEN, place) for n, place in enumerate(places)])
    fault = f"{QUESTIONS}:1: the right option is {what} single choices; put it elsewhere in some"
    assert found == ([f"{fault} of them"] if what else [])


@pytest.mark.parametrize(("long", "faulty"), [(4, False), (5, True)])
def test_how_long_the_right_option_is(tree: Path, long: int, faulty: bool) -> None:
    made = [
        question(n, [*EVEN[1:], "Iron ore"] if n < long else EVEN, "d" if n < long else "a")
        for n in range(8)
    ]
    made.append(question(8, [*EVEN[:3], "Zinc ore"], "b"))  # 9: half of them is 4.5
    assert reports(tree, made) == faulty * [
        f"{QUESTIONS}:1: the right option is number 4 in 5 of 9 single choices; put it elsewhere "
        "in some of them",
        f"{QUESTIONS}:1: the right option is the longest in 5 of 9 single choices; even out some "
        "of `asked-0`, `asked-1`, `asked-2`, `asked-3`, `asked-4`",
    ]


def test_as_long_as_another_is_not_the_longest(tree: Path) -> None:
    twins = ("Iron ore", "Coal", "Zinc ore", "Gold")
    assert reports(tree, [question(n, twins, "ac"[n % 2]) for n in range(FEWEST)]) == []


def test_other_types_and_checks_do_not_count(tree: Path) -> None:
    """Where several are right, or the question stands in a lesson, there is no such habit."""
    several = [question(n, RIGHT_LONG, "ab", "multiple-response") for n in range(FEWEST)]
    few = [question(n + FEWEST, RIGHT_LONG, "a") for n in range(FEWEST - 1)]
    assert reports(tree, several + few) == []
