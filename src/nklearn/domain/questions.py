"""Questions, and the answers that people give to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Inline


class Difficulty(StrEnum):
    """What a question asks of a learner."""

    RECALL = "recall"
    READ = "read"
    COMPARE = "compare"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `reveals` says, after the check, what it really is."""

    id: str
    text: str
    right: bool
    reveals: Inline
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SingleChoice:
    """Exactly one option is right."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MultipleResponse:
    """Two or more options are right and at least one is wrong; any number may be chosen."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A common mistake: any number from `low` to `high` gets `feedback`."""

    low: Decimal
    high: Decimal
    feedback: Inline


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number to work out or read off; the accepted range `low` to `high` is inclusive.

    `rule` states unit and rounding before the answer; `working` (label, line) comes after it.
    `unit_words` are the spellings of the unit that may stand behind a typed number.
    """

    answer: Decimal
    low: Decimal
    high: Decimal
    unit: str
    rule: str
    working: tuple[tuple[str, str], ...]
    slips: tuple[Slip, ...] = ()
    unit_words: tuple[str, ...] = ()


Body = SingleChoice | MultipleResponse | Numeric


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what it rests on; `id` is `module/name`, `section` is `lesson/section`."""

    id: str
    module: str
    section: str
    stem: str
    difficulty: Difficulty
    sensitivity: Sensitivity
    claims: tuple[str, ...]
    explanation: Inline
    body: Body
    chart: ChartSpec | None = None


@dataclass(frozen=True, slots=True)
class ChoiceResponse:
    """The id of the option that was chosen."""

    option: str


@dataclass(frozen=True, slots=True)
class ChoicesResponse:
    """The ids of the options that were chosen; their order means nothing."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumericResponse:
    """The number as typed."""

    text: str


Response = ChoiceResponse | ChoicesResponse | NumericResponse
