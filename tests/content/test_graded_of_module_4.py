"""The graded questions of module 4: spread over it, their keys as the dates and cells have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.grading import grade
from nklearn.domain.questions import Numeric, Ordering, Pointing, Question, SingleChoice
from nklearn.domain.responses import NumericResponse, TextResponse
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]
MODULE = "who-runs-the-mines"


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
        return {each.id.partition("/graded-")[2]: each for each in pack.questions(MODULE)}


def _cells(catalog: Catalog, data: str, series: str) -> dict[str, float]:
    """The values of one series by period, in their order."""
    (found,) = (each for each in catalog.dataset(data).series if each.id == series)
    cells = found.observations
    return {cell.period: float(cell.number) for cell in cells if cell.number is not None}


def _months(start: str, end: str) -> int:
    (year, month), (last, other) = (
        [int(part) for part in date.split("-")] for date in (start, end)
    )
    return (last - year) * 12 + other - month


def test_they_are_spread_over_types_lessons_and_difficulties(
    catalog: Catalog, graded: dict[str, Question]
) -> None:
    assert len({each.type for each in graded.values()}) == 9
    assert {each.difficulty for each in graded.values()} == {"recall", "read", "compare", "judge"}
    lessons = {summary.id.rpartition("/")[2] for summary in catalog.module(MODULE).lessons}
    assert {each.section.rpartition("/")[0] for each in graded.values()} == lessons


def test_each_place_holds_a_right_option(graded: dict[str, Question]) -> None:
    bodies = [each.body for each in graded.values()]
    options = [body.options for body in bodies if isinstance(body, SingleChoice)]
    right = {option.id for each in options for option in each if option.right}
    assert right == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    ("name", "typed", "fraction"),
    [
        ("iron-ore-share", "4,7", 1.0),
        ("iron-ore-share", "9.1", 0.0),
        ("second-stay", "50 months", 1.0),
        ("second-stay", "60", 0.0),
        ("torn-cell", "2", 1.0),
        ("torn-cell", "31", 0.0),
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
    row = [_cells(catalog, "cabinet-divisions", kind)["2003-09"] for kind in kinds]
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
    gold = _cells(catalog, "minerals-output", "gold")
    (before, _), (after, _) = min(pairwise(gold.items()), key=lambda pair: pair[1][1] - pair[0][1])
    body = graded["largest-drop"].body
    assert isinstance(body, Pointing)
    assert {spot.id for spot in body.spots} == {f"gold/{year}" for year in gold}
    assert {spot.id for spot in body.spots if spot.right} == {f"gold/{before}", f"gold/{after}"}
