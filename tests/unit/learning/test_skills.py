"""Progress by module, skill and day, and what comes next: tables of expected values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.tiny_course import (
    START,
    TinyCourse,
    choice,
    learner,
    right,
    several,
    written,
    wrong,
)

from nklearn.domain.questions import Difficulty, Question
from nklearn.domain.records import Answer, Mode, QuizRun
from nklearn.domain.responses import ChoiceResponse
from nklearn.learning.progress import ModuleProgress, Score
from nklearn.learning.review import counted
from nklearn.learning.skills import (
    Day,
    ModuleLine,
    Next,
    Record,
    Skill,
    Why,
    advise,
    history,
    skills,
    weak_section,
    weakest,
)
from nklearn.storage.workspace_store import WorkspaceStore

DAY = timedelta(days=1)
RECALL, READ, COMPARE, JUDGE = Difficulty
QUESTIONS = {
    f"m/{name}": replace(choice(name), difficulty=skill, section=f"one/{name}")
    for name, skill in (("a", RECALL), ("b", READ), ("c", READ), ("d", JUDGE))
}
TODAY = START + DAY * 10


def find(name: str) -> Question | None:
    return QUESTIONS.get(name)


number = count()


def given_on(
    day: int, question: str, fraction: float | None, run: str = "r", context: str = "quiz"
) -> Answer:
    response = ChoiceResponse("a")
    return Answer(
        f"id{next(number)}", question, context, response, fraction, START + DAY * day, run
    )


def run(name: str, mode: Mode = Mode.PRACTICE, *, ended: bool = False) -> QuizRun:
    end = START if ended else None
    return QuizRun(name, "m", 1, ("m/a", "m/b"), 0, START, end, mode=mode)


# -- skills --------------------------------------------------------------------------------------


def test_skills_count_right_and_partly_right_in_a_fixed_order() -> None:
    answers = [
        given_on(0, "m/b", 1.0),
        given_on(0, "m/c", 0.5),
        given_on(1, "m/a", 0.0),
        given_on(1, "m/gone", 0.0),
    ]
    assert skills(answers, find) == (
        Skill(RECALL, 0, 0, 1),
        Skill(READ, 1, 1, 2),
        Skill(COMPARE, 0, 0, 0),
        Skill(JUDGE, 0, 0, 0),
    )


@pytest.mark.parametrize(
    ("right_ones", "total", "early", "weak"),
    [(0, 0, True, False), (0, 4, True, False), (2, 5, False, True), (3, 5, False, False)],
)
def test_under_five_answers_it_is_too_early_to_tell(
    right_ones: int, total: int, *, early: bool, weak: bool
) -> None:
    skill = Skill(READ, right_ones, 0, total)
    assert (skill.early, skill.weak) == (early, weak)


def test_the_weakest_skill_leads_to_the_section_that_was_last_not_right() -> None:
    found = (Skill(RECALL, 2, 0, 5), Skill(READ, 1, 4, 6), Skill(JUDGE, 0, 0, 4))
    assert weakest(found) == found[1]
    assert weakest(found[2:]) is None
    answers = [given_on(0, "m/b", 0.0), given_on(1, "m/c", 0.5), given_on(2, "m/b", 1.0)]
    assert weak_section(answers, found[1], find) == QUESTIONS["m/c"]
    assert weak_section(answers, found[0], find) is None


# -- days ----------------------------------------------------------------------------------------


def day(offset: int) -> date:
    return (START + DAY * offset).date()


def test_history_tells_what_was_read_answered_and_reviewed() -> None:
    answers = [
        given_on(0, "m/a", 1.0),
        given_on(0, "m/b", 0.5),
        given_on(0, "m/a", 0.0),  # again in the same session: not counted
        given_on(0, "m/w", None, run=""),
        given_on(0, "m/w", None, run=""),
        given_on(3, "m/a", 0.0, "v", "review"),
        given_on(4, "m/a", 1.0, "k"),
        given_on(4, "m/a", 0.0, "k"),
        given_on(4, "m/b", 0.0, "k"),
    ]
    runs = [run("r"), run("v", Mode.REVIEW), run("k", Mode.CHECK)]
    reads = [("m/one/first", START), ("m/one/second", START), ("m/two/first", START + DAY * 9)]
    assert history(Record(answers, runs, reads), TODAY) == (
        Day(day(9), (("m/two", 1),)),
        Day(day(4), waiting=2),
        Day(day(3), wrong=1, reviewed=1),
        Day(day(0), (("m/one", 2),), right=1, partly=1, handed=1),
    )
    ended = [*runs[:2], run("k", Mode.CHECK, ended=True)]
    assert history(Record(answers, ended, ()), TODAY)[0] == Day(day(4), wrong=2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-99_999, 99_999),
            st.sampled_from(["m/a", "m/b", "m/gone"]),
            st.sampled_from([0.0, 0.5, 1.0, None]),
            st.sampled_from(["", "r", "v", "k"]),
        ),
        max_size=20,
    )
)
def test_no_day_is_after_today_and_every_answer_that_counts_stands_in_one(
    rows: list[tuple[int, str, float | None, str]],
) -> None:
    answers = [given_on(offset // 100, name, score, own) for offset, name, score, own in rows]
    runs = [run("r"), run("v", Mode.REVIEW), run("k", Mode.CHECK)]
    reads = [(f"m/one/{n}", answer.at) for n, answer in enumerate(answers)]
    days = history(Record(answers, runs, reads), TODAY)
    assert [each.day for each in days] == sorted({each.day for each in days}, reverse=True)
    assert all(each.day <= TODAY.date() for each in days)
    counting = counted(answers, runs)
    assert sum(each.answered for each in days) == len(counting)
    assert sum(n for each in days for _, n in each.read) == len(reads)
    assert sum(skill.total for skill in skills(counting, find)) <= len(counting)


# -- next ----------------------------------------------------------------------------------------

MODULE = TinyCourse().module("m")
ALL = {"m/one": {"first", "second"}, "m/two": {"first"}}
SOME = {"m/one": {"first"}}


def line(*, going: int | None = None, tried: bool = True) -> ModuleLine:
    last = Score(1, 5) if tried else None
    return ModuleLine(MODULE, ModuleProgress(0, 2, 0, 3, last, last, going))


WEAK = (Skill(READ, 1, 0, 6), QUESTIONS["m/b"])
ONE, TWO = MODULE.lessons


@pytest.mark.parametrize(
    ("here", "read", "due", "review", "weak", "expected"),
    [
        (line(going=2), SOME, 3, 4, WEAK, Next(Why.OPEN_REVIEW, count=4)),
        (line(going=2), SOME, 3, 0, WEAK, Next(Why.OPEN_SESSION, MODULE, count=2)),
        (line(going=0), SOME, 3, 0, WEAK, Next(Why.DUE, count=3)),
        (line(), SOME, 0, 0, WEAK, Next(Why.BEGUN, MODULE, ONE, count=1)),
        (line(), {}, 0, 0, WEAK, Next(Why.WEAK, MODULE, section="one/b", skill=WEAK[0])),
        (line(), {}, 0, 0, None, Next(Why.UNREAD, MODULE, ONE, count=2)),
        (line(), {"m/one": ALL["m/one"]}, 0, 0, None, Next(Why.UNREAD, MODULE, TWO, count=1)),
        (line(tried=False), ALL, 0, 0, None, Next(Why.UNTRIED, MODULE, count=5)),
        (line(), ALL, 0, 0, None, Next(Why.NOTHING)),
    ],
)
def test_what_comes_next_and_why(
    here: ModuleLine,
    read: dict[str, set[str]],
    due: int,
    review: int,
    weak: tuple[Skill, Question] | None,
    expected: Next,
) -> None:
    assert advise([here], read, due, review, weak) == expected


# -- a learner -----------------------------------------------------------------------------------


def test_an_overview_of_nothing_and_of_something() -> None:
    made = [choice("c1"), several("s1"), written("w")]
    course = TinyCourse({question.id: question for question in made})
    modules = [course.module("m")]
    with WorkspaceStore.in_memory() as store:
        person = learner(store, course)
        nothing = person.overview(modules, 20)
        assert nothing.days == ()
        assert [skill.total for skill in nothing.skills] == [0, 0, 0, 0]
        assert nothing.following.why is Why.UNREAD
        assert person.known is None  # reading never writes
        person.mark_read("m/one/first")
        for question in made[:1]:
            person.answer(question, wrong(question), "check")
        session = person.quiz("m", Mode.CHECK)
        while session.position < len(session.questions):
            session.answer(right(course.question(session.current)))
            session.next()
        session.hand_in()
        found = person.overview(modules, 20)
        (own,) = found.modules
        assert own.progress.sections_read == 1
        assert own.check == Score(2, 2, waiting=1)
        assert found.handed == 1
        assert [(skill.right, skill.total) for skill in found.skills] == [
            (0, 0),
            (2, 3),
            (0, 0),
            (0, 0),
        ]
        (today,) = found.days
        assert today == Day(START.date(), (("m/one", 1),), right=2, wrong=1, handed=1)
        assert found.following == Next(Why.BEGUN, modules[0], modules[0].lessons[0], count=1)
        later = learner(store, course, tag="b", start=datetime(2026, 4, 1, tzinfo=UTC))
        again = later.overview(modules, 20)
        assert (again.following, again.modules[0].waiting) == (Next(Why.DUE, count=2), 2)
        assert later.review(20)
        assert later.overview(modules, 20).following == Next(Why.OPEN_REVIEW, count=2)
