"""What is due, as a list shows it: plain values, worked out without keys or files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How far somebody is with an assignment."""

    OPEN = "open"
    BEGUN = "begun"
    HANDED_IN = "handed in"
    FEEDBACK = "feedback"  # handed in, and the teacher has released the results

    @property
    def done(self) -> bool:
        """Whether it was handed in."""
        return self in (Standing.HANDED_IN, Standing.FEEDBACK)


@dataclass(frozen=True, slots=True)
class DueLine:
    """An assignment in a list: what there is to do, until when, and how it stands.

    `lessons` and `questions` count what there is to read and to answer. `attempts_left` is None
    where there may be any number of them.
    """

    assignment: str
    title: str
    graded: bool
    lessons: int
    questions: int
    attempts_left: int | None
    due: datetime | None
    standing: Standing


def in_order(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """Return what is to be done, by its date, and behind it what was handed in, the latest first.

    What has no date stands behind what has one.
    """
    every = tuple(lines)

    def date(line: DueLine) -> float:
        return line.due.timestamp() if line.due else float("inf")

    todo = sorted((line for line in every if not line.standing.done), key=date)
    done = sorted((line for line in every if line.standing.done), key=date, reverse=True)
    return (*todo, *done)
