"""Assigning: choosing in a tree, the bank and its packs, sums, checks, and the signed file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from tests.fixtures import hard_course, tiny_course
from tests.fixtures.classroom import NOW, make_desk
from tests.fixtures.desks import CLASS, add_class

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import formats
from nklearn.classroom.assigning import (
    bank_of,
    draft_of,
    progress,
    read_assignment,
    read_keys,
    save,
    save_again,
)
from nklearn.classroom.bank import BankFilter
from nklearn.classroom.binding import Binding, read_binding
from nklearn.classroom.choosing import Tick, in_order, tick, toggled, tree
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import (
    AssignmentDraft,
    blocked,
    findings,
    new_draft,
    read_draft,
    receivers,
    save_draft,
    size,
    sums,
)
from nklearn.classroom.packs import asked_questions, graded_bank, import_pack, packs
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Difficulty, Question, SingleChoice
from nklearn.domain.teaching import Admitted, Kind, ResultRecord, SavedDraft, Stage, Student
from nklearn.storage import teacher_pack


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(shipped_content)) as opened:
        yield opened


@pytest.fixture
def desk(catalog: Catalog, tmp_path: Path) -> Iterator[TeacherDesk]:
    with closing(make_desk(catalog, tmp_path / "desk")) as made:
        yield made


@pytest.fixture
def students(desk: TeacherDesk) -> tuple[Student, ...]:
    return add_class(desk)


@pytest.fixture
def graded(desk: TeacherDesk, students: tuple[Student, ...], shipped_pack: Path) -> TeacherDesk:
    import_pack(desk, shipped_pack)
    return desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def _draft(desk: TeacherDesk, **changes: object) -> AssignmentDraft:
    first = graded_bank(desk).ids[:6]
    draft = msgspec.structs.replace(new_draft(desk), title="Numbers and ministries", graded=first)
    return msgspec.structs.replace(draft, **changes)


def _pack(path: Path, version: str, *questions: Question) -> Path:
    path.write_bytes(teacher_pack.build(version, questions))
    return path


# -- choosing ----------------------------------------------------------------------------------


def test_ticks_go_up_and_down_the_tree(graded: TeacherDesk) -> None:
    nodes = tree(graded.catalog, graded_bank(graded))
    module = nodes[0]
    lesson = module.lessons[1]
    chosen = toggled(lesson.sections[0], ())
    assert tick(lesson.sections[0], chosen) is Tick.ALL
    assert tick(lesson, chosen) is Tick.SOME and tick(module, chosen) is Tick.SOME
    chosen = toggled(lesson, chosen)
    assert tick(lesson, chosen) is Tick.ALL and tick(module, chosen) is Tick.SOME
    chosen = toggled(module, chosen)
    assert tick(module, chosen) is Tick.ALL
    assert module.quiz is not None and tick(module.quiz, chosen) is Tick.ALL
    assert tick(nodes[1], chosen) is Tick.NONE
    assert in_order(nodes, chosen) == module.leaves
    assert toggled(module, chosen) == frozenset()


def test_the_tree_has_all_lessons_and_the_questions_of_its_bank(graded: TeacherDesk) -> None:
    for kind in Kind:
        bank = bank_of(graded, kind)
        nodes = tree(graded.catalog, bank)
        assert sum(len(node.quiz.leaves) for node in nodes if node.quiz) == len(bank.ids)
        titles = [lesson.title for node in nodes for lesson in node.lessons]
        assert titles == [
            each.title for module in graded.catalog.modules() for each in module.lessons
        ]


def test_sums_count_lessons_questions_and_minutes(graded: TeacherDesk) -> None:
    bank = graded_bank(graded)
    nodes = tree(graded.catalog, bank)
    lesson = nodes[0].lessons[0]
    draft = _draft(graded, reading=lesson.leaves, graded=())
    assert sums(draft, nodes, bank).minutes == lesson.minutes
    half = msgspec.structs.replace(draft, reading=lesson.leaves[:2])
    told = sums(half, nodes, bank)
    assert told.lessons == 1 and 0 < told.minutes < lesson.minutes
    asked = sums(_draft(graded), nodes, bank)
    assert (asked.lessons, asked.questions) == (0, 6) and asked.minutes >= 9


# -- the bank and its packs --------------------------------------------------------------------


def test_the_bank_is_filtered(graded: TeacherDesk) -> None:
    bank = graded_bank(graded)
    some = bank.question(bank.ids[0])
    assert some is not None
    module = bank.found(BankFilter(module="songbun"))
    assert module and all(one.module == "songbun" for one in module)
    on_claim = bank.found(BankFilter(claim=some.claims[0]))
    assert some in on_claim and all(some.claims[0] in one.claims for one in on_claim)
    both = bank.found(BankFilter(type="numeric", difficulty=Difficulty.COMPARE))
    assert all((one.type, one.difficulty.value) == ("numeric", "compare") for one in both)
    words = " ".join(some.stem.upper().split()[:3])
    assert some in bank.found(BankFilter(words=words))
    assert bank.found(BankFilter(words="xylophone")) == ()
    assert some.claims[0] in bank.claims(some.module)


def test_a_pack_is_kept_as_a_checked_copy(
    desk: TeacherDesk, shipped_pack: Path, tmp_path: Path
) -> None:
    made, older = import_pack(desk, shipped_pack)
    assert older == () and packs(desk) == (made,)
    assert (desk.packs / made.file).read_bytes() == shipped_pack.read_bytes()
    assert made.version == desk.catalog.version and made.questions == len(graded_bank(desk).ids)
    assert import_pack(desk, shipped_pack) == (made, ())
    broken = tmp_path / "broken.db"
    broken.write_bytes(shipped_pack.read_bytes()[:5000])
    with pytest.raises(UserError):
        import_pack(desk, broken)
    with pytest.raises(UserError):
        import_pack(desk, tmp_path / "nowhere.db")
    assert packs(desk) == (made,) and len(list(desk.packs.iterdir())) == 1


def test_a_newer_pack_takes_the_place_of_an_older_one(desk: TeacherDesk, tmp_path: Path) -> None:
    one, two = tiny_course.choice("one"), tiny_course.choice("two")
    assert isinstance(one.body, SingleChoice)
    turned = SingleChoice(tuple(replace(o, right=not o.right) for o in one.body.options[:2]))
    own, _ = import_pack(desk, _pack(tmp_path / "own.db", "1.0", tiny_course.numeric("mine")))
    first, _ = import_pack(desk, _pack(tmp_path / "a.db", "1.9", one, two))
    newer, gone = import_pack(desk, _pack(tmp_path / "b.db", "1.10", replace(one, body=turned)))
    assert gone == (first,)
    assert [pack.hash for pack in packs(desk)] == [own.hash, newer.hash]
    assert graded_bank(desk).ids == ("m/mine", "m/one")
    assert graded_bank(desk).version_of("m/one") == "1.10"
    with pytest.raises(UserError, match=r"content 1\.2; the one here is for 1\.10"):
        import_pack(desk, _pack(tmp_path / "c.db", "1.2", one))
    assert len(packs(desk)) == 2


def test_what_was_asked_is_found_after_its_pack_was_replaced(
    desk: TeacherDesk, tmp_path: Path, folder: Path, students: tuple[Student, ...]
) -> None:
    one = tiny_course.choice("one")
    import_pack(desk, _pack(tmp_path / "a.db", "1.0", one))
    given, _ = save(desk, _draft(desk, graded=("m/one",)), folder)
    changed = replace(one, stem="Another question?")
    import_pack(desk, _pack(tmp_path / "b.db", "1.1", changed))
    (key,) = read_keys(given)
    assert asked_questions(desk, [key]) == {key.key: one}
    again, _ = save(desk, _draft(desk, graded=("m/one",)), folder)
    assert list(asked_questions(desk, read_keys(again)).values()) == [changed]


# -- drafts and what is said of them -----------------------------------------------------------


def test_a_draft_is_kept_as_it_stands(graded: TeacherDesk) -> None:
    draft = _draft(graded, title="", minutes=30, extra={"00000001": 50}, words="Read “slowly”.")
    save_draft(graded, draft)
    (saved,) = graded.store.drafts()
    assert read_draft(saved) == draft
    with pytest.raises(UserError, match="can’t be read"):
        read_draft(SavedDraft("x", "x", '{"version": 2}', NOW))


def test_what_is_missing_is_said_in_plain_words(graded: TeacherDesk) -> None:
    bank = graded_bank(graded)

    def said(**changes: object) -> list[str]:
        return [one.words for one in findings(graded, _draft(graded, **changes), bank)]

    assert said() == []
    assert said(title=" ")[0] == "Give the assignment a title."
    assert said(school_class="")[0].startswith("Choose a class.")
    assert said(graded=())[0] == "Choose lessons or questions."
    assert said(due=NOW - timedelta(minutes=1))[0] == "The due time is over already."
    assert said(group="Friday")[0] == "Nobody in this class would get it."
    assert said(graded=("m/gone",))[0] == "No question is left. Choose others."
    assert said(alternative_lesson="songbun/gone")[0].startswith("The other lesson is not")
    assert blocked(findings(graded, _draft(graded, title=""), bank))


def test_an_advisory_that_would_not_show_is_said(tmp_path: Path) -> None:
    compile_content(hard_course.make(tmp_path / "tree"), tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        desk = make_desk(catalog, tmp_path / "desk")
        add_class(desk)
        hard = next(module for module in catalog.modules() if module.advisory)
        section = f"{hard.lessons[0].id}/{hard.lessons[0].sections[0][0]}"
        draft = _draft(desk, kind=Kind.PRACTICE, reading=(section,), advisory=False)
        bank = bank_of(desk, draft.kind)
        (told,) = findings(desk, draft, bank)
        assert hard.title in told.words and not told.blocks
        shown = msgspec.structs.replace(draft, advisory=True, alternative_lesson=hard.lessons[0].id)
        (told,) = findings(desk, shown, bank)
        assert told.words == "The other lesson is in a module with an advisory too."
        desk.close()


def test_sexual_violence_can_be_left_out(
    desk: TeacherDesk, students: tuple[Student, ...], tmp_path: Path, folder: Path
) -> None:
    hard = replace(tiny_course.choice("hard"), sensitivity=Sensitivity.SEXUAL_VIOLENCE)
    import_pack(desk, _pack(tmp_path / "a.db", "1.0", hard, tiny_course.choice("one")))
    draft = _draft(desk, leave_out="sexual violence")
    assert (
        "1 question is about sexual violence" in findings(desk, draft, graded_bank(desk))[0].words
    )
    given, _ = save(desk, draft, folder)
    assert [key.question for key in read_keys(given)] == ["m/one"]
    whole, _ = save(desk, _draft(desk), folder)
    assert [item.care for item in read_assignment(whole).items] == ["sexual-violence", "none"]


# -- the file ----------------------------------------------------------------------------------


def test_one_signed_file_is_written_and_kept(graded: TeacherDesk, folder: Path) -> None:
    draft = _draft(graded, minutes=40, attempts=2, words="Work alone.")
    save_draft(graded, draft)
    given, path = save(graded, draft, folder, chance=Random(1))
    assert list(folder.iterdir()) == [path] and path.suffix == ".nkassign"
    parts = signed.verify(path.read_bytes(), graded.keys.public)
    assert read_binding(parts.trusted) == Binding("assignment", CLASS, given.id, 1)
    document = formats.decode(formats.Assignment, parts.payload)
    assert document.content.version == graded.catalog.version
    assert [item.key for item in document.items] == [key.key for key in read_keys(given)]
    assert tuple(key.question for key in read_keys(given)) == draft.graded
    assert list(document.extra.values()) == [25] and document.students == ()
    assert document.feedback == "released" and not document.hints
    assert graded.store.assignments() == (given,) and graded.store.drafts() == ()
    assert abs(len(path.read_bytes()) - size(draft, graded_bank(graded))) < 8_000
    for student in graded.store.students(CLASS):
        assert student.name.encode() not in path.read_bytes()


def test_the_sequence_counts_and_anew_takes_the_place(graded: TeacherDesk, folder: Path) -> None:
    first, _ = save(graded, _draft(graded), folder)
    other, _ = save(graded, _draft(graded, title="Other"), folder)
    anew = msgspec.structs.replace(draft_of(graded, first), title="Numbers, mended")
    assert anew.graded == _draft(graded).graded and anew.assignment == first.id
    dropped = msgspec.structs.replace(anew, graded=anew.graded[1:])
    second, path = save(graded, dropped, folder)
    assert (first.sequence, other.sequence, second.sequence) == (1, 2, 3)
    assert second.id == first.id and [g.title for g in graded.store.assignments()] == [
        "Numbers, mended",
        "Other",
    ]
    # What was not changed keeps its items: answers that somebody began with are found again.
    assert read_assignment(second).items == read_assignment(first).items[1:]
    moved, _ = save(
        graded,
        msgspec.structs.replace(
            anew, kind=Kind.PRACTICE, practice=(graded.catalog.modules()[0].quiz[0],)
        ),
        folder,
    )
    assert moved.id != first.id
    assert save_again(second, folder) == path


def test_practice_names_questions_by_id_and_hash(graded: TeacherDesk, folder: Path) -> None:
    quiz = graded.catalog.modules()[0].quiz[:3]
    given, path = save(
        graded, _draft(graded, kind=Kind.PRACTICE, practice=quiz, hints=True), folder
    )
    document = read_assignment(given)
    assert document.items == () and document.hints
    assert tuple(one.question for one in document.practice) == quiz
    assert set(asked_questions(graded, read_keys(given))) == set(quiz)
    assert graded.catalog.question(quiz[0]).stem.encode() not in path.read_bytes()


def test_a_group_or_some_students_get_it(
    graded: TeacherDesk, students: tuple[Student, ...], folder: Path
) -> None:
    given, _ = save(graded, _draft(graded, group="Thursday", minutes=20), folder)
    document = read_assignment(given)
    assert document.students == tuple(s.id for s in students if s.group == "Thursday")
    some = (students[1].id, students[3].id)
    draft = _draft(graded, students=some, minutes=20, extra={students[3].id: 50})
    document = read_assignment(save(graded, draft, folder)[0])
    assert document.students == some and document.extra == {students[3].id: 50}
    graded.store.save_students(replace(students[1], left=NOW))
    assert receivers(graded, draft) == (students[3],)


def test_nothing_is_kept_where_nothing_could_be_written(graded: TeacherDesk, folder: Path) -> None:
    draft = _draft(graded)
    save_draft(graded, draft)
    with pytest.raises(UserError):
        save(graded, draft, folder / "gone")
    with pytest.raises(UserError, match="title"):
        save(graded, msgspec.structs.replace(draft, title=""), folder)
    assert graded.store.assignments() == () and list(folder.iterdir()) == []
    assert len(graded.store.drafts()) == 1


def test_progress_counts_students_once(
    graded: TeacherDesk, students: tuple[Student, ...], folder: Path
) -> None:
    given, _ = save(graded, _draft(graded), folder)
    for number, (student, attempt, stage) in enumerate(
        (
            (students[0], 1, Stage.BEGUN),
            (students[0], 1, Stage.HANDED_IN),
            (students[0], 2, Stage.HANDED_IN),
            (students[1], 1, Stage.BEGUN),
        )
    ):
        mark = f"{number:064x}"
        event = Admitted(mark, "result", CLASS, student.id, given.id, b"x", NOW)
        record = ResultRecord(
            f"{number:016x}",
            mark,
            CLASS,
            given.id,
            given.hash,
            student.id,
            "RW",
            attempt,
            stage,
            NOW,
            NOW if stage is Stage.HANDED_IN else None,
            NOW,
            b"{}",
        )
        graded.store.admit([(event, record, {})])
    told = progress(graded)[given.id]
    assert (told.students, told.begun, told.handed_in) == (15, 1, 1)


@pytest.mark.external
def test_minisign_verifies_the_file(graded: TeacherDesk, folder: Path) -> None:
    _, path = save(graded, _draft(graded), folder)
    lines = path.read_bytes().split(b"\n", 4)
    (folder / "s").write_bytes(b"\n".join(lines[:4]) + b"\n")
    (folder / "p").write_bytes(lines[4])
    command = ["minisign", "-V", "-P", graded.keys.public, "-m", folder / "p", "-x", folder / "s"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert f"nklearn-assignment class={CLASS}" in told.stdout
