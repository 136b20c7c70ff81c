"""Which way a lesson goes on: to a section, to another lesson, or to the end of the module."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nklearn.domain.addresses import Address
from nklearn.domain.evidence import section_address
from nklearn.domain.lessons import LessonSummary, Module


class StepKind(StrEnum):
    """What a step leads to."""

    SECTION = "section"
    LESSON = "lesson"
    PRACTICE = "practice"
    MODULE = "module"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a reader goes next, or came from; `title` is that of the section, lesson or module."""

    kind: StepKind
    title: str
    address: str


def step_back(module: Module, lesson: str, section: int) -> Step | None:
    """Return the section before, or the end of the lesson before; None at the first of all."""
    place = _place(module, lesson)
    if section > 0:
        return _section(module.lessons[place], section - 1)
    if place > 0:
        before = module.lessons[place - 1]
        return _lesson(before, len(before.sections) - 1)
    return None


def step_on(module: Module, lesson: str, section: int) -> Step:
    """Return the section after, or the next lesson; at the end the practice, if there is any."""
    place = _place(module, lesson)
    if section + 1 < len(module.lessons[place].sections):
        return _section(module.lessons[place], section + 1)
    if place + 1 < len(module.lessons):
        return _lesson(module.lessons[place + 1], 0)
    if module.quiz:
        address = str(Address.of("practice", module.id))
        return Step(StepKind.PRACTICE, module.title, address)
    return Step(StepKind.MODULE, module.title, str(Address.of("lessons", module.id)))


def _place(module: Module, lesson: str) -> int:
    return [summary.id for summary in module.lessons].index(lesson)


def _section(lesson: LessonSummary, section: int) -> Step:
    name, title = lesson.sections[section]
    return Step(StepKind.SECTION, title, section_address(lesson.id, name))


def _lesson(lesson: LessonSummary, section: int) -> Step:
    name, _ = lesson.sections[section]
    return Step(StepKind.LESSON, lesson.title, section_address(lesson.id, name))
