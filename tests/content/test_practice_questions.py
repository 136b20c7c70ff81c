"""The questions of the first module ask in every way, and their keys follow from the cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from tests.content.cells import line

from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.lessons import Check
from nklearn.domain.questions import TYPES, Matching, Ordering, Pointing, Question
from nklearn.domain.responses import GapsResponse, NumericResponse, TextResponse

MODULE = "mining-economy"


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(shipped_content)) as opened:
        yield opened


def _question(catalog: Catalog, name: str) -> Question:
    return catalog.question(f"{MODULE}/{name}")


def test_every_type_stands_in_the_quiz_and_each_new_one_in_a_lesson(catalog: Catalog) -> None:
    module = catalog.module(MODULE)
    assert {catalog.question(name).type for name in module.quiz} == set(TYPES.values())
    in_lessons = {
        catalog.question(block.question).type
        for summary in module.lessons
        for section in catalog.lesson(summary.id).sections
        for block in section.blocks
        if isinstance(block, Check)
    }
    new = {"ordering", "matching", "short-answer", "gap-text", "pointing", "written"}
    assert in_lessons >= new


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("line-above-its-base", " tungsten ", 1.0),
        ("line-above-its-base", "Silver", 0.0),
        ("name-of-the-whole", "Denominator", 1.0),
        ("name-of-the-whole", "the  numerator", 0.0),
        ("trade-that-is-added", "south korea", 1.0),
        ("trade-that-is-added", "Korea", 0.5),
        ("trade-that-is-added", "North Korea", 0.0),
        ("district-in-two-provinces", "tanch'on", 1.0),
        ("district-in-two-provinces", "Tanch’ŏn", 1.0),
        ("district-in-two-provinces", "단천", 1.0),
        ("district-in-two-provinces", "Musan", 0.0),
    ],
)
def test_what_learners_type(catalog: Catalog, name: str, typed: str, fraction: float) -> None:
    found = grade(_question(catalog, name), TextResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1), "whoever is not right is told what they named"


def test_names_typed_into_gaps(catalog: Catalog) -> None:
    gaps = _question(catalog, "capacity-and-output")
    typed = (("a", "capacity"), ("b", "production"), ("c", "U.S. Geological Survey"))
    assert grade(gaps, GapsResponse(typed)) == grade(
        gaps, GapsResponse((("a", "Capacity"), ("b", "output"), ("c", "usgs")))
    )
    swapped = grade(gaps, GapsResponse((("a", "output"), ("b", "capacity"), ("c", "USGS"))))
    assert swapped is not None
    assert swapped.fraction == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("gold-with-its-unit", "5 t", 1.0),
        ("gold-with-its-unit", "5", None),
        ("gold-with-its-unit", "5000 tonnes", 0.0),
        ("coal-gap-2014", "10.4", 1.0),
        ("coal-gap-2014", "10,410 kt", 1.0),
        ("coal-gap-2014", "10,41", 1.0),
        ("coal-gap-2014", "8.49", 0.0),
        ("exports-total-2013", "3.818", 1.0),
        ("exports-total-2013", "3.9", 0.0),
    ],
)
def test_numbers_with_and_without_units(
    catalog: Catalog, name: str, typed: str, fraction: float | None
) -> None:
    found = grade(_question(catalog, name), NumericResponse(typed))
    assert (None if found is None else found.fraction) == fraction


def test_the_moments_along_the_coalline(catalog: Catalog) -> None:
    body = _question(catalog, "along-the-coal-line").body
    assert isinstance(body, Ordering)
    coal = line(catalog, "coal-iron-output", "coal")
    solid = [(year, value) for year, value in coal.items() if year >= "1998"]
    dip = next(later for (_, a), (later, b) in pairwise(solid) if b < a)
    high, low = max(coal, key=coal.__getitem__), min(coal, key=coal.__getitem__)
    last_high = max(solid, key=lambda point: point[1])[0]
    assert [item.tag for item in body.items] == [high, low, dip, "2006", last_high]


def test_where_copper_fell_most_and_when_coal_had_risen_so_far(catalog: Catalog) -> None:
    copper = list(line(catalog, "minerals-output", "copper").items())
    (first, _), (second, _) = max(pairwise(copper), key=lambda step: step[0][1] - step[1][1])
    assert _right(catalog, "steepest-fall-of-copper") == {f"copper/{first}", f"copper/{second}"}

    coal = line(catalog, "coal-iron-output", "coal")
    enough = coal["1998"] + 0.459 * (coal["2014"] - coal["1998"])
    reached = next(year for year in coal if year > "1998" and coal[year] >= enough)
    assert _right(catalog, "early-part-of-the-rise") == {f"coal/{reached}"}


def test_few_mines_are_few(catalog: Catalog) -> None:
    body = _question(catalog, "much-copper-few-mines").body
    assert isinstance(body, Pointing)
    mines = {
        each.id: float(each.observations[0].number or 0)
        for each in catalog.dataset("mines-by-province").series
    }
    (right,) = (spot.id for spot in body.spots if spot.right)
    assert sum(mines[right] < count for count in mines.values()) > len(mines) / 2


_SHAPES = {
    # what each step from 1998 to 2012 does: down, level or up
    "lead": "b",
    "graphite": "e",
    "copper": "c",
    "silver": "a",
    "tungsten": "d",
}
_STEPS = {"a": "-=+=", "b": "-+++", "c": "-=-+", "d": "++--", "e": "-+-="}


def test_the_stories_of_the_lines(catalog: Catalog) -> None:
    body = _question(catalog, "shapes-of-lines").body
    assert isinstance(body, Matching)
    assert {row.text.lower(): row.choice for row in body.rows}.items() <= _SHAPES.items()
    for series, choice in _SHAPES.items():
        cells = line(catalog, "minerals-output", series)
        values = [value for year, value in cells.items() if year >= "1998"]
        steps = "".join("+" if b > a else "-" if b < a else "=" for a, b in pairwise(values))
        assert steps == _STEPS[choice], series


def _right(catalog: Catalog, name: str) -> set[str]:
    body = _question(catalog, name).body
    assert isinstance(body, Pointing)
    return {spot.id for spot in body.spots if spot.right}
