"""Scores, the gradebook put together, decisions, regrades and releases, over a teacher's file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from tests.fixtures import class_work
from tests.fixtures import tiny_course as tiny
from tests.fixtures.classroom import device_keys, make_desk

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import (
    erasure,
    formats,
    gradebook,
    overriding,
    regrading,
    releasing,
    scoring,
    sealed,
)
from nklearn.classroom.binding import read_binding
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import AssignmentDraft
from nklearn.classroom.items import item_hash
from nklearn.classroom.work import work_of
from nklearn.content.catalog import Catalog
from nklearn.domain.gradebook import Cell, CellState
from nklearn.domain.grading import grade_body
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Body, MultipleResponse, Question, SingleChoice
from nklearn.domain.responses import Response, WrittenResponse, decode
from nklearn.domain.teaching import (
    Counts,
    Device,
    DeviceState,
    FileSeen,
    ImportRun,
    Mark,
    ResultLine,
    SavedDraft,
    Stage,
)
from nklearn.storage import blocks
from nklearn.storage.teacher_pack import TeacherPack

ALL = (
    tiny.choice("one"),
    tiny.several("two"),
    tiny.ordering("three"),
    tiny.matching("four"),
    tiny.gaps("five"),
    tiny.numeric("six"),
)
TEXT = tiny.written("text")


@pytest.fixture
def desk(shipped_content: Path, tmp_path: Path) -> Iterator[TeacherDesk]:
    with closing(Catalog.open(shipped_content)) as catalog:
        made = make_desk(catalog, tmp_path / "teacher")
        class_work.make_class(made, 6)
        yield made
        made.close()


def answers(number: int, question: Question) -> Response | None:
    """Answer rightly, wrongly or not at all, each student otherwise."""
    turn = (number + len(question.id)) % 3
    if question.id == TEXT.id:
        return WrittenResponse("Who counted, and when, is not said.") if number < 2 else None
    return (right_response(question), wrong_response(question), None)[turn]


def test_scores_are_those_of_the_questions(desk: TeacherDesk) -> None:
    class_work.put_pack(desk, ALL)
    given = class_work.assign(desk, ALL, points=2)
    class_work.hand_in(desk, given, ALL, answers, range(6))
    truth, scores = desk.store.results(given.id), desk.store.item_scores(given.id)
    assert len({record.fraction for record in truth}) > 1
    for record in truth:
        bare = replace(record, fraction=None, waits=0)
        found, items = scoring.Scorer(desk).score(bare)
        assert found.fraction == pytest.approx(record.fraction)
        assert items == scores[record.id]
        assert found.scored_with


def test_a_mark_changes_the_score_at_once(desk: TeacherDesk) -> None:
    questions = (*ALL[:1], TEXT)
    class_work.put_pack(desk, questions)
    given = class_work.assign(desk, questions)
    class_work.hand_in(desk, given, questions, answers, (0, 2))
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    assert book.cell(0, 0).state is CellState.WAITS
    record = desk.store.results(given.id, class_work.student_id(0))[0]
    item = next(
        n for n, held in desk.store.item_scores(given.id)[record.id].items() if held is None
    )
    scoring.give_mark(desk, Mark(record.id, item, 3, 0.5, "Say which year.", desk.now()))
    after = desk.store.result(record.id)
    assert after
    assert after.waits == 0
    assert after.fraction == pytest.approx((record.fraction or 0) + 0.25)
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    assert book.cell(0, 0).state is CellState.HANDED_IN


def line(attempt: int, fraction: float | None, at: float = 5.0, waits: int = 0) -> ResultLine:
    return ResultLine(str(attempt), "a", "s", attempt, Stage.HANDED_IN, at, fraction, waits)


@pytest.mark.parametrize(
    ("counts", "fraction", "late"),
    [
        (Counts.BEST, 0.9, False),
        (Counts.LAST, 0.4, True),
        (Counts.FIRST, 0.2, False),
        (Counts.AVERAGE, 0.5, True),
    ],
)
def test_which_attempt_counts(counts: Counts, fraction: float, late: bool) -> None:
    lines = [line(3, 0.4, at=11.0), line(1, 0.2), line(2, 0.9)]
    found = gradebook.standing(lines, counts, 10.0)
    assert found.fraction == pytest.approx(fraction)
    assert found.late is late
    assert found.state is (CellState.LATE if late else CellState.HANDED_IN)


def test_attempts_that_were_not_allowed_do_not_count(desk: TeacherDesk) -> None:
    """Nor does work of somebody who was not asked for it; both stay to be seen."""
    questions = ALL[:1]
    class_work.put_pack(desk, questions)
    asked = tuple(class_work.student_id(n) for n in (0, 1))
    given = class_work.assign(desk, questions, attempts=2, students=asked, counts=Counts.BEST)

    def wrong(_number: int, question: Question) -> Response:
        return wrong_response(question)

    def right(_number: int, question: Question) -> Response:
        return right_response(question)

    for attempt in (3, 4):
        class_work.hand_in(desk, given, questions, right, (0,), attempt=attempt)
    for attempt in (1, 2):
        class_work.hand_in(desk, given, questions, wrong, (0,), attempt=attempt)
    class_work.hand_in(desk, given, questions, right, (1, 2), attempt=7)
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    assert book.cell(0, 0) == Cell(CellState.HANDED_IN, 0.0), "the first two by number"
    assert book.cell(1, 0) == Cell(CellState.HANDED_IN, 1.0), "their only one"
    assert book.cell(2, 0) == Cell(CellState.NOT_ASKED)
    work = work_of(desk, given.id)
    assert [one.number for one in work.of(asked[0])] == [1, 2, 3, 4]
    assert work.beyond == {one.result for one in work.of(asked[0])[2:]}
    assert work.unasked == {one.result for one in work.of(class_work.student_id(2))}
    assert [(one.student, one.number) for one in work.counted] == [(asked[0], 1), (asked[1], 7)]


def test_what_stands_where_nothing_is_handed_in() -> None:
    begun = replace(line(1, None), stage=Stage.BEGUN)
    assert gradebook.standing([begun], Counts.BEST, 10.0).state is CellState.IN_PROGRESS
    assert gradebook.standing([], Counts.BEST, 10.0).state is CellState.MISSING


def test_late_after_the_grace_of_the_teacher(desk: TeacherDesk) -> None:
    class_work.put_pack(desk, ALL)
    given = class_work.assign(desk, ALL, due=class_work.START)
    class_work.hand_in(desk, given, ALL, answers, (0, 5))  # at 0 and at 5 minutes
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    assert book.cell(0, 0).state is CellState.HANDED_IN
    assert book.cell(5, 0).state is CellState.LATE
    desk.store.set_setting(gradebook.GRACE, "5")
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    assert book.cell(5, 0).state is CellState.HANDED_IN


def test_a_cell_alone_is_the_one_of_the_gradebook(desk: TeacherDesk) -> None:
    class_work.put_pack(desk, ALL)
    made = class_work.assign(desk, ALL)
    class_work.hand_in(desk, made, ALL, answers, [0, 2])
    book = gradebook.gradebook_of(desk, class_work.CLASS)
    cells = {row.id: book.cell(n, 0) for n, row in enumerate(book.rows)}
    assert gradebook.cells_of(desk, made.id) == cells
    assert (
        gradebook.cell_of(desk, class_work.student_id(2), made.id)
        == cells[class_work.student_id(2)]
    )
    assert gradebook.cell_of(desk, "unknown", made.id) is None
    assert gradebook.cells_of(desk, "unknown") == {}


def test_decisions_by_hand(desk: TeacherDesk) -> None:
    class_work.put_pack(desk, ALL)
    given = class_work.assign(desk, ALL)
    class_work.hand_in(desk, given, ALL, answers, (0,))
    student = class_work.student_id(0)
    before = gradebook.gradebook_of(desk, class_work.CLASS).cell(0, 0)

    def now() -> Cell:
        return gradebook.gradebook_of(desk, class_work.CLASS).cell(0, 0)

    overriding.override(desk, given.id, student, 0.85, "Told me at the desk.")
    assert now() == Cell(CellState.OVERRIDDEN, 0.85)
    overriding.excuse(desk, given.id, student, "Was ill.")
    assert now() == Cell(CellState.EXCUSED)
    overriding.clear(desk, given.id, student, "A mistake of mine.")
    assert now() == before
    assert [one.reason for one in desk.store.overrides()] == [
        "Told me at the desk.",
        "Was ill.",
        "A mistake of mine.",
    ]
    for bad in ("", "   ", "x" * 501):
        with pytest.raises(UserError):
            overriding.excuse(desk, given.id, student, bad)
    with pytest.raises(UserError, match="0 to 100"):
        overriding.override(desk, given.id, student, 1.2, "Why not.")
    assert len(desk.store.overrides()) == 3


def other_key(question: Question) -> Question:
    """Return a choice with its second option right instead of the first."""
    body = question.body
    assert isinstance(body, SingleChoice)
    right = next(n for n, option in enumerate(body.options) if option.right)
    goal = (right + 1) % len(body.options)
    options = tuple(replace(one, right=n == goal) for n, one in enumerate(body.options))
    return replace(question, body=SingleChoice(options))


def other_several(question: Question) -> Question:
    """Return a question of several with one option fewer right."""
    body = question.body
    assert isinstance(body, MultipleResponse)
    first = next(n for n, option in enumerate(body.options) if option.right)
    options = tuple(
        replace(one, right=one.right and n != first) for n, one in enumerate(body.options)
    )
    return replace(question, body=MultipleResponse(options))


def test_a_regrade_is_shown_then_done_and_logged(desk: TeacherDesk) -> None:
    questions = ALL[:2]
    class_work.put_pack(desk, questions)
    given = class_work.assign(desk, questions)

    def everything_right(_number: int, question: Question) -> Response:
        return right_response(question)

    class_work.hand_in(desk, given, questions, everything_right, (0, 1))
    assert not regrading.plan(desk, given.id).needed
    with pytest.raises(UserError, match="No question"):
        regrading.apply(desk, given.id, "For no reason.")

    class_work.put_pack(desk, (other_key(questions[0]), questions[1]), "mended")
    plan = regrading.plan(desk, given.id)
    assert plan.changed == (questions[0].id,)
    assert [(one.before, one.after) for one in plan.changes] == [(1.0, 0.5), (1.0, 0.5)]
    assert {one.fraction for one in desk.store.results(given.id)} == {1.0}, "only shown so far"
    with pytest.raises(UserError, match="reason"):
        regrading.apply(desk, given.id, " ")
    regrading.apply(desk, given.id, "The key was wrong.")
    assert {one.fraction for one in desk.store.results(given.id)} == {0.5}
    (logged,) = desk.store.regrades(given.id)
    assert logged.why == "The key was wrong."
    assert questions[0].id in logged.changes
    # Who hands in later is scored by the same key.
    class_work.hand_in(desk, given, questions, everything_right, (2,))
    late = desk.store.results(given.id, class_work.student_id(2))[0]
    assert scoring.Scorer(desk).score(late)[0].fraction == 0.5
    assert not regrading.plan(desk, given.id).needed

    # A still newer pack changes nothing, neither for them nor in what is told, until a regrade.
    class_work.put_pack(desk, (questions[0], other_several(questions[1])), "newest")
    assert scoring.Scorer(desk).score(late)[0].fraction == 0.5
    assert {item.question.id: item_hash(item.question) for item in work_of(desk, given.id).items}[
        questions[0].id
    ] == item_hash(other_key(questions[0]))
    again = regrading.plan(desk, given.id)
    assert set(again.changed) == {one.id for one in questions}
    regrading.apply(desk, given.id, "It was right at first.")
    fractions = {one.fraction for one in desk.store.results(given.id)}
    assert len(fractions) == 1
    assert fractions.pop() == scoring.Scorer(desk).score(late)[0].fraction != 0.5
    assert not regrading.plan(desk, given.id).needed


def test_a_release_tells_each_only_their_own(desk: TeacherDesk, tmp_path: Path) -> None:
    questions = (*ALL, TEXT)
    class_work.put_pack(desk, questions)
    given = class_work.assign(desk, questions)
    class_work.hand_in(desk, given, questions, answers, (0, 1, 2))
    for number in (0, 1):
        keys = device_keys(number)
        student = class_work.student_id(number)
        device = Device(student, keys.signing.public, keys.recipient, desk.now())
        desk.store.note_device(replace(device, state=DeviceState.CONFIRMED))
    record = desk.store.results(given.id, class_work.student_id(0))[0]
    item = next(
        n for n, held in desk.store.item_scores(given.id)[record.id].items() if held is None
    )
    scoring.give_mark(desk, Mark(record.id, item, 4, 1.0, "Well argued.", desk.now()))

    seen = releasing.outlook(desk, given.id)
    assert [one.id for one in seen.missing] == [class_work.student_id(n) for n in (3, 4, 5)]
    assert [one.id for one in seen.unreached] == [class_work.student_id(2)]
    assert seen.unmarked == 1
    issued, path = releasing.release(desk, given.id, tmp_path)
    assert path.read_bytes() == issued.data
    parts = signed.verify(issued.data, desk.keys.public)
    assert read_binding(parts.trusted).kind == "release"
    release = formats.decode(formats.Release, parts.payload)
    assert set(release.sealed) == {class_work.student_id(0), class_work.student_id(1)}
    assert b"Well argued" not in issued.data

    (line_,) = release.sealed[class_work.student_id(0)]
    part = formats.decode(formats.Part, sealed.unseal_text(line_, [device_keys(0).identity]))
    after = desk.store.result(record.id)
    assert after
    assert part.fraction == pytest.approx(after.fraction)
    comments = [one.comment for one in part.attempts[0].items if one.comment]
    assert comments == ["Well argued."]
    with pytest.raises(UserError):
        sealed.unseal_text(line_, [device_keys(1).identity])
    assert seen.before == 0
    assert releasing.outlook(desk, given.id).before == 1


def test_released_keys_fit_the_answers_of_the_file(desk: TeacherDesk, tmp_path: Path) -> None:
    """What a student gave, with the ids of the file, is right by the released key."""
    class_work.put_pack(desk, ALL)
    given = class_work.assign(desk, ALL)
    class_work.hand_in(desk, given, ALL, lambda _, question: right_response(question), (0,))
    issued, _ = releasing.release(desk, given.id, tmp_path)
    release = formats.decode(formats.Release, signed.split(issued.data).payload)
    record = desk.store.results(given.id)[0]
    result = formats.decode(formats.Result, record.payload)
    told: dict[str, Body] = {
        one.item: blocks.load(one.body, blocks.BODIES) for one in release.feedback
    }
    assert len(result.answers) == len(ALL) == len(told)
    for answer in result.answers:
        graded = grade_body(told[answer.item], decode(answer.kind, answer.response))
        assert graded is not None
        assert graded.fraction == 1.0


def test_erasing_leaves_no_byte_of_the_student(desk: TeacherDesk, tmp_path: Path) -> None:
    """Not the name anywhere; the id in the signed erasure alone. What is of others stays."""
    questions = ALL[:2]
    class_work.put_pack(desk, questions)
    given = class_work.assign(desk, questions)
    class_work.hand_in(desk, given, questions, lambda _, one: right_response(one), (3, 4))
    for number in (3, 4):
        keys, student = device_keys(number), class_work.student_id(number)
        device = Device(student, keys.signing.public, keys.recipient, desk.now())
        desk.store.note_device(replace(device, state=DeviceState.CONFIRMED))
    class_work.put_pack(desk, (other_key(questions[0]), questions[1]), "mended")
    regrading.apply(desk, given.id, "The key was wrong.")
    issued, _ = releasing.release(desk, given.id, tmp_path)
    gone, other = class_work.student_id(3), class_work.student_id(4)
    for name, whom in (("d1" * 8, (gone,)), ("d2" * 8, (gone, other))):
        draft = AssignmentDraft(id=name, school_class=class_work.CLASS, students=whom)
        body = msgspec.json.encode(draft).decode()
        desk.store.save_draft(SavedDraft(name, "Draft", body, desk.now()))
    seen = FileSeen("x", 9, "f" * 64, "wrong class", f"Nobody with the id {gone} is here.")
    desk.store.add_import(ImportRun(desk.now(), "stick", (seen,)))
    assert gone.encode() in issued.data

    erasure.erase(desk, gone)
    (logged,) = desk.store.regrades(given.id)
    assert [one["student"] for one in json.loads(logged.changes)["changes"]] == [other]
    (kept,) = desk.store.releases(given.id)
    assert kept == replace(issued, data=b"")
    (draft,) = desk.store.drafts()
    held = msgspec.json.decode(draft.body, type=AssignmentDraft)
    assert held.students == (other,)
    (signed_,) = desk.store.erasures()
    made = formats.decode(formats.Erasure, signed.split(signed_.data).payload).made
    assert made.microsecond == 0

    desk.close()
    file = next((tmp_path / "teacher").rglob("teaching.db"))
    assert gone.encode() in file.read_bytes(), "in the erasure"
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("DELETE FROM issued WHERE kind = 'erasure'")
    name = class_work.NAMES[3].encode()
    for each in file.parent.rglob("*"):
        if each.is_file():
            data = each.read_bytes()
            assert name not in data, each.name
            assert gone.encode() not in data, each.name


def test_a_teachers_own_file_chosen_as_a_pack_is_called_what_it_is(
    desk: TeacherDesk, tmp_path: Path
) -> None:
    desk.close()
    file = next((tmp_path / "teacher").rglob("teaching.db"))
    with pytest.raises(UserError, match="a teacher’s own file of NKLearn, not the teacher’s pack"):
        TeacherPack(file)
