"""Questions of nine types, eight scored and one that a teacher reads, and what they rest on.

docs/grading.md says how each is scored; domain/responses.py holds what people answer.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from nklearn.base.values import dataclass
from nklearn.domain.charts import AnyChart
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


class ToleranceKind(StrEnum):
    """How far from the answer a number may lie, as Moodle's Numerical type defines it."""

    NOMINAL = "nominal"
    RELATIVE = "relative"
    GEOMETRIC = "geometric"


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number to work out or read off; the accepted range `low` to `high` is inclusive.

    `rule` states unit and rounding before the answer; `working` (label, line) comes after it.
    `unit_words` are the spellings of the unit that may stand behind a typed number. `factors`
    are spellings of other units with what turns a number in them into the asked unit.
    `unit_needed` means that a bare number is no answer. `tolerance` says how the range was made
    from the answer; empty if the author gave `low` and `high`.
    """

    answer: Decimal
    low: Decimal
    high: Decimal
    unit: str
    rule: str
    working: tuple[tuple[str, str], ...]
    slips: tuple[Slip, ...] = ()
    unit_words: tuple[str, ...] = ()
    factors: tuple[tuple[str, Decimal], ...] = ()
    unit_needed: bool = False
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """Something that has a place in an order; `tag`, such as its date, shows after the check."""

    id: str
    text: str
    tag: str
    reveals: Inline
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """Three or more items in their right order; `first` and `last` name the ends of it."""

    items: tuple[OrderItem, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class MatchChoice:
    """What may be matched to a row; one that belongs to no row is a distractor."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A row of a matching question; `choice` is the id of what belongs to it."""

    id: str
    text: str
    choice: str
    reveals: Inline
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows, each with one choice that belongs to it; a choice may belong to several rows."""

    rows: tuple[MatchRow, ...]
    choices: tuple[MatchChoice, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A wording with its worth, above 0 to 1; `*` in it stands for any letters, or none.

    `feedback` is said to who wrote it. `romanised` marks another way to write a Korean name in
    Latin letters: an extension of ours, that Moodle does not have, and that the app names.
    """

    wording: str
    fraction: Decimal
    feedback: Inline = ()
    romanised: bool = False


@dataclass(frozen=True, slots=True)
class WordSlip:
    """A wording that is wrong in a known way; `*` as in `Accepted`."""

    wording: str
    feedback: Inline


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A word or a few to type; `rule` says beforehand what form is asked.

    `answer` is shown after the check; the first accepted wording that fits gives the fraction.
    """

    answer: str
    rule: str
    accepted: tuple[Accepted, ...]
    slips: tuple[WordSlip, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a text: `options` to choose from, or, without any, `accepted` wordings to type.

    `label` names the gap for who can't see where it stands; `answer` is shown after the check.
    """

    id: str
    label: str
    answer: str
    reveals: Inline
    cites: tuple[str, ...]
    options: tuple[Option, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class GapText:
    """A text with gaps: `pieces` of words stand before, between and after them, one more."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be marked: on a map the id of a province, on a chart `series/year`."""

    id: str
    label: str
    right: bool
    reveals: Inline
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointing:
    """Spots to mark, on the question's chart or, without one, on the map of provinces.

    `markers` is how many the reader may place.
    """

    spots: tuple[Spot, ...]
    markers: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A text of `least` to `most` words that no program scores; a teacher reads it.

    `beside` is the id of a claim to look at while writing; `looks_for` is what a good answer
    shows, and is told after handing in.
    """

    least: int
    most: int
    looks_for: tuple[Inline, ...]
    beside: str = ""


Body = (
    SingleChoice
    | MultipleResponse
    | Numeric
    | Ordering
    | Matching
    | ShortAnswer
    | GapText
    | Pointing
    | Written
)

TYPES: dict[type[Body], str] = {
    SingleChoice: "single-choice",
    MultipleResponse: "multiple-response",
    Numeric: "numeric",
    Ordering: "ordering",
    Matching: "matching",
    ShortAnswer: "short-answer",
    GapText: "gap-text",
    Pointing: "pointing",
    Written: "written",
}


BLIND = "assignment:"
"""How the id of a question begins that came in a file of graded work, without its key."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what it rests on; `id` is `module/name`, `section` is `lesson/section`.

    `hint` is a place to start; taking it costs nothing.
    """

    id: str
    module: str
    section: str
    stem: str
    difficulty: Difficulty
    sensitivity: Sensitivity
    claims: tuple[str, ...]
    explanation: Inline
    body: Body
    chart: AnyChart | None = None
    hint: str = ""

    @property
    def type(self) -> str:
        """The name of its type, as authors write it."""
        return TYPES[type(self.body)]

    @property
    def blind(self) -> bool:
        """Whether it came without its key: it can be asked, and only the teacher can score it.

        Of a blind written response `beside` are the words themselves; of a blind ordering the
        items stand as they are to be shown at first.
        """
        return self.id.startswith(BLIND)

    @property
    def scored(self) -> bool:
        """Whether the program scores it; a written response waits for a teacher."""
        return not isinstance(self.body, Written) and not self.blind


def is_blind(question: str) -> bool:
    """Tell whether a question with this id came without its key."""
    return question.startswith(BLIND)
