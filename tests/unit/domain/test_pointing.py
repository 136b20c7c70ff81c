"""Which spot is nearest, where arrow keys lead, and what a click on a spot does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.pointing import ChartSpot, Way, marked_after, nearest, stepped

# Two lines that cross after the second year; the second line has no spot in the first.
SPOTS = [
    ChartSpot("coal/1998", 0, 0, 50),
    ChartSpot("coal/2000", 0, 20, 40),
    ChartSpot("coal/2002", 0, 40, 90),
    ChartSpot("iron/2002", 1, 40, 60),
    ChartSpot("iron/2000", 1, 20, 80),
]
WAYS: tuple[Way, ...] = ("left", "right", "up", "down")


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (1, 51, "coal/1998"),
        (31, 75, "iron/2000"),
        (39, 75.5, "coal/2002"),
        (39, 74, "iron/2002"),
        (5, 90, ""),
    ],
)
def test_the_nearest_within_reach(x: float, y: float, found: str) -> None:
    assert nearest(SPOTS, x, y, 16) == found


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert nearest([], 0, 0, 100) == ""


@pytest.mark.parametrize(
    ("here", "way", "goal"),
    [
        ("coal/1998", "left", "coal/1998"),
        ("coal/1998", "right", "coal/2000"),
        ("coal/2000", "right", "coal/2002"),
        ("coal/2002", "right", "coal/2002"),
        ("iron/2002", "left", "iron/2000"),
        ("coal/2000", "down", "iron/2000"),
        ("coal/2002", "down", "iron/2002"),  # the other line, though it is above there
        ("iron/2002", "up", "coal/2002"),
        ("coal/2000", "up", "coal/2000"),
        ("coal/1998", "down", "iron/2000"),  # the nearest year that the line has
        ("nowhere", "up", "nowhere"),
    ],
)
def test_arrows_go_by_year_and_by_line(here: str, way: Way, goal: str) -> None:
    assert stepped(SPOTS, here, way) == goal


def test_lines_at_one_height_are_both_reached() -> None:
    same = [ChartSpot("a", 0, 0, 5), ChartSpot("b", 1, 0, 5), ChartSpot("c", 2, 0, 5)]
    assert [stepped(same, name, "down") for name in "abc"] == ["b", "c", "c"]
    assert [stepped(same, name, "up") for name in "abc"] == ["a", "a", "b"]


places = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 8)), st.integers(0, 5), min_size=1, max_size=9
)


@given(places)
def test_every_spot_is_reached_by_arrows(made: dict[tuple[int, int], int]) -> None:
    spots = [ChartSpot(f"{line}/{x}", line, x * 10, y * 10) for (line, x), y in made.items()]
    reached, edge = {spots[0].id}, [spots[0].id]
    while edge:
        here = edge.pop()
        for way in WAYS:
            if (goal := stepped(spots, here, way)) not in reached:
                reached.add(goal)
                edge.append(goal)
    assert reached == {spot.id for spot in spots}


def test_a_click_marks_and_takes_back() -> None:
    assert marked_after((), "a", 2) == ("a",)
    assert marked_after(("a",), "b", 2) == ("a", "b")
    assert marked_after(("a", "b"), "a", 2) == ("b",)
    assert marked_after(("a", "b"), "c", 2) is None


def test_a_lone_marker_moves() -> None:
    assert marked_after(("a",), "b", 1) == ("b",)
    assert marked_after(("a",), "a", 1) == ()
