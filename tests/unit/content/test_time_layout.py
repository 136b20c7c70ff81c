"""Rows of the time axis: nothing overlaps at any zoom, nothing is lost, and it is fast."""

from __future__ import annotations

import random
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.content.time_layout import APART, Item, Placed, pack, ticks


def _group(items: tuple[Item, ...]) -> float:
    return 60.0 + 6 * len(str(len(items)))


def _check(items: list[Item], rows: int, width: float) -> tuple[Placed, ...]:
    placed = pack(items, rows, width, _group)
    assert sorted(name for each in placed for name in each.ids) == sorted(i.id for i in items)
    for row in range(rows):
        here = sorted((each for each in placed if each.row == row), key=lambda each: each.left)
        for before, after in pairwise(here):
            assert before.right + APART <= after.left + 1e-6, (before, after)
    for each in placed:
        assert 0 <= each.row < rows
        if each.inside:
            assert each.first <= each.label_at
            assert each.label_at + each.label <= each.last + 1e-6
        else:
            behind, ahead = each.label_at >= each.last, each.label_at + each.label <= each.first
            assert behind or ahead  # words never lie upon their mark
    return placed


_ITEMS = st.lists(
    st.tuples(
        st.floats(0, 80, allow_nan=False), st.floats(0, 20, allow_nan=False), st.floats(20, 300)
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(_ITEMS, st.integers(1, 6), st.sampled_from([8.0, 11.5, 40.0, 130.0, 900.0]))
def test_no_bar_or_label_overlaps_at_any_zoom(
    years: list[tuple[float, float, float]], rows: int, per_year: float
) -> None:
    items = [
        Item(str(n), first * per_year, first * per_year + max(10.0, length * per_year), label)
        for n, (first, length, label) in enumerate(years)
    ]
    _check(items, rows, 80 * per_year)


def test_zooming_in_opens_groups() -> None:
    items = [Item(str(n), n * 3.0, n * 3.0 + 10, 100.0) for n in range(30)]
    near = [Item(i.id, i.first * 80, i.first * 80 + 10, i.label) for i in items]
    assert any(len(each.items) > 1 for each in _check(items, 2, 900.0))
    assert all(len(each.items) == 1 for each in _check(near, 2, 900.0 * 80))


def test_a_long_dense_stretch_is_more_than_one_group() -> None:
    items = [Item(str(n), n * 5.0, n * 5.0 + 10, 150.0) for n in range(160)]
    assert len(_check(items, 1, 800.0)) >= 6


def test_five_hundred_entries_are_placed_in_a_blink() -> None:
    chance = random.Random(7)
    items = [
        Item(str(n), x, x + chance.choice([10, 12, 60]), chance.uniform(40, 250))
        for n, x in enumerate(chance.uniform(0, 900) for _ in range(500))
    ]
    for zoom in (1, 6, 40):
        far = [Item(i.id, i.first * zoom, i.first * zoom + 10, i.label) for i in items]
        begun = time.process_time()
        _check(far, 4, 900.0 * zoom)
        assert time.process_time() - begun < 0.5


@given(
    st.floats(1945, 2020, allow_nan=False), st.floats(1, 80, allow_nan=False), st.floats(200, 2000)
)
def test_ticks_lie_in_sight_and_never_too_close(start: float, span: float, room: float) -> None:
    found = ticks(start, start + span, room, 50.0)
    per_year = room / span
    for at, _ in found:
        assert start - 1e-9 <= at <= start + span + 1e-9
    years = [at for at, month in found if not month]
    for before, after in pairwise(years):
        assert (after - before) * per_year >= 49.9
