"""Spaced review: which questions come back, and when, as it follows from the answers alone.

Nothing but the answers is stored. Those that say what somebody knew are played through FSRS, a
model of forgetting: each gives its question a day on which nine of ten people would still know
the answer. The library for it is dear to import: functions do, when there is something to plan.

Clocks jump: a battery dies, somebody sets the wrong year and corrects it. Taken at its word, an
answer of 2099 would put its card away for a lifetime, and one of 1970 make it the most overdue of
all, with every answer after it counted as remembered for half a century. So the order of the
answers, which is certain, has the last word over their times: see `effective_times`. A clock that
went wrong once then moves the answers given meanwhile, and nothing else for good.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, timedelta

from nklearn.base.values import dataclass
from nklearn.domain.grading import Grade
from nklearn.domain.records import Answer, Confidence, Mode, QuizRun

RETENTION = 0.9  # how likely an answer is still known on the day when it is due
LONGEST = 365  # days until a question comes back at the latest
_IN_A_ROW = 2  # questions of one module, where another is due as well
# No clock of a computer is beyond these; within them no sum of times overflows.
_FIRST, _LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Card:
    """When a question comes back: local days. `due` is after `last`, when it was last answered."""

    question: str
    due: date
    last: date


@dataclass(frozen=True, slots=True)
class Queue:
    """What is due by the end of today, in the order in which it is asked.

    `room` is how many more the daily limit allows, `done` how many were reviewed today.
    `next_count` questions come back on `next_day` (None: none), the first day after today on
    which any does. `begun` tells whether anything was ever answered that can come back, and
    `returns` on which day each will.
    """

    due: tuple[str, ...]
    room: int
    done: int
    next_day: date | None
    next_count: int
    begun: bool
    returns: Mapping[str, date] = field(default_factory=dict[str, date])

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask today."""
        return self.due[: self.room]

    @property
    def beyond(self) -> int:
        """How many more are due than the limit allows today."""
        return len(self.due) - len(self.questions)


def local_day(time: datetime) -> date:
    """Return the day of a time where this computer is."""
    return min(max(time, _FIRST), _LAST).astimezone().date()


def effective_times(times: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Return when answers were given, as far as that can be believed: none earlier than before.

    `times` are in the order of the answers. The longest run of them that never goes back and is
    not after `now` is kept (of two equally long the later: a dead battery sends clocks back).
    Every other answer takes the time of the kept one before it, else of the first kept one, else
    `now`.
    """
    end = min(max(now, _FIRST), _LAST)
    kept = _longest([min(max(time, _FIRST), _LAST) for time in times], end)
    last = min(kept.values(), default=end)
    found: list[datetime] = []
    for place in range(len(times)):
        last = kept.get(place, last)
        found.append(last)
    return tuple(found)


def _longest(times: Sequence[datetime], end: datetime) -> dict[int, datetime]:
    """Return the places and times of the longest non-decreasing run up to `end`."""
    # From the end, by how long before it: then the latest of all longest runs is found.
    ages: list[timedelta] = []  # the least age with which a run of each length ends
    places: list[int] = []
    after: dict[int, int] = {}
    for place in range(len(times) - 1, -1, -1):
        age = end - times[place]
        if age < timedelta(0):
            continue
        length = bisect_right(ages, age)
        after[place] = places[length - 1] if length else -1
        ages[length : length + 1] = [age]
        places[length : length + 1] = [place]
    kept: dict[int, datetime] = {}
    place = places[-1] if places else -1
    while place >= 0:
        kept[place] = times[place]
        place = after[place]
    return kept


def counted(answers: Iterable[Answer], runs: Collection[QuizRun]) -> tuple[Answer, ...]:
    """Return the answers that say what somebody knew, in their order.

    Of a question within a lesson that is the first answer: its feedback stays in sight
    afterwards. In a session it is the one that counts there: the first, or the last where
    feedback waits; then it counts once the feedback was told, as a review would tell it. Written
    responses never do.
    """
    modes = {run.id: run for run in runs}
    found: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        key = (answer.run, answer.question)
        run = modes.get(answer.run)
        if answer.fraction is None or (run and not told(run)):
            continue
        if run is None or run.mode.at_once:
            found.setdefault(key, answer)
        else:
            found.pop(key, None)  # it stands where it was given
            found[key] = answer
    return tuple(found.values())


def told(run: QuizRun) -> bool:
    """Tell whether the results of a session were told."""
    return run.mode.at_once or (run.ended is not None and (run.released or run.mode is Mode.CHECK))


def rating(answer: Answer) -> int:
    """Return how well somebody knew it, as FSRS counts: 1 again, 2 hard, 3 good, 4 easy."""
    given = Grade(answer.fraction)
    if given.partly:
        return 2
    if not given.right:
        return 1
    return {Confidence.GUESS: 2, Confidence.SURE: 4}.get(answer.confidence or Confidence.THINK, 3)


def schedule(
    answers: Sequence[Answer], runs: Collection[QuizRun], now: datetime
) -> dict[str, Card]:
    """Return when each question that was answered comes back; `answers` are in their order."""
    counting = counted(answers, runs)
    if not counting:
        return {}
    from fsrs import Card as Memory
    from fsrs import Rating, Scheduler

    scheduler = Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
    times = effective_times([answer.at for answer in answers], now)
    given = {answer.id: time for answer, time in zip(answers, times, strict=True)}
    memories: dict[str, Memory] = {}
    last: dict[str, datetime] = {}
    for answer in counting:
        time = given[answer.id].astimezone(UTC)
        # With an id of its own, as the library waits a millisecond for each that it makes.
        memory = memories.get(answer.question) or Memory(card_id=len(memories), due=time)
        memory, _ = scheduler.review_card(memory, Rating(rating(answer)), time)
        memories[answer.question], last[answer.question] = memory, time
    return {name: _card(name, memory.due, last[name]) for name, memory in memories.items()}


def _card(question: str, due: datetime, last: datetime) -> Card:
    # A day may have 25 hours: what was answered today never comes back today.
    day = local_day(last)
    return Card(question, max(local_day(due), day + timedelta(days=1)), day)


def queue(
    cards: Mapping[str, Card],
    wishes: Sequence[str],
    done: int,
    now: datetime,
    *,
    limit: int,
    shown: Callable[[str], bool],
) -> Queue:
    """Return what is due today: `wishes` first, then the most overdue, mixed across modules.

    `wishes` are what somebody asked to be asked again, `done` is how many were reviewed today,
    and `shown` tells whether a question can be asked at all.
    """
    today = local_day(now)
    asked = [name for name in dict.fromkeys(wishes) if shown(name)]
    able = [card for name, card in cards.items() if shown(name) and name not in asked]
    due = sorted((card.due, card.question) for card in able if card.due <= today)
    later = [card.due for card in able if card.due > today]
    first = min(later, default=None)
    return Queue(
        due=tuple(mixed(asked, [name for _, name in due])),
        room=max(0, limit - done),
        done=done,
        next_day=first,
        next_count=later.count(first) if first else 0,
        begun=bool(asked or able),
        returns={card.question: card.due for card in able},
    )


def mixed(first: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return `first`, then `others` with at most two of a module in a row where that can be."""
    found, left = list(first), list(others)
    while left:
        tail = {_module(name) for name in found[-_IN_A_ROW:]}
        full = len(found) >= _IN_A_ROW and len(tail) == 1
        fitting = (n for n, name in enumerate(left) if not full or _module(name) not in tail)
        found.append(left.pop(next(fitting, 0)))
    return found


def _module(question: str) -> str:
    return question.partition("/")[0]


def reviewed_on(day: date, answers: Iterable[Answer]) -> int:
    """Return how many questions were reviewed on a local day."""
    return len({a.question for a in answers if a.context == "review" and local_day(a.at) == day})
