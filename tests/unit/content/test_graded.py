"""The graded bank: a file of its own, of which nothing is in what learners get; and its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.storage.content_store import ContentStore
from nklearn.storage.teacher_pack import TeacherPack

BANK = """\
- id: secret-one
  type: single-choice
  section: the-pit/output
  difficulty: judge
  stem: Which of these rests on a slip of the printer, zanthoxyl?
  claims: [pit-output-1998]
  explanation: The dot is a slip, zanthoxyl.
  options:
    - {id: a, text: The first value, is: It is printed plainly., cite: []}
    - {id: b, text: The second value, right: true, is: "Its dot is a slip, zanthoxyl.", cite: []}
    - {id: c, text: Neither, is: One of them does., cite: []}
"""
QUESTION = "lessons/pits/questions.yaml"


@pytest.fixture
def with_bank(tree: Path) -> Path:
    """The sound fixture with a graded question."""
    (tree / "lessons/pits/graded.yaml").write_text(BANK, "utf-8")
    return tree


def faults(tree: Path) -> list[str]:
    return [str(fault).split(": ", 1)[1] for fault in check_content(tree)]


def change(tree: Path, path: str, old: str, new: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new, 1), "utf-8")


def test_the_bank_is_in_the_pack_and_nowhere_else(with_bank: Path, tmp_path: Path) -> None:
    content, pack = tmp_path / "content.db", tmp_path / "teacher-pack.db"
    compile_content(with_bank, content, pack)
    opened = TeacherPack(pack)
    assert [question.id for question in opened.questions()] == ["pits/secret-one"]
    assert opened.questions("pits") == opened.questions()
    assert opened.questions("elsewhere") == ()
    catalog = Catalog(ContentStore(content))
    assert opened.version == catalog.version
    assert "pits/secret-one" not in catalog.module("pits").quiz
    for word in (b"secret-one", b"zanthoxyl"):
        assert word in pack.read_bytes()
        assert word not in content.read_bytes()
    assert not catalog.search("zanthoxyl", 5)
    again = tmp_path / "again.db"
    compile_content(with_bank, tmp_path / "other.db", again)
    assert again.read_bytes() == pack.read_bytes()
    opened.close()


@pytest.mark.parametrize("damage", ["gone", "cut", "foreign", "content"])
def test_a_pack_that_is_none_is_refused(with_bank: Path, tmp_path: Path, damage: str) -> None:
    content, pack = tmp_path / "content.db", tmp_path / "teacher-pack.db"
    compile_content(with_bank, content, pack)
    match damage:
        case "gone":
            pack.unlink()
        case "cut":
            pack.write_bytes(pack.read_bytes()[:5000])
        case "foreign":
            pack.write_bytes(b"PK\x03\x04" * 500)
        case _:
            pack.write_bytes(content.read_bytes())
    with pytest.raises(UserError):
        TeacherPack(pack)


def test_a_graded_question_is_no_other_question(with_bank: Path) -> None:
    change(with_bank, "lessons/pits/graded.yaml", "id: secret-one", "id: how-much")
    assert [fault.partition(";")[0] for fault in faults(with_bank)] == [
        "`how-much` is graded, and open to learners as well"
    ]


def test_a_graded_question_stands_in_no_lesson(with_bank: Path) -> None:
    change(with_bank, "lessons/pits/graded.yaml", "  section:", "  use: check\n  section:")
    assert "`secret-one` is graded, and open to learners as well" in faults(with_bank)[0]


def test_no_two_questions_are_alike(with_bank: Path) -> None:
    text = (with_bank / QUESTION).read_text("utf-8")
    twin = text[text.index("- id: how-much") : text.index("- id: what-is-told")]
    change(with_bank, "lessons/pits/graded.yaml", "- id: secret", twin + "\n- id: secret")
    change(with_bank, "lessons/pits/graded.yaml", "id: how-much", "id: how-much-again")
    assert faults(with_bank) == [
        "the question is like `pits/how-much`; ask something else, or leave one out"
    ]


def test_the_section_holds_the_answer(with_bank: Path) -> None:
    change(with_bank, "lessons/pits/graded.yaml", "[pit-output-1998]", "[made-up-elsewhere]")
    change(
        with_bank,
        "resources/claims/pit.yaml",
        "- id: pit-fall",
        "- id: made-up-elsewhere\n  title: Elsewhere\n  statement: The pit has a door.\n"
        "  subject: the pit\n  kind: event\n  source: made-up-2016\n  place: Section 9\n"
        "  chain:\n    - {who: Made up 2016, what: Section 9, source: made-up-2016}\n\n"
        "- id: pit-fall",
    )
    assert faults(with_bank) == [
        "the section `the-pit/output` cites none of the question’s claims; name the section that "
        "holds the answer, or cite the claim there"
    ]


def test_no_value_that_nobody_can_read_is_asked_for(with_bank: Path) -> None:
    change(
        with_bank,
        "resources/claims/pit.yaml",
        "  topics: [output]\n",
        "  topics: [output]\n\n"
        "- id: pit-stain\n  title: A stain\n  statement: The value is lost under a stain.\n"
        "  subject: the pit\n  kind: figure\n  status: illegible\n  source: made-up-2016\n"
        "  place: Table 2\n  note: A stain.\n"
        "  chain:\n    - {who: Made up 2016, what: Table 2, source: made-up-2016}\n",
    )
    change(with_bank, "lessons/pits/graded.yaml", "[pit-output", "[pit-stain, pit-output")
    assert faults(with_bank) == []  # a judgement on what to do with it may be asked
    change(with_bank, "lessons/pits/graded.yaml", "difficulty: judge", "difficulty: read")
    assert [fault.partition(",")[0] for fault in faults(with_bank)] == ["`pit-stain` is illegible"]
