"""A student's side: joining, trusting, taking in files, doing the work and handing it in."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Generator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures import classroom
from tests.fixtures import classwork as made
from tests.fixtures.tiny_course import learner, right

from nklearn.base import signed
from nklearn.base.errors import BugError, UserError
from nklearn.classroom import sealed
from nklearn.classroom.attempting import module_of, session_of
from nklearn.classroom.binding import Binding, read_binding
from nklearn.classroom.classwork import Arrived, AskCode, AskTrust, Classwork, News
from nklearn.classroom.codes import join_code
from nklearn.classroom.due import Standing
from nklearn.classroom.feedback import with_key
from nklearn.classroom.formats import Erasure, Result, decode
from nklearn.classroom.handing_in import (
    answer_words,
    hand_in,
    hash_words,
    receipt,
    save_to,
    tell_begun,
)
from nklearn.domain.questions import MultipleResponse, Question, SingleChoice, is_blind
from nklearn.domain.records import Mode
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse
from nklearn.domain.teaching import Stage
from nklearn.learning.quiz import Outcome, QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore

BYTES: Callable[[int], bytes] = random.Random(5).randbytes


@pytest.fixture
def store(tmp_path: Path) -> Generator[WorkspaceStore]:
    with WorkspaceStore.open(tmp_path / "home") as opened:
        yield opened


def begun(work: Classwork, name: str) -> QuizSession:
    """Begin an attempt and return its session."""
    attempt = work.begin(work.task(name))
    session = session_of(work, work.task(name), attempt)
    assert session
    return session


def answer_all(session: QuizSession) -> None:
    while session.state is QuizState.ASKING:
        response = made.any_answer(session.question(session.position))
        assert session.answer(response)
        session.next()


def handed(work: Classwork, name: str, session: QuizSession | None, **more: bool) -> str:
    going = work.task(name).going
    assert going
    return hand_in(work, going, session, random_bytes=BYTES, **more).id


def result_of(work: Classwork, name: str) -> Result:
    """Open the last file that was handed in, as the teacher does."""
    data = work.task(name).handed[-1].data
    document = sealed.unseal(data, [classroom.teacher_keys().identity])
    assert document == sealed.unseal(data, [classroom.recovery_identity()])
    result = decode(Result, signed.split(document).payload)
    parts = signed.verify(document, result.device)
    assert read_binding(parts.trusted) == Binding("result", made.CLASS, result.id, result.attempt)
    return result


# -- who one is ------------------------------------------------------------------------------


def test_joining_makes_the_keys_of_this_computer_once(store: WorkspaceStore) -> None:
    work = made.classwork(store)
    with pytest.raises(UserError, match="not as on your slip"):
        work.join(join_code(made.STUDENT)[:-1] + "0")
    assert work.enrolments == ()
    assert work.join(join_code(made.STUDENT).lower()) == made.STUDENT
    keys = work.keys()
    work.join(join_code(made.STUDENT))
    assert [own.student for own in work.enrolments] == [made.STUDENT]
    assert made.classwork(store).keys() == keys
    assert len(keys.seed) == 64


def test_a_file_asks_first_whose_it_is_and_then_who_one_is(store: WorkspaceStore) -> None:
    work, data = made.classwork(store), made.assigned()
    asked = work.admit(data, "a.nkassign")
    assert isinstance(asked, AskTrust)
    assert (asked.class_label, asked.other, len(asked.words)) == ("10B", False, 6)
    assert store.received(work.profile) == ()
    work.trust(asked.teacher)
    assert work.admit(data, "a.nkassign") == AskCode("10B", other=False)
    work.join(join_code(made.STUDENT))
    assert work.admit(data, "a.nkassign") == Arrived(made.ID, News.NEW)
    assert work.admit(data, "a.nkassign") == Arrived(made.ID, News.AGAIN)
    assert [line.standing for line in work.lines()] == [Standing.OPEN]


def test_a_key_that_is_not_the_known_one_is_compared_anew(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work)
    stranger = made.assignment(teacher=made.teacher(7), sequence=9)
    asked = work.admit(made.assigned(stranger, number=7), "b.nkassign")
    assert isinstance(asked, AskTrust)
    assert asked.other
    assert work.task(made.ID).assignment.sequence == 1


def test_in_a_second_class_one_is_asked_for_its_own_code(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work)
    other = made.assignment(
        id="a551900000000002",
        school_class=made.OTHER_CLASS,
        class_label="11A",
        students=(made.OTHER_STUDENT,),
    )
    data = made.assigned(other)
    assert work.admit(data, "c.nkassign") == AskCode("11A", other=True)
    student = work.join(join_code(made.OTHER_STUDENT))
    assert isinstance(work.admit(data, "c.nkassign", student), Arrived)
    assert work.task(other.id).received.student == made.OTHER_STUDENT
    assert work.task(made.ID).received.student == made.STUDENT


def test_nobody_begins_graded_work_as_a_guest() -> None:
    with WorkspaceStore.in_memory() as memory:
        work = made.classwork(memory)
        with pytest.raises(UserError, match="guest"):
            work.admit(made.assigned(), "a.nkassign")
        with pytest.raises(UserError, match="guest"):
            work.join(join_code(made.STUDENT))


# -- files -----------------------------------------------------------------------------------


def _tampered() -> bytes:
    data = made.assigned()
    return data.replace(b"Numbers that disagree", b"Numbers that disagreE")


def _erasure() -> bytes:
    erasure = Erasure(
        school_class=made.CLASS,
        student=made.STUDENT,
        sequence=3,
        teacher=made.teacher(),
        made=made.MADE,
    )
    return made.file_of(erasure, "erasure", document=made.STUDENT.lower())


def _newer() -> bytes:
    payload = b'{"format": "nklearn-assignment", "version": 2}'
    trusted = str(Binding("assignment", made.CLASS, made.ID, 1))
    key = classroom.teacher_keys().signing
    return signed.sign(key, payload, untrusted="x", trusted=trusted)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "foreign": (lambda: b"%PDF-1.7 something", "is not one that NKLearn made"),
    "handed in": (lambda: sealed.seal(b"x", [classroom.recipient()]), "somebody handed in"),
    "cut": (lambda: made.assigned()[:900], "is damaged"),
    "tampered": (_tampered, "is damaged, or was changed"),
    "of another document": (
        lambda: made.file_of(made.assignment(), "assignment", document="b" * 16),
        "is damaged, or was changed",
    ),
    "of another key": (lambda: made.assigned(number=3), "is damaged|another key"),
    "newer": (_newer, "newer version of NKLearn"),
    "erasure": (_erasure, "for the computers of teachers"),
    "for others": (
        lambda: made.assigned(made.assignment(students=(made.OTHER_STUDENT,))),
        "is for other students of 10B",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_is_said_plainly(store: WorkspaceStore, kind: str) -> None:
    work = made.joined(store)
    make, words = REFUSED[kind]
    if kind == "for others":
        made.taken(work)
    before = store.received(work.profile)
    with pytest.raises(UserError, match=words) as caught:
        work.admit(make(), "work.nkassign")
    assert caught.value.safe == "The file was not touched."
    assert caught.value.todo
    assert store.received(work.profile) == before


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_file_whatever_makes_it_fail(data: st.DataObject) -> None:
    whole = made.assigned()
    at = data.draw(st.integers(0, len(whole) - 1))
    foreign = data.draw(
        st.one_of(
            st.binary(max_size=300),
            st.just(whole[:at]),
            st.binary(min_size=1, max_size=4).map(lambda b: whole[:at] + b + whole[at + len(b) :]),
        )
    )
    with tempfile.TemporaryDirectory() as folder, WorkspaceStore.open(Path(folder)) as store:
        work = made.joined(store)
        try:
            arrived = work.admit(foreign, "x.nkassign")
        except UserError as error:
            assert error.todo
        else:
            assert foreign == whole or isinstance(arrived, AskTrust | Arrived)


def test_a_newer_file_takes_the_place_of_an_earlier_one(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work)
    work.begin(work.task(made.ID))
    second = made.assignment(sequence=4, title="Numbers, mended", items=made.items()[:2])
    assert work.admit(made.assigned(second), "n.nkassign") == Arrived(made.ID, News.NEWER)
    late = made.assignment(sequence=3, title="Between")
    assert work.admit(made.assigned(late), "o.nkassign") == Arrived(made.ID, News.OLDER)
    task = work.task(made.ID)
    assert (task.assignment.title, task.replaced) == ("Numbers, mended", True)
    # What was begun goes on with the file with which it was begun.
    assert task.going
    session = session_of(work, task, task.going)
    assert session
    assert len(session.questions) == len(made.QUESTIONS)
    handed(work, made.ID, session)
    assert result_of(work, made.ID).assignment_hash == task.going.hash != task.received.hash


# -- doing it --------------------------------------------------------------------------------


def test_a_graded_attempt_from_the_file_to_the_teacher(
    store: WorkspaceStore, tmp_path: Path
) -> None:
    work = made.joined(store)
    made.taken(work)
    work.learner.mark_read(made.READING[0])
    session = begun(work, made.ID)
    assert (session.mode, session.run.module) == (Mode.GRADED, module_of(made.ID))
    assert all(map(is_blind, session.questions))
    work.learner.report_problem(session.current, "Which year?", made.VERSION)
    work.learner.report_problem("m/c1", "Of my own practice.", made.VERSION)
    answer_all(session)
    assert session.state is QuizState.SUMMARY
    assert work.task(made.ID).line.standing is Standing.BEGUN
    handed(work, made.ID, session, with_problems=True)

    result = result_of(work, made.ID)
    assert (result.stage, result.student, result.attempt) == (Stage.HANDED_IN, made.STUDENT, 1)
    assert result.assignment_hash == work.task(made.ID).received.hash
    assert {own.item for own in result.answers} == {own.key for own in made.items()}
    assert [own.section for own in result.reads] == [made.READING[0]]
    assert [own.words for own in result.problems] == ["Which year?"]
    assert not result.over_time

    task = work.task(made.ID)
    assert (task.line.standing, task.line.attempts_left) == (Standing.HANDED_IN, 0)
    assert not task.may_begin
    with pytest.raises(UserError, match="as many attempts as there are"):
        work.begin(task)
    with pytest.raises(BugError):
        hand_in(work, task.attempts[0], session, random_bytes=BYTES)

    locked = session_of(work, task, task.attempts[0])
    assert locked
    assert locked.state is QuizState.FINISHED
    assert set(locked.outcomes) == {Outcome.GIVEN}
    locked.go_to(0)
    assert locked.state is QuizState.LOCKED

    shared = tmp_path / "shared"
    shared.mkdir()
    own = save_to(work, task.handed[0], shared)
    again = save_to(work, task.handed[0], shared)
    assert own.saved_to == again.saved_to
    assert [path.read_bytes() for path in shared.iterdir()] == [own.data]
    assert work.task(made.ID).handed[0].saved_to == own.saved_to
    assert "Which year?" not in str(own.data)


def test_the_teacher_is_told_that_work_was_begun_and_no_more(
    store: WorkspaceStore, tmp_path: Path
) -> None:
    work = made.joined(store)
    made.taken(work)
    answer_all(begun(work, made.ID))
    going = work.task(made.ID).going
    assert going
    tell_begun(work, going, tmp_path, random_bytes=BYTES)
    (path,) = tmp_path.glob("*.nkresult")
    document = sealed.unseal(path.read_bytes(), [classroom.teacher_keys().identity])
    result = decode(Result, signed.split(document).payload)
    assert (result.stage, result.answers, result.handed_in) == (Stage.BEGUN, (), None)
    task = work.task(made.ID)
    assert (task.handed, task.line.standing) == ((), Standing.BEGUN)


def test_the_receipt_says_what_was_handed_in(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work, made.assigned(made.assignment(due=made.MADE)))
    session = begun(work, made.ID)
    answer_all(session)
    handed(work, made.ID, session)
    task = work.task(made.ID)
    told = receipt(work, task, task.handed[0], session_of(work, task, task.attempts[0]))
    assert (told.title, told.class_label, told.attempt) == ("Numbers that disagree", "10B", 1)
    assert told.late
    assert told.words == hash_words(task.handed[0].hash)
    assert len(set(told.words)) > 1
    words = {question.type: words for question, words in told.answers}
    assert words["short-answer"] == "Dancheon"
    assert words["numeric"].startswith("40")
    assert words["ordering"].count(";") == 3
    assert all(words.values())
    for question, said in told.answers:
        if isinstance(question.body, SingleChoice):
            assert said == question.body.options[0].text
            assert answer_words(question.body, ChoicesResponse(())) == ""


def test_handing_in_again_is_a_new_event(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work, made.assigned(made.assignment(attempts=2)))
    for number in (1, 2):
        session = begun(work, made.ID)
        answer_all(session)
        handed(work, made.ID, session)
        assert result_of(work, made.ID).attempt == number
    files = work.task(made.ID).handed
    assert len({own.hash for own in files}) == len({own.id for own in files}) == 2
    assert work.task(made.ID).attempts_left == 0


def test_practice_over_the_content_tells_at_once_and_is_handed_in(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work, made.assigned(made.practice()))
    session = begun(work, made.ID)
    assert session.mode is Mode.PRACTICE
    while session.state is not QuizState.FINISHED:
        checked = session.answer(right(session.question(session.position)))
        assert checked
        assert checked.grade.right
        session.next()
    handed(work, made.ID, session)
    result = result_of(work, made.ID)
    assert {own.item for own in result.answers} == set(session.questions)
    assert work.task(made.ID).may_begin


def test_the_time_limit_counts_use_and_gives_extra_time(store: WorkspaceStore) -> None:
    work = made.joined(store)
    limited = made.assignment(minutes=20, extra={made.STUDENT: 25})
    made.taken(work, made.assigned(limited))
    session = begun(work, made.ID)
    task = work.task(made.ID)
    assert task.going
    assert (task.minutes, task.minutes_left(0), task.minutes_left(24 * 60)) == (25.0, 25.0, 1.0)
    longer = work.note_time(task.going, 600)
    assert work.note_time(longer, 30).seconds == 600  # never less, whatever the clock did
    assert work.task(made.ID).going == longer
    work.note_time(longer, 25 * 60)
    handed(work, made.ID, session)
    assert result_of(work, made.ID).over_time


def test_the_other_task_is_handed_in_as_words(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work)
    attempt = work.begin(work.task(made.ID))
    work.write_alternative(attempt, "How the report counts mines.")
    handed(work, made.ID, None)
    result = result_of(work, made.ID)
    assert (result.alternative, result.answers) == ("How the report counts mines.", ())


# -- what comes back -------------------------------------------------------------------------


def _key(question: str) -> str:
    return question.rpartition("/")[2]


def test_feedback_is_opened_by_this_computer_alone(store: WorkspaceStore) -> None:
    work = made.joined(store)
    made.taken(work)
    session = begun(work, made.ID)
    answer_all(session)
    handed(work, made.ID, session)
    own = sealed.recipient_of(work.keys().identity)
    keys = [_key(name) for name in session.questions]
    fractions = dict(zip(keys, (1.0, 0.5, 0.0), strict=False))

    foreign = made.released((classroom.recipient(44),), fractions)
    with pytest.raises(UserError, match="nothing that this computer can open"):
        work.admit(foreign, "f.nkrelease")
    asked = work.admit(made.released((own,), fractions, number=5), "f.nkrelease")
    assert isinstance(asked, AskTrust)
    work.trust(asked.teacher)
    with pytest.raises(UserError, match="not from the teacher who gave out"):
        work.admit(made.released((own,), fractions, number=5), "f.nkrelease")

    full = _as_in_the_file(session.question(0))
    data = made.released(
        (classroom.recipient(44), own), fractions, questions={keys[0]: full}, comment="Well put."
    )
    assert work.admit(data, "f.nkrelease") == Arrived(made.ID, News.FEEDBACK)
    task = work.task(made.ID)
    assert task.line.standing is Standing.FEEDBACK
    assert task.told
    assert task.told.item(1, keys[0])
    found = with_key(session.question(0), task.told.feedback[keys[0]])
    assert found == full
    locked = session_of(work, task, task.attempts[0])
    assert locked
    assert locked.outcomes[:3] == (Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG)
    assert set(locked.outcomes[3:]) == {Outcome.WAITS}

    newer = made.released((own,), {keys[0]: 0.0}, sequence=6)
    work.admit(newer, "f.nkrelease")
    told = work.task(made.ID).told
    assert told
    item = told.item(1, keys[0])
    assert item
    assert item.fraction == 0.0


def _as_in_the_file(question: Question) -> Question:
    """The question with a key, under the ids of the file."""
    match question.body:
        case SingleChoice(options) | MultipleResponse(options):
            keyed = tuple(replace(own, right=n == 0) for n, own in enumerate(options))
            return replace(question, body=replace(question.body, options=keyed))
        case _:
            return question


def test_feedback_on_work_of_somebody_else_is_named_as_such(store: WorkspaceStore) -> None:
    work = made.joined(store)
    with pytest.raises(UserError, match="work that is not on this computer"):
        work.admit(made.released((classroom.recipient(1),), {}), "f.nkrelease")


# -- killed at any moment --------------------------------------------------------------------


class Desk:
    """A student whose program can be killed: a connection dropped, the file opened anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened = count()
        self.open()

    def open(self) -> None:
        self.store = WorkspaceStore.open(self._folder)
        self.work = made.classwork(self.store, tag=f"-{next(self._opened)}")

    def kill(self) -> None:
        self.store.close()
        self.open()

    def session(self) -> QuizSession | None:
        task = self.work.task(made.ID)
        return session_of(self.work, task, task.going) if task.going else None


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(("answer", "next", "draft", "time", "hand in")), max_size=14))
def test_what_was_done_is_there_after_a_kill_at_any_moment(deeds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        with WorkspaceStore.open(home) as store:
            made.taken(made.joined(store), made.assigned(made.assignment(attempts=3)))
        desk = Desk(home)
        desk.work.begin(desk.work.task(made.ID))
        desk.kill()  # between the attempt and its session
        files: list[str] = []
        for deed in deeds:
            session, task = desk.session(), desk.work.task(made.ID)
            if task.going is None or session is None:
                if task.may_begin:
                    desk.work.begin(task)
                continue
            _do(desk, deed, session, files)
            before = _seen(desk.session()), [own.id for own in desk.work.task(made.ID).handed]
            desk.kill()
            after = _seen(desk.session()), [own.id for own in desk.work.task(made.ID).handed]
            assert after == before
            assert after[1] == files
        for own in desk.work.task(made.ID).handed:
            sealed.unseal(own.data, [classroom.teacher_keys().identity])
        for one in desk.work.task(made.ID).handed_attempts:
            ended = session_of(desk.work, desk.work.task(made.ID), one)
            assert ended
            assert ended.run.ended is not None
        desk.store.close()


def _seen(session: QuizSession | None) -> object:
    if session is None:
        return None
    drafts = session.draft if session.state is QuizState.ASKING else None
    return session.run, session.state, session.outcomes, drafts


def _do(desk: Desk, deed: str, session: QuizSession, files: list[str]) -> None:
    from nklearn.domain.records import Draft

    going = desk.work.task(made.ID).going
    assert going
    asking = session.state is QuizState.ASKING
    question = session.question(session.position) if asking else None
    match deed:
        case "answer" if question and isinstance(question.body, SingleChoice):
            assert session.answer(ChoiceResponse(question.body.options[0].id))
        case "next" if asking:
            session.next()
        case "draft" if question and isinstance(question.body, SingleChoice):
            session.save_draft(Draft(ChoiceResponse(question.body.options[1].id)))
        case "time":
            desk.work.note_time(going, going.seconds + 15)
        case "hand in":
            # The program dies before the session is told; it is put right when it opens.
            files.append(hand_in(desk.work, going, session, random_bytes=BYTES).id)
        case _:
            pass


# -- letting go ------------------------------------------------------------------------------


def test_erasing_a_person_takes_keys_files_and_work_along(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with WorkspaceStore.open(home) as store:
        work = made.joined(store)
        made.taken(work)
        session = begun(work, made.ID)
        answer_all(session)
        handed(work, made.ID, session)
        profile, keys = work.profile, work.keys()
        store.erase(profile)
        store.finish_erasing()
        assert store.holdings(profile) == {}
        assert store.device_key(profile) is None
        assert learner(store).known is None
    held = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for secret in (keys.seed, keys.identity, made.STUDENT, "Numbers that disagree"):
        assert secret.encode() not in held
