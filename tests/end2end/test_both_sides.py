"""A teacher and a student, each with the program's own means: out, done, in, released, read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from tests.fixtures.classroom import make_desk
from tests.fixtures.desks import add_class

from nklearn.classroom import assigning, collecting, computers, releasing
from nklearn.classroom.attempting import Readiness, readiness, session_of
from nklearn.classroom.classwork import Arrived, AskTrust, Classwork
from nklearn.classroom.codes import join_code
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import new_draft
from nklearn.classroom.due import Standing
from nklearn.classroom.feedback import cites_of, with_key
from nklearn.classroom.handing_in import hand_in, save_to, tell_begun
from nklearn.classroom.packs import graded_bank, import_pack
from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade, readable
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import Question
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    OrderResponse,
    Response,
    WrittenResponse,
)
from nklearn.domain.teaching import Kind, Student
from nklearn.learning.people import People
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(shipped_content)) as opened:
        yield opened


@pytest.fixture
def desk(catalog: Catalog, tmp_path: Path, shipped_pack: Path) -> Iterator[TeacherDesk]:
    with closing(make_desk(catalog, tmp_path / "desk")) as made:
        import_pack(made, shipped_pack)
        yield made


@pytest.fixture
def students(desk: TeacherDesk) -> tuple[Student, ...]:
    return add_class(desk, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


@pytest.fixture
def work(catalog: Catalog, desk: TeacherDesk, tmp_path: Path) -> Iterator[Classwork]:
    """A student's program; its clock is that of the desk."""
    chance = random.Random(3)
    with WorkspaceStore.open(tmp_path / "home") as store:
        people = People(
            store,
            catalog,
            clock=desk.now,
            new_id=lambda: chance.randbytes(16).hex(),
            new_seed=lambda: chance.getrandbits(31),
        )
        reader = people.reader(people.add("Mina K.", "10B"))
        yield Classwork(reader.learner, catalog, catalog.version)


def as_asked(response: Response, key: assigning.ItemKey) -> Response:
    """Return an answer to a question as one to the item that was made of it."""
    own = {asked: made for made, asked in key.ids.items()}
    choice = {asked: made for made, asked in key.choices.items()}
    match response:
        case ChoiceResponse(option):
            return ChoiceResponse(own[option])
        case ChoicesResponse(options):
            return ChoicesResponse(tuple(own[name] for name in options))
        case OrderResponse(items):
            return OrderResponse(tuple(own[name] for name in items))
        case MatchResponse(pairs):
            return MatchResponse(tuple((own[row], choice[held]) for row, held in pairs))
        case GapsResponse(values):
            found: list[tuple[str, str]] = []
            for gap, value in values:
                options = {a: m for m, a in key.options.get(own[gap], {}).items()}
                found.append((own[gap], options.get(value, value)))
            return GapsResponse(tuple(found))
        case WrittenResponse():
            return WrittenResponse("The report names its source. " * 12)
        case _:
            return response


def answer_rightly(session: QuizSession, desk: TeacherDesk, assignment: str) -> None:
    (given,) = (own for own in desk.store.assignments() if own.id == assignment)
    keys = {key.key: key for key in assigning.read_keys(given)}
    bank = graded_bank(desk)
    while session.state is QuizState.ASKING:
        asked = session.question(session.position)
        key = keys[asked.id.rpartition("/")[2]]
        full = bank.question(key.question)
        assert full
        response = as_asked(right_response(full), key)
        assert readable(asked, response), asked
        assert session.answer(response)
        session.next()


def take_in(work: Classwork, path: Path, student: Student) -> str:
    arrived = work.admit(path.read_bytes(), path.name)
    if isinstance(arrived, AskTrust):
        work.trust(arrived.teacher)
        work.join(join_code(student.id))
        arrived = work.admit(path.read_bytes(), path.name)
    assert isinstance(arrived, Arrived), arrived
    return arrived.assignment


def test_graded_work_goes_out_and_comes_back(
    desk: TeacherDesk,
    students: tuple[Student, ...],
    work: Classwork,
    folder: Path,
    catalog: Catalog,
) -> None:
    module = catalog.modules()[0]
    asked = tuple(own for own in graded_bank(desk).ids if own.startswith(f"{module.id}/"))
    reading = tuple(f"{module.lessons[0].id}/{name}" for name, _ in module.lessons[0].sections)
    draft = msgspec.structs.replace(
        new_draft(desk),
        title="The mining economy",
        kind=Kind.GRADED,
        graded=asked,
        reading=reading,
        feedback="released",
        attempts=2,
    )
    given, path = assigning.save(desk, draft, folder)
    assert fingerprint_is_shown(work, path, desk)
    name = take_in(work, path, students[0])
    assert name == given.id
    assert readiness(work.task(name).assignment, catalog) == Readiness()
    attempt = work.begin(work.task(name))
    tell_begun(work, attempt, folder, random_bytes=random.Random(1).randbytes)
    session = session_of(work, work.task(name), attempt)
    assert session
    assert len(session.questions) == len(asked)
    work.learner.mark_read(reading[0])
    answer_rightly(session, desk, name)
    handed = hand_in(work, attempt, session, random_bytes=random.Random(2).randbytes)
    save_to(work, handed, folder)

    collecting.collect(desk, folder)
    for waiting in computers.waiting(desk):
        computers.confirm(desk, waiting.device)
    collecting.take_waiting(desk)
    results = desk.store.results(assignment=name)
    (done,) = (own for own in results if own.handed_in is not None)
    assert (done.student, done.attempt) == (students[0].id, 1)
    # One of them is a text that waits for the teacher.
    assert done.waits == 1
    assert done.fraction == pytest.approx((len(asked) - 1) / len(asked))

    _, released = releasing.release(desk, name, folder)
    take_in(work, released, students[0])
    _every_answer_is_told(work, name, session, catalog)


def _every_answer_is_told(
    work: Classwork, name: str, session: QuizSession, catalog: Catalog
) -> None:
    task = work.task(name)
    assert task.line.standing is Standing.FEEDBACK
    assert task.told
    for place in range(len(session.questions)):
        question = session.question(place)
        item = task.told.item(1, question.id.rpartition("/")[2])
        assert item, question
        if question.type == "written":
            continue
        assert item.fraction == 1.0, question
        full = with_key(question, task.told.feedback[item.item])
        assert full, question
        given_answer = session.counted[question.id]
        # Under another id than that of blind questions it can be scored here as there.
        scored = grade(replace(full, id="m/told"), given_answer.response)
        assert scored, question
        assert scored.right, question
        for target in cites_of(full):
            catalog.evidence(target)


def fingerprint_is_shown(work: Classwork, path: Path, desk: TeacherDesk) -> bool:
    asked = work.admit(path.read_bytes(), path.name)
    return isinstance(asked, AskTrust) and asked.words == desk.words


def test_practice_goes_out_and_comes_back(
    desk: TeacherDesk,
    students: tuple[Student, ...],
    work: Classwork,
    folder: Path,
    catalog: Catalog,
) -> None:
    module = catalog.modules()[1]
    draft = msgspec.structs.replace(
        new_draft(desk),
        title="Numbers that disagree",
        kind=Kind.PRACTICE,
        practice=module.quiz[:4],
        attempts=0,
    )
    _, path = assigning.save(desk, draft, folder)
    name = take_in(work, path, students[1])
    ready = readiness(work.task(name).assignment, catalog)
    assert (ready.theirs, ready.lost, ready.changed, ready.hindrance) == ("", 0, 0, "")
    attempt = work.begin(work.task(name))
    session = session_of(work, work.task(name), attempt)
    assert session
    while session.state is not QuizState.FINISHED:
        question: Question = session.question(session.position)
        assert session.answer(right_response(question))
        session.next()
    handed = hand_in(work, attempt, session, random_bytes=random.Random(4).randbytes)
    save_to(work, handed, folder)
    collecting.collect(desk, folder)
    for waiting in computers.waiting(desk):
        computers.confirm(desk, waiting.device)
    collecting.take_waiting(desk)
    (done,) = desk.store.results(assignment=name)
    assert (done.student, done.fraction) == (students[1].id, 1.0)
