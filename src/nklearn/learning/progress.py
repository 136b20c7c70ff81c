"""How far a person has come: checked answers, scores, and what of a module is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from nklearn.base.values import dataclass
from nklearn.domain.lessons import Module
from nklearn.domain.questions import Question
from nklearn.domain.records import Answer, QuizRun

if TYPE_CHECKING:  # no start of the program waits for it
    from nklearn.domain.grading import Grade


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that was scored and saved."""

    grade: Grade
    answer: Answer


@dataclass(frozen=True, slots=True)
class Score:
    """What of a session was right and partly right, out of all that the program scores.

    `waiting` counts written responses beside them, which a teacher reads.
    """

    right: int
    total: int
    partly: int = 0
    waiting: int = 0

    @property
    def rank(self) -> tuple[float, float]:
        """What the better of two scores has more of: the right share, then the partly right."""
        total = max(1, self.total)
        return self.right / total, self.partly / total


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """What of a module is done.

    A lesson is read when all its sections are. `quiz_best` and `quiz_last` are of finished
    runs; `quiz_open` counts the questions answered in the run that goes on (None: no such run).
    """

    lessons_read: int
    lessons_total: int
    sections_read: int
    sections_total: int
    quiz_best: Score | None
    quiz_last: Score | None
    quiz_open: int | None


def recall(question: Question, answer: Answer) -> Checked:
    """Show a saved answer again: its score as it was given, with the feedback of today."""
    from nklearn.domain.grading import Grade, grade

    again = None if question.blind else grade(question, answer.response)
    slip = again.slip if again and again.fraction == answer.fraction else ()
    return Checked(Grade(answer.fraction, slip), answer)


def counting(run: QuizRun, answers: Sequence[Answer]) -> dict[str, Answer]:
    """Return the answer to each question that counts: the first where feedback comes at once.

    Otherwise it is the last, as an answer may be changed until the end.
    """
    if run.mode.at_once:
        answers = tuple(reversed(answers))
    return {answer.question: answer for answer in answers}


def score_of(run: QuizRun, answers: Sequence[Answer]) -> Score:
    """Score a session by the answers that count; what is not answered is not right."""
    from nklearn.domain.grading import Grade

    counted = counting(run, answers)
    grades = [Grade(counted[name].fraction) for name in run.questions if name in counted]
    waiting = sum(grade.waits for grade in grades)
    return Score(
        right=sum(grade.right for grade in grades),
        total=len(run.questions) - waiting,
        partly=sum(grade.partly for grade in grades),
        waiting=waiting,
    )


def module_progress(
    module: Module,
    read: Mapping[str, Collection[str]],
    runs: Sequence[tuple[QuizRun, Sequence[Answer]]],
) -> ModuleProgress:
    """Sum up a module from the sections `read` of each lesson and its quiz runs, oldest first."""
    lessons_read = sections_read = sections_total = 0
    for lesson in module.lessons:
        ids = {name for name, _ in lesson.sections}
        done = len(ids.intersection(read.get(lesson.id, ())))
        sections_read += done
        sections_total += len(ids)
        lessons_read += done == len(ids)
    finished = [
        score_of(run, answers)
        for run, answers in runs
        if run.ended and counting(run, answers).keys() >= set(run.questions)
    ]
    going = [len(counting(run, answers)) for run, answers in runs if not run.ended]
    return ModuleProgress(
        lessons_read=lessons_read,
        lessons_total=len(module.lessons),
        sections_read=sections_read,
        sections_total=sections_total,
        quiz_best=max(finished, key=lambda score: score.rank, default=None),
        quiz_last=finished[-1] if finished else None,
        quiz_open=going[-1] if going else None,
    )
