"""Every type of question, from YAML through `content.db` and back, with each fault it can have."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import TYPES, GapText, Numeric, Pointing, ShortAnswer, Written
from nklearn.domain.responses import NumericResponse, TextResponse
from nklearn.storage.content_store import ContentStore

ADDED = (Path(__file__).resolve().parents[2] / "fixtures" / "question-types.yaml").read_text(
    "utf-8"
)
PLACES = "".join(
    f"\n- {{id: {name}, name: {name.title()}, kind: province, outline: KP.CH}}\n"
    for name in ("east", "west", "south")
)


@pytest.fixture
def all_types(tree: Path) -> Path:
    """The sound fixture with a question of every type."""
    questions = tree / "lessons/pits/questions.yaml"
    questions.write_text(questions.read_text("utf-8") + "\n" + ADDED, "utf-8")
    places = tree / "resources/places/places.yaml"
    places.write_text(places.read_text("utf-8") + PLACES, "utf-8")
    return tree


def faults(tree: Path) -> list[str]:
    return [str(fault).split(": ", 1)[1] for fault in check_content(tree)]


def test_all_types_come_back_as_they_were_written(all_types: Path, tmp_path: Path) -> None:
    assert faults(all_types) == []
    target = tmp_path / "content.db"
    compile_content(all_types, target)
    catalog = Catalog(ContentStore(target))
    names = ["pits/how-far", *catalog.module("pits").quiz]
    questions = {name.rpartition("/")[2]: catalog.question(name) for name in names}
    assert {q.type for q in questions.values()} == set(TYPES.values())
    for question in questions.values():
        right, wrong = right_response(question), wrong_response(question)
        if question.scored:
            graded, missed = grade(question, right), grade(question, wrong)
            assert graded
            assert graded.right, question.id
            assert missed
            assert not missed.right, question.id
        else:
            waits = grade(question, right)
            assert waits
            assert waits.waits
    gaps = questions["fill-in"].body
    assert isinstance(gaps, GapText)
    assert gaps.pieces == ("From 1985 to ", " output fell ", ".")
    assert [gap.id for gap in gaps.gaps] == ["year", "much"]
    assert questions["in-order"].hint == "The pit opened in 1954."
    number = questions["near-enough"].body
    assert isinstance(number, Numeric)
    assert (number.low, number.high) == (Decimal("490.00"), Decimal("510.00"))
    assert number.factors == (("t", Decimal("0.001")), ("tonnes", Decimal("0.001")))
    for typed, fraction in {"490,000 t": 1.0, "489 kt": 0.0, "500": None}.items():
        graded = grade(questions["near-enough"], NumericResponse(typed))
        assert (graded.fraction if graded else None) == fraction
    short = questions["who-told"]
    assert isinstance(short.body, ShortAnswer)
    half = grade(short, TextResponse("pyongang"))
    assert half
    assert half.fraction == 0.5
    assert isinstance(questions["where-is-it"].body, Pointing)
    assert isinstance(questions["how-do-you-know"].body, Written)


FAULTS = {
    "tag twice": ('tag: "1985"', 'tag: "1954"', ["two items share a tag", '"1954" is not what']),
    "item twice": ("{id: c, text: The first", "{id: b, text: The first", ["two items share an id"]),
    "number in a tag": ('tag: "1985"', 'tag: "1986"', ['"1986" is not what its citation says']),
    "no such choice": (
        "match: c3",
        "match: c9",
        ["unknown choice `c9`", 'the number "1998" has no citation'],
    ),
    "no distractor": (
        "    - {id: c4, text: No year is given}\n",
        "",
        ["every choice belongs to a row"],
    ),
    "same choice": (
        "No year is given",
        '"1998"',
        ["two choices say the same", '"1998" has no citation'],
    ),
    "number in a choice": ('"1954"}', '"1955"}', ['the number "1955" has no']),
    "answer not accepted": (
        "answer: Chagang",
        "answer: Usi",
        ["the right answer does not score 1"],
    ),
    "worth too much": ("worth: 0.5", "worth: 1.5", ["worth"]),
    "gap not in text": ("fell {much}", "fell", ["the gaps of `text` are not those of `gaps`"]),
    "two ways for a gap": ('      answer: "1998"\n', "", ["`answer` goes with `accepted`"]),
    "no right option in a gap": (
        "text: by half, right: true,",
        "text: by half,",
        ["no option is right"],
    ),
    "number in the text": ("From 1985", "From 1986", ['"1986" is not what its citation says']),
    "no such province": ("{id: east,", "{id: ryanggang,", ["unknown spot `ryanggang`"]),
    "nothing to point at": ("right: true, is: Here", "is: Here", ["no spot is right"]),
    "too few markers": (
        "label: East, is",
        "label: East, right: true, is",
        ["2 spots are right, but only 1 can be marked"],
    ),
    "limits": ("most: 200", "most: 50", ["`least` is not below `most`"]),
    "nothing beside": ("  beside: pit-output-1998\n", "", ["one thing stands beside"]),
    "unknown beside": ("beside: pit-output-1998", "beside: pit-rise", ["unknown claim `pit-rise`"]),
    "no range": ("  tolerance: {kind: relative, by: 0.02}\n", "", ["give `low` and `high`"]),
    "other unit": ("other_units: [tonnes]", "other_units: [percent]", ["no other unit for"]),
    "mark in a hint": (
        "hint: The pit opened in 1954.",
        "hint: The pit opened in 1954 [@pit-opened].",
        ["a citation mark in `hint` gives the answer away"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named(all_types: Path, name: str) -> None:
    old, new, words = FAULTS[name]
    file = all_types / "lessons/pits/questions.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1, name
    file.write_text(text.replace(old, new), "utf-8")
    found = faults(all_types)
    assert len(found) == len(words), found
    for fault, part in zip(found, words, strict=True):
        assert part in fault
