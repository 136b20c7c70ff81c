"""Marking written answers by a rubric of four levels, one answer after another.

Marks are a log that only grows; the last one for an answer counts. Nothing here knows a name:
answers carry the ids of results, in an order that says nothing of who wrote them.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from nklearn.base.errors import UserError
from nklearn.domain.questions import Question
from nklearn.domain.teaching import Mark
from nklearn.storage.teaching_store import TeachingStore

LEVELS = 4
COMMENT_LIMIT = 4000  # letters, as the file of a release has it


class Level(Struct, frozen=True, forbid_unknown_fields=True):
    """A level of a rubric: its name, what an answer of this level shows, and its worth."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    says: Annotated[str, Meta(max_length=400)]
    fraction: Annotated[float, Meta(ge=0, le=1)]


class Rubric(Struct, frozen=True, forbid_unknown_fields=True):
    """Four levels, the lowest first; none is worth less than the one before."""

    levels: Annotated[tuple[Level, ...], Meta(min_length=LEVELS, max_length=LEVELS)]

    def __post_init__(self) -> None:
        """Refuse levels that go down, when made and when read."""
        worth = [level.fraction for level in self.levels]
        if worth != sorted(worth):
            raise ValueError("a level is worth less than the one before it")

    def of(self, number: int) -> Level:
        """Return a level, counted from 1."""
        return self.levels[number - 1]


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """A text to be marked: whose result, to which item, and what was written."""

    result: str
    item: str
    student: str
    question: Question
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """What a mark names."""
        return self.result, self.item


@cache
def usual_rubric() -> Rubric:
    """Return the rubric that an assignment has unless its teacher changed it."""
    with Path(__file__).with_name("rubric.toml").open("rb") as stream:
        return msgspec.convert({"levels": tomllib.load(stream)["level"]}, Rubric)


def rubric_of(store: TeachingStore, assignment: str) -> Rubric:
    """Return the rubric of an assignment; the usual one where its own can't be read."""
    try:
        return msgspec.json.decode(store.rubric(assignment) or b"null", type=Rubric)
    except (msgspec.MsgspecError, ValueError):
        return usual_rubric()


def save_rubric(store: TeachingStore, assignment: str, levels: Iterable[Level]) -> Rubric:
    """Give an assignment a rubric of its own. Marks that were given keep their worth.

    Raises:
        UserError: a name is missing, or a level is worth less than the one before it.
    """
    held = tuple(levels)
    named = tuple(Level(" ".join(one.name.split()), one.says.strip(), one.fraction) for one in held)
    try:
        made = msgspec.convert(msgspec.to_builtins({"levels": named}), Rubric)
    except (msgspec.MsgspecError, ValueError) as error:
        raise UserError(
            "This rubric can’t be used.",
            safe="The one before it is still there.",
            todo="Name each of the four levels, and let none be worth less than the one before.",
            details=str(error),
        ) from error
    store.save_rubric(assignment, msgspec.json.encode(made).decode())
    return made


def last_marks(marks: Iterable[Mark]) -> dict[tuple[str, str], Mark]:
    """Return the mark that counts for each answer: the last in the log."""
    return {(mark.result, mark.item): mark for mark in marks}


def marks_by_result(marks: Iterable[Mark]) -> dict[str, dict[str, Mark]]:
    """Return the marks that count, of each result by its items."""
    found: dict[str, dict[str, Mark]] = {}
    for (result, item), mark in last_marks(marks).items():
        found.setdefault(result, {})[item] = mark
    return found


def in_order(answers: Iterable[WrittenAnswer], items: Sequence[str]) -> tuple[WrittenAnswer, ...]:
    """Put answers in the order of marking: question by question, within each as if shuffled.

    The order is the same every time, and says nothing of names or of when something came.
    """
    place = {item: number for number, item in enumerate(items)}

    def rank(answer: WrittenAnswer) -> tuple[int, bytes]:
        mixed = hashlib.sha256(f"{answer.item} {answer.result}".encode()).digest()
        return place.get(answer.item, len(place)), mixed

    return tuple(sorted(answers, key=rank))


class Marking:
    """Goes through answers; what is given is saved at once.

    `save` takes a mark; it may raise, and the mark then counts as not given. A comment is saved
    with the level; before one is chosen it is only held here.
    """

    def __init__(
        self,
        answers: Sequence[WrittenAnswer],
        marks: Mapping[tuple[str, str], Mark],
        rubric: Rubric,
        *,
        save: Callable[[Mark], None],
        now: Callable[[], datetime],
    ) -> None:
        self.answers, self.rubric = tuple(answers), rubric
        self._marks, self._save, self._now = dict(marks), save, now
        self._drafts: dict[tuple[str, str], str] = {}
        self.only_unmarked = False
        self.place = 0

    @property
    def current(self) -> WrittenAnswer | None:
        """The answer that is shown; None if there are none."""
        return self.answers[self.place] if self.answers else None

    @property
    def mark(self) -> Mark | None:
        """The mark of the answer that is shown."""
        return self._marks.get(self.current.key) if self.current else None

    @property
    def comment(self) -> str:
        """The comment to it, saved or not."""
        if self.current is None:
            return ""
        return self._drafts.get(self.current.key, self.mark.comment if self.mark else "")

    @property
    def unsaved(self) -> bool:
        """Whether a comment waits for a level, or for `keep`."""
        return self.comment != (self.mark.comment if self.mark else "")

    @property
    def marked(self) -> int:
        """How many answers have a mark."""
        return sum(answer.key in self._marks for answer in self.answers)

    @property
    def mark_states(self) -> tuple[bool, ...]:
        """Whether each answer has a mark."""
        return tuple(answer.key in self._marks for answer in self.answers)

    def give(self, level: int) -> None:
        """Give the answer that is shown a level, counted from 1, with the comment as it stands."""
        if self.mark is None or self.mark.level != level or self.unsaved:
            self._add(level, self.rubric.of(level).fraction)

    def write(self, comment: str) -> None:
        """Hold a comment to the answer that is shown; `keep` saves it."""
        if self.current is not None:
            self._drafts[self.current.key] = comment[:COMMENT_LIMIT]

    def keep(self) -> None:
        """Save the comment if there is a level to it and it is another than before."""
        if self.mark is not None and self.unsaved:
            self._add(self.mark.level, self.mark.fraction)

    def go(self, step: int) -> bool:
        """Keep what is here and go to the next (+1) or previous (-1) answer; say if there is one.

        With `only_unmarked` those that have a mark are passed.
        """
        self.keep()
        place = self.place + step
        while 0 <= place < len(self.answers):
            if not self.only_unmarked or self.answers[place].key not in self._marks:
                self.place = place
                return True
            place += step
        return False

    def go_to_unmarked(self) -> bool:
        """Go to the first answer without a mark from here on, or from the start."""
        self.keep()
        order = [*range(self.place, len(self.answers)), *range(self.place)]
        for place in order:
            if self.answers[place].key not in self._marks:
                self.place = place
                return True
        return False

    def _add(self, level: int, fraction: float) -> None:
        answer = self.current
        if answer is None:
            return
        made = Mark(answer.result, answer.item, level, fraction, self.comment.strip(), self._now())
        self._save(made)
        self._marks[answer.key] = made
        self._drafts.pop(answer.key, None)
