"""Sessions in every mode, over every type of question, with the program killed at any moment.

A kill is a connection that is dropped without being closed, and the file opened anew: what a
method had returned from is there, and the session stands where it stood.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.tiny_course import (
    TinyCourse,
    choice,
    gaps,
    matching,
    numeric,
    ordering,
    pointing,
    right,
    seconds,
    several,
    short,
    written,
    wrong,
)

from nklearn.base.errors import BugError
from nklearn.domain.questions import TYPES, Matching, Ordering
from nklearn.domain.records import Confidence, Draft, Mode
from nklearn.domain.responses import Response, TextResponse
from nklearn.learning.learner import Learner
from nklearn.learning.orders import choice_order, item_order, option_order
from nklearn.learning.quiz import Outcome, QuizSession, QuizState
from nklearn.storage.workspace_store import WorkspaceStore

MADE = [
    *(choice("c1"), several("s1"), numeric("n1"), ordering("o1"), matching("m1")),
    *(short("t1"), gaps("g1"), pointing("p1"), written("w1")),
]
COURSE = TinyCourse({question.id: question for question in MADE})


class Desk:
    """A learner whose program can be killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._times, self._ids, self._seeds = seconds(), count(1), count(5)
        self.learner = self._open()

    def _open(self) -> Learner:
        self._store = WorkspaceStore.open(self._folder)
        return Learner(
            self._store,
            COURSE,
            clock=lambda: next(self._times),
            new_id=lambda: f"id-{next(self._ids)}",
            new_seed=lambda: next(self._seeds),
        )

    def kill(self) -> None:
        self._store._db.interrupt()
        self.learner = self._open()

    def close(self) -> None:
        self._store.close()


def shown(session: QuizSession, learner: Learner) -> tuple[object, ...]:
    """All that a window would show of a session."""
    asked = session.state in (QuizState.ASKING, QuizState.CHECKED, QuizState.LOCKED)
    orders: list[object] = []
    for name in session.questions:
        question = COURSE.question(name)
        orders.append(option_order(question, session.seed))
        if isinstance(question.body, Ordering):
            orders.append(item_order(question.body, question, session.seed))
        if isinstance(question.body, Matching):
            orders.append(choice_order(question.body, question, session.seed))
    return (
        *(session.run, session.state, session.position, session.outcomes, session.score),
        *(session.told, session.counted, session.can_skip(), session.checked),
        session.draft if asked else None,
        learner.asked_again,
        tuple(orders),
    )


def steps_of(session: QuizSession, learner: Learner, chance: random.Random) -> list[Step]:
    """What a person could do now."""
    steps: list[Step] = []
    last = len(session.questions) - (1 if session.mode.at_once else 0)
    place = chance.randint(0, last)
    if session.can_go_to(place):
        steps.append(lambda: session.go_to(place))
    sure = chance.choice([None, *Confidence])
    match session.state:
        case QuizState.ASKING:
            question = COURSE.question(session.current)
            response: Response = chance.choice([right(question), wrong(question)])
            steps += [lambda: session.answer(response, sure)] * 4
            steps.append(lambda: session.save_draft(Draft(response, sure)))
            steps.append(lambda: session.save_draft(None))
            steps.append(lambda: session.answer(TextResponse("\ud55c\uae00 \U0001f5fb")))
            if session.can_skip():
                steps.append(session.skip)
            if not session.mode.at_once:
                steps += [session.next] * 2
        case QuizState.CHECKED | QuizState.LOCKED:
            steps += [session.next] * 3
            if session.mode.at_once:
                steps.append(session.retry)
            name = session.current
            steps.append(lambda: learner.ask_again(name, chance.random() < 0.5))
        case QuizState.SUMMARY:
            steps += [session.hand_in] * 2
        case QuizState.FINISHED:
            if session.mode is Mode.GRADED and not session.told:
                steps.append(session.release)
            steps.append(session.restart)
    return steps


Step = Callable[[], object]


@settings(max_examples=60, deadline=None)
@given(
    mode=st.sampled_from(list(Mode)),
    seed=st.integers(0, 2**32),
    kills=st.lists(st.booleans(), min_size=40, max_size=40),
)
def test_a_kill_between_any_two_steps_changes_nothing(
    mode: Mode, seed: int, kills: list[bool]
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        session = desk.learner.quiz("m", mode)
        for killed in kills:
            steps = steps_of(session, desk.learner, chance)
            chance.choice(steps)()
            before = shown(session, desk.learner)
            if killed:
                desk.kill()
                again = desk.learner.last_quiz("m", mode)
                assert again is not None
                session = again
                assert shown(session, desk.learner) == before
        desk.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_all_types_are_played() -> None:
    assert {question.type for question in MADE} == set(TYPES.values())


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.GRADED])
def test_where_feedback_waits_the_last_answer_counts(desk: Desk, mode: Mode) -> None:
    session = desk.learner.quiz("m", mode)
    for place, name in enumerate(session.questions):
        session.go_to(place)
        assert session.state is QuizState.ASKING
        session.answer(wrong(COURSE.question(name)))
        assert session.state is QuizState.ASKING, "it may be changed"
        assert session.checked is None
        session.answer(right(COURSE.question(name)), Confidence.SURE)
    assert set(session.outcomes) == {Outcome.GIVEN}
    assert session.draft == Draft(right(COURSE.question(session.current)), Confidence.SURE)
    with pytest.raises(BugError):
        session.hand_in()
    session.next()
    assert session.state is QuizState.SUMMARY
    session.hand_in()
    assert session.state is QuizState.FINISHED
    with pytest.raises(BugError):
        session.hand_in()
    if mode is Mode.GRADED:
        assert not session.told
        assert set(session.outcomes) == {Outcome.GIVEN}
        session.go_to(0)
        assert session.state is QuizState.LOCKED
        session.release()
    assert session.told
    assert session.outcomes.count(Outcome.RIGHT) == len(MADE) - 1
    assert session.outcomes.count(Outcome.WAITS) == 1
    assert (session.score.right, session.score.total, session.score.waiting) == (8, 8, 1)
    session.go_to(0)
    assert session.state is QuizState.CHECKED


def test_what_is_left_open_is_not_right(desk: Desk) -> None:
    session = desk.learner.quiz("m", Mode.CHECK)
    session.go_to(len(session.questions))
    session.hand_in()
    assert set(session.outcomes) == {Outcome.OPEN}
    assert (session.score.right, session.score.total) == (0, 9)


def test_a_question_put_off_comes_last(desk: Desk) -> None:
    session = desk.learner.quiz("m")
    order = session.questions
    session.skip()
    assert session.questions == (*order[1:], order[0])
    for _ in order[1:]:
        session.answer(right(COURSE.question(session.current)))
        session.next()
    assert session.current == order[0]
    assert not session.can_skip()
    with pytest.raises(BugError):
        session.skip()


def test_modes_of_a_module_do_not_disturb_one_another(desk: Desk) -> None:
    practice = desk.learner.quiz("m")
    check = desk.learner.quiz("m", Mode.CHECK)
    assert practice.run.id != check.run.id
    again, checked = desk.learner.quiz("m"), desk.learner.quiz("m", Mode.CHECK)
    assert (again.run, checked.run) == (practice.run, check.run)


def test_only_graded_work_is_released(desk: Desk) -> None:
    with pytest.raises(BugError):
        desk.learner.quiz("m").release()
    with pytest.raises(BugError):
        desk.learner.quiz("m", Mode.GRADED).release()
