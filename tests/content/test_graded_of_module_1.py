"""The graded questions of the first module: spread over it, their keys as the cells have it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.content.cells import line

from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.questions import MultipleResponse, Ordering, Pointing, Question, SingleChoice
from nklearn.domain.responses import TextResponse
from nklearn.storage.teacher_pack import TeacherPack

MODULE = "mining-economy"


@pytest.fixture
def catalog(packs: tuple[Catalog, TeacherPack]) -> Catalog:
    return packs[0]


@pytest.fixture
def graded(packs: tuple[Catalog, TeacherPack]) -> dict[str, Question]:
    return {each.id.partition("/")[2]: each for each in packs[1].questions(MODULE)}


@pytest.mark.parametrize(
    ("typed", "fraction"), [("Reserves", 1.0), ("deposits", 0.5), ("output", 0.0)]
)
def test_the_word_for_what_lies_there(
    graded: dict[str, Question], typed: str, fraction: float
) -> None:
    found = grade(graded["what-lies-there"], TextResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1)


def test_who_could_pass_north_hamgyong(catalog: Catalog, graded: dict[str, Question]) -> None:
    mines = {
        each.id: float(each.observations[0].number or 0)
        for each in catalog.dataset("mines-by-province").series
    }
    unplaced, ahead = mines.pop("unplaced"), mines["north-hamgyong"]
    able = {name for name, count in mines.items() if count < ahead < count + unplaced}
    body = graded["could-pass-north-hamgyong"].body
    assert isinstance(body, Pointing)
    assert {spot.id for spot in body.spots if spot.right} == able
    assert len(able) == body.markers


def test_where_the_minerals_stood_in_2012(catalog: Catalog, graded: dict[str, Question]) -> None:
    body = graded["since-1998"].body
    assert isinstance(body, Ordering)
    lines = [line(catalog, "minerals-output", item.text.lower()) for item in body.items]
    left = [line["2012"] / line["1998"] for line in lines]
    assert left == sorted(left)
    by_tonnes = [line["2012"] for line in lines]
    assert by_tonnes != sorted(by_tonnes), "the explanation says so"


def test_the_base_year_that_flatters(catalog: Catalog, graded: dict[str, Question]) -> None:
    tungsten = line(catalog, "minerals-output", "tungsten")
    best = min(("1990", "1998", "2002"), key=tungsten.__getitem__)
    body = graded["flattering-base-year"].body
    assert isinstance(body, SingleChoice)
    (right,) = (option.text for option in body.options if option.right)
    assert right == f"The year {best}"


def test_the_line_of_iron_ore(catalog: Catalog, graded: dict[str, Question]) -> None:
    ore = line(catalog, "coal-iron-output", "iron-ore")
    solid = {year: value for year, value in ore.items() if year >= "1998"}
    rising = [b > a for (_, a), (year, b) in pairwise(solid.items()) if year <= "2008"]
    truth = [ore["2014"] >= ore["1985"], all(rising), ore["2010"] < ore["2008"], "2001" in ore]
    body = graded["along-the-iron-ore-line"].body
    assert isinstance(body, MultipleResponse)
    assert [option.right for option in body.options] == truth
