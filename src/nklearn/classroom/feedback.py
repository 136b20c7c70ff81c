"""What a teacher tells one student in a release: marks, comments, and what was right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import sealed
from nklearn.classroom.formats import AttemptResult, Feedback, ItemResult, Part, Release, decode
from nklearn.domain.lessons import Cite, Inline
from nklearn.domain.questions import (
    Gap,
    GapText,
    Matching,
    MatchRow,
    MultipleResponse,
    Option,
    Ordering,
    OrderItem,
    Pointing,
    Question,
    SingleChoice,
    Spot,
    Written,
)
from nklearn.storage import blocks


@dataclass(frozen=True, slots=True)
class Told:
    """One student's part of a release, and what all are told of the items, by their keys."""

    part: Part
    feedback: dict[str, Feedback]

    def attempt(self, number: int) -> AttemptResult | None:
        """Return how an attempt went."""
        return next((own for own in self.part.attempts if own.attempt == number), None)

    def item(self, number: int, item: str) -> ItemResult | None:
        """Return how the answer to an item went in an attempt."""
        attempt = self.attempt(number)
        return next((own for own in attempt.items if own.item == item), None) if attempt else None


@lru_cache(maxsize=32)
def told_in(data: bytes, student: str, identity: str) -> Told | None:
    """Return what a release, checked when it came, tells a student; None: nothing to open here."""
    release = decode(Release, signed.split(data).payload)
    for line in release.sealed.get(student, ()):
        try:
            part = decode(Part, sealed.unseal_text(line, [identity]))
        except UserError:
            continue  # sealed to another computer of theirs
        if (part.assignment, part.student) == (release.assignment, student):
            return Told(part, {own.item: own for own in release.feedback})
    return None


def with_key(question: Question, feedback: Feedback) -> Question | None:
    """Return a question that came without its key with what was told of it; None if unreadable."""
    try:
        body = blocks.load(feedback.body, blocks.BODIES)
        explanation: Inline = blocks.load_all(feedback.explanation, blocks.SPANS)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if type(body) is not type(question.body):
        return None
    if isinstance(body, Written) and isinstance(question.body, Written):
        body = replace(body, beside=question.body.beside)  # as it was asked: words, not an id
    return replace(question, body=body, explanation=explanation)


def cites_of(question: Question) -> set[str]:
    """Return all that the key of a question cites: it may be of another version of the content."""
    cites = [span for span in question.explanation if isinstance(span, Cite)]
    found = {target for cite in cites for target in cite.targets}
    body = question.body
    parts: list[Option | OrderItem | MatchRow | Gap | Spot] = []
    match body:
        case SingleChoice(options) | MultipleResponse(options):
            parts += options
        case Ordering(items):
            parts += items
        case Matching(rows):
            parts += rows
        case GapText(_, gaps):
            parts += gaps
            parts += [option for gap in gaps for option in gap.options]
        case Pointing(spots):
            parts += spots
        case _:
            pass
    for part in parts:
        found.update(part.cites)
    return found
