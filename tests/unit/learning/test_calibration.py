"""How sure somebody was, against how it went."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nklearn.domain.records import Answer, Confidence
from nklearn.domain.responses import NumericResponse
from nklearn.learning.calibration import Level, calibration

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SURE, THINK, GUESS = Confidence.SURE, Confidence.THINK, Confidence.GUESS


def answers(*told: tuple[float | None, Confidence | None]) -> list[Answer]:
    return [
        Answer(str(n), "m/n1", "quiz", NumericResponse("1"), fraction, NOW, "r", confidence)
        for n, (fraction, confidence) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ((), ()),
        (((1.0, SURE), (0.0, GUESS)), ()),
        (((1.0, SURE), (0.0, GUESS), (1.0, None)), ()),
        (((1.0, SURE), (0.0, GUESS), (None, SURE)), ()),
        (
            ((1.0, SURE), (0.5, SURE), (0.0, GUESS), (1.0, None)),
            (Level(SURE, 1, 2), Level(GUESS, 0, 1)),
        ),
        (
            ((1.0, THINK), (1.0, THINK), (0.0, THINK)),
            (Level(THINK, 2, 3),),
        ),
    ],
)
def test_levels(told: tuple[tuple[float | None, Confidence | None], ...], levels: object) -> None:
    assert calibration(answers(*told)) == levels
