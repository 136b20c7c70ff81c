"""Rules that hold across files: what is illegible, hard or asked twice, and where answers stand."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.fixtures import summaries

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


MODULE = "lessons/pits/module.yaml"
ADVISORY = "advisory: A former worker tells of violence.\n"
HARD_VIEW = """:::{view} nk:map?open=deep-pit
:subtitle: Where it lies
:alt: A dot.
Where the pit lies
:::

:::{check} how-far"""


def softened(tree: Path) -> None:
    """Leave nothing hard in the small course, and no advisory."""
    change(tree, MODULE, ADVISORY, "")
    change(tree, LESSON, "on 14 July 1954, a former worker said [@pit-opened]", "long ago")
    text = (tree / QUESTIONS).read_text("utf-8")
    (tree / QUESTIONS).write_text(text[: text.index("- id: what-is-told")], "utf-8")


def test_without_anything_hard_no_advisory_is_needed(tree: Path) -> None:
    softened(tree)
    assert faults(tree) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "what"),
    [
        (
            LESSON,
            "in carts. People",
            "in carts [@pit-opened]. People",
            "`pits/the-pit` cites `pit-opened`, which speaks of violence",
        ),
        (
            LESSON,
            ":cite: pit-fall",
            ":cite: pit-fall; pit-opened",
            "`pits/the-pit` cites `pit-opened`, which speaks of violence",
        ),
        (
            LESSON,
            ":::{check} how-far",
            HARD_VIEW,
            "`pits/the-pit` shows nk:place/deep-pit, which speaks of violence",
        ),
        (
            QUESTIONS,
            "[@pit-output-1998]",
            "[@pit-output-1998; @pit-opened]",
            "the question `pits/how-much` speaks of violence",
        ),
        (
            QUESTIONS,
            "  difficulty",
            "  sensitivity: sexual-violence\n  difficulty",
            "the question `pits/how-far` speaks of sexual violence",
        ),
    ],
)
def test_an_advisory_stands_before_what_is_hard(
    tree: Path, path: str, old: str, new: str, what: str
) -> None:
    softened(tree)
    change(tree, path, old, new)
    fault = f"{MODULE}:1: {what}, without an advisory; add `advisory`: what the module speaks of, "
    assert faults(tree) == [f"{fault}before a reader meets it"]
    with (tree / MODULE).open("a", encoding="utf-8") as file:
        file.write(ADVISORY)
    assert faults(tree) == []


def test_hard_summaries_and_graded_questions_need_one_too(tree: Path) -> None:
    softened(tree)
    summaries.add(tree, summaries.HARD)
    assert "the summary cites `pit-opened`" in faults(tree)[0]
    summaries.add(tree)
    assert faults(tree) == []
    bank = (tree / QUESTIONS).read_text("utf-8").partition("- id: how-much")[2]
    asked = f"- id: how-much-again{bank}".replace("How much did", "What weight of coal did")
    asked = asked.replace("pit give in 1998", "place yield in that year")
    asked = asked.replace("[@pit-output-1998]", "[@pit-output-1998; @pit-opened]")
    (tree / "lessons/pits/graded.yaml").write_text(asked, "utf-8")
    assert ["`pits/how-much-again` speaks of violence" in fault for fault in faults(tree)] == [True]


STEM = "How much did the pit give in 1998?"
ASKED = "By the report, the pit in Chagang sent coal to the works at Usi. How much was it in 1998?"
TURNED = "How much coal did the pit in Chagang send to the works at Usi in 1998, by the report?"
OTHER = "The line of the chart has a gap and an end. Read the weight at its end in thousand tonnes."


@pytest.mark.parametrize(
    ("stem", "alike"),
    [
        (ASKED, True),
        (TURNED, True),
        (OTHER, False),  # the same number, read in another way
    ],
)
def test_no_two_questions_of_a_course_are_alike(tree: Path, stem: str, alike: bool) -> None:
    change(tree, QUESTIONS, STEM, ASKED)
    shutil.copytree(tree / "lessons/pits", tree / "lessons/shafts")
    change(tree, "lessons/shafts/module.yaml", "number: 1", "number: 2")
    asked = (tree / QUESTIONS).read_text("utf-8").partition("- id: what-is-told")[0]
    asked = asked.replace("How far did output fall by 1998?", "Which of these is a slump?")
    asked = asked.replace(ASKED, stem)
    (tree / "lessons/shafts/questions.yaml").write_text(asked, "utf-8")
    assert faults(tree) == alike * [
        "lessons/shafts/questions.yaml:28: the question is like `pits/how-much`; ask something "
        "else, or leave one out"
    ]


CLAIMS = "  claims: [pit-fall]\n"
FAR = "[pit-fall, pit-opened, pit-crews/cutters/1998]"
NOWHERE = ("pit-rations/cutters/grain", "pit-rations/carters/grain")


def test_a_section_holds_half_of_what_one_answer_rests_on(tree: Path) -> None:
    change(tree, QUESTIONS, CLAIMS, f"  claims: {FAR}\n")
    assert faults(tree) == [
        f"{QUESTIONS}:4: the section `the-pit/output` holds 1 of 3 claims; name the section that "
        "holds the answer, or cite the claim there"
    ]
    change(tree, QUESTIONS, "How far did output fall", "With 120 cutters, how far did it fall")
    assert faults(tree) == []  # what the stem tells need not be looked up


def test_several_answers_may_stand_all_over_a_module(tree: Path) -> None:
    change(tree, QUESTIONS, "claims: [pit-output-1998, pit-opened]", f"claims: {FAR}")
    assert faults(tree) == []


def test_a_claim_that_no_lesson_holds(tree: Path) -> None:
    rests = ", ".join(("pit-fall", "pit-output/coal/1998", NOWHERE[0]))
    change(tree, QUESTIONS, CLAIMS, f"  claims: [{rests}]\n")
    assert faults(tree) == []  # it may be the result that is asked for
    change(tree, QUESTIONS, f"[{rests}]", f"[{rests}, {NOWHERE[1]}]")
    assert faults(tree) == [
        f"{QUESTIONS}:7: no lesson up to here holds `{NOWHERE[0]}`, `{NOWHERE[1]}`; cite them in "
        "a lesson"
    ]
    (tree / "lessons/shafts").mkdir()
    for path in (tree / "lessons/pits").iterdir():
        text = path.read_text("utf-8").replace("number: 1", "number: 2")
        text = text.replace("[@pit-fall].\n\n:::", f"[@pit-fall; @{'; @'.join(NOWHERE)}].\n\n:::")
        text = text.replace("How far did output fall by 1998?", "Which of these is a slump?")
        text = text.replace("How much did the pit give in 1998?", OTHER).replace(
            "Which of these does the report say itself?", "Mark statements that somebody made."
        )
        (tree / "lessons/shafts" / path.name).write_text(text, "utf-8")
    assert len(faults(tree)) == 1  # what a later module says is not known yet
    change(tree, MODULE, "number: 1", "number: 3")
    assert faults(tree) == []


def test_a_formula_that_leads_back_to_its_claim(tree: Path) -> None:
    """What the claims of a question were computed from is followed; it must come to an end."""
    claims = "resources/claims/pit.yaml"
    whole = (tree / claims).read_text("utf-8")
    start, end = whole.index("- id: pit-fall"), whole.index("- id: pit-opened")
    for name, other in (("pit-loss", "pit-sum"), ("pit-sum", "pit-loss")):
        again = whole[start:end].replace("id: pit-fall", f"id: {name}")
        again = again.replace(
            "1 - {pit-output/coal/1998} / {pit-output/coal/1985}", f"'{{{other}}}'"
        )
        change(tree, claims, "- id: pit-opened", f"{again}- id: pit-opened")
    change(tree, QUESTIONS, CLAIMS, "  claims: [pit-fall, pit-loss]\n")
    what = "the formula leads back to its own claim; start from other values"
    assert [fault.partition(": ")[2] for fault in faults(tree)] == [what, what]
