"""The gradebook as data: what counts into averages, and in which order rows are shown."""

from __future__ import annotations

import random

import pytest

from nklearn.domain.gradebook import Cell, CellState, Column, Gradebook, Row, percent

ROWS = (
    Row("1", "Öykü", "Thursday", "17"),
    Row("2", "abena", "", "3"),
    Row("3", "Benjamin", "Thursday", "4"),
    Row("4", "Chloé", "", "5"),
)
COLUMNS = (Column("a", "Numbers"), Column("b", "Ministries"), Column("c", "Songbun"))


@pytest.fixture
def book() -> Gradebook:
    made = Gradebook(ROWS, COLUMNS)
    made.put(0, 0, CellState.HANDED_IN, 0.5)
    made.put(0, 1, CellState.LATE, 1.0)
    made.put(0, 2, CellState.MISSING)
    made.put(1, 0, CellState.OVERRIDDEN, 0.25)
    made.put(1, 1, CellState.EXCUSED)
    made.put(1, 2, CellState.WAITS, 0.75)
    made.put(2, 0, CellState.IN_PROGRESS)
    made.put(2, 1, CellState.MISSING)
    return made


def test_cells_say_how_work_stands(book: Gradebook) -> None:
    assert book.cell(0, 1) == Cell(CellState.LATE, 1.0)
    assert book.cell(1, 2) == Cell(CellState.WAITS, 0.75)
    assert book.cell(3, 0) == Cell(CellState.NOT_ASKED)
    assert [cell.state for cell in book.cells(2)] == [
        CellState.IN_PROGRESS,
        CellState.MISSING,
        CellState.NOT_ASKED,
    ]


def test_averages_leave_out_what_has_no_score_yet(book: Gradebook) -> None:
    assert book.row_mean(0) == 0.75
    assert book.row_mean(1) == 0.25, "what waits for a mark is not counted"
    assert book.row_mean(2) is None
    assert book.column_mean(0) == 0.375
    assert book.column_mean(0, [0]) == 0.5
    assert book.column_mean(2) is None
    assert book.mean() == 0.5
    book.put(2, 0, CellState.HANDED_IN, 0.0)
    assert book.row_mean(2) == 0.0, "a score of 0 is a score"


def test_order_and_filters(book: Gradebook) -> None:
    assert book.order() == [1, 2, 3, 0], "by names, capitals aside"
    assert book.order(by="mean", descending=True) == [0, 1, 2, 3], "without a score last"
    assert book.order(by="mean") == [1, 0, 2, 3]
    assert book.order(by="b") == [0, 1, 2, 3]
    assert book.order(group="Thursday") == [2, 0]
    assert book.order(words="ÖYK") == [0]
    assert book.order(words="4") == [2]
    assert book.order(states=[CellState.MISSING]) == [2, 0]
    assert book.order(by="b", states=[CellState.MISSING]) == [2]
    assert book.count(0, CellState.HANDED_IN, CellState.OVERRIDDEN) == 2


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [(0.0, 0), (0.495, 50), (0.745, 75), (0.7449, 74), (1.0, 100), (2 / 3, 67)],
)
def test_percentages_round_halves_up(fraction: float, shown: int) -> None:
    assert percent(fraction) == shown


def test_a_school_is_in_order() -> None:
    chance = random.Random(1)
    rows = [Row(str(n), f"Student {n:04}") for n in range(2000)]
    book = Gradebook(rows, [Column(str(n), str(n)) for n in range(60)])
    for row in range(2000):
        for column in range(60):
            book.put(row, column, CellState.HANDED_IN, chance.random())
    means = [book.row_mean(place) or 0.0 for place in book.order(by="mean", descending=True)]
    assert means == sorted(means, reverse=True)
    assert len(means) == 2000
