"""Where somebody stands: by module, by skill, day by day, and what to do next and why.

It counts what `review.counted` counts, and never grades or ranks: a learner reads it, of nobody
but themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from nklearn.base.values import dataclass
from nklearn.domain.grading import Grade
from nklearn.domain.lessons import LessonSummary, Module
from nklearn.domain.questions import Difficulty, Question, is_blind
from nklearn.domain.records import Answer, Mode, QuizRun
from nklearn.learning.progress import ModuleProgress, Score, module_progress, score_of
from nklearn.learning.review import Queue, counted, effective_times, local_day, told

EARLY = 5  # answers under which nothing is said of a skill
_WEAK = 0.6  # share of right answers under which a skill is worth another look

Find = Callable[[str], Question | None]


@dataclass(frozen=True, slots=True)
class Skill:
    """How the answers that count went where a question asks for one skill."""

    skill: Difficulty
    right: int = 0
    partly: int = 0
    total: int = 0

    @property
    def early(self) -> bool:
        """Whether there are too few answers to tell."""
        return self.total < EARLY

    @property
    def weak(self) -> bool:
        """Whether many answers were not right, of enough to tell."""
        return not self.early and self.right < _WEAK * self.total


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on a local day.

    `read` counts sections by lesson (`module/lesson`). `right`, `partly` and `wrong` are the
    answers that count, reviews among them; `reviewed` says how many of them are. `handed` are
    written responses for a teacher, `waiting` answers whose result was not told yet; of an
    assignment nothing counts once its marks are told, as they stand with the assignment.
    """

    day: date
    read: tuple[tuple[str, int], ...] = ()
    right: int = 0
    partly: int = 0
    wrong: int = 0
    reviewed: int = 0
    handed: int = 0
    waiting: int = 0

    @property
    def answered(self) -> int:
        """How many answers count."""
        return self.right + self.partly + self.wrong


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """Where somebody stands in a module.

    `check` is the latest session that was told at its end, `graded` the latest that a teacher
    released; `handed_in` tells of one that no teacher has released yet. `waiting` questions of
    the module are due for review.
    """

    module: Module
    progress: ModuleProgress
    check: Score | None = None
    graded: Score | None = None
    handed_in: bool = False
    waiting: int = 0


class Why(StrEnum):
    """Why something is next."""

    OPEN_REVIEW = "open review"
    OPEN_SESSION = "open session"
    DUE = "due"
    BEGUN = "begun lesson"
    WEAK = "weak skill"
    UNREAD = "unread lesson"
    UNTRIED = "untried practice"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: the reason, and what it is about as far as the reason has that.

    `count` is of questions (answered in an open session, open in a review, due), or of sections
    left in a lesson. `section` is `lesson/section`.
    """

    why: Why
    module: Module | None = None
    lesson: LessonSummary | None = None
    section: str = ""
    skill: Skill | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """All that a person did, as it is stored; `answers` and `reads` of `(section id, time)`."""

    answers: Sequence[Answer] = ()
    runs: Sequence[QuizRun] = ()
    reads: Sequence[tuple[str, datetime]] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the progress page.

    `read` holds the sections read of each lesson, days are newest first, and `handed` counts
    written responses.
    """

    modules: tuple[ModuleLine, ...]
    read: Mapping[str, Collection[str]]
    skills: tuple[Skill, ...]
    days: tuple[Day, ...]
    following: Next
    queue: Queue
    handed: int = 0


def overview(
    record: Record,
    modules: Sequence[Module],
    queue: Queue,
    open_review: int,
    now: datetime,
    find: Find,
) -> Overview:
    """Sum up a person's `record`; `find` returns None for a question that there is no more.

    `queue` is today's review, and `open_review` how many questions one that goes on has left.
    """
    read: defaultdict[str, set[str]] = defaultdict(set)
    for section, _ in record.reads:
        lesson, _, name = section.rpartition("/")
        read[lesson].add(name)
    given: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in record.answers:
        given[answer.run].append(answer)
    lines: list[ModuleLine] = []
    for module in modules:
        runs = [(run, given[run.id]) for run in record.runs if run.module == module.id]
        practice = [(run, answers) for run, answers in runs if run.mode is Mode.PRACTICE]
        lines.append(module_line(module, module_progress(module, read, practice), runs, queue.due))
    counting = counted(record.answers, record.runs)
    found = skills(counting, find)
    weak = weakest(found)
    shown = weak_section(counting, weak, find) if weak else None
    due = len(queue.questions)
    following = advise(lines, read, due, open_review, (weak, shown) if weak and shown else None)
    days = history(record, now)
    handed = sum(day.handed for day in days)
    return Overview(tuple(lines), read, found, days, following, queue, handed)


def skills(answers: Iterable[Answer], find: Find) -> tuple[Skill, ...]:
    """Return how answers that count went, by skill, always in the same order.

    Those to questions that the content no longer has are left out: nothing says what they asked.
    """
    found: dict[Difficulty, Counter[str]] = {skill: Counter() for skill in Difficulty}
    for answer in answers:
        question, grade = find(answer.question), Grade(answer.fraction)
        if question is not None:
            found[question.difficulty].update(
                right=int(grade.right), partly=int(grade.partly), total=1
            )
    return tuple(Skill(s, n["right"], n["partly"], n["total"]) for s, n in found.items())


def weak_section(answers: Sequence[Answer], weak: Skill, find: Find) -> Question | None:
    """Return the question of a skill that was last not right: its section is worth a look."""
    for answer in reversed(answers):
        question = find(answer.question)
        if question and question.difficulty is weak.skill and not Grade(answer.fraction).right:
            return question
    return None


def history(record: Record, now: datetime) -> tuple[Day, ...]:
    """Return the days on which something was done, the newest first; none is after today.

    Clocks jump: answers stand where `effective_times` puts them.
    """
    times = effective_times([answer.at for answer in record.answers], now)
    days = {a.id: local_day(time) for a, time in zip(record.answers, times, strict=True)}
    counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
    reads: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for section, time in record.reads:
        reads[local_day(min(time, now))][section.rpartition("/")[0]] += 1
    for answer in counted(record.answers, record.runs):
        grade, day = Grade(answer.fraction), counts[days[answer.id]]
        day["right" if grade.right else "partly" if grade.partly else "wrong"] += 1
        day["reviewed"] += answer.context == "review"
    for answer in _uncounted(record):
        written = answer.fraction is None and not is_blind(answer.question)
        counts[days[answer.id]]["handed" if written else "waiting"] += 1
    every = sorted(counts.keys() | reads.keys(), reverse=True)
    return tuple(Day(day, tuple(reads[day].items()), **counts[day]) for day in every)


def _uncounted(record: Record) -> list[Answer]:
    """Return written responses and answers not told yet, the latest to each question."""
    untold = {run.id for run in record.runs if not told(run)}
    found: dict[tuple[str, str], Answer] = {}
    for answer in record.answers:
        written = answer.fraction is None and not is_blind(answer.question)
        if written or answer.run in untold:
            found[answer.run, answer.question] = answer
    return list(found.values())


def module_line(
    module: Module,
    progress: ModuleProgress,
    runs: Sequence[tuple[QuizRun, Sequence[Answer]]],
    due: Iterable[str],
) -> ModuleLine:
    """Return where somebody stands; `runs` of the module, oldest first, `due` question ids."""
    check = graded = None
    handed_in = False
    for run, answers in runs:
        if run.ended is None or not answers:
            continue
        if run.mode is Mode.CHECK:
            check = score_of(run, answers)
        elif run.mode is Mode.GRADED:
            handed_in = not run.released
            graded = score_of(run, answers) if run.released else graded
    waiting = sum(name.startswith(f"{module.id}/") for name in due)
    return ModuleLine(module, progress, check, graded, handed_in, waiting)


def advise(
    lines: Sequence[ModuleLine],
    read: Mapping[str, Collection[str]],
    due: int,
    open_review: int,
    weak: tuple[Skill, Question] | None,
) -> Next:
    """Return what to do next: what was begun, then what would fade, then what is new.

    `read` holds the sections read of each lesson, `due` how many questions today's review would
    ask, `open_review` how many one that goes on has left, and `weak` a weak skill with the
    question whose section shows it.
    """
    if open_review:
        return Next(Why.OPEN_REVIEW, count=open_review)
    for line in lines:
        if line.progress.quiz_open:
            return Next(Why.OPEN_SESSION, line.module, count=line.progress.quiz_open)
    if due:
        return Next(Why.DUE, count=due)
    left = [
        (line.module, lesson, _left(lesson, read))
        for line in lines
        for lesson in line.module.lessons
    ]
    for module, lesson, count in left:
        if 0 < count < len(lesson.sections):
            return Next(Why.BEGUN, module, lesson, count=count)
    if weak and (module := _of(lines, weak[1].module)):
        return Next(Why.WEAK, module, section=weak[1].section, skill=weak[0])
    for module, lesson, count in left:
        if count:
            return Next(Why.UNREAD, module, lesson, count=count)
    for line in lines:
        if line.module.quiz and line.progress.quiz_last is None:
            return Next(Why.UNTRIED, line.module, count=len(line.module.quiz))
    return Next(Why.NOTHING)


def _left(lesson: LessonSummary, read: Mapping[str, Collection[str]]) -> int:
    done = read.get(lesson.id, ())
    return sum(name not in done for name, _ in lesson.sections)


def _of(lines: Sequence[ModuleLine], name: str) -> Module | None:
    return next((line.module for line in lines if line.module.id == name), None)


def weakest(found: Iterable[Skill]) -> Skill | None:
    """Return the weak skill with the least share of right answers; None if no skill is weak."""
    weak = [skill for skill in found if skill.weak]
    return min(weak, key=lambda skill: skill.right / skill.total, default=None)
