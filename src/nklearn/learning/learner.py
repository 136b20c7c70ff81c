"""One person's learning: what was read, answered and where they were, saved as it happens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol

from nklearn.base.errors import BugError, UnknownAddressError, UserError
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Module
from nklearn.domain.questions import Question
from nklearn.domain.records import Answer, Draft, Mode, Problem, Profile
from nklearn.domain.responses import Response
from nklearn.learning.progress import Checked, ModuleProgress, module_progress, recall
from nklearn.storage.workspace_store import WorkspaceStore

if TYPE_CHECKING:  # no start of the program waits for what they need
    from nklearn.learning.notebook import Notebook
    from nklearn.learning.quiz import QuizServices, QuizSession
    from nklearn.learning.review import Queue
    from nklearn.learning.skills import Overview, Record


class Course(Protocol):
    """What a learner needs of the catalog."""

    def module(self, name: str, /) -> Module:
        """Return a module by id."""
        ...

    def question(self, name: str, /) -> Question:
        """Return a question by `module/name`."""
        ...


class Learner:
    """One person at this computer.

    Each method that changes something saves it before it returns; it may raise UserError, and
    nothing has changed then. Reading never writes.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        course: Course,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        new_seed: Callable[[], int],
        profile: str = "",
    ) -> None:
        """Take the workspace, the content, and what time, ids and chance come from.

        `clock` gives times with their zone, `new_id` never the same twice, `new_seed` numbers
        from 0 to 2**63 - 1. `profile` is the person's id; without one it is the first person of
        the workspace, who is made, without a name, when there is something to save.
        """
        self._id = profile
        self._store = store
        self._course = course
        self._clock = clock
        self._new_id = new_id
        self._new_seed = new_seed
        #: Drafts that could not be saved, by question and session, kept while the program runs.
        self.unsaved: dict[tuple[str, str], Draft | None] = {}

    @property
    def keeps(self) -> bool:
        """Whether what is saved lasts beyond the end of the program."""
        return self._store.keeps

    @property
    def store(self) -> WorkspaceStore:
        """The workspace in which this person’s work is kept."""
        return self._store

    def now(self) -> datetime:
        """Return the time, with its zone."""
        return self._clock()

    def new_id(self) -> str:
        """Return an id that nothing else has."""
        return self._new_id()

    def services(self) -> QuizServices:
        """Return what a session of this person needs; the person is made if there is none."""
        from nklearn.learning.quiz import QuizServices

        return QuizServices(
            self._store,
            self.profile.id,
            self._course.question,
            self._clock,
            self._new_id,
            self._new_seed,
        )

    @property
    def profile(self) -> Profile:
        """The person; made and saved when first asked for, if there is none yet.

        Raises:
            UserError: somebody erased this person.
        """
        profile = self.known
        if profile is None and self._id:
            # A page that is still open must not bring back somebody who was erased.
            raise UserError("This reader’s data was erased.", todo="Choose a name, or add one.")
        if profile is None:
            profile = Profile(self._new_id(), "", self._clock())
            self._store.save_profile(profile)
        return profile

    @property
    def known(self) -> Profile | None:
        """The person, without making one: safe where nothing can be saved."""
        return self._store.profile(self._id)

    @property
    def notebook(self) -> Notebook:
        """What the person marks while reading."""
        from nklearn.learning.notebook import Notebook

        return Notebook(
            self._store,
            known=lambda: self.known,
            owner=lambda: self.profile,
            clock=self._clock,
            new_id=self._new_id,
        )

    def mark_read(self, section: str) -> datetime:
        """Note that `module/lesson/section` was read; return when it was first."""
        lesson, _, name = section.rpartition("/")
        if lesson.count("/") != 1 or not name:
            raise BugError(f"{section!r} is not module/lesson/section")
        return self._store.mark_read(self.profile.id, lesson, name, self._clock())

    def read(self, lesson: str) -> frozenset[str]:
        """Return the ids of the sections of `module/lesson` that were read."""
        profile = self.known
        return self._store.sections_read(profile.id, lesson) if profile else frozenset()

    def read_by_lesson(self) -> dict[str, frozenset[str]]:
        """Return what `read` does for every lesson of which something was read."""
        profile = self.known
        found: dict[str, set[str]] = {}
        for section, _ in self._store.reads(profile.id) if profile else ():
            lesson, _, name = section.rpartition("/")
            found.setdefault(lesson, set()).add(name)
        return {lesson: frozenset(names) for lesson, names in found.items()}

    def progress(self, module: Module) -> ModuleProgress:
        """Sum up what of a module is done."""
        profile = self.known
        runs = self._store.runs(profile.id, module.id) if profile else ()
        return module_progress(
            module,
            self.read_by_lesson(),
            [(run, self._store.run_answers(run.id)) for run in runs],
        )

    def answer(self, question: Question, response: Response, context: str) -> Checked | None:
        """Score and save an answer outside of a quiz; None (not saved) if it can't be read."""
        from nklearn.learning.quiz import check

        return check(self.services(), question, response, context)

    def last_answer(self, question: str, context: str) -> Answer | None:
        """Return the latest answer to the question with this id."""
        profile = self.known
        return self._store.last_answer(profile.id, question, context) if profile else None

    def last_checked(self, question: Question, context: str) -> Checked | None:
        """Return the latest answer with its score and feedback, to be shown again."""
        answer = self.last_answer(question.id, context)
        return recall(question, answer) if answer else None

    @property
    def advisories_accepted(self) -> frozenset[str]:
        """The modules whose advisory this person has read, to go on."""
        profile = self.known
        return self._store.advisories_accepted(profile.id) if profile else frozenset()

    def accept_advisory(self, module: str) -> None:
        """Note that this person has read the advisory of a module and goes on."""
        self._store.accept_advisory(self.profile.id, module, self._clock())

    @property
    def place(self) -> str | None:
        """The address where this person was last."""
        profile = self.known
        return self._store.place(profile.id) if profile else None

    def remember_place(self, address: str) -> None:
        """Save the address where this person is."""
        self._store.set_place(self.profile.id, address, self._clock())

    def draft(self, question: str) -> Draft | None:
        """Return what is chosen or typed within a lesson, but not checked yet."""
        profile = self.known
        return self._store.draft(profile.id, question) if profile else None

    def save_draft(self, question: str, draft: Draft | None) -> None:
        """Keep what is chosen or typed within a lesson; None lets go of it."""
        self._store.save_draft(self.profile.id, question, "", draft, self._clock())

    @property
    def asked_again(self) -> tuple[str, ...]:
        """The questions that this person wants to be asked again, first wish first."""
        profile = self.known
        return self._store.asked_again(profile.id) if profile else ()

    def ask_again(self, question: str, wanted: bool) -> None:
        """Keep or let go of the wish to be asked a question again.

        Answering it in a review lets go of it too: the store does that with the answer.
        """
        self._store.set_asked_again(self.profile.id, question, wanted, self._clock())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What this person reported about questions, oldest first."""
        profile = self.known
        return self._store.problems(profile.id) if profile else ()

    def report_problem(self, question: str, words: str, content: str) -> None:
        """Keep a note for the teacher on a question of content version `content`."""
        problem = Problem(self._new_id(), question, words, self._clock(), content)
        self._store.add_problem(self.profile.id, problem)

    def take_back_problem(self, problem: str) -> None:
        """Remove a note for the teacher."""
        self._store.remove_problem(self.profile.id, problem)

    def quiz(self, module: str, mode: Mode = Mode.PRACTICE) -> QuizSession:
        """Resume the unfinished run of a module's quiz in a mode, or start a new one.

        A run with a question that the content no longer has can't go on: it ends.
        """
        questions = self._course.module(module).quiz
        last = self.last_quiz(module, mode)
        if last and last.run.ended is None:
            return last
        from nklearn.learning.quiz import QuizSession

        return QuizSession.begin(self.services(), module, questions, mode)

    def last_quiz(self, module: str, mode: Mode = Mode.PRACTICE) -> QuizSession | None:
        """Return the latest run of a module's quiz in a mode, finished or not; start none.

        None if there is none, or if it has a question that the content no longer has.
        """
        profile = self.known
        runs = self._store.runs(profile.id, module, mode) if profile else ()
        known = set(self._course.module(module).quiz)
        if not runs or not known.issuperset(runs[-1].questions):
            return None
        from nklearn.learning.quiz import QuizSession

        return QuizSession(self.services(), runs[-1])

    def review_queue(self, limit: int, left_out: Collection[Sensitivity] = ()) -> Queue:
        """Return what is due for review today, of at most `limit` questions a day.

        Questions of a kind in `left_out`, written ones and those that the content no longer has
        are not in it. What is asked again stands in front.
        """
        return self._queue(self._record(), self._clock(), limit, left_out, self._find)

    def last_review(self, left_out: Collection[Sensitivity] = ()) -> QuizSession | None:
        """Return the latest review of today, finished or not; None if there is none.

        None as well if it has a question that is left out now, or that the content lost.
        """
        profile = self.known
        runs = self._store.runs(profile.id, "", Mode.REVIEW) if profile else ()
        if not runs:
            return None
        from nklearn.learning.quiz import QuizSession
        from nklearn.learning.review import local_day

        if local_day(runs[-1].started) != local_day(self._clock()):
            return None
        questions = [self._find(name) for name in runs[-1].questions]
        able = all(question and question.sensitivity not in left_out for question in questions)
        return QuizSession(self.services(), runs[-1]) if able else None

    def review(self, limit: int, left_out: Collection[Sensitivity] = ()) -> QuizSession | None:
        """Resume the review of today that goes on, or begin one of what is due; None: nothing is.

        One of an earlier day ends where it stands: what it had left is due today.
        """
        last = self.last_review(left_out)
        if last and last.run.ended is None:
            return last
        from nklearn.learning.quiz import QuizSession

        due = self.review_queue(limit, left_out).questions
        return QuizSession.begin(self.services(), "", due, Mode.REVIEW) if due else None

    def overview(
        self, modules: Sequence[Module], limit: int, left_out: Collection[Sensitivity] = ()
    ) -> Overview:
        """Sum up all that was done: by module, by skill, by day, and what to do next."""
        from nklearn.learning import skills
        from nklearn.learning.quiz import Outcome

        record, now, find = self._record(), self._clock(), cache(self._find)
        session = self.last_review(left_out)
        going = session.outcomes.count(Outcome.OPEN) if session and not session.run.ended else 0
        due = self._queue(record, now, limit, left_out, find)
        return skills.overview(record, modules, due, going, now, find)

    def _record(self) -> Record:
        from nklearn.learning.skills import Record

        if (profile := self.known) is None:
            return Record()
        store, name = self._store, profile.id
        return Record(store.answers(name), store.all_runs(name), store.reads(name))

    def _find(self, question: str) -> Question | None:
        try:
            return self._course.question(question)
        except UnknownAddressError:
            return None

    def _queue(
        self,
        record: Record,
        now: datetime,
        limit: int,
        left_out: Collection[Sensitivity],
        find: Callable[[str], Question | None],
    ) -> Queue:
        from nklearn.learning import review

        def shown(name: str) -> bool:
            question = find(name)
            return bool(question and question.scored and question.sensitivity not in left_out)

        cards = review.schedule(record.answers, record.runs, now)
        done = review.reviewed_on(review.local_day(now), record.answers)
        return review.queue(cards, self.asked_again, done, now, limit=limit, shown=shown)
