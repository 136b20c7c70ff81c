"""The graded questions of the first module: spread over it, their keys as the cells have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.grading import grade
from nklearn.domain.questions import MultipleResponse, Ordering, Pointing, Question, SingleChoice
from nklearn.domain.responses import NumericResponse, TextResponse
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]
MODULE = "mining-economy"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The content of this checkout and the pack beside it."""
    out = tmp_path_factory.mktemp("graded")
    content, pack = out / "content.db", out / "teacher-pack.db"
    compile_content(ROOT, content, pack)
    return content, pack


@pytest.fixture(scope="module")
def catalog(files: tuple[Path, Path]) -> Iterator[Catalog]:
    with closing(Catalog.open(files[0])) as opened:
        yield opened


@pytest.fixture(scope="module")
def graded(files: tuple[Path, Path]) -> dict[str, Question]:
    with closing(TeacherPack(files[1])) as pack:
        return {each.id.partition("/")[2]: each for each in pack.questions(MODULE)}


def _line(catalog: Catalog, data: str, series: str) -> dict[str, float]:
    """The values of one series by year, in the order of years."""
    (found,) = (each for each in catalog.dataset(data).series if each.id == series)
    cells = found.observations
    return {cell.period: float(cell.number) for cell in cells if cell.number is not None}


def test_they_are_spread_over_types_lessons_and_difficulties(
    catalog: Catalog, graded: dict[str, Question]
) -> None:
    assert len({each.type for each in graded.values()}) >= 7
    assert {each.difficulty for each in graded.values()} == {"recall", "read", "compare", "judge"}
    lessons = {summary.id.rpartition("/")[2] for summary in catalog.module(MODULE).lessons}
    asked = {each.section.rpartition("/")[0] for each in graded.values()}
    assert asked == lessons


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("lead-back-to-1990", "47.5", 1.0),
        ("lead-back-to-1990", "54.3", 0.0),
        ("lead-back-to-1990", "380", 0.0),
        ("most-of-mining", "90 %", 1.0),
        ("most-of-mining", "44", 0.0),
        ("coal-above-water", "24", 1.0),
        ("coal-above-water", "82.8", 0.0),
    ],
)
def test_numbers(graded: dict[str, Question], name: str, typed: str, fraction: float) -> None:
    found = grade(graded[name], NumericResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1), "a known slip is told"


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
    lines = [_line(catalog, "minerals-output", item.text.lower()) for item in body.items]
    left = [line["2012"] / line["1998"] for line in lines]
    assert left == sorted(left)
    by_tonnes = [line["2012"] for line in lines]
    assert by_tonnes != sorted(by_tonnes), "the explanation says so"


def test_the_base_year_that_flatters(catalog: Catalog, graded: dict[str, Question]) -> None:
    tungsten = _line(catalog, "minerals-output", "tungsten")
    best = min(("1990", "1998", "2002"), key=tungsten.__getitem__)
    body = graded["flattering-base-year"].body
    assert isinstance(body, SingleChoice)
    (right,) = (option.text for option in body.options if option.right)
    assert right == f"The year {best}"


def test_the_line_of_iron_ore(catalog: Catalog, graded: dict[str, Question]) -> None:
    ore = _line(catalog, "coal-iron-output", "iron-ore")
    solid = {year: value for year, value in ore.items() if year >= "1998"}
    rising = [b > a for (_, a), (year, b) in pairwise(solid.items()) if year <= "2008"]
    truth = [ore["2014"] >= ore["1985"], all(rising), ore["2010"] < ore["2008"], "2001" in ore]
    body = graded["along-the-iron-ore-line"].body
    assert isinstance(body, MultipleResponse)
    assert [option.right for option in body.options] == truth
