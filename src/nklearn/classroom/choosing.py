"""What can be assigned, as a tree: modules, their lessons with sections, and their questions.

What is chosen is a set of leaves: sections (`module/lesson/section`) and questions
(`module/question`). A node is ticked where all of its leaves are chosen, and partly where some are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from nklearn.classroom.bank import Bank
from nklearn.content.catalog import Catalog


class Tick(Enum):
    """How much of a node is chosen."""

    NONE = 0
    SOME = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A section; `id` is its own leaf."""

    id: str
    title: str

    @property
    def leaves(self) -> tuple[str, ...]:
        """The section itself."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class LessonNode:
    """A lesson with its sections."""

    id: str
    number: int
    title: str
    words: int
    sections: tuple[SectionNode, ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        """Its sections."""
        return tuple(section.id for section in self.sections)

    @property
    def minutes(self) -> int:
        """Reading time, as lessons tell it."""
        return max(1, round(self.words / 130))


@dataclass(frozen=True, slots=True)
class QuizNode:
    """The questions of a module that the bank has."""

    id: str
    number: int
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModuleNode:
    """A module with its lessons and, where the bank has any, its questions."""

    id: str
    number: int
    title: str
    advisory: bool
    lessons: tuple[LessonNode, ...]
    quiz: QuizNode | None

    @property
    def leaves(self) -> tuple[str, ...]:
        """All that is in it."""
        own = tuple(leaf for lesson in self.lessons for leaf in lesson.leaves)
        return own + (self.quiz.leaves if self.quiz else ())


Node = SectionNode | LessonNode | QuizNode | ModuleNode


def tree(catalog: Catalog, bank: Bank) -> tuple[ModuleNode, ...]:
    """Return all that can be assigned."""
    found: list[ModuleNode] = []
    for module in catalog.modules():
        lessons = tuple(
            LessonNode(
                lesson.id,
                number,
                lesson.title,
                lesson.words,
                tuple(SectionNode(f"{lesson.id}/{name}", title) for name, title in lesson.sections),
            )
            for number, lesson in enumerate(module.lessons, 1)
            if lesson.sections
        )
        asked = bank.of_module(module.id)
        quiz = QuizNode(f"{module.id}?", len(module.lessons) + 1, asked) if asked else None
        found.append(
            ModuleNode(module.id, module.number, module.title, bool(module.advisory), lessons, quiz)
        )
    return tuple(found)


def tick(node: Node, chosen: Collection[str]) -> Tick:
    """Tell how much of a node is chosen."""
    leaves = node.leaves
    count = sum(leaf in chosen for leaf in leaves)
    if not count:
        return Tick.NONE
    return Tick.ALL if count == len(leaves) else Tick.SOME


def toggled(node: Node, chosen: Collection[str]) -> frozenset[str]:
    """Return what is chosen after a click on a node: all of it, or none if all was."""
    leaves = frozenset(node.leaves)
    taken = frozenset(chosen)
    return taken - leaves if tick(node, taken) is Tick.ALL else taken | leaves


def in_order(nodes: Iterable[ModuleNode], chosen: Collection[str]) -> tuple[str, ...]:
    """Return chosen leaves in the order of the tree, then those that it does not have."""
    leaves = [leaf for module in nodes for leaf in module.leaves]
    rest = sorted(set(chosen).difference(leaves))
    return (*(leaf for leaf in leaves if leaf in chosen), *rest)
