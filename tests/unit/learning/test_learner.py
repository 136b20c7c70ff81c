"""What a learner does is saved, and read back the same by a program started anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fixtures.tiny_course import (
    SLIP,
    START,
    TinyCourse,
    choice,
    learner,
    numeric,
    right,
    wrong,
)

from nklearn.base.errors import BugError
from nklearn.domain.responses import NumericResponse
from nklearn.learning.progress import Score
from nklearn.learning.quiz import QuizState
from nklearn.storage.workspace_store import WorkspaceStore


def test_reading_makes_no_profile() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        assert person.place is None
        assert person.known is None
        assert person.read("m/one") == frozenset()
        assert person.last_answer("m/c1", "check") is None
        assert person.last_quiz("m") is None
        assert person.progress(TinyCourse().module("m")).sections_read == 0
        assert store.profile() is None


def test_profile_is_made_once_without_a_name(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        first = learner(store).profile
        assert (first.name, first.created) == ("", START)
    with WorkspaceStore.open(tmp_path) as store:
        assert learner(store, tag="b").profile.id == first.id


def test_sections_read(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        person = learner(store)
        first = person.mark_read("m/one/first")
        assert person.mark_read("m/one/first") == first  # the first time counts
        assert person.mark_read("m/two/first") > first
    with WorkspaceStore.open(tmp_path) as store:
        person = learner(store, tag="b")
        assert person.read("m/one") == {"first"}
        assert person.read_by_lesson() == {"m/one": {"first"}, "m/two": {"first"}}
        progress = person.progress(TinyCourse().module("m"))
        assert (progress.lessons_read, progress.lessons_total) == (1, 2)
        assert (progress.sections_read, progress.sections_total) == (2, 3)


def test_before_a_profile_is_made_nothing_is_read() -> None:
    with WorkspaceStore.in_memory() as store:
        assert learner(store).read_by_lesson() == {}
        assert learner(store).known is None


def test_a_section_that_the_content_lost_does_not_count() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        person.mark_read("m/two/gone")
        progress = person.progress(TinyCourse().module("m"))
        assert (progress.sections_read, progress.lessons_read) == (0, 0)


@pytest.mark.parametrize("section", ["", "m/one", "m/one/", "/", "a/b/c/d"])
def test_what_is_no_section_is_a_bug(section: str) -> None:
    with WorkspaceStore.in_memory() as store, pytest.raises(BugError):
        learner(store).mark_read(section)


def test_answer_to_a_check(tmp_path: Path) -> None:
    question = numeric("n1")
    with WorkspaceStore.open(tmp_path) as store:
        person = learner(store)
        assert person.answer(question, NumericResponse("forty"), "check") is None
        assert person.last_answer("m/n1", "check") is None
        assert person.answer(question, right(question), "check")
        checked = person.answer(question, wrong(question), "check")
        assert checked
        assert (checked.grade.fraction, checked.grade.slip) == (0.0, SLIP)
    with WorkspaceStore.open(tmp_path) as store:
        person = learner(store, tag="b")
        assert person.last_answer("m/n1", "check") == checked.answer
        assert person.last_checked(question, "check") == checked
        assert person.last_answer("m/n1", "quiz") is None


def test_a_score_stays_as_it_was_given() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        person.answer(choice("c1", right=0), right(choice("c1")), "check")
        recalled = person.last_checked(choice("c1", right=2), "check")
        assert recalled
        assert recalled.grade.right


def test_place(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        learner(store).remember_place("nk:modules")
        learner(store).remember_place("nk:lesson/m/one#first")
    with WorkspaceStore.open(tmp_path) as store:
        assert learner(store).place == "nk:lesson/m/one#first"


def test_quiz_scores_count_finished_runs_only() -> None:
    with WorkspaceStore.in_memory() as store:
        person, course = learner(store), TinyCourse()
        module = course.module("m")
        for wanted in (4, 2):
            session = person.quiz("m")
            for number, name in enumerate(session.questions):
                question = course.question(name)
                session.answer((right if number < wanted else wrong)(question))
                session.next()
        session = person.quiz("m")
        session.answer(right(course.question(session.current)))
        progress = person.progress(module)
        assert progress.quiz_best == Score(4, 5)
        assert progress.quiz_last == Score(2, 5)
        assert progress.quiz_open == 1
        session.restart()  # the run before it ends, unfinished
        assert person.progress(module).quiz_last == Score(2, 5)
        assert person.progress(module).quiz_open == 0


def test_a_clock_that_jumps_by_years_changes_nothing(tmp_path: Path) -> None:
    """Forward, back before the beginning, and forward again: order is that of the deeds."""
    course = TinyCourse()
    module = course.module("m")
    years = iter((2026, 2061, 1970, 1999, 2026, 9999, 1, 2026))
    ids: list[str] = []
    for year in years:
        with WorkspaceStore.open(
            tmp_path, clock=lambda year=year: START.replace(year=year)
        ) as store:
            person = learner(store, tag=f"y{year}-{len(ids)}-", start=START.replace(year=year))
            person.mark_read("m/one/first")
            person.remember_place(f"nk:lesson/m/one#{len(ids)}")
            session = person.quiz("m")
            assert not session.run.ended
            while session.state is not QuizState.FINISHED:
                question = course.question(session.current)
                session.answer(right(question) if year != 1970 else wrong(question))
                session.next()
            ids.append(session.run.id)
            assert person.last_quiz("m") is not None
            progress = person.progress(module)
            total = len(session.questions)
            assert progress.quiz_last == Score(total if year != 1970 else 0, total)
            assert progress.quiz_best == Score(total, total)
            assert progress.quiz_open is None
            assert progress.sections_read == 1
    with WorkspaceStore.open(tmp_path) as store:
        person = learner(store)
        assert person.place == f"nk:lesson/m/one#{len(ids) - 1}"
        assert [run.id for run in store.runs(person.profile.id, "m")] == ids
        assert person.profile.created == START
