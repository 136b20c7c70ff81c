"""Scoring an answer: a pure function that learner and teacher share.

Rules follow Moodle's question types (Multiple choice with one answer or several; Numerical
with an inclusive range); docs/grading.md has them with examples. An answer that can't be read
is not scored, so it costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nklearn.base.errors import BugError
from nklearn.domain.lessons import Inline
from nklearn.domain.questions import (
    ChoiceResponse,
    ChoicesResponse,
    MultipleResponse,
    Numeric,
    NumericResponse,
    Question,
    Response,
    SingleChoice,
)

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Grade:
    """The score of one answer, 0 to 1, and feedback on a known slip if it was one."""

    fraction: float
    slip: Inline = ()

    @property
    def right(self) -> bool:
        """Whether the answer is wholly right."""
        return self.fraction >= 1.0

    @property
    def partly(self) -> bool:
        """Whether the answer is neither wholly right nor wrong."""
        return 0.0 < self.fraction < 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the right options were chosen, out of how many, and how many wrong ones."""

    found: int
    right: int
    wrong_chosen: int
    wrong: int

    @property
    def fraction(self) -> float:
        """The score: 1/right for each one found, less 1/wrong for each wrong one; 0 at least.

        Worked out over one denominator, so that all right is exactly 1 and everything exactly 0.
        """
        parts = self.found * self.wrong - self.wrong_chosen * self.right
        return max(0, parts) / (self.right * self.wrong)


def tally(body: MultipleResponse, response: ChoicesResponse) -> Tally:
    """Count what was chosen; a repeated id counts once, an unknown one not at all."""
    chosen = set(response.options)
    right = {option.id for option in body.options if option.right}
    wrong = {option.id for option in body.options} - right
    return Tally(len(chosen & right), len(right), len(chosen & wrong), len(wrong))


def read_number(text: str, unit_words: Iterable[str] = ()) -> Decimal | None:
    """Read a typed number, with or without its unit behind it; None if it is not a number.

    A dot or a comma is the decimal sign. Commas that split a number into groups of three
    ("18,600") are thousands separators, and so is a thin or plain space between such groups.
    """
    text = text.replace("−", "-").strip()
    for suffix in sorted(filter(None, unit_words), key=len, reverse=True):
        if text.lower().endswith(suffix.lower()):
            text = text[: -len(suffix)].strip()
            break
    sign = -1 if text.startswith("-") else 1
    digits = " ".join(text[1:].split() if text[:1] in ("-", "+") else text.split())
    if len(digits) > _MAX_DIGITS or not digits.isascii():
        return None
    if _SPACED.fullmatch(digits):
        digits = digits.replace(" ", "")
    elif _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if _PLAIN.fullmatch(digits):
        return sign * Decimal(digits.replace(",", "."))
    return None


def grade(question: Question, response: Response) -> Grade | None:
    """Score `response`; None if it can't be read as an answer (then ask again).

    Raises:
        BugError: the response is of another question type.
    """
    match question.body, response:
        case SingleChoice(options), ChoiceResponse(chosen):
            known = {option.id: option for option in options}
            return Grade(1.0 if known[chosen].right else 0.0) if chosen in known else None
        case MultipleResponse(options) as body, ChoicesResponse(chosen):
            known = {option.id for option in options}
            return Grade(tally(body, response).fraction) if known.issuperset(chosen) else None
        case Numeric() as numeric, NumericResponse(text):
            return _grade_number(numeric, read_number(text, numeric.unit_words))
        case _:
            raise BugError(f"{type(response).__name__} does not answer {question.id}")


def _grade_number(numeric: Numeric, value: Decimal | None) -> Grade | None:
    if value is None:
        return None
    if numeric.low <= value <= numeric.high:
        return Grade(1.0)
    slips = (slip.feedback for slip in numeric.slips if slip.low <= value <= slip.high)
    return Grade(0.0, next(slips, ()))
