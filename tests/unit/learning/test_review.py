"""When questions come back: tables of expected days, and clocks that jump."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.fixtures.tiny_course import START, TinyCourse, choice, right, written, wrong

from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question
from nklearn.domain.records import Answer, Confidence, Mode, QuizRun
from nklearn.domain.responses import ChoiceResponse
from nklearn.learning.learner import Learner
from nklearn.learning.preferences import Preferences
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.learning.review import (
    LONGEST,
    Card,
    counted,
    effective_times,
    local_day,
    mixed,
    queue,
    rating,
    schedule,
)
from nklearn.storage.workspace_store import WorkspaceStore

DAY = timedelta(days=1)
SURE, GUESS, THINK = Confidence.SURE, Confidence.GUESS, Confidence.THINK


def answer(
    number: int,
    question: str,
    at: datetime,
    fraction: float | None = 1.0,
    confidence: Confidence | None = None,
    run: str = "r",
) -> Answer:
    context = "quiz" if run else "check"
    response = ChoiceResponse("a")
    return Answer(f"id{number}", question, context, response, fraction, at, run, confidence)


def run(name: str, mode: Mode, *, ended: bool = True, released: bool = False) -> QuizRun:
    end = START if ended else None
    return QuizRun(name, "m", 1, ("m/a",), 0, START, end, mode=mode, released=released)


# -- one question --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fraction", "confidence", "expected"),
    [
        (0.0, None, 1),
        (0.0, SURE, 1),
        (0.5, None, 2),
        (0.5, SURE, 2),
        (1.0, GUESS, 2),
        (1.0, None, 3),
        (1.0, THINK, 3),
        (1.0, SURE, 4),
    ],
)
def test_ratings(fraction: float, confidence: Confidence | None, expected: int) -> None:
    assert rating(answer(1, "m/a", START, fraction, confidence)) == expected


@pytest.mark.parametrize(
    ("given", "days"),
    [
        # Days of the answers with their ratings as (fraction, confidence); then days until due.
        ([(0, 0.0, None)], 1),
        ([(0, 0.5, None)], 1),
        ([(0, 1.0, GUESS)], 1),
        ([(0, 1.0, None)], 2),
        ([(0, 1.0, SURE)], 8),
        ([(0, 1.0, None), (2, 1.0, None)], 11),
        ([(0, 1.0, None), (2, 0.0, None)], 1),
        ([(0, 1.0, None), (2, 1.0, None), (13, 1.0, None)], 46),
        ([(0, 1.0, SURE), (8, 1.0, SURE), (400, 1.0, SURE)], LONGEST),
    ],
)
def test_days_until_a_question_comes_back(
    given: list[tuple[int, float, Confidence | None]], days: int
) -> None:
    made = [
        answer(n, "m/a", START + DAY * day, fraction, sure, run=f"r{n}")
        for n, (day, fraction, sure) in enumerate(given)
    ]
    last = made[-1].at
    (card,) = schedule(made, [], last + DAY).values()
    assert card.last == last.date()
    assert (card.due - card.last).days == days


def test_the_same_answers_give_the_same_plan() -> None:
    made = [answer(n, f"m/q{n % 5}", START + DAY * n, (n % 3) / 2, run=f"r{n}") for n in range(40)]
    now = START + DAY * 60
    assert schedule(made, [], now) == schedule(made, [], now)


# -- which answers count -------------------------------------------------------------------------


def test_of_a_session_that_tells_at_once_the_first_answer_counts() -> None:
    made = [answer(1, "m/a", START, 0.0), answer(2, "m/a", START), answer(3, "m/b", START)]
    for mode in (Mode.PRACTICE, Mode.REVIEW):
        ids = [each.id for each in counted(made, [run("r", mode, ended=False)])]
        assert ids == ["id1", "id3"]


def test_where_feedback_waits_the_last_answer_counts_once_it_is_told() -> None:
    made = [answer(1, "m/a", START, 0.0), answer(2, "m/b", START), answer(3, "m/a", START)]

    def ids(one: QuizRun) -> list[str]:
        return [each.id for each in counted(made, [one])]

    assert ids(run("r", Mode.CHECK)) == ["id2", "id3"]
    assert ids(run("r", Mode.CHECK, ended=False)) == []
    assert ids(run("r", Mode.GRADED)) == []
    assert ids(run("r", Mode.GRADED, released=True)) == ["id2", "id3"]


def test_within_a_lesson_the_first_answer_of_all_counts_and_written_ones_never_do() -> None:
    made = [
        answer(1, "m/a", START, 0.0, run=""),
        answer(2, "m/a", START + DAY * 9, run=""),
        answer(3, "m/w", START, None, run=""),
        answer(4, "m/a", START + DAY * 10),
    ]
    assert [each.id for each in counted(made, [run("r", Mode.PRACTICE)])] == ["id1", "id4"]


# -- clocks --------------------------------------------------------------------------------------


def days(*numbers: float) -> list[datetime]:
    return [START + DAY * number for number in numbers]


@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        ([], 5, []),
        ([1, 2, 3], 5, [1, 2, 3]),
        ([1, 1, 1], 1, [1, 1, 1]),
        ([1, 2, 900, 901, 3], 5, [1, 2, 2, 2, 3]),  # the clock went forward, and came back
        ([1, 2, -9000, 3], 5, [1, 2, 2, 3]),  # a dead battery
        ([-9000, 2, 3], 5, [-9000, 2, 3]),  # at the very first, nothing tells
        ([900, 2, 3], 5, [2, 2, 3]),
        ([2, -9000], 5, [2, 2]),  # of two equally long the later
        ([7, 8, 9], 5, [5, 5, 5]),  # now it is behind
        ([1, 7, 8], 5, [1, 1, 1]),
    ],
)
def test_times_that_can_be_believed(times: list[float], now: float, expected: list[float]) -> None:
    assert effective_times(days(*times), START + DAY * now) == tuple(days(*expected))


anywhen = st.datetimes(
    min_value=datetime(1, 1, 2),
    max_value=datetime(9999, 12, 30),
    timezones=st.just(UTC),
)


@given(st.lists(anywhen, max_size=30), anywhen)
def test_whatever_clocks_say_times_never_go_back_and_never_lie_ahead(
    times: list[datetime], now: datetime
) -> None:
    found = effective_times(times, now)
    assert len(found) == len(times)
    assert list(found) == sorted(found)
    assert all(local_day(time) <= local_day(now) for time in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(anywhen, st.sampled_from([0.0, 0.5, 1.0])), max_size=12), anywhen)
def test_whatever_clocks_say_every_question_comes_back_within_the_longest_time(
    given_ones: list[tuple[datetime, float]], now: datetime
) -> None:
    made = [
        answer(n, f"m/q{n % 4}", time, fraction, run=f"r{n}")
        for n, (time, fraction) in enumerate(given_ones)
    ]
    cards = schedule(made, [], now)
    assert cards.keys() == {each.question for each in made}
    for card in cards.values():
        assert card.last < card.due <= local_day(now) + DAY * (LONGEST + 1)


@st.composite
def jumps(draw: st.DrawFn) -> tuple[list[timedelta], range, timedelta]:
    """Days of answers, which of them were given during a jump, and how far the clock jumped.

    It jumps beyond every other answer, as a wrong year and a dead battery do.
    """
    gaps = draw(st.lists(st.integers(0, 20), min_size=1, max_size=14))
    at = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    first = draw(st.integers(0, len(at)))
    last = draw(st.integers(first, len(at)))
    far = draw(st.integers(400, 30_000)) * draw(st.sampled_from([-1, 1]))
    return [DAY * day for day in at], range(first, last), DAY * far


@settings(max_examples=150, deadline=None)
@given(jumps(), st.integers(0, 40), st.integers(1, 5))
def test_a_jump_that_is_over_moves_only_what_was_answered_meanwhile(
    jump: tuple[list[timedelta], range, timedelta], later: int, questions: int
) -> None:
    offsets, during, far = jump
    true = [START + offset for offset in offsets]
    now = true[-1] + DAY * later
    # Backwards: with as many answers before it as during it nothing tells which part is the jump.
    assume(far > timedelta(0) or not during or len(during) < during.start)
    said = [time + far if n in during else time for n, time in enumerate(true)]
    made = [answer(n, f"m/q{n % questions}", t, run=f"r{n}") for n, t in enumerate(true)]
    jumped = [replace(each, at=at) for each, at in zip(made, said, strict=True)]
    plain, moved = schedule(made, [], now), schedule(jumped, [], now)
    touched = {made[n].question for n in during}
    assert moved.keys() == plain.keys()
    for name, card in plain.items():
        if name not in touched:
            assert moved[name] == card
        else:  # not put away for years, and not lost
            assert moved[name].due <= local_day(now) + DAY * (LONGEST + 1)
    changed = {name for name in plain if moved[name] != plain[name]}
    assert changed <= touched
    today = local_day(now)
    due = [sum(card.due <= today for card in cards.values()) for cards in (plain, moved)]
    assert abs(due[0] - due[1]) <= len(touched)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=25),
    st.data(),
)
def test_a_jump_into_the_middle_misdates_no_more_answers_than_were_given_meanwhile(
    gaps: list[int], data: st.DataObject
) -> None:
    true = days(*[sum(gaps[: n + 1]) for n in range(len(gaps))])
    first = data.draw(st.integers(0, len(true)))
    during = range(first, data.draw(st.integers(first, len(true))))
    far = DAY * data.draw(st.integers(-200, 200))
    said = [time + far if n in during else time for n, time in enumerate(true)]
    found = effective_times(said, true[-1] + DAY * 300)
    wrong_ones = [n for n, time in enumerate(true) if n not in during and found[n] != time]
    assert len(wrong_ones) <= len(during)


# -- the queue -----------------------------------------------------------------------------------

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def cards(**due: int) -> dict[str, Card]:
    """Cards by name (`a_1` is question 1 of module a) with days until they are due."""
    made = [
        Card(name.replace("_", "/"), TODAY + DAY * n, TODAY - DAY * 30) for name, n in due.items()
    ]
    return {card.question: card for card in made}


def everything(_name: str) -> bool:
    return True


def test_the_queue_has_wishes_first_then_the_most_overdue() -> None:
    made = cards(a_1=0, a_2=-5, b_1=-1, a_3=1, b_2=3, b_3=1)
    found = queue(made, ["b/2", "c/9"], 0, NOW, limit=20, shown=everything)
    assert found.due == ("b/2", "c/9", "a/2", "b/1", "a/1")
    assert found.questions == found.due
    assert (found.beyond, found.next_day, found.next_count) == (0, TODAY + DAY, 2)


def test_the_queue_keeps_to_the_limit_and_says_what_waits() -> None:
    made = cards(**{f"a_{n}": -n for n in range(9)})
    found = queue(made, [], 3, NOW, limit=5, shown=everything)
    assert found.questions == ("a/8", "a/7")
    assert (found.room, found.beyond, found.done) == (2, 7, 3)
    full = queue(made, [], 6, NOW, limit=5, shown=everything)
    assert (full.questions, full.beyond) == ((), 9)


def test_what_is_gone_is_left_out() -> None:
    made = cards(a_1=-1, a_2=-1, a_3=2)
    found = queue(made, ["a/9"], 0, NOW, limit=5, shown=lambda name: name == "a/2")
    assert (found.due, found.next_day, found.begun) == (("a/2",), None, True)
    none = queue(made, ["a/9"], 0, NOW, limit=5, shown=lambda _name: False)
    assert (none.due, none.begun) == ((), False)


@given(
    st.lists(st.sampled_from("abc"), max_size=4),
    st.lists(st.sampled_from("aaabc"), max_size=14),
)
def test_no_more_than_two_of_a_module_in_a_row_where_another_is_due(
    first: list[str], others: list[str]
) -> None:
    number = count()
    wished = [f"{module}/{next(number)}" for module in first]
    rest = [f"{module}/{next(number)}" for module in others]
    found = mixed(wished, rest)
    assert found[: len(wished)] == wished
    assert sorted(found) == sorted(wished + rest)
    for n in range(max(2, len(wished)), len(found)):
        row = {name[0] for name in found[n - 2 : n + 1]}
        assert len(row) > 1 or {name[0] for name in found[n:]} == row


# -- a learner -----------------------------------------------------------------------------------


class Clock:
    """A clock that is set by hand and goes on by a second each time that it is read."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def person(
    store: WorkspaceStore,
    questions: Sequence[Question],
    clock: Clock | None = None,
    *,
    tag: str = "",
) -> tuple[Learner, Clock]:
    clock, ids = clock or Clock(), count()
    course = TinyCourse({question.id: question for question in questions})
    made = Learner(
        store, course, clock=clock, new_id=lambda: f"id{tag}{next(ids)}", new_seed=lambda: 1
    )
    return made, clock


SIX = [choice(f"c{n}") for n in range(6)]


def test_a_review_from_the_first_answer_to_an_empty_queue() -> None:
    with WorkspaceStore.in_memory() as store:
        learner, clock = person(store, SIX)
        assert not learner.review_queue(20).begun
        assert learner.review(20) is None
        for question in SIX[:4]:
            learner.answer(question, right(question), "check")
        assert learner.review_queue(20).due == ()
        assert learner.review(20) is None
        clock.time = START + DAY * 3
        session = learner.review(3)
        assert session
        assert (session.mode, len(session.questions)) == (Mode.REVIEW, 3)
        assert learner.review_queue(3).beyond == 1
        for question in session.questions:
            assert session.answer(right(SIX[int(question[-1])]))
            session.next()
        assert session.state is QuizState.FINISHED
        found = learner.review_queue(3)
        assert (found.done, found.room, len(found.due)) == (3, 0, 1)
        assert learner.review(3) is None
        again = learner.last_review()
        assert again
        assert again.run == session.run


def test_a_review_goes_on_within_its_day_and_ends_with_it() -> None:
    with WorkspaceStore.in_memory() as store:
        learner, clock = person(store, SIX)
        for question in SIX[:4]:
            learner.answer(question, right(question), "check")
        clock.time = START + DAY * 3
        session = learner.review(20)
        assert session
        session.answer(right(SIX[0]))
        session.next()
        same = learner.review(20)
        assert same
        assert same.run == session.run
        clock.time += DAY
        assert learner.last_review() is None
        other = learner.review(20)
        assert other
        assert other.run.id != session.run.id
        assert session.questions[0] not in other.questions
        (first, _) = store.runs(learner.profile.id, "", Mode.REVIEW)
        assert first.ended


def test_a_wish_is_due_at_once_and_goes_with_the_first_answer_in_a_review() -> None:
    with WorkspaceStore.in_memory() as store:
        learner, _ = person(store, SIX)
        for question in SIX[:3]:
            learner.answer(question, right(question), "check")
        learner.ask_again("m/c1", wanted=True)
        learner.answer(SIX[1], right(SIX[1]), "check")
        assert learner.asked_again == ("m/c1",)
        session = learner.review(20)
        assert session
        assert session.questions == ("m/c1",)
        session.answer(wrong(SIX[1]))
        assert learner.asked_again == ()
        learner.ask_again("m/c1", wanted=True)
        session.retry()
        session.answer(right(SIX[1]))
        assert learner.asked_again == ("m/c1",)


def test_written_hard_and_lost_questions_stay_away() -> None:
    hard = replace(choice("hard"), sensitivity=Sensitivity.SEXUAL_VIOLENCE)
    with WorkspaceStore.in_memory() as store:
        learner, clock = person(store, [*SIX, hard, written("w")])
        for question in (SIX[0], hard, written("w")):
            learner.answer(question, right(question), "check")
        learner.ask_again("m/w", wanted=True)
        clock.time += DAY * 4
        assert set(learner.review_queue(20).due) == {"m/c0", "m/hard"}
        assert learner.review_queue(20, [Sensitivity.SEXUAL_VIOLENCE]).due == ("m/c0",)
        assert learner.review(20)
        fewer, other = person(store, SIX[1:])
        other.time = clock.time
        assert fewer.review_queue(20).due == ()
        assert fewer.last_review() is None
        assert fewer.review(20) is None


def test_the_daily_limit_is_a_preference() -> None:
    with WorkspaceStore.in_memory() as store:
        preferences = Preferences(store)
        assert preferences.daily_review == 20
        preferences.daily_review = 35
        assert preferences.daily_review == 35
        for nonsense in ("4", "51", "many", ""):
            store.set_preference("daily_review", nonsense)
            assert preferences.daily_review == 20


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["right", "wrong", "next", "retry", "skip", "wish", "day"])))
def test_a_review_stands_where_it_stood_after_a_kill_between_any_two_steps(
    steps: list[str],
) -> None:
    with TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        with WorkspaceStore.open(folder) as store:
            learner, _ = person(store, SIX, clock)
            for question in SIX:
                learner.answer(question, right(question), "check")
        clock.time = START + DAY * 4
        for number, step in enumerate(["", *steps]):
            with WorkspaceStore.open(folder) as store:
                learner, _ = person(store, SIX, clock, tag=f"{number}-")
                session = learner.last_review() or learner.review(4)
                if session is None:
                    break
                _take(step, learner, session, clock)
                before = (session.run, session.state, session.outcomes)
                queue = learner.review_queue(4)
            with WorkspaceStore.open(folder) as store:
                learner, _ = person(store, SIX, clock)
                assert learner.review_queue(4) == queue
                again = learner.last_review()
                if step != "day":
                    assert again
                    assert (again.run, again.state, again.outcomes) == before


def _take(step: str, learner: Learner, session: QuizSession, clock: Clock) -> None:
    """Take a step, if the session is where that can be done."""
    asking = session.state is QuizState.ASKING
    if step in ("right", "wrong") and asking:
        question = SIX[int(session.current[-1])]
        session.answer((right if step == "right" else wrong)(question))
    elif step == "next" and session.state is QuizState.CHECKED:
        session.next()
    elif step == "retry" and session.state is QuizState.CHECKED:
        session.retry()
    elif step == "skip" and session.can_skip():
        session.skip()
    elif step == "wish" and not asking:
        learner.ask_again("m/c3", wanted=True)
    elif step == "day":
        clock.time += DAY
