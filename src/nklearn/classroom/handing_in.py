"""Handing in: the sealed file of an attempt, where it goes, and the receipt of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nklearn.base import signed
from nklearn.base.errors import BugError
from nklearn.classroom import sealed
from nklearn.classroom.binding import Binding
from nklearn.classroom.classwork import Classwork, Task
from nklearn.classroom.exchange import put
from nklearn.classroom.formats import (
    Assignment,
    Content,
    Given,
    ProblemNote,
    Result,
    SectionRead,
    encode,
)
from nklearn.domain.classwork import Attempt, HandedIn
from nklearn.domain.questions import (
    Body,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Pointing,
    Question,
    SingleChoice,
    is_blind,
)
from nklearn.domain.records import Problem
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)
from nklearn.domain.responses import (
    encode as encode_response,
)
from nklearn.domain.teaching import Stage
from nklearn.learning.quiz import QuizSession

_MOST_ANSWERS, _MOST_NOTES = 3000, 300
_WORDS = 6
_BITS = 11


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, for the student to keep.

    `words` are six words of the file's hash: who has the file can compare them. `answers` holds
    each question with what was answered in words; empty for one that was left open.
    """

    title: str
    class_label: str
    teacher: str
    student: str
    attempt: int
    at: datetime
    due: datetime | None
    late: bool
    over_time: bool
    hash: str
    words: tuple[str, ...]
    saved_to: str
    sections: int
    answers: tuple[tuple[Question, str], ...]
    alternative: str


def problems_of(work: Classwork, session: QuizSession | None) -> tuple[Problem, ...]:
    """Return what the student reported about the questions of a session."""
    asked = set(session.questions) if session else set[str]()
    return tuple(own for own in work.learner.problems if own.question in asked)


def hand_in(
    work: Classwork,
    attempt: Attempt,
    session: QuizSession | None,
    *,
    with_problems: bool = False,
    random_bytes: Callable[[int], bytes],
) -> HandedIn:
    """Make the sealed file of an attempt and save it with the attempt's end, in one step.

    `with_problems` says that the student wants the teacher to read what they reported.

    Raises:
        UserError: nothing could be saved; the attempt goes on.
        BugError: the attempt was handed in before.
    """
    if attempt.ended is not None:
        raise BugError("an attempt is handed in once")
    now = work.now()
    assignment = work.begun_with(attempt)
    handed = _sealed(
        work,
        attempt,
        Stage.HANDED_IN,
        now,
        random_bytes,
        handed_in=_stamp(now),
        answers=_answers(session),
        reads=_reads(work, assignment),
        problems=_problems(work, session) if with_problems else (),
        alternative=attempt.alternative.strip(),
    )
    work.store.hand_in(work.profile, replace(attempt, ended=now), handed)
    return handed


def tell_begun(
    work: Classwork, attempt: Attempt, folder: Path, *, random_bytes: Callable[[int], bytes]
) -> None:
    """Tell the teacher, by a file in their folder, that an attempt was begun, and nothing else.

    Raises:
        UserError: it could not be put there; nothing depends on it.
    """
    told = _sealed(work, attempt, Stage.BEGUN, work.now(), random_bytes)
    path = put(folder, "result", told.data, told.assignment)
    work.store.save_handed_in(work.profile, replace(told, saved_to=str(path)))


def _sealed(
    work: Classwork,
    attempt: Attempt,
    stage: Stage,
    now: datetime,
    random_bytes: Callable[[int], bytes],
    **told: Any,
) -> HandedIn:
    """Return what an attempt tells at a stage, signed by this computer and sealed."""
    assignment, keys = work.begun_with(attempt), work.keys()
    signing = signed.SigningKey(bytes.fromhex(keys.seed))
    result = Result(
        id=random_bytes(8).hex(),
        stage=stage,
        assignment=assignment.id,
        assignment_hash=attempt.hash,
        school_class=assignment.school_class,
        student=student_of(work, attempt),
        device=signing.public,
        recipient=sealed.recipient_of(keys.identity),
        attempt=attempt.number,
        begun=_stamp(attempt.begun),
        seconds=round(attempt.seconds, 1),
        over_time=over_time(work, attempt),
        content=Content(version=work.version),
        **told,
    )
    bound = Binding("result", assignment.school_class, result.id, attempt.number)
    document = signed.sign(
        signing,
        encode(result),
        untrusted="work for a teacher, made with NKLearn",
        trusted=str(bound),
    )
    data = sealed.seal(document, [assignment.teacher.recipient, assignment.teacher.recovery])
    return HandedIn(
        id=result.id,
        assignment=assignment.id,
        number=attempt.number,
        stage=stage,
        hash=hashlib.sha256(data).hexdigest(),
        data=data,
        at=now,
    )


def save_to(work: Classwork, handed: HandedIn, folder: Path) -> HandedIn:
    """Put the file of what was handed in into a folder, and note where it is.

    Raises:
        UserError: it could not be put there; it is kept, and may be saved again.
    """
    path = put(folder, "result", handed.data, handed.assignment)
    saved = replace(handed, saved_to=str(path))
    work.store.save_handed_in(work.profile, saved)
    return saved


def student_of(work: Classwork, attempt: Attempt) -> str:
    """Return under which id an attempt is handed in."""
    received = work.store.received(work.profile, attempt.assignment)
    return next(own.student for own in received if own.hash == attempt.hash)


def over_time(work: Classwork, attempt: Attempt) -> bool:
    """Tell whether an attempt took longer than its limit, extra time included."""
    assignment = work.begun_with(attempt)
    if assignment.minutes is None:
        return False
    extra = assignment.extra.get(student_of(work, attempt), 0)
    return attempt.seconds >= assignment.minutes * 60 * (1 + extra / 100)


def receipt(work: Classwork, task: Task, handed: HandedIn, session: QuizSession | None) -> Receipt:
    """Return the receipt of what was handed in; always the same for the same."""
    attempt = next(own for own in task.attempts if own.number == handed.number)
    assignment = work.begun_with(attempt)
    answers: list[tuple[Question, str]] = []
    for place in range(len(session.questions)) if session else ():
        assert session is not None
        question = session.question(place)
        given = session.counted.get(question.id)
        answers.append((question, answer_words(question.body, given.response) if given else ""))
    return Receipt(
        title=assignment.title,
        class_label=assignment.class_label,
        teacher=assignment.teacher.name,
        student=student_of(work, attempt),
        attempt=attempt.number,
        at=handed.at,
        due=assignment.due,
        late=assignment.due is not None and handed.at > assignment.due,
        over_time=over_time(work, attempt),
        hash=handed.hash,
        words=hash_words(handed.hash),
        saved_to=handed.saved_to,
        sections=len(_reads(work, assignment)),
        answers=tuple(answers),
        alternative=attempt.alternative,
    )


def hash_words(hash_: str) -> tuple[str, ...]:
    """Return six words that stand for a hash, from the same list as those of keys."""
    from mnemonic import Mnemonic

    known = Mnemonic("english").wordlist
    number = int(hash_, 16) >> (256 - _WORDS * _BITS)
    places = (number >> (_BITS * at) & (1 << _BITS) - 1 for at in reversed(range(_WORDS)))
    return tuple(known[place] for place in places)


def answer_words(body: Body, response: Response) -> str:
    """Return an answer as words: the texts of what was chosen, or what was typed."""
    match body, response:
        case SingleChoice(options), ChoiceResponse(chosen):
            return "; ".join(own.text for own in options if own.id == chosen)
        case MultipleResponse(options), ChoicesResponse(chosen):
            return "; ".join(own.text for own in options if own.id in chosen)
        case Numeric(), NumericResponse(text):
            return text
        case Ordering(items), OrderResponse(order):
            texts = {own.id: own.text for own in items}
            return "; ".join(f"{n}. {texts.get(name, name)}" for n, name in enumerate(order, 1))
        case Matching(rows, choices), MatchResponse(pairs):
            left = {own.id: own.text for own in rows}
            right = {own.id: own.text for own in choices}
            return "; ".join(f"{left.get(a, a)}: {right.get(b, b)}" for a, b in pairs)
        case GapText(_, gaps), GapsResponse(values):
            options = {own.id: own.text for gap in gaps for own in gap.options}
            labels = {gap.id: gap.label for gap in gaps}
            return "; ".join(f"{labels.get(a, a)}: {options.get(b, b)}" for a, b in values)
        case Pointing(spots), PointsResponse(chosen):
            return "; ".join(own.label for own in spots if own.id in chosen)
        case _, TextResponse(text) | WrittenResponse(text):
            return text
        case _:
            return ""


def _stamp(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _item(question: str) -> str:
    """Return how a file names a question: by its key there, or by its id in the content."""
    return question.rpartition("/")[2] if is_blind(question) else question


def _answers(session: QuizSession | None) -> tuple[Given, ...]:
    if session is None:
        return ()
    found: list[Given] = []
    for place in range(len(session.questions)):
        for answer in session.attempts(place):
            kind, response = encode_response(answer.response)
            found.append(
                Given(
                    item=_item(answer.question),
                    kind=kind,
                    response=response[:20_000],
                    at=_stamp(answer.at),
                    confidence=int(answer.confidence) if answer.confidence else None,
                )
            )
    return tuple(found[-_MOST_ANSWERS:])


def _reads(work: Classwork, assignment: Assignment) -> tuple[SectionRead, ...]:
    wanted = set(assignment.reading)
    reads = work.store.reads(work.profile)
    return tuple(SectionRead(section=s, at=_stamp(at)) for s, at in reads if s in wanted)


def _problems(work: Classwork, session: QuizSession | None) -> tuple[ProblemNote, ...]:
    notes = problems_of(work, session)[-_MOST_NOTES:]
    return tuple(
        ProblemNote(item=_item(own.question), words=own.words[:4000], at=_stamp(own.at))
        for own in notes
    )
