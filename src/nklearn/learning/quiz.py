"""One run through a module's quiz, as a state machine that is always as the disk has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from nklearn.base.errors import BugError
from nklearn.domain.grading import Grade, grade
from nklearn.domain.questions import MultipleResponse, Option, Question, Response, SingleChoice
from nklearn.domain.records import Answer, QuizRun
from nklearn.learning.progress import Checked, Score, first_attempts, recall, score_of
from nklearn.storage.workspace_store import WorkspaceStore

_T = TypeVar("_T")


class QuizState(StrEnum):
    """What is on the screen: a question, a question with its result, or the results."""

    ASKING = "asking"
    CHECKED = "checked"
    FINISHED = "finished"


class Outcome(StrEnum):
    """How the first attempt at a question went; `OPEN` is not answered yet.

    Right is a fraction of 1, wrong is 0, partly is anything between.
    """

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class QuizServices:
    """What a session needs from outside: the store, whose work it is, and sources of chance."""

    store: WorkspaceStore
    profile: str
    question: Callable[[str], Question]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    new_seed: Callable[[], int]


class QuizSession:
    """A run through a quiz.

    Each method that changes something saves it before it returns, and may raise UserError; the
    session is then as before and the call may be repeated. The first attempt at a question
    counts; attempts are only ever added. Positions count from 0.
    """

    def __init__(self, services: QuizServices, run: QuizRun) -> None:
        """Take up a saved run where it stands."""
        self._services = services
        self._run = run
        self._answers: list[Answer] = list(services.store.run_answers(run.id))

    @classmethod
    def begin(cls, services: QuizServices, module: str, questions: Sequence[str]) -> QuizSession:
        """Start a run of `questions`, shuffled by a new seed, and save it.

        Raises:
            BugError: there are no questions.
        """
        return cls(services, _new_run(services, module, questions))

    @property
    def run(self) -> QuizRun:
        """The run as saved."""
        return self._run

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of all questions in the order of this run."""
        return self._run.questions

    @property
    def position(self) -> int:
        """Which question is shown; `len(questions)` when finished."""
        return self._run.position

    @property
    def state(self) -> QuizState:
        """What is on the screen; follows from the saved position, retry and answers."""
        if self.position >= len(self.questions):
            return QuizState.FINISHED
        if self._run.retrying or self.answer_for(self.position) is None:
            return QuizState.ASKING
        return QuizState.CHECKED

    @property
    def current(self) -> str:
        """The id of the question that is shown.

        Raises:
            BugError: the run is finished.
        """
        if self.state is QuizState.FINISHED:
            raise BugError("a finished quiz shows no question")
        return self.questions[self.position]

    @property
    def checked(self) -> Checked | None:
        """The result to show with the current question; None unless the state is `checked`."""
        return self.checked_for(self.position) if self.state is QuizState.CHECKED else None

    def checked_for(self, position: int) -> Checked | None:
        """Return the latest answer at a position with its score and feedback."""
        answer = self.answer_for(position)
        return recall(self._services.question(answer.question), answer) if answer else None

    def answer_for(self, position: int) -> Answer | None:
        """Return the latest answer at a position."""
        attempts = self.attempts(position)
        return attempts[-1] if attempts else None

    def attempts(self, position: int) -> tuple[Answer, ...]:
        """Return every answer at a position, the first (which counts) in front."""
        name = self.questions[position]
        return tuple(answer for answer in self._answers if answer.question == name)

    def option_order(self, question: Question) -> tuple[Option, ...]:
        """Return the options of a choice in this run's order; none for other questions."""
        if not isinstance(question.body, SingleChoice | MultipleResponse):
            return ()
        return _shuffled(question.body.options, f"{self._run.seed}/{question.id}")

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the first attempt at each question went, in the order of this run."""
        first = first_attempts(self._answers)
        return tuple(_outcome(first.get(name)) for name in self.questions)

    @property
    def score(self) -> Score:
        """Right first attempts so far."""
        return score_of(self._run, self._answers)

    def answer(self, response: Response) -> Checked | None:
        """Score and save an answer to the current question; None (not saved) if unreadable.

        Raises:
            BugError: nothing is being asked.
        """
        self._demand(QuizState.ASKING)
        checked = check(
            self._services, self._services.question(self.current), response, "quiz", self._run.id
        )
        if checked:
            self._answers.append(checked.answer)
            self._run = replace(self._run, retrying=False)
        return checked

    def next(self) -> None:
        """Go on to the next question, or to the results after the last.

        Raises:
            BugError: the current question is not answered.
        """
        if self.position >= len(self.questions) or self.answer_for(self.position) is None:
            raise BugError("next() before an answer")
        position = self.position + 1
        ended = self._run.ended
        if position == len(self.questions) and ended is None:
            ended = self._services.clock()
        self._save(replace(self._run, position=position, retrying=False, ended=ended))

    def can_go_to(self, position: int) -> bool:
        """Tell whether a question may be shown: one answered, or the first that is not."""
        outcomes = self.outcomes
        return 0 <= position < len(outcomes) and Outcome.OPEN not in outcomes[:position]

    def go_to(self, position: int) -> None:
        """Show the question at `position` again.

        Raises:
            BugError: `can_go_to` forbids it.
        """
        if not self.can_go_to(position):
            raise BugError(f"there is no question {position} to go to")
        self._save(replace(self._run, position=position, retrying=False))

    def retry(self) -> None:
        """Ask the current question again; the first attempt stays the one that counts.

        Raises:
            BugError: it has no result yet.
        """
        self._demand(QuizState.CHECKED)
        self._save(replace(self._run, retrying=True))

    def restart(self) -> None:
        """Begin anew with a new seed; this session then is the new run."""
        self._run = _new_run(self._services, self._run.module, self.questions)
        self._answers = []

    def _save(self, run: QuizRun) -> None:
        self._services.store.save_run(run)
        self._run = run

    def _demand(self, state: QuizState) -> None:
        if self.state is not state:
            raise BugError(f"the quiz is {self.state}, not {state}")


def _outcome(first: Answer | None) -> Outcome:
    if first is None:
        return Outcome.OPEN
    grade = Grade(first.fraction)
    if grade.right:
        return Outcome.RIGHT
    return Outcome.PARTLY if grade.partly else Outcome.WRONG


def check(
    services: QuizServices, question: Question, response: Response, context: str, run: str = ""
) -> Checked | None:
    """Score and save one answer; None, and nothing saved, if it can't be read."""
    graded = grade(question, response)
    if graded is None:
        return None
    answer = Answer(
        id=services.new_id(),
        question=question.id,
        context=context,
        response=response,
        fraction=graded.fraction,
        at=services.clock(),
        run=run,
    )
    services.store.add_answer(services.profile, answer)
    return Checked(graded, answer)


def _new_run(services: QuizServices, module: str, questions: Sequence[str]) -> QuizRun:
    if not questions:
        raise BugError(f"module {module} has no quiz")
    seed = services.new_seed()
    run = QuizRun(
        id=services.new_id(),
        module=module,
        seed=seed,
        # Sorted first, so that the order depends on the seed alone.
        questions=_shuffled(sorted(set(questions)), str(seed)),
        position=0,
        started=services.clock(),
    )
    services.store.start_run(services.profile, run)
    return run


def _shuffled(items: Sequence[_T], seed: str) -> tuple[_T, ...]:
    """Shuffle by `Random.random` alone: only its sequence is the same in every Python."""
    from random import Random  # it brings hashing in, and no start shuffles

    chance = Random(seed)
    return tuple(sorted(items, key=lambda _: chance.random()))
