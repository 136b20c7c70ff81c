"""Items being put in order, without a window: whatever one does, none is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nklearn.ui.questions.arranging import Arranging

FIRST = ("a", "b", "c", "d", "e")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pick"), st.sampled_from(FIRST), st.just(0)),
        st.tuples(st.just("move"), st.sampled_from(FIRST), st.integers(-3, 9)),
        st.tuples(st.sampled_from(["drop", "back", "reset"]), st.just(""), st.just(0)),
    ),
    max_size=25,
)


@given(STEPS)
def test_no_item_is_lost_and_put_back_undoes(steps: list[tuple[str, str, int]]) -> None:
    made = Arranging(FIRST)
    before = made.order
    for what, item, to in steps:
        order, held = made.order, made.held
        if what == "pick":
            assert made.pick_up(item) == (not held)
            before = before if held else order
        elif what == "move":
            assert made.move(item, to) == (made.order != order)
            assert made.place(item) == max(0, min(to, 4))
        elif what == "drop":
            assert made.drop() == bool(held)
            assert made.order == order
        elif what == "back":
            assert made.put_back() == bool(held)
            assert made.order == (before if held else order)
        else:
            made.reset()
            assert made.untouched
        assert sorted(made.order) == sorted(FIRST)
        assert made.untouched == (made.order == FIRST)


def test_an_order_of_other_items_is_passed_over() -> None:
    made = Arranging(FIRST)
    for other in ((), ("a",), ("a", "b", "c", "d", "d"), ("a", "b", "c", "d", "x")):
        assert not made.set(other)
    assert made.untouched
    assert made.set(FIRST[::-1])
    assert made.order == FIRST[::-1]
