"""The state of the data explorer: text and choice say the same, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection

ids = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True)
years = st.one_of(st.just(""), st.integers(1900, 2099).map(str))
keys = st.builds("{}/{}".format, ids, ids)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    home = draw(ids)
    own = st.builds(f"{home}/{{}}".format, ids)
    cells = st.builds("{}/{}".format, st.one_of(own, keys), st.integers(1900, 2099))
    return Selection(
        dataset=home,
        shown=tuple(draw(st.lists(st.one_of(own, keys), max_size=6, unique=True))),
        index=draw(st.booleans()),
        reference=draw(st.booleans()),
        start=draw(years),
        end=draw(years),
        cell=draw(st.one_of(st.just(""), cells)),
        table=draw(st.booleans()),
    )


@given(selections())
def test_an_address_gives_the_selection_back(selection: Selection) -> None:
    assert Selection.parse(Address.parse(str(selection.address))) == selection


@given(selections(), keys)
def test_toggling_twice_changes_nothing_but_the_order(selection: Selection, key: str) -> None:
    once = selection.toggled(key)
    assert (key in once.shown) is not (key in selection.shown)
    assert sorted(once.toggled(key).shown) == sorted(selection.shown)


PARSED = [
    ("nk:data/a", Selection("a")),
    ("nk:data/a?show=&scale=&from=&to=&cell=&view=&reference=", Selection("a")),
    ("nk:data/a?show=,,x,", Selection("a", ("a/x",))),
    ("nk:data/a?show=x,a/x,b/x,x", Selection("a", ("a/x", "b/x"))),
    ("nk:data/a?scale=index&reference=no&view=table", Selection("a", (), True, False, table=True)),
    ("nk:data/a?scale=INDEX&reference=maybe&view=pie", Selection("a")),
    ("nk:data/a?from=2010&to=1998", Selection("a", start="2010", end="1998")),
    ("nk:data/a?cell=x/1998", Selection("a", cell="a/x/1998")),
    ("nk:data/a?cell=b/x/1998", Selection("a", cell="b/x/1998")),
]


@pytest.mark.parametrize(("text", "wanted"), PARSED)
def test_addresses(text: str, wanted: Selection) -> None:
    assert Selection.parse(Address.parse(text)) == wanted


def test_an_address_leaves_out_what_goes_without_saying() -> None:
    chosen = Selection("a", ("a/x", "b/y"), start="2004", cell="a/x/2004")
    assert str(Selection("a").address) == "nk:data/a"
    assert str(chosen.address) == "nk:data/a?show=x,b/y&from=2004&cell=x/2004"


def test_a_line_is_added_at_the_end_and_taken_out() -> None:
    chosen = Selection("a", ("a/x",))
    assert chosen.toggled("b/y").shown == ("a/x", "b/y")
    assert chosen.toggled("b/y").toggled("a/x").shown == ("b/y",)
