"""An assignment with what a class handed in, read from the teacher's file, question by question.

One assignment may have been given out more than once, each time with other made-up ids in its
file: here all is led back to the questions, so that answers to every version stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from nklearn.base.errors import UserError
from nklearn.classroom import formats
from nklearn.classroom.assigning import read_assignment, read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.gradebook import counting, grace_minutes
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.items import original_response
from nklearn.classroom.marking import WrittenAnswer, in_order, marks_by_result
from nklearn.classroom.scored_by import scoring_questions
from nklearn.domain.questions import Question
from nklearn.domain.responses import Response, WrittenResponse, decode
from nklearn.domain.teaching import Assigned, Counts, ResultRecord, Ruling, Student


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A question of an assignment with what it is worth."""

    question: Question
    points: int = 1


@dataclass(frozen=True, slots=True)
class ProblemSaid:
    """What a student says is wrong with a question, by its id."""

    question: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that was handed in: answers and scores by the ids of questions.

    `names` are the names of the questions in the file that was answered. A score of None waits
    for a mark; a question without a score was not answered. Who did the `other_task` in place of
    the questions answered none of them and wrote the `other_text`. Attempts follow one another by
    their `number`.
    """

    result: str
    student: str
    number: int
    handed_in: datetime
    responses: Mapping[str, Response]
    scores: Mapping[str, float | None]
    names: Mapping[str, str]
    fraction: float | None = None
    other_text: str = ""
    problems: tuple[ProblemSaid, ...] = ()

    @property
    def other_task(self) -> bool:
        """Whether the other task was done in place of the questions."""
        return bool(self.other_text)


@dataclass(frozen=True, slots=True)
class Work:
    """An assignment, its questions in order, every attempt, and those that count.

    `students` are those that it was given to; `lost` are questions that no pack and no content
    holds any more. `beyond` are results over the number of `allowed` attempts (0: any number), and
    `unasked` those of students whom the assignment was not given to; neither counts.
    """

    assigned: Assigned
    items: tuple[WorkItem, ...]
    attempts: tuple[Attempt, ...]
    counted: tuple[Attempt, ...]
    students: tuple[Student, ...]
    lost: tuple[str, ...] = ()
    allowed: int = 0
    beyond: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()

    def of(self, student: str) -> list[Attempt]:
        """Return the attempts of a student, one after another."""
        return sorted((one for one in self.attempts if one.student == student), key=_in_turn)


class HandedIn(StrEnum):
    """Where somebody stands with an assignment."""

    MISSING = "missing"
    BEGUN = "begun"
    HANDED_IN = "handed in"
    LATE = "late"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A line of the checklist: who, and when they first handed in."""

    student: Student
    state: HandedIn
    at: datetime | None = None
    attempts: int = 0


def work_of(desk: TeacherDesk, assignment: str) -> Work:
    """Read an assignment with all that was handed in.

    Raises:
        UserError: there is no such assignment.
    """
    versions = desk.store.versions(assignment)
    if not versions:
        raise UserError(
            "There is no such assignment.",
            safe="Nothing was changed.",
            todo="Choose one from the gradebook.",
        )
    newest = versions[-1]
    document = read_assignment(newest)
    newest_keys = read_keys(newest)
    asked = scoring_questions(desk, newest.id, newest_keys)
    items = tuple(WorkItem(asked[key.key], key.points) for key in newest_keys if key.key in asked)
    lost = tuple(key.question for key in newest_keys if key.key not in asked)
    keys = {one.hash: {key.key: key for key in read_keys(one)} for one in versions}
    records = desk.store.handed_in(assignment)
    scores = desk.store.item_scores(assignment)
    marks = {
        result: {item: mark.fraction for item, mark in own.items()}
        for result, own in marks_by_result(desk.store.marks(assignment)).items()
    }
    once = document.feedback == "at once"
    attempts = [
        _attempt(
            record,
            keys.get(record.assignment_hash, {}),
            scores.get(record.id, {}) | marks.get(record.id, {}),
            first=once,
        )
        for record in records
    ]
    students = tuple(
        each
        for each in desk.store.students(newest.school_class)
        if not document.students or each.id in document.students
    )
    beyond = _beyond(attempts, document.attempts)
    asked = frozenset(document.students)
    unasked = frozenset(each.result for each in attempts if asked and each.student not in asked)
    asking = [
        each
        for each in attempts
        if not each.other_task and each.result not in beyond and each.result not in unasked
    ]
    counted = counted_attempts(asking, document.counts)
    return Work(
        newest,
        items,
        tuple(attempts),
        counted,
        students,
        lost,
        document.attempts,
        beyond,
        unasked,
    )


def counted_attempts(attempts: Iterable[Attempt], counts: Counts) -> tuple[Attempt, ...]:
    """Return the attempts of each student that count, by the rule of the gradebook."""
    by_student: dict[str, list[Attempt]] = {}
    for each in attempts:
        by_student.setdefault(each.student, []).append(each)
    in_turn = (sorted(own, key=_in_turn) for own in by_student.values())
    return tuple(each for own in in_turn for each in counting(own, counts))


def _in_turn(attempt: Attempt) -> tuple[int, datetime, str]:
    """Order attempts of a student as the gradebook does."""
    return attempt.number, attempt.handed_in, attempt.result


def _beyond(attempts: Iterable[Attempt], allowed: int) -> frozenset[str]:
    """Return the results of students that are over the number of attempts that was allowed."""
    found: set[str] = set()
    seen: Counter[str] = Counter()
    for each in sorted(attempts, key=_in_turn):
        seen[each.student] += 1
        if allowed and seen[each.student] > allowed:
            found.add(each.result)
    return frozenset(found)


def written_answers(work: Work) -> tuple[WrittenAnswer, ...]:
    """Return what was written in every attempt that may count, in the order of marking."""
    questions = {item.question.id: item.question for item in work.items}
    places = [name for name, question in questions.items() if not question.scored]
    found: dict[str, list[WrittenAnswer]] = {name: [] for name in places}
    for attempt in work.attempts:
        if attempt.result in work.beyond or attempt.result in work.unasked:
            continue
        for name in places:
            response = attempt.responses.get(name)
            if isinstance(response, WrittenResponse) and response.text.strip():
                own = attempt.names[name]
                found[name].append(
                    WrittenAnswer(
                        attempt.result, own, attempt.student, questions[name], response.text
                    )
                )
    return tuple(each for name in places for each in in_order(found[name], ()))


def said_wrong(work: Work) -> dict[str, tuple[ProblemSaid, ...]]:
    """Return what students say is wrong, by the ids of questions in their order, lost ones last.

    What somebody says of a question in several attempts is told once.
    """
    found: dict[str, list[ProblemSaid]] = {item.question.id: [] for item in work.items}
    seen: set[tuple[str, str, str]] = set()
    for attempt in work.attempts:
        for one in attempt.problems:
            name = attempt.student, one.question, one.words
            if name not in seen:
                seen.add(name)
                found.setdefault(one.question, []).append(one)
    return {
        question: tuple(sorted(said, key=lambda one: (one.at, one.words)))
        for question, said in found.items()
        if said
    }


def checklist(desk: TeacherDesk, work: Work) -> tuple[CheckRow, ...]:
    """Tell where everybody stands, in the order of the class; who has left stands no more in it."""
    rulings: dict[str, Ruling] = {}
    for each in desk.store.overrides(work.assigned.id):
        rulings[each.student] = each.ruling
    began = {one.student for one in desk.store.results(work.assigned.id)}
    times: dict[str, list[datetime]] = {}
    for attempt in work.attempts:
        times.setdefault(attempt.student, []).append(attempt.handed_in)
    due = work.assigned.due
    late = due + timedelta(minutes=grace_minutes(desk)) if due is not None else None
    rows: list[CheckRow] = []
    for student in work.students:
        if student.left is not None:
            continue
        own = times.get(student.id, [])
        state = HandedIn.BEGUN if student.id in began else HandedIn.MISSING
        if own:
            state = HandedIn.LATE if late is not None and min(own) > late else HandedIn.HANDED_IN
        elif rulings.get(student.id) is Ruling.EXCUSED:
            state = HandedIn.EXCUSED
        rows.append(CheckRow(student, state, min(own) if own else None, len(own)))
    return tuple(rows)


def _attempt(
    record: ResultRecord,
    keys: Mapping[str, ItemKey],
    scores: Mapping[str, float | None],
    *,
    first: bool,
) -> Attempt:
    """Read a result; of several answers to an item the `first` counts, or the last."""
    payload = formats.decode(formats.Result, record.payload)
    responses: dict[str, Response] = {}
    for given in payload.answers:
        key = keys.get(given.item)
        if key is None or (first and key.question in responses):
            continue
        try:
            response = decode(given.kind, given.response)
        except ValueError:
            continue  # it was taken in, and scored as what can't be read
        responses[key.question] = original_response(response, key)
    problems = tuple(
        ProblemSaid(keys[note.item].question, note.words.strip(), note.at)
        for note in payload.problems
        if note.item in keys and note.words.strip()
    )
    return Attempt(
        record.id,
        record.student,
        record.attempt,
        record.handed_in or record.admitted,
        responses,
        {key.question: scores[name] for name, key in keys.items() if name in scores},
        {key.question: name for name, key in keys.items()},
        record.fraction,
        payload.alternative.strip(),
        problems,
    )
