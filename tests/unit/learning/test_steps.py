"""Which way a lesson goes on, at every place of a module."""

from __future__ import annotations

from dataclasses import replace

from tests.fixtures.tiny_course import TinyCourse

from nklearn.learning.steps import Step, StepKind, step_back, step_on

MODULE = TinyCourse().module("m")


def test_within_a_lesson() -> None:
    assert step_on(MODULE, "m/one", 0) == Step(StepKind.SECTION, "Second", "nk:lesson/m/one#second")
    assert step_back(MODULE, "m/one", 1) == Step(StepKind.SECTION, "First", "nk:lesson/m/one#first")


def test_from_lesson_to_lesson() -> None:
    assert step_on(MODULE, "m/one", 1) == Step(StepKind.LESSON, "Two", "nk:lesson/m/two#first")
    assert step_back(MODULE, "m/two", 0) == Step(StepKind.LESSON, "One", "nk:lesson/m/one#second")


def test_at_the_ends_of_a_module() -> None:
    assert step_back(MODULE, "m/one", 0) is None
    assert step_on(MODULE, "m/two", 0) == Step(StepKind.PRACTICE, "Module", "nk:practice/m")
    without = replace(MODULE, quiz=())
    assert step_on(without, "m/two", 0) == Step(StepKind.MODULE, "Module", "nk:lessons/m")
