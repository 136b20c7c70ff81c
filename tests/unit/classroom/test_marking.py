"""Marking written answers: the rubric, the order, and what is saved when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from tests.fixtures import tiny_course as tiny

from nklearn.base.errors import UserError
from nklearn.classroom.marking import (
    Level,
    Marking,
    WrittenAnswer,
    in_order,
    last_marks,
    marks_by_result,
    rubric_of,
    save_rubric,
    usual_rubric,
)
from nklearn.domain.teaching import Mark
from nklearn.storage.teaching_store import TeachingStore

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[TeachingStore]:
    held = TeachingStore.in_memory(clock=lambda: START)
    yield held
    held.close()


def answers(number: int = 3) -> tuple[WrittenAnswer, ...]:
    """Answers of as many students to one question."""
    question = tiny.written("w")
    return tuple(WrittenAnswer(f"r{n}", "i", f"s{n}", question, f"Text {n}")
                 for n in range(number))  # fmt: skip


def marking(saved: list[Mark], held: tuple[WrittenAnswer, ...] | None = None) -> Marking:
    """Mark answers into a list."""
    seconds = count()
    return Marking(
        answers() if held is None else held,
        last_marks(saved),
        usual_rubric(),
        save=saved.append,
        now=lambda: START + timedelta(seconds=next(seconds)),
    )


def test_the_usual_rubric_has_four_levels_from_nothing_to_all() -> None:
    rubric = usual_rubric()
    assert [rubric.of(n).fraction for n in range(1, 5)] == [0.0, 0.4, 0.8, 1.0]
    assert all(level.name and level.says for level in rubric.levels)


def test_an_assignment_can_have_a_rubric_of_its_own(store: TeachingStore) -> None:
    assert rubric_of(store, "one") == usual_rubric()
    levels = [Level(f"  Level {n} ", " says ", n / 4) for n in range(1, 5)]
    made = save_rubric(store, "one", levels)
    assert made.of(2) == Level("Level 2", "says", 0.5)
    assert rubric_of(store, "one") == made
    assert rubric_of(store, "two") == usual_rubric()


@pytest.mark.parametrize(
    "levels",
    [
        [Level("a", "", 0.0), Level("b", "", 0.5), Level("c", "", 0.4), Level("d", "", 1.0)],
        [Level(" ", "", 0.0), Level("b", "", 0.5), Level("c", "", 0.6), Level("d", "", 1.0)],
        [Level("a", "", 0.0), Level("b", "", 0.5), Level("c", "", 0.6)],
        [Level("a", "", 0.0), Level("b", "", 0.5), Level("c", "", 0.6), Level("d", "", 1.5)],
        [Level("a" * 61, "", 0.0), Level("b", "", 0.5), Level("c", "", 0.6), Level("d", "", 1.0)],
    ],
)
def test_a_rubric_that_makes_no_sense_is_refused(store: TeachingStore, levels: list[Level]) -> None:
    with pytest.raises(UserError, match="can’t be used"):
        save_rubric(store, "one", levels)
    assert rubric_of(store, "one") == usual_rubric()


def test_a_rubric_that_can_not_be_read_is_the_usual_one(store: TeachingStore) -> None:
    store.save_rubric("one", '{"levels": [[[')
    assert rubric_of(store, "one") == usual_rubric()


def test_a_level_is_saved_at_once_and_the_last_counts() -> None:
    saved: list[Mark] = []
    own = marking(saved)
    own.give(2)
    own.give(2)  # the same again is nothing new
    own.give(4)
    assert [(mark.result, mark.item, mark.level, mark.fraction) for mark in saved] == [
        ("r0", "i", 2, 0.4),
        ("r0", "i", 4, 1.0),
    ]
    assert last_marks(saved)["r0", "i"].level == 4
    assert own.marked == 1
    again = marking(saved)
    assert again.mark == saved[-1]
    other = Mark("r1", "i", 1, 0.0, "", START)
    assert marks_by_result([*saved, other]) == {"r0": {"i": saved[-1]}, "r1": {"i": other}}


def test_a_comment_waits_for_its_level_and_is_kept_when_one_goes_on() -> None:
    saved: list[Mark] = []
    own = marking(saved)
    own.write("Who says so?")
    assert own.unsaved
    assert own.go(1)
    assert saved == []
    assert own.go(-1)
    assert own.comment == "Who says so?"  # still here
    own.give(3)
    assert (saved[-1].comment, own.unsaved) == ("Who says so?", False)
    own.write("Who says so? And when?  ")
    assert own.go(1)
    assert [(mark.level, mark.comment) for mark in saved[1:]] == [(3, "Who says so? And when?")]
    own.keep()
    assert len(saved) == 2
    own.write("x" * 5000)
    own.give(1)
    assert len(saved[-1].comment) == 4000


def test_going_through_all_or_only_those_without_a_mark() -> None:
    saved: list[Mark] = []
    own = marking(saved, answers(4))
    own.go(1)
    own.give(1)
    own.go(-1)
    own.only_unmarked = True
    assert own.go(1)
    assert own.place == 2
    assert own.go(-1)
    assert own.place == 0
    assert not own.go(-1)
    own.give(3)
    assert own.go_to_unmarked()
    assert own.place == 2
    own.give(3)
    assert own.go(1)
    own.give(3)
    assert not own.go(1)
    assert not own.go_to_unmarked()
    assert (own.marked, own.mark_states) == (4, (True,) * 4)


def test_a_mark_that_could_not_be_saved_was_not_given() -> None:
    def full(_: Mark) -> None:
        raise UserError("The disk is full.")

    own = Marking(answers(), {}, usual_rubric(), save=full, now=lambda: START)
    own.write("Good.")
    with pytest.raises(UserError):
        own.give(4)
    assert (own.mark, own.marked, own.comment) == (None, 0, "Good.")


def test_nothing_to_mark() -> None:
    own = marking([], ())
    own.give(1)
    own.write("x")
    assert (own.current, own.mark, own.comment, own.go(1), own.go_to_unmarked()) == (
        None,
        None,
        "",
        False,
        False,
    )


def test_the_order_is_by_question_and_says_nothing_of_who_wrote() -> None:
    held = [WrittenAnswer(f"r{n:02}", item, f"s{n:02}", tiny.written("w"), "")
            for n in range(20) for item in ("b", "a")]  # fmt: skip
    found = in_order(held, ["a", "b"])
    assert found == in_order(reversed(held), ["a", "b"])
    assert [answer.item for answer in found] == ["a"] * 20 + ["b"] * 20
    first, second = ([answer.result for answer in part] for part in (found[:20], found[20:]))
    assert first != sorted(first)
    assert first != second  # each question begins with somebody else
