"""The graded questions of the third module: spread over it, their keys as the cells have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.grading import grade
from nklearn.domain.questions import MultipleResponse, Pointing, Question
from nklearn.domain.responses import NumericResponse, TextResponse
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]
MODULE = "selling-underground"


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
    assert len({each.type for each in graded.values()}) == 9
    assert {each.difficulty for each in graded.values()} == {"recall", "read", "compare", "judge"}
    lessons = {summary.id.rpartition("/")[2] for summary in catalog.module(MODULE).lessons}
    asked = {each.section.rpartition("/")[0] for each in graded.values()}
    assert asked == lessons


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("graded-total-of-2011", "1515", 1.0),
        ("graded-total-of-2011", "441", 0.0),
        ("graded-longest-step-up", "10.4", 1.0),
        ("graded-longest-step-up", "18.3", 0.0),
        ("graded-odd-price", "45", 1.0),
        ("graded-odd-price", "69.5", 0.0),
    ],
)
def test_numbers(graded: dict[str, Question], name: str, typed: str, fraction: float) -> None:
    found = grade(graded[name], NumericResponse(typed))
    assert found is not None
    assert found.fraction == fraction
    assert bool(found.slip) == (fraction < 1), "a known slip is told"


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
    south = _line(catalog, "mining-buyers", "south-korea")
    falls = {year: before - after for (_, before), (year, after) in pairwise(south.items())}
    body = graded["graded-steepest-year"].body
    assert isinstance(body, Pointing)
    (right,) = (spot.id for spot in body.spots if spot.right)
    parts = {year: falls[year] / (south[year] + falls[year]) for year in falls}
    assert right == f"south-korea/{max(parts, key=parts.__getitem__)}"
    assert max(falls, key=falls.__getitem__) == "2009", "a spot says so"


def test_the_longest_step_up(catalog: Catalog) -> None:
    china = _line(catalog, "china-share-of-trade", "china")
    steps = {year: b - a for (before, a), (year, b) in pairwise(china.items()) if before != "2018"}
    assert max(steps, key=steps.__getitem__) == "2007", "the stem says so"
    assert steps["2007"] == pytest.approx(10.4)


def test_what_the_mirror_lets_one_say(catalog: Catalog, graded: dict[str, Question]) -> None:
    everything, coal, ore = (
        _line(catalog, "china-imports", series) for series in ("all", "coal", "iron-ore")
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
