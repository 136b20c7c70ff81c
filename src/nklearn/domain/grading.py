"""Scoring an answer: a pure function that learner and teacher share.

Rules follow Moodle's question types (Multiple choice, Numerical, Ordering, Matching, Short
answer, Drag and drop markers, Embedded answers); docs/grading.md has each with an example.
No answer whatever makes it fail: one that can't be read is not scored, so it costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from nklearn.base.errors import BugError
from nklearn.base.values import dataclass
from nklearn.domain.lessons import Inline
from nklearn.domain.questions import (
    Accepted,
    Body,
    Gap,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    ToleranceKind,
    Written,
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)
from nklearn.domain.typed import fits, read_amount, word_count


@dataclass(frozen=True, slots=True)
class Grade:
    """The score of one answer, 0 to 1, and feedback on what was written or on a known slip.

    `fraction` is None where no program scores: for a written response.
    """

    fraction: float | None
    slip: Inline = ()

    @property
    def right(self) -> bool:
        """Whether the answer is wholly right."""
        return self.fraction is not None and self.fraction >= 1.0

    @property
    def partly(self) -> bool:
        """Whether the answer is neither wholly right nor wrong."""
        return self.fraction is not None and 0.0 < self.fraction < 1.0

    @property
    def waits(self) -> bool:
        """Whether a teacher has to read it."""
        return self.fraction is None


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


def grade(question: Question, response: Response) -> Grade | None:
    """Score `response`; None if it can't be read as an answer (then ask again).

    Raises:
        BugError: the question came without its key, so that no score would mean anything.
    """
    if question.blind:
        raise BugError(f"{question.id} has no key here")
    return grade_body(question.body, response)


def readable(question: Question, response: Response) -> bool:
    """Tell whether `response` can be read as an answer; also of a question without its key."""
    match question.body, response:
        case MultipleResponse(options), ChoicesResponse(chosen):
            return {option.id for option in options}.issuperset(chosen)
        case _:
            return grade_body(question.body, response) is not None


def grade_body(body: Body, response: Response) -> Grade | None:
    """Score `response` to what is answered of a question; None if it can't be read."""
    match body, response:
        case SingleChoice(options), ChoiceResponse(chosen):
            known = {option.id: option for option in options}
            return Grade(1.0 if known[chosen].right else 0.0) if chosen in known else None
        case MultipleResponse(options), ChoicesResponse(chosen):
            known = {option.id for option in options}
            if not known.issuperset(chosen):
                return None
            return Grade(tally(body, response).fraction)
        case Numeric(), NumericResponse(text):
            value = read_amount(text, body)
            return None if isinstance(value, str) else _grade_number(body, value)
        case Ordering(items), OrderResponse(order):
            ids = [item.id for item in items]
            if Counter(order) != Counter(ids):
                return None
            return Grade(links_right(ids, order) / (len(ids) - 1))
        case Matching(), MatchResponse():
            found = matched(body, response)
            return None if found is None else Grade(sum(found.values()) / len(body.rows))
        case ShortAnswer(), TextResponse(text):
            return _grade_words(body, text)
        case GapText(), GapsResponse():
            fractions = gap_fractions(body, response)
            return None if fractions is None else _grade_gaps(body, fractions)
        case Pointing(spots), PointsResponse(chosen):
            marked = set(chosen)
            known = {spot.id: spot for spot in spots}
            if not marked or not marked <= known.keys() or len(marked) > body.markers:
                return None
            zones = sum(spot.right for spot in spots)
            hits = sum(known[name].right for name in marked)
            return Grade(hits / max(zones, len(marked)))
        case Written(least, most), WrittenResponse(text):
            return Grade(None) if least <= word_count(text) <= most else None
        case _:
            return None


def tally(body: MultipleResponse, response: ChoicesResponse) -> Tally:
    """Count what was chosen; a repeated id counts once, an unknown one not at all."""
    chosen = set(response.options)
    right = {option.id for option in body.options if option.right}
    wrong = {option.id for option in body.options} - right
    return Tally(len(chosen & right), len(right), len(chosen & wrong), len(wrong))


def tolerance_range(answer: Decimal, kind: ToleranceKind, by: Decimal) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest accepted number, both included, as Moodle defines them.

    Nominal: `answer - by` to `answer + by`. Relative: the same with `by` times the answer's
    size. Geometric: the answer divided by, and times, `1 + by`. `by` is 0 or more.
    """
    if kind is ToleranceKind.NOMINAL:
        return answer - by, answer + by
    if kind is ToleranceKind.RELATIVE:
        room = abs(answer) * by
        return answer - room, answer + room
    ends = answer / (1 + by), answer * (1 + by)
    return min(ends), max(ends)


def links(ids: Sequence[str], order: Sequence[str]) -> tuple[bool, ...]:
    """Tell for each item of `order` but the last whether its next one follows it in `ids` too."""
    follows = dict(pairwise(ids))
    return tuple(follows.get(one) == two for one, two in pairwise(order))


def links_right(ids: Sequence[str], order: Sequence[str]) -> int:
    """Count the items that are followed by the one that follows them in the right order `ids`."""
    return sum(links(ids, order))


def places_off(ids: Sequence[str], order: Sequence[str]) -> dict[str, int]:
    """Return how many places each item of `order` has to go: down above 0, up below, 0 if right.

    Both hold the same items.
    """
    at = {name: place for place, name in enumerate(ids)}
    return {name: at[name] - place for place, name in enumerate(order)}


def matched(body: Matching, response: MatchResponse) -> dict[str, bool] | None:
    """Return for each answered row whether its choice is right; None if it can't be read.

    Choices of the same wording are the same choice.
    """
    rows = {row.id: row for row in body.rows}
    words = {choice.id: choice.text for choice in body.choices}
    found: dict[str, bool] = {}
    for name, choice in response.pairs:
        if name not in rows or choice not in words or name in found:
            return None
        found[name] = words[choice] == words.get(rows[name].choice)
    return found or None


def accepted(wordings: Iterable[Accepted], text: str) -> Accepted | None:
    """Return the first wording that a typed text fits."""
    return next((own for own in wordings if fits(own.wording, text)), None)


def gap_fractions(body: GapText, response: GapsResponse) -> dict[str, float] | None:
    """Return the score of each filled gap; None if the answer can't be read."""
    gaps = {gap.id: gap for gap in body.gaps}
    found: dict[str, float] = {}
    for name, value in response.values:
        if name not in gaps or name in found:
            return None
        fraction = _grade_gap(gaps[name], value)
        if fraction is None:
            return None
        if gaps[name].options or value.strip():  # nothing but spaces is an empty gap
            found[name] = fraction
    return found or None


def parts_right(body: Body, response: Response) -> tuple[int, int] | None:
    """Return how many parts of a readable answer are wholly right, out of how many.

    Parts are the right options, links, rows, gaps or spots; None where an answer has none.
    """
    match body, response:
        case MultipleResponse(), ChoicesResponse():
            counts = tally(body, response)
            return counts.found, counts.right
        case Ordering(items), OrderResponse(order):
            return links_right([item.id for item in items], order), len(items) - 1
        case Matching(rows), MatchResponse():
            return sum((matched(body, response) or {}).values()), len(rows)
        case GapText(gaps=gaps), GapsResponse():
            fractions = gap_fractions(body, response) or {}
            return sum(fraction >= 1 for fraction in fractions.values()), len(gaps)
        case Pointing(spots), PointsResponse(chosen):
            right = {spot.id for spot in spots if spot.right}
            return len(right.intersection(chosen)), len(right)
        case _:
            return None


def parts_open(body: Body, response: Response) -> int:
    """Count the rows or gaps that a readable answer left open; they count as not right."""
    match body, response:
        case Matching(rows), MatchResponse():
            return len(rows) - len(matched(body, response) or {})
        case GapText(gaps=gaps), GapsResponse():
            return len(gaps) - len(gap_fractions(body, response) or {})
        case _:
            return 0


def romanised(body: Body, response: Response) -> bool:
    """Tell whether a Korean name was written in another of its accepted ways."""
    match body, response:
        case ShortAnswer(), TextResponse(text):
            used = [accepted(body.accepted, text)]
        case GapText(gaps=gaps), GapsResponse(values):
            typed = {gap.id: gap.accepted for gap in gaps if not gap.options}
            used = [accepted(typed.get(name, ()), text) for name, text in values]
        case _:
            return False
    return any(own is not None and own.romanised for own in used)


def _grade_number(numeric: Numeric, value: Decimal) -> Grade:
    if numeric.low <= value <= numeric.high:
        return Grade(1.0)
    slips = (slip.feedback for slip in numeric.slips if slip.low <= value <= slip.high)
    return Grade(0.0, next(slips, ()))


def _grade_words(body: ShortAnswer, text: str) -> Grade | None:
    if not text.strip():
        return None
    if own := accepted(body.accepted, text):
        return Grade(float(own.fraction), own.feedback)
    slips = (slip.feedback for slip in body.slips if fits(slip.wording, text))
    return Grade(0.0, next(slips, ()))


def _grade_gap(gap: Gap, value: str) -> float | None:
    if gap.options:
        known = {option.id: option.right for option in gap.options}
        return float(known[value]) if value in known else None
    own = accepted(gap.accepted, value)
    return float(own.fraction) if own else 0.0


def _grade_gaps(body: GapText, fractions: dict[str, float]) -> Grade:
    """Return the weighted mean; an empty gap counts 0."""
    whole = sum(gap.weight for gap in body.gaps)
    got = sum(gap.weight * fractions.get(gap.id, 0.0) for gap in body.gaps)
    return Grade(min(1.0, got / whole))
