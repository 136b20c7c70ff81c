"""Marks and words of the map never lie on one another, whatever there is to place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.content.map_geometry import Box, Projection, Region
from nklearn.content.map_placing import GAP, Floor

_ROOM = Box(0, 0, 1600, 1200)
_spots = st.tuples(st.floats(0, 1600), st.floats(0, 1200))
_sizes = st.tuples(st.floats(4, 120), st.floats(4, 50))
_SQUARE = Region([((100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0), (100.0, 100.0))])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(_spots, _sizes), max_size=60))
def test_what_is_pushed_apart_never_overlaps(
    things: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    floor = Floor(_ROOM)
    boxes = [floor.push(anchor, size).box for anchor, size in things]
    for number, box in enumerate(boxes):
        assert _ROOM.holds(box)
        assert not any(box.meets(other) for other in boxes[number + 1 :])


def test_what_has_room_stands_at_its_point() -> None:
    placed = Floor(_ROOM).push((500, 400), (22, 22))
    assert placed.box.middle == (500, 400)
    assert not placed.led


def test_what_is_pushed_far_has_a_line() -> None:
    floor = Floor(_ROOM, [Box(400, 300, 200, 200)])
    placed = floor.push((500, 400), (22, 22))
    assert placed.led
    assert placed.anchor == (500, 400)


def test_nothing_is_left_out_where_there_is_no_room() -> None:
    tight = Box(0, 0, 20, 20)
    assert Floor(tight).push((10, 10), (40, 40)).box.middle == (10, 10)


@given(st.tuples(st.floats(110, 290), st.floats(110, 290)), _sizes)
def test_words_within_a_region_lie_within(
    goal: tuple[float, float], size: tuple[float, float]
) -> None:
    placed = Floor(_ROOM).within(_SQUARE, 1.0, goal, [size])
    assert placed is not None
    box = placed.box
    assert box.x >= 100 and box.right <= 300 and box.y >= 98 and box.bottom <= 302


def test_words_that_do_not_fit_a_region_are_told_so() -> None:
    assert Floor(_ROOM).within(_SQUARE, 1.0, (200, 200), [(220, 30)]) is None
    assert Floor(_ROOM).within(_SQUARE, 1.0, (200, 200), [(220, 30)], air=(30, 0)) is not None


def test_words_beside_a_mark_take_the_first_free_side() -> None:
    mark = Box(500, 500, 20, 20)
    floor = Floor(_ROOM, [mark])
    first, second = floor.beside(mark, (60, 14)), floor.beside(mark, (60, 14))
    assert first is not None and first.x >= mark.right + GAP
    assert second is not None and second.right <= mark.x - GAP


def test_words_beside_the_land_keep_clear_of_it() -> None:
    placed = Floor(_ROOM).push((200, 200), (80, 20), _SQUARE, 1.0)
    assert placed.led
    assert not _SQUARE.meets(placed.box)


def test_a_region_knows_points_holes_and_its_middle() -> None:
    hole = ((180.0, 180.0), (220.0, 180.0), (220.0, 220.0), (180.0, 220.0), (180.0, 180.0))
    ring = Region([*_SQUARE.rings, hole])
    assert ring.holds((110, 110)) and not ring.holds((200, 200)) and not ring.holds((50, 150))
    assert not ring.holds_box(Box(150, 150, 100, 100))
    assert ring.holds(ring.centre)
    assert ring.area == 200 * 200 - 40 * 40 or ring.area == 200 * 200 + 40 * 40


def test_the_projection_keeps_proportions_at_the_middle_latitude() -> None:
    ring = ((124.0, 38.0), (126.0, 38.0), (126.0, 42.0), (124.0, 42.0), (124.0, 38.0))
    projection = Projection.around([ring])
    width, height = projection.size
    assert height == 400
    assert abs(width / 200 - 0.766) < 0.001  # the cosine of 40 degrees
    assert projection.flat((124.0, 42.0)) == (0, 0)
    assert projection.flat((126.0, 38.0)) == (width, height)


@given(st.tuples(st.floats(90, 310), st.floats(90, 310)), _sizes)
def test_lines_of_words_are_held_as_boxes_are(
    spot: tuple[float, float], size: tuple[float, float]
) -> None:
    box = Box.at(*spot, size)
    assert _SQUARE.holds_lines(spot, [(0.0, size)]) == _SQUARE.holds_box(box)


def test_a_line_from_words_outside_ends_within_on_nothing() -> None:
    mark = Box(290, 150, 22, 100)
    foot = Floor(_ROOM, [mark]).foot(_SQUARE, 1.0, Box(320, 190, 80, 20))
    assert foot is not None and _SQUARE.holds(foot)
    assert not Box.at(*foot, (1, 1)).meets(mark)
    assert foot[0] > 250, "near to the words"
