"""How well somebody judged their own answers: how sure they were, against how it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nklearn.domain.grading import Grade
from nklearn.domain.records import Answer, Confidence

FEWEST = 3  # answers below which a comparison says nothing


@dataclass(frozen=True, slots=True)
class Level:
    """Of the answers given with one confidence: how many there were, and how many were right."""

    confidence: Confidence
    right: int
    total: int


def calibration(answers: Iterable[Answer]) -> tuple[Level, ...]:
    """Compare confidence and outcome, surest first; empty with fewer than `FEWEST` answers.

    Only scored answers that carry a confidence count; partly right is not right here.
    """
    told = [each for each in answers if each.confidence is not None and each.fraction is not None]
    if len(told) < FEWEST:
        return ()
    levels: list[Level] = []
    for confidence in sorted(Confidence, reverse=True):
        own = [Grade(each.fraction).right for each in told if each.confidence is confidence]
        if own:
            levels.append(Level(confidence, sum(own), len(own)))
    return tuple(levels)
