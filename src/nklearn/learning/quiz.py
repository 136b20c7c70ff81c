"""One session of questions, as a state machine that is always as the disk has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from nklearn.base.errors import BugError
from nklearn.base.values import dataclass
from nklearn.domain.grading import Grade, grade, readable
from nklearn.domain.questions import Question, is_blind
from nklearn.domain.records import Answer, Confidence, Draft, Mode, QuizRun
from nklearn.domain.responses import Response
from nklearn.learning.orders import shuffled
from nklearn.learning.progress import Checked, Score, counting, recall, score_of
from nklearn.storage.workspace_store import WorkspaceStore


class QuizState(StrEnum):
    """What is on the screen.

    A question; a question with its result; the list of answers before they are handed in; the
    results; or, of a graded session that no teacher has released, or of a question that came
    without its key, a question with the answer given and no result.
    """

    ASKING = "asking"
    CHECKED = "checked"
    SUMMARY = "summary"
    FINISHED = "finished"
    LOCKED = "locked"


class Outcome(StrEnum):
    """How the attempt at a question that counts went; `OPEN` is not answered (yet).

    Right is a fraction of 1, wrong is 0, partly is anything between. `WAITS` is a written
    response; `GIVEN` is an answer of which the result is not told yet.
    """

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"
    WAITS = "waits"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class QuizServices:
    """What a session needs from outside: the store, whose work it is, and sources of chance.

    `question` finds what is asked by its id: in the catalog, or in an assignment, from where it
    comes without what is right (`Question.blind`).
    """

    store: WorkspaceStore
    profile: str
    question: Callable[[str], Question]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    #: What a teacher gave for a question that is not scored here, 0 to 1; None: not told (yet).
    mark: Callable[[str], float | None] = lambda _: None


class QuizSession:
    """A run through questions, in one of the modes of `domain/records.py`.

    Each method that changes something saves it before it returns, and may raise UserError; the
    session is then as before and the call may be repeated. Attempts are only ever added; which
    one counts is the mode's business. Positions count from 0.
    """

    def __init__(self, services: QuizServices, run: QuizRun) -> None:
        """Take up a saved run where it stands."""
        self._services = services
        self._run = run
        self._answers: list[Answer] = list(services.store.run_answers(run.id))

    @classmethod
    def begin(
        cls,
        services: QuizServices,
        module: str,
        questions: Sequence[str],
        mode: Mode = Mode.PRACTICE,
        *,
        shuffle: bool = True,
    ) -> QuizSession:
        """Start a run of `questions`, shuffled by a new seed, and save it.

        A review keeps the order in which its questions come; so does what is not to `shuffle`.

        Raises:
            BugError: there are no questions.
        """
        return cls(services, _new_run(services, module, questions, mode, shuffle=shuffle))

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
        """Which question is shown; `len(questions)` is what comes after the last."""
        return self._run.position

    @property
    def state(self) -> QuizState:
        """What is on the screen; follows from the saved position, retry, end and answers."""
        after = self.position >= len(self.questions)
        if self.mode.at_once:
            if after:
                return QuizState.FINISHED
            asking = self._run.retrying or self.answer_for(self.position) is None
            return QuizState.ASKING if asking else QuizState.CHECKED
        if self._run.ended is None:
            return QuizState.SUMMARY if after else QuizState.ASKING
        if after:
            return QuizState.FINISHED
        # What came without its key has nothing to check by, even once its marks are told.
        return QuizState.CHECKED if self.told and not is_blind(self.current) else QuizState.LOCKED

    @property
    def mode(self) -> Mode:
        """When the session tells how answers went."""
        return self._run.mode

    @property
    def told(self) -> bool:
        """Whether results may be shown now."""
        if self.mode is Mode.GRADED:
            return self._run.released and self._run.ended is not None
        return self.mode.at_once or self._run.ended is not None

    @property
    def seed(self) -> str:
        """What fixes the order of what there is to choose in each question."""
        return str(self._run.seed)

    @property
    def current(self) -> str:
        """The id of the question that is shown.

        Raises:
            BugError: no question is shown.
        """
        if self.position >= len(self.questions):
            raise BugError("no question is shown after the last")
        return self.questions[self.position]

    @property
    def checked(self) -> Checked | None:
        """The result to show with the current question; None unless the state is `checked`."""
        return self.checked_for(self.position) if self.state is QuizState.CHECKED else None

    def question(self, position: int) -> Question:
        """Return the question at a position."""
        return self._services.question(self.questions[position])

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

    @property
    def counted(self) -> dict[str, Answer]:
        """The answer to each question that counts, of those that are answered."""
        return counting(self._run, self._answers)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the attempt at each question that counts went, in the order of this run."""
        counted = counting(self._run, self._marked)
        found = [_outcome(counted.get(name)) for name in self.questions]
        if self.told:
            return tuple(found)
        return tuple(one if one is Outcome.OPEN else Outcome.GIVEN for one in found)

    @property
    def score(self) -> Score:
        """How many of the attempts that count are right so far."""
        return score_of(self._run, self._marked)

    @property
    def _marked(self) -> list[Answer]:
        """The answers with what a teacher gave for those that are not scored here."""
        if self.mode is not Mode.GRADED or not self.told:
            return self._answers
        found: list[Answer] = []
        for answer in self._answers:
            mark = self._services.mark(answer.question) if answer.fraction is None else None
            found.append(answer if mark is None else replace(answer, fraction=mark))
        return found

    @property
    def draft(self) -> Draft | None:
        """What is chosen or typed for the current question, but not checked yet.

        Where feedback waits for the end, that is the answer given, until it is changed.
        """
        name = self.current
        kept = self._services.store.draft(self._services.profile, name, self._run.id)
        if kept is None and not self.mode.at_once and (given := self.answer_for(self.position)):
            return Draft(given.response, given.confidence)
        return kept

    def save_draft(self, draft: Draft | None, question: str = "") -> None:
        """Keep what is chosen or typed for a question, the current one unless named.

        None lets go of it.
        """
        services, name = self._services, question or self.current
        services.store.save_draft(services.profile, name, self._run.id, draft, services.clock())

    def answer(self, response: Response, confidence: Confidence | None = None) -> Checked | None:
        """Score and save an answer to the current question; None (not saved) if unreadable.

        Raises:
            BugError: nothing is being asked.
        """
        self._demand(QuizState.ASKING)
        checked = check(
            self._services,
            self._services.question(self.current),
            response,
            "review" if self.mode is Mode.REVIEW else "quiz",
            self._run.id,
            confidence,
        )
        if checked:
            self._answers.append(checked.answer)
            self._run = replace(self._run, retrying=False)
        return checked

    def next(self) -> None:
        """Go on to the next question, or to what comes after the last.

        Raises:
            BugError: nothing comes next, or feedback comes at once and there is no answer yet.
        """
        answered = self.answer_for(self.position) if self.position < len(self.questions) else None
        if self.position >= len(self.questions) or (self.mode.at_once and answered is None):
            raise BugError("next() before an answer")
        position = self.position + 1
        ended = self._run.ended
        if position == len(self.questions) and ended is None and self.mode.at_once:
            ended = self._services.clock()
        self._save(replace(self._run, position=position, retrying=False, ended=ended))

    def can_go_to(self, position: int) -> bool:
        """Tell whether a question may be shown: one answered, or the first that is not.

        Where feedback waits for the end, any question may, and the list of answers.
        """
        outcomes = self.outcomes
        if not self.mode.at_once:
            return 0 <= position <= len(outcomes)
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

    def can_skip(self) -> bool:
        """Tell whether the current question can be put off: it is open, and so is a later one."""
        if not self.mode.at_once or self.state is not QuizState.ASKING or self._run.retrying:
            return False
        return Outcome.OPEN in self.outcomes[self.position + 1 :]

    def skip(self) -> None:
        """Put the current question off to the end of the session.

        Raises:
            BugError: `can_skip` forbids it.
        """
        if not self.can_skip():
            raise BugError("this question can't be put off")
        order = list(self.questions)
        order.append(order.pop(self.position))
        self._save(replace(self._run, questions=tuple(order)))

    def hand_in(self) -> None:
        """End a session whose feedback waits for the end; questions may be left open.

        Raises:
            BugError: the list of answers is not what is shown.
        """
        self._demand(QuizState.SUMMARY)
        self._save(replace(self._run, ended=self._services.clock()))

    def release(self) -> None:
        """Show the results of a graded session: its teacher has released them.

        Raises:
            BugError: it is not graded, or not handed in.
        """
        if self.mode is not Mode.GRADED or self._run.ended is None:
            raise BugError("only what was handed in for a grade is released")
        self._save(replace(self._run, released=True))

    def restart(self) -> None:
        """Begin anew with a new seed; this session then is the new run."""
        self._run = _new_run(self._services, self._run.module, self.questions, self.mode)
        self._answers = []

    def _save(self, run: QuizRun) -> None:
        self._services.store.save_run(run)
        self._run = run

    def _demand(self, state: QuizState) -> None:
        if self.state is not state:
            raise BugError(f"the quiz is {self.state}, not {state}")


def _outcome(counted: Answer | None) -> Outcome:
    if counted is None:
        return Outcome.OPEN
    grade = Grade(counted.fraction)
    if grade.waits:
        return Outcome.WAITS
    if grade.right:
        return Outcome.RIGHT
    return Outcome.PARTLY if grade.partly else Outcome.WRONG


def check(
    services: QuizServices,
    question: Question,
    response: Response,
    context: str,
    run: str = "",
    confidence: Confidence | None = None,
) -> Checked | None:
    """Score and save one answer; None, and nothing saved, if it can't be read."""
    if question.blind:
        graded = Grade(None) if readable(question, response) else None
    else:
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
        confidence=confidence,
    )
    services.store.add_answer(services.profile, answer)
    return Checked(graded, answer)


def _new_run(
    services: QuizServices,
    module: str,
    questions: Sequence[str],
    mode: Mode,
    *,
    shuffle: bool = True,
) -> QuizRun:
    if not questions:
        raise BugError(f"module {module} has no quiz")
    seed = services.new_seed()
    order = tuple(questions)
    if shuffle and mode is not Mode.REVIEW:
        # Sorted first, so that the order depends on the seed alone.
        order = shuffled(sorted(set(questions)), str(seed))
    run = QuizRun(
        id=services.new_id(),
        module=module,
        seed=seed,
        questions=order,
        position=0,
        started=services.clock(),
        mode=mode,
    )
    services.store.start_run(services.profile, run)
    return run
