"""The graded questions of module 4: spread over it, their keys as the dates and cells have it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.content.cells import line

from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.questions import Numeric, Ordering, Pointing, Question
from nklearn.domain.responses import TextResponse
from nklearn.storage.teacher_pack import TeacherPack

MODULE = "who-runs-the-mines"


@pytest.fixture
def catalog(packs: tuple[Catalog, TeacherPack]) -> Catalog:
    return packs[0]


@pytest.fixture
def graded(packs: tuple[Catalog, TeacherPack]) -> dict[str, Question]:
    return {each.id.partition("/graded-")[2]: each for each in packs[1].questions(MODULE)}


def _months(start: str, end: str) -> int:
    (year, month), (last, other) = (
        [int(part) for part in date.split("-")] for date in (start, end)
    )
    return (last - year) * 12 + other - month


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("The market’s rules", 1.0),
        ("of the markets", 1.0),
        ("supply and demand", 0.5),
        ("the Party", 0.0),
    ],
)
def test_in_place_of_channels(graded: dict[str, Question], typed: str, fraction: float) -> None:
    found = grade(graded["in-place-of-channels"], TextResponse(typed))
    assert found is not None
    assert found.fraction == fraction


def test_the_torn_cell(catalog: Catalog, graded: dict[str, Question]) -> None:
    kinds = ("divisions", "ministries", "academies", "banks", "bureaus")
    row = [line(catalog, "cabinet-divisions", kind)["2003-09"] for kind in kinds]
    body = graded["torn-cell"].body
    assert isinstance(body, Numeric)
    assert float(body.answer) == row[0] - sum(row[1:])


def test_stretches_of_time(graded: dict[str, Question]) -> None:
    stay = graded["second-stay"].body
    assert isinstance(stay, Numeric)
    assert float(stay.answer) == _months("1985-11", "1990-01")
    body = graded["how-long"].body
    assert isinstance(body, Ordering)
    spans = [
        ("1981-09", "1982-11"),
        ("1967-12", "1972-12"),
        ("1990-01", "1998-09"),
        ("1948-09", "1972-12"),
        ("1972-12", "1998-09"),
    ]
    for item, (start, end) in zip(body.items, spans, strict=True):
        assert start[:4] in item.text
        assert end[:4] in item.text
    months = [_months(*span) for span in spans]
    assert months == sorted(set(months))


def test_the_largest_drop(catalog: Catalog, graded: dict[str, Question]) -> None:
    gold = line(catalog, "minerals-output", "gold")
    (before, _), (after, _) = min(pairwise(gold.items()), key=lambda pair: pair[1][1] - pair[0][1])
    body = graded["largest-drop"].body
    assert isinstance(body, Pointing)
    assert {spot.id for spot in body.spots} == {f"gold/{year}" for year in gold}
    assert {spot.id for spot in body.spots if spot.right} == {f"gold/{before}", f"gold/{after}"}
