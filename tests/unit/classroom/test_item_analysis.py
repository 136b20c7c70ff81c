"""Figures of a class against a table worked by hand, NumPy, and the guards of Moodle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.classroom.item_analysis import analyse, doubtful, trust
from nklearn.domain.item_statistics import Figures, Marks, Trust

DOCS = Path(__file__).parents[3] / "docs" / "item-analysis.md"
SIX = [(1, 1, 2), (1, 1, 1), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 0, 0)]

Column = np.ndarray[Any, np.dtype[np.float64]]


def figures(rows: Sequence[tuple[float, ...]], best: tuple[float, ...]) -> Figures:
    """Work out the figures of a table of marks, one row for each attempt."""
    names = [f"q{n}" for n in range(len(best))]
    held = [Marks(str(n), dict(zip(names, row, strict=True))) for n, row in enumerate(rows)]
    return analyse(dict(zip(names, best, strict=True)), held)


def table(after: str) -> list[list[float]]:
    """Read the numbers of the table of the docs whose head begins with `after`."""
    text = DOCS.read_text("utf-8")
    found = re.search(rf"^\| {after} .*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found
    rows = [line.strip("| ").split(" | ") for line in found[1].splitlines()]
    return [[float(cell) for cell in row] for row in rows]


def test_the_example_worked_by_hand() -> None:
    found = figures(SIX, (1, 1, 2))
    whole = found.quiz
    told = (whole.mean, whole.median, whole.sd, whole.skewness, whole.kurtosis, whole.cic)
    [expected] = table("mean")
    assert (*told, whole.error_ratio, whole.standard_error) == pytest.approx(expected, abs=5e-5)
    for number, (item, row) in enumerate(zip(found.items, table("question"), strict=True), 1):
        assert item.facility is not None
        assert (
            number,
            100 * item.facility,
            item.sd_percent,
            item.intended_weight,
            item.effective_weight,
            item.discrimination,
            item.efficiency,
        ) == pytest.approx(row, abs=5e-5)
        assert not item.negative


def test_the_marks_of_the_example_are_those_of_the_docs() -> None:
    text = DOCS.read_text("utf-8")
    rows = re.findall(r"^\| [A-F] \| (\d) \| (\d) \| (\d) \| (\d) \|$", text, re.MULTILINE)
    assert [tuple(map(int, row[:3])) for row in rows] == SIX
    assert [int(row[3]) for row in rows] == [sum(row) for row in SIX]


def covariance_of(one: Column, two: Column) -> float:
    """Ask NumPy for the covariance of a sample."""
    return float(np.cov(one, two)[0, 1])


def test_against_numpy() -> None:
    best = np.array([1, 1, 2, 1, 4, 1, 3])
    chance = np.random.default_rng(8)
    able = chance.uniform(size=(41, 1))
    marks: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.round(
        (chance.uniform(size=(41, 7)) < able) * chance.uniform(size=(41, 7)) * best, 2
    )
    found = figures([tuple(map(float, row)) for row in marks], tuple(map(float, best)))
    totals = marks.sum(axis=1)
    n, p = marks.shape
    off: Column = totals - totals.mean()
    # k-statistics by the textbook's central moments, each over n.
    m2, m3, m4 = (float((off**power).mean()) for power in (2, 3, 4))
    skewness = np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
    kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    alpha = p / (p - 1) * (1 - marks.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
    error = np.sqrt(1 - alpha)
    assert astuple(found.quiz) == pytest.approx(
        (
            n,
            13,
            totals.mean(),
            np.median(totals),
            totals.std(ddof=1),
            skewness,
            kurtosis,
            100 * alpha,
            100 * error,
            error * totals.std(ddof=1),
        )
    )
    with_total = [covariance_of(marks[:, i], totals) for i in range(p)]
    assert min(with_total) > 0
    for i, item in enumerate(found.items):
        own, others = marks[:, i], totals - marks[:, i]
        most = covariance_of(np.sort(own), np.sort(others))
        assert item.discrimination == pytest.approx(100 * float(np.corrcoef(own, others)[0, 1]))
        assert item.efficiency == pytest.approx(100 * covariance_of(own, others) / most)
        assert item.effective_weight == pytest.approx(
            100 * np.sqrt(with_total[i]) / np.sqrt(with_total).sum()
        )
        assert item.sd == pytest.approx(own.std(ddof=1))
        assert item.facility == pytest.approx(own.mean() / best[i])


def test_a_question_that_goes_against_the_rest() -> None:
    found = figures([(0, 4, 3), (0, 3, 3), (1, 1, 0), (1, 0, 1)], (1, 4, 4))
    first = found.items[0]
    assert first.negative
    assert first.effective_weight is None
    assert first.discrimination is not None
    assert first.discrimination < -80
    assert first.efficiency == pytest.approx(-100)  # the worst that there can be
    assert doubtful(first)
    assert not doubtful(found.items[1])
    rest = [item.effective_weight for item in found.items[1:]]
    assert sum(each for each in rest if each is not None) == pytest.approx(100)


def test_all_alike_on_one_question() -> None:
    first, second = figures([(1, 0), (1, 1), (1, 0)], (1, 1)).items
    assert (first.sd, first.facility, first.effective_weight) == (0.0, 1.0, 0.0)
    assert (first.discrimination, first.efficiency, first.negative) == (None, None, False)
    assert (second.discrimination, second.efficiency) == (None, None)  # nothing else varies
    assert second.effective_weight == 100


def test_all_alike_on_the_whole() -> None:
    found = figures([(1, 0), (0, 1), (1, 0), (0, 1)], (1, 1))
    assert (found.quiz.sd, found.quiz.mean, found.quiz.median) == (0.0, 1.0, 1.0)
    assert (found.quiz.skewness, found.quiz.kurtosis, found.quiz.cic) == (None, None, None)
    assert [item.effective_weight for item in found.items] == [None, None]
    assert [item.discrimination for item in found.items] == pytest.approx([-100, -100])


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4])
def test_few_attempts(size: int) -> None:
    found = figures([(1, 0), (0, 0), (1, 1), (0, 1)][:size], (1, 1))
    quiz, item = found.quiz, found.items[0]
    assert [each is not None for each in (quiz.mean, quiz.sd, quiz.skewness, quiz.kurtosis)] == [
        size > 0,
        size > 1,
        size > 2,
        size > 3,
    ]
    assert (quiz.cic is not None) == (quiz.standard_error is not None) == (size > 2)
    assert (item.facility is not None) == (size > 0)
    assert (item.sd is not None) == (size > 1)
    assert not item.negative
    if size < 2:
        assert (item.discrimination, item.efficiency, item.effective_weight) == (None, None, None)


def test_one_question_alone() -> None:
    found = figures([(1,), (0,), (1,)], (1,))
    assert found.quiz.skewness is not None
    assert (found.quiz.cic, found.quiz.error_ratio, found.quiz.standard_error) == (None, None, None)
    assert found.items[0].effective_weight == 100
    assert found.items[0].discrimination is None


def test_a_question_worth_nothing() -> None:
    found = figures([(0, 1), (0, 0)], (0, 1))
    assert found.items[0].facility is None
    assert found.items[0].sd_percent is None
    assert found.items[0].intended_weight == 0
    assert analyse({}, [Marks("a", {})]).quiz.mean == 0


def test_no_answer_is_no_mark() -> None:
    maxima = {"a": 1.0, "b": 1.0}
    some = analyse(maxima, [Marks("1", {"a": 1}), Marks("2", {"b": 1}), Marks("3", {})])
    none = analyse(maxima, [Marks("1", {"a": 1, "b": 0}), Marks("2", {"a": 0, "b": 1}),
                            Marks("3", {"a": 0, "b": 0})])  # fmt: skip
    assert some == none


THIRD = st.integers(0, 3).map(lambda n: n / 3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(THIRD, THIRD, THIRD), max_size=9))
def test_thirds_leave_no_trace(rows: list[tuple[float, ...]]) -> None:
    """A sign or a guard never hangs on what a sum of thirds leaves over."""
    found = figures(rows, (1, 1, 1))
    exact = [[Fraction(round(mark * 3), 3) for mark in row] for row in rows]
    for place, item in enumerate(found.items):
        if len(rows) < 2:
            continue
        own, totals = [row[place] for row in exact], [sum(row) for row in exact]
        others = [total - mark for total, mark in zip(totals, own, strict=True)]

        def covariance(one: list[Fraction], two: list[Fraction] | list[Fraction | int]) -> Fraction:
            products = sum(a * b for a, b in zip(one, two, strict=True))
            return Fraction(products - sum(one) * sum(two) / len(one)) / (len(one) - 1)

        assert item.negative == (covariance(own, totals) < 0)
        assert (item.efficiency is None) == (covariance(sorted(own), sorted(others)) == 0)
        if item.efficiency is not None:
            share = covariance(own, others) / covariance(sorted(own), sorted(others))
            assert item.efficiency == pytest.approx(float(100 * share), abs=1e-9)
    ratio = found.quiz.error_ratio
    assert ratio is None or ratio >= 0


def test_the_order_of_attempts_means_nothing() -> None:
    one, two = figures(SIX, (1, 1, 2)), figures(SIX[::-1], (1, 1, 2))
    assert one.quiz == two.quiz
    assert one.items == two.items


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [(0, Trust.WITHHELD), (9, Trust.WITHHELD), (10, Trust.CAUTION), (29, Trust.CAUTION),
     (30, Trust.USUAL)],
)  # fmt: skip
def test_small_classes(attempts: int, expected: Trust) -> None:
    assert trust(attempts) is expected
