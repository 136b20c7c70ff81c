"""The graded questions of the third module: spread over it, their keys as the cells have it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.content.cells import line

from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.questions import MultipleResponse, Pointing, Question
from nklearn.domain.responses import TextResponse
from nklearn.storage.teacher_pack import TeacherPack

MODULE = "selling-underground"


@pytest.fixture
def catalog(packs: tuple[Catalog, TeacherPack]) -> Catalog:
    return packs[0]


@pytest.fixture
def graded(packs: tuple[Catalog, TeacherPack]) -> dict[str, Question]:
    return {each.id.partition("/")[2]: each for each in packs[1].questions(MODULE)}


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("percentage points", 1.0),
        ("Percentage point", 1.0),
        ("points", 0.5),
        ("percent", 0.0),
        ("%", 0.0),
    ],
)
def test_the_unit_of_a_difference(graded: dict[str, Question], typed: str, fraction: float) -> None:
    found = grade(graded["graded-unit-of-a-difference"], TextResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1)


def test_the_steepest_year(catalog: Catalog, graded: dict[str, Question]) -> None:
    south = line(catalog, "mining-buyers", "south-korea")
    falls = {year: before - after for (_, before), (year, after) in pairwise(south.items())}
    body = graded["graded-steepest-year"].body
    assert isinstance(body, Pointing)
    (right,) = (spot.id for spot in body.spots if spot.right)
    parts = {year: falls[year] / (south[year] + falls[year]) for year in falls}
    assert right == f"south-korea/{max(parts, key=parts.__getitem__)}"
    assert max(falls, key=falls.__getitem__) == "2009", "a spot says so"


def test_the_longest_step_up(catalog: Catalog) -> None:
    china = line(catalog, "china-share-of-trade", "china")
    steps = {year: b - a for (before, a), (year, b) in pairwise(china.items()) if before != "2018"}
    assert max(steps, key=steps.__getitem__) == "2007", "the stem says so"
    assert steps["2007"] == pytest.approx(10.4)


def test_what_the_mirror_lets_one_say(catalog: Catalog, graded: dict[str, Question]) -> None:
    everything, coal, ore = (
        line(catalog, "china-imports", series) for series in ("all", "coal", "iron-ore")
    )
    truth = [
        abs(everything["2019"] / everything["2018"] - 1) < 0.02,
        coal["2017"] > ore["2017"],
        "2019" in ore,
        not everything.keys() & {"2018", "2019", "2024"},
    ]
    body = graded["graded-read-the-mirror"].body
    assert isinstance(body, MultipleResponse)
    assert [option.right for option in body.options] == truth
