"""The choice of a reader of the map and its address are one and the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.base.errors import UnknownAddressError
from nklearn.domain.addresses import Address
from nklearn.domain.map_choice import LAYERS, USUAL, VIEWS, MapChoice


@given(
    st.sets(st.sampled_from(LAYERS)),
    st.sampled_from(("", "1974", "2012")),
    st.sampled_from(("", "camp-15")),
    st.sampled_from(VIEWS),
    st.sampled_from(("", "coal", "평안 & co", "a b")),
)
def test_an_address_reads_as_its_choice(
    layers: set[str], year: str, open_: str, view: str, find: str
) -> None:
    ordered = tuple(name for name in LAYERS if name in layers)
    choice = MapChoice(ordered, year, open_, view, find)  # type: ignore[arg-type]
    assert MapChoice.parse(Address.parse(str(choice.address))) == choice


@pytest.mark.parametrize(
    "text",
    ["nk:map", "nk:map?layers=nonsense", "nk:map?year=20x2&view=globe", "nk:map?year=٢٠١٢"],
)
def test_odd_values_fall_back_to_the_usual(text: str) -> None:
    assert MapChoice.parse(Address.parse(text)) == MapChoice()


def test_nothing_stands_below_the_map() -> None:
    with pytest.raises(UnknownAddressError):
        MapChoice.parse(Address.parse("nk:map/camp-15"))


def test_a_layer_goes_on_and_off() -> None:
    more = MapChoice().toggled("mines")
    assert more.layers == (*USUAL, "mines")
    assert more.toggled("mines") == MapChoice()
    assert not more.plain
    none = MapChoice(layers=("counts",)).toggled("counts")
    assert str(none.address) == "nk:map?layers=none"
