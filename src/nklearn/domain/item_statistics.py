"""What a class's answers to an assignment say: figures, picks, and what to go over again.

classroom/item_analysis.py and classroom/picks.py work these out; docs/item-analysis.md says what
each figure means, and what it does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trust(StrEnum):
    """How far the indices of a class of some size can be relied on."""

    WITHHELD = "withheld"
    CAUTION = "caution"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Marks:
    """One finished attempt: the mark for each question; one without an answer counts 0."""

    key: str
    marks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The figures of one question, as Moodle's quiz statistics define them.

    `facility` is a share of 1 and `sd` is in marks; weights and indices are percentages. None
    stands where Moodle gives none. `negative` marks a question on which those with the better
    totals did worse; it has no effective weight then.
    """

    item: str
    attempts: int
    maximum: float
    mean: float
    facility: float | None
    sd: float | None
    intended_weight: float | None
    effective_weight: float | None
    negative: bool
    discrimination: float | None
    efficiency: float | None

    @property
    def sd_percent(self) -> float | None:
        """The standard deviation as a percentage of the question's maximum."""
        if self.sd is None or not self.maximum:
            return None
        return 100 * self.sd / self.maximum


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """The figures of all totals; `mean`, `median`, `sd` and `standard_error` are in marks.

    `cic` (internal consistency) and `error_ratio` are percentages. None as in `ItemFigures`.
    """

    attempts: int
    maximum: float
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    cic: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an assignment and of its questions, in their order."""

    quiz: QuizFigures
    items: tuple[ItemFigures, ...]

    def of(self, item: str) -> ItemFigures | None:
        """Return the figures of a question."""
        return next((each for each in self.items if each.item == item), None)


class Pick(StrEnum):
    """What kind of thing was picked; it says how the words of a `Picked` are put together."""

    OPTION = "option"
    NUMBER = "number"
    AFTER = "after"  # the first thing was put straight after the second, which comes later
    PAIR = "pair"  # a row or gap, and what was given for it
    TEXT = "text"
    SPOT = "spot"


@dataclass(frozen=True, slots=True)
class Picked:
    """Something that was answered: its words, how many answered it, and whether it is right.

    `claims` are what a wrong option really is about.
    """

    kind: Pick
    words: tuple[str, ...]
    count: int
    right: bool
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PickRow:
    """A row of the table of picks; `upper` and `lower` count those of the best and last third.

    `mean_total` is the mean share of the whole that those who picked it reached.
    """

    picked: Picked
    upper: int
    lower: int
    mean_total: float | None


@dataclass(frozen=True, slots=True)
class PickTable:
    """All that was picked, most often first; options that nobody picked stand in it with 0.

    `upper` and `lower` are the sizes of the two thirds; both are 0 where totals can't tell them
    apart. `unanswered` counts attempts without an answer that can be read.
    """

    rows: tuple[PickRow, ...]
    upper: int
    lower: int
    answered: int
    unanswered: int


class Common(StrEnum):
    """What questions worth going over may have in common, most telling first."""

    CLAIM = "claim"
    SECTION = "section"
    DATES = "dates"
    LESSON = "lesson"
    DIFFICULTY = "difficulty"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class WorthGoingOver:
    """The numbers (from 1) of questions under half, and what all of them alone share."""

    numbers: tuple[int, ...]
    items: tuple[str, ...]
    common: Common | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Misconception:
    """A claim that was taken for an answer to something else, or missed in a known way.

    `students` counts people, each once; `questions` are the ids of the questions; `picks` are
    what was answered, most often first. `slip` marks a known mistake in place of a wrong option.
    """

    claim: str
    students: int
    answers: int
    questions: tuple[str, ...]
    picks: tuple[Picked, ...]
    slip: bool = False
