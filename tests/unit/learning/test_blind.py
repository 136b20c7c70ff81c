"""Questions that came without their key: answered and kept like any other, never scored here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from tests.fixtures.tiny_course import (
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

from nklearn.domain.questions import (
    TYPES,
    Body,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    is_blind,
)
from nklearn.domain.records import Confidence, Mode, Profile
from nklearn.domain.responses import ChoicesResponse, TextResponse
from nklearn.learning.calibration import calibration
from nklearn.learning.progress import recall
from nklearn.learning.quiz import Outcome, QuizServices, QuizSession, QuizState, check
from nklearn.learning.review import counted
from nklearn.learning.skills import Record, history, skills
from nklearn.storage.workspace_store import WorkspaceStore

OWNER = "assignment:00aa11bb22cc33dd"
NOW = datetime(2026, 3, 2, tzinfo=UTC)
MADE = [
    *(choice("c1"), several("s1"), numeric("n1"), ordering("o1"), matching("m1")),
    *(short("t1"), gaps("g1"), pointing("p1"), written("w1")),
]


def blind(question: Question) -> Question:
    """The question as an assignment holds it: nothing in it says what is right."""
    name = question.id.partition("/")[2]
    return replace(question, id=f"{OWNER}/{name}", module=OWNER, body=without_key(question.body))


def without_key(body: Body) -> Body:
    match body:
        case SingleChoice(options) | MultipleResponse(options):
            return replace(body, options=tuple(replace(own, right=False) for own in options))
        case Numeric():
            return replace(body, slips=())
        case ShortAnswer():
            return replace(body, answer="", accepted=(), slips=())
        case Matching(rows):
            return replace(body, rows=tuple(replace(own, choice="") for own in rows))
        case GapText(_, held):
            found = [
                replace(
                    gap,
                    answer="",
                    accepted=(),
                    options=tuple(replace(own, right=False) for own in gap.options),
                )
                for gap in held
            ]
            return replace(body, gaps=tuple(found))
        case Pointing(spots):
            return replace(body, spots=tuple(replace(own, right=False) for own in spots))
        case _:
            return body


BLIND = {made.id: made for made in map(blind, MADE)}


def services(
    store: WorkspaceStore, mark: Callable[[str], float | None] = lambda _: None
) -> QuizServices:
    times, ids = seconds(), count(1)
    store.save_profile(Profile("p", "P", next(times)))
    return QuizServices(
        store,
        "p",
        BLIND.__getitem__,
        lambda: next(times),
        lambda: f"id-{next(ids)}",
        lambda: 7,
        mark,
    )


def full(name: str) -> Question:
    return next(each for each in MADE if each.id.partition("/")[2] == name.partition("/")[2])


@pytest.mark.parametrize("question", MADE, ids=lambda each: each.type)
def test_an_answer_to_each_type_is_kept_without_a_score(question: Question) -> None:
    given = blind(question)
    assert given.blind
    assert not given.scored
    others = () if question.type == "written" else (wrong(question),)  # too short to be one
    with WorkspaceStore.in_memory() as store:
        own = services(store)
        for response in (right(question), *others):
            found = check(own, given, response, "quiz")
            assert found
            assert found.grade.waits
            assert recall(given, found.answer) == found
        assert [answer.fraction for answer in store.answers("p")] == [None] * (1 + len(others))
    assert len(MADE) == len(TYPES)


def test_what_cannot_be_read_is_asked_again_all_the_same() -> None:
    asked = {each.type: blind(each) for each in MADE}
    with WorkspaceStore.in_memory() as store:
        own = services(store)
        for kind, response in (
            ("multiple-response", ChoicesResponse(("a", "nothing"))),
            ("single-choice", ChoicesResponse(("a",))),
            ("short-answer", TextResponse("  ")),
        ):
            assert check(own, asked[kind], response, "quiz") is None
        assert store.answers("p") == ()


def test_a_graded_session_is_given_then_locked_then_marked() -> None:
    marks: dict[str, float] = {}
    with WorkspaceStore.in_memory() as store:
        own = services(store, marks.get)
        session = QuizSession.begin(own, OWNER, tuple(BLIND), Mode.GRADED, shuffle=False)
        assert session.questions == tuple(BLIND)
        for place in range(len(BLIND)):
            if place:
                session.answer(right(full(session.current)), Confidence.SURE)
            session.next()
        assert session.outcomes == (Outcome.OPEN, *[Outcome.GIVEN] * (len(BLIND) - 1))
        session.hand_in()
        session.go_to(1)
        assert session.state is QuizState.LOCKED
        assert session.question(1).id == session.current

        again = QuizSession(own, store.runs("p", OWNER, Mode.GRADED)[0])
        assert (again.outcomes, again.state) == (session.outcomes, session.state)
        again.release()
        marks |= {session.questions[1]: 1.0, session.questions[2]: 0.5, session.questions[3]: 0.0}
        assert again.state is QuizState.LOCKED  # nothing here could say what is right
        told = (Outcome.OPEN, Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG)
        assert again.outcomes == (*told, *[Outcome.WAITS] * (len(BLIND) - 4))
        assert (again.score.right, again.score.partly, again.score.total) == (1, 1, 4)


def test_reviews_skills_and_calibration_pass_such_answers_by() -> None:
    with WorkspaceStore.in_memory() as store:
        own = services(store)
        session = QuizSession.begin(own, OWNER, tuple(BLIND), Mode.GRADED)
        for _ in BLIND:
            session.answer(right(full(session.current)), Confidence.SURE)
            session.next()
        session.hand_in()
        for release in (False, True):
            if release:
                session.release()
            answers, runs = store.answers("p"), store.all_runs("p")
            assert all(is_blind(answer.question) for answer in answers)
            assert counted(answers, runs) == ()
            assert calibration(answers) == ()
            assert not any(skill.total for skill in skills(counted(answers, runs), BLIND.get))
            days = history(Record(answers, runs), NOW)
            assert [(day.answered, day.handed, day.waiting) for day in days] == (
                [] if release else [(0, 0, len(BLIND))]
            )
