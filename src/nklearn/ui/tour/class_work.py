"""A class with work handed in, for the tour: made up, and the same in every run but for its ids."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec

from nklearn.classroom import assigning, formats
from nklearn.classroom.codes import new_student_id
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import new_draft
from nklearn.domain.addresses import Address
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Question, Written
from nklearn.domain.responses import Response, WrittenResponse, encode
from nklearn.domain.teaching import (
    Admitted,
    Assigned,
    Kind,
    ResultRecord,
    SchoolClass,
    Stage,
    Student,
)
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop

_STUDENTS, _MISSING, _QUESTIONS = 15, 2, 6
_TEXT = (
    "The figure is an estimate of another state, says the report, and we do not know how it was"
    " made. I would name who made it, and say that another source gives less."
)


def class_work_stops(window: MainWindow) -> Iterator[Stop]:
    """Give the stops of who has a desk: how a class answered, who has handed in, and marking."""
    desk = window.context.teacher
    if desk is None:
        return
    work = sow(desk).id
    for part in ("items", "checklist", "mark"):
        yield Stop(f"teach-{part}", str(Address.of("teach", part, work)))


def sow(desk: TeacherDesk) -> Assigned:
    """Make a class, give it practice of the first module, and take in what most handed in."""
    owner = desk.new_id()
    desk.store.save_class(SchoolClass(owner, "10C", desk.now()))
    students = [
        Student(
            *(new_student_id(desk.random_bytes), owner, f"Student {n + 1:02}", str(n + 1), ""),
            *(0, desk.now()),
        )
        for n in range(_STUDENTS)
    ]
    desk.store.save_students(*students)
    chosen = tuple(_chosen(desk))
    draft = msgspec.structs.replace(
        new_draft(desk),
        title="Numbers in order",
        school_class=owner,
        kind=Kind.PRACTICE,
        practice=tuple(question.id for question in chosen),
    )
    with tempfile.TemporaryDirectory() as folder:
        given, _ = assigning.save(desk, draft, Path(folder))
    handed_in = students[: _STUDENTS - _MISSING]
    desk.store.admit(
        _result(desk, given, student, n, chosen) for n, student in enumerate(handed_in)
    )
    return given


def _chosen(desk: TeacherDesk) -> Iterable[Question]:
    """Give some questions of the first module, and one to write on."""
    module = desk.catalog.modules()[0]
    every = [desk.catalog.question(name) for name in module.quiz]
    yield from [each for each in every if each.scored][:_QUESTIONS]
    yield from [each for each in every if not each.scored][:1]


def _result(
    desk: TeacherDesk, given: Assigned, student: Student, number: int, asked: Sequence[Question]
) -> tuple[Admitted, ResultRecord, dict[str, float | None]]:
    name, now = desk.new_id(), desk.now()
    answers = {question.id: _answer(number, question) for question in asked}
    scores: dict[str, float | None] = {}
    for question in asked:
        found = grade(question, answers[question.id])
        scores[question.id] = found.fraction if found else 0.0
    told = [(item, *encode(response)) for item, response in answers.items()]
    result = formats.Result(
        id=name,
        stage=Stage.HANDED_IN,
        assignment=given.id,
        assignment_hash=given.hash,
        school_class=given.school_class,
        student=student.id,
        device=desk.keys.public,
        recipient=desk.keys.recipient,
        attempt=1,
        begun=now - timedelta(minutes=20),
        handed_in=now,
        content=formats.Content(version=desk.catalog.version),
        answers=tuple(
            formats.Given(item=item, kind=kind, response=text, at=now) for item, kind, text in told
        ),
    )
    record = ResultRecord(
        id=name,
        event=name * 4,
        school_class=given.school_class,
        assignment=given.id,
        assignment_hash=given.hash,
        student=student.id,
        device=result.device,
        attempt=1,
        stage=Stage.HANDED_IN,
        begun=result.begun,
        handed_in=now,
        admitted=now,
        payload=formats.encode(result),
        fraction=sum(held or 0.0 for held in scores.values()) / len(scores),
        waits=sum(held is None for held in scores.values()),
    )
    event = Admitted(name * 4, "result", given.school_class, student.id, given.id, b"", now)
    return event, record, scores


def _answer(number: int, question: Question) -> Response:
    """Answer better towards the end of the class."""
    if isinstance(question.body, Written):
        words = (f"{_TEXT} " * 12).split()
        return WrittenResponse(" ".join(words[: question.body.least + number]))
    able = Random(f"{number}{question.id}").random() < 0.2 + 0.05 * number
    return right_response(question) if able else wrong_response(question)
