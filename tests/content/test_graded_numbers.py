"""Numbers typed into graded questions: the right ones score, known slips are told as such."""

from __future__ import annotations

import pytest

from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.responses import NumericResponse
from nklearn.storage.teacher_pack import TeacherPack


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("mining-economy/lead-back-to-1990", "47.5", 1.0),
        ("mining-economy/lead-back-to-1990", "54.3", 0.0),
        ("mining-economy/lead-back-to-1990", "380", 0.0),
        ("mining-economy/most-of-mining", "90 %", 1.0),
        ("mining-economy/most-of-mining", "44", 0.0),
        ("mining-economy/coal-above-water", "24", 1.0),
        ("mining-economy/coal-above-water", "82.8", 0.0),
        ("numbers-that-disagree/graded-molybdenum-index", "87", 1.0),
        ("numbers-that-disagree/graded-molybdenum-index", "115", 0.0),
        ("numbers-that-disagree/graded-nickel-backwards", "60,000", 1.0),
        ("numbers-that-disagree/graded-nickel-backwards", "35000", 0.0),
        ("numbers-that-disagree/graded-iron-ore-share", "4.7", 1.0),
        ("numbers-that-disagree/graded-iron-ore-share", "9.1", 0.0),
        ("selling-underground/graded-total-of-2011", "1515", 1.0),
        ("selling-underground/graded-total-of-2011", "441", 0.0),
        ("selling-underground/graded-longest-step-up", "10.4", 1.0),
        ("selling-underground/graded-longest-step-up", "18.3", 0.0),
        ("selling-underground/graded-odd-price", "45", 1.0),
        ("selling-underground/graded-odd-price", "69.5", 0.0),
        ("who-runs-the-mines/graded-mines-of-a-field", "156 mines", 1.0),
        ("who-runs-the-mines/graded-mines-of-a-field", "173", 0.0),
        ("who-runs-the-mines/graded-second-stay", "50 months", 1.0),
        ("who-runs-the-mines/graded-second-stay", "60", 0.0),
        ("who-runs-the-mines/graded-torn-cell", "2", 1.0),
        ("who-runs-the-mines/graded-torn-cell", "31", 0.0),
        ("songbun/graded-more-than-both", "6", 1.0),
        ("songbun/graded-more-than-both", "25", 0.0),
        ("songbun/graded-where-families-stand", "78", 1.0),
        ("songbun/graded-where-families-stand", "32", 0.0),
        ("songbun/graded-grams-apart", "280", 1.0),
        ("songbun/graded-grams-apart", "420", 0.0),
    ],
)
def test_numbers(
    packs: tuple[Catalog, TeacherPack], name: str, typed: str, fraction: float
) -> None:
    (question,) = (each for each in packs[1].questions() if each.id == name)
    found = grade(question, NumericResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1), "a known slip is told"
