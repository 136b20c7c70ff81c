"""A quiz run is the same after the program was started anew, whatever happened before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.tiny_course import (
    TinyCourse,
    choice,
    learner,
    numeric,
    right,
    several,
    wrong,
)

from nklearn.base.errors import BugError, UserError
from nklearn.domain.questions import SingleChoice
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, NumericResponse
from nklearn.learning.orders import option_order
from nklearn.learning.progress import Score
from nklearn.learning.quiz import Outcome, QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore

COURSE = TinyCourse()


def snapshot(session: QuizSession) -> tuple[object, ...]:
    """All that a page could show."""
    return (
        session.run,
        session.state,
        session.checked,
        session.outcomes,
        session.score,
        [session.attempts(n) for n in range(len(session.questions))],
        [option_order(COURSE.question(name), session.seed) for name in session.questions],
    )


def answer(session: QuizSession, *, well: bool) -> None:
    question = COURSE.question(session.current)
    assert session.answer((right if well else wrong)(question))


def test_a_walk_through() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store).quiz("m")
        assert sorted(session.questions) == sorted(COURSE.questions)
        for number in range(5):
            assert (session.position, session.state) == (number, QuizState.ASKING)
            assert session.checked is None
            answer(session, well=number != 1)
            assert session.state is QuizState.CHECKED
            assert session.checked
            assert session.checked.grade.right == (number != 1)
            session.next()
        assert session.state is QuizState.FINISHED
        assert session.run.ended
        assert session.score == Score(4, 5)
        assert session.outcomes == (Outcome.RIGHT, Outcome.WRONG) + (Outcome.RIGHT,) * 3
        with pytest.raises(BugError):
            session.current  # noqa: B018
        with pytest.raises(BugError):
            session.next()


def test_the_first_attempt_counts() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store).quiz("m")
        answer(session, well=False)
        session.retry()
        assert session.state is QuizState.ASKING
        answer(session, well=True)
        assert session.state is QuizState.CHECKED
        assert [attempt.fraction for attempt in session.attempts(0)] == [0.0, 1.0]
        last = session.answer_for(0)
        assert last
        assert last.fraction == 1.0
        assert session.outcomes[0] is Outcome.WRONG
        assert session.score == Score(0, 5)


def test_what_the_state_forbids_is_a_bug() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store).quiz("m")
        before = snapshot(session)
        with pytest.raises(BugError):
            session.next()
        with pytest.raises(BugError):
            session.retry()
        with pytest.raises(BugError):
            session.go_to(1)
        with pytest.raises(BugError):
            session.go_to(-1)
        assert snapshot(session) == before
        answer(session, well=True)
        with pytest.raises(BugError):
            answer(session, well=True)


def test_looking_back_and_going_on() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        session = person.quiz("m")
        for _ in range(2):
            answer(session, well=True)
            session.next()
        assert [session.can_go_to(n) for n in range(-1, 6)] == [False, *[True] * 3, *[False] * 3]
        session.go_to(0)
        assert session.state is QuizState.CHECKED
        assert snapshot(person.quiz("m")) == snapshot(session)
        session.next()
        assert session.state is QuizState.CHECKED
        session.next()
        assert session.state is QuizState.ASKING


def test_looking_back_at_a_finished_run_keeps_it_finished() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        session = person.quiz("m")
        for _ in range(5):
            answer(session, well=True)
            session.next()
        ended = session.run.ended
        session.go_to(2)
        assert session.state is QuizState.CHECKED
        for _ in range(3):
            session.next()
        assert session.state is QuizState.FINISHED
        assert session.run.ended == ended
        again = person.last_quiz("m")
        assert again
        assert snapshot(again) == snapshot(session)
        fresh = person.quiz("m")
        assert fresh.run.id != session.run.id
        assert fresh.position == 0


def test_an_unreadable_answer_costs_nothing() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store).quiz("m")
        before = snapshot(session)
        numeric = not isinstance(COURSE.question(session.current).body, SingleChoice)
        response = NumericResponse("many") if numeric else ChoiceResponse("z")
        assert session.answer(response) is None
        assert snapshot(session) == before


SEVERAL = ("s1", "s2", "s3", "s4")
MIXED = TinyCourse({q.id: q for q in (*map(several, SEVERAL), choice("c1"), numeric("n1"))})


def walk(session: QuizSession, chosen: dict[str, str]) -> None:
    """Answer all of MIXED: `chosen` holds option ids for each multiple response, rest is right."""
    for name in session.questions:
        picks = chosen.get(name.removeprefix("m/"))
        session.answer(ChoicesResponse(tuple(picks)) if picks else right(MIXED.question(name)))
        session.next()


def test_partly_right_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        session = learner(store, MIXED).quiz("m")
        # Of a to e the options a, b and c are right.
        walk(session, {"s1": "cba", "s2": "ab", "s3": "abcd", "s4": "ad"})
        before = (session.outcomes, session.score, session.run)
    with WorkspaceStore.open(tmp_path) as store:
        again = learner(store, MIXED, tag="b").last_quiz("m")
        assert again
        assert (again.outcomes, again.score, again.run) == before
        how = {
            name: (outcome, again.attempts(place)[0].fraction)
            for place, (name, outcome) in enumerate(
                zip(again.questions, again.outcomes, strict=True)
            )
        }
        assert how["m/s1"] == (Outcome.RIGHT, 1.0)
        assert how["m/s2"] == (Outcome.PARTLY, 4 / 6)
        assert how["m/s3"] == (Outcome.PARTLY, 3 / 6)
        assert how["m/s4"] == (Outcome.WRONG, 0.0)
        assert again.score == Score(right=3, total=6, partly=2)


def test_partly_right_decides_between_runs_with_as_many_right() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store, MIXED)
        for chosen in ({"s1": "ab", "s2": "ab"}, {"s1": "ab", "s2": "d"}, {"s1": "d"}):
            walk(person.quiz("m"), chosen)
        assert person.progress(MIXED.module("m")).quiz_best == Score(5, 6)
        walk(person.quiz("m"), {"s1": "ab"})
        progress = person.progress(MIXED.module("m"))
        assert progress.quiz_best == progress.quiz_last == Score(5, 6, 1)


def test_a_choice_of_several_that_is_not_there_costs_nothing() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store, TinyCourse({"m/s1": several("s1")})).quiz("m")
        assert session.answer(ChoicesResponse(("a", "z"))) is None
        assert session.state is QuizState.ASKING
        assert session.attempts(0) == ()


def test_options_of_several_are_shuffled_by_the_seed() -> None:
    with WorkspaceStore.in_memory() as store:
        session = learner(store, MIXED).quiz("m")
        order = option_order(several("s1"), session.seed)
        assert sorted(option.id for option in order) == list("abcde")
        assert "".join(option.id for option in order) == "acebd"


def test_orders_follow_from_the_seed() -> None:
    """Values written down once: a saved run must look the same in every later version."""
    with WorkspaceStore.in_memory() as store:
        session = learner(store).quiz("m")
        assert session.run.seed == 1
        assert session.questions == ("m/c2", "m/c3", "m/n2", "m/c1", "m/n1")
        order = option_order(choice("c2", 5), session.seed)
        assert "".join(option.id for option in order) == "cebad"
        session.restart()
        assert session.run.seed == 2
        assert session.questions == ("m/n2", "m/c3", "m/c1", "m/c2", "m/n1")
        assert set(option_order(choice("c2", 5), session.seed)) == set(order)
        assert option_order(COURSE.question("m/n1"), session.seed) == ()


def test_restart_gives_a_new_run() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        session = person.quiz("m")
        answer(session, well=True)
        old = session.run
        session.restart()
        assert session.run.id != old.id
        assert (session.position, session.state) == (0, QuizState.ASKING)
        assert session.score == Score(0, 5)
        assert snapshot(person.quiz("m")) == snapshot(session)
        assert store.runs(person.profile.id, "m")[0].ended  # the old one can't come back


def test_a_run_with_a_withdrawn_question_ends() -> None:
    with WorkspaceStore.in_memory() as store:
        old = learner(store).quiz("m")
        smaller = TinyCourse({name: q for name, q in COURSE.questions.items() if name != "m/c1"})
        person = learner(store, smaller, tag="b")
        assert person.last_quiz("m") is None
        fresh = person.quiz("m")
        assert fresh.run.id != old.run.id
        assert "m/c1" not in fresh.questions


def test_a_module_without_quiz_is_a_bug() -> None:
    with WorkspaceStore.in_memory() as store, pytest.raises(BugError, match="no quiz"):
        learner(store).quiz("empty")


def test_a_save_that_fails_can_be_tried_again(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    with WorkspaceStore.open(home) as store:
        session = learner(store).quiz("m")
        before = snapshot(session)
        question = COURSE.question(session.current)
        home.rename(away)
        with pytest.raises(UserError, match="is gone"):
            session.answer(right(question))
        assert snapshot(session) == before
        away.rename(home)
        assert session.answer(right(question))
        home.rename(away)
        with pytest.raises(UserError):
            session.next()
        with pytest.raises(UserError):
            session.restart()
        assert session.state is QuizState.CHECKED
        away.rename(home)
        session.next()
        after = snapshot(session)
    with WorkspaceStore.open(home) as store:
        assert snapshot(learner(store).quiz("m")) == after


STEPS = st.lists(st.sampled_from(["right", "wrong", "next", "retry", "back", "restart"]))


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_walk_comes_back_the_same(steps: list[str]) -> None:
    """After every step a second session, made from what was saved, shows the same."""
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        session = person.quiz("m")
        for step in steps:
            try:
                if step in ("right", "wrong"):
                    if session.state is QuizState.ASKING:
                        answer(session, well=step == "right")
                elif step == "back":
                    session.go_to(session.position - 1)
                else:
                    getattr(session, step)()
            except BugError:
                pass  # the state forbids it
            again = person.last_quiz("m")
            assert again
            assert snapshot(again) == snapshot(session)
            assert session.score.right == session.outcomes.count(Outcome.RIGHT)
            if session.state is QuizState.FINISHED:
                assert Outcome.OPEN not in session.outcomes
                assert session.run.ended
