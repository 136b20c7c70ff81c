"""What somebody types is found as browsers find it, whatever the signs upon the letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.finding import find_all


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Coal and coal", "COAL", ["Coal", "coal"]),
        ("the charcoal burner", "coal", ["coal"]),
        ("Kŏnsŏl in Hŭich’ŏn", "konsol", ["Kŏnsŏl"]),
        ("Ko\u0306nso\u0306l", "konsol", ["Ko\u0306nso\u0306l"]),
        ("Hŭich’ŏn", "huich'on", ["Hŭich’ŏn"]),
        ("1991–2004", "1991-2004", ["1991–2004"]),
        ("two\n words", "two words", ["two\n words"]),
        ("무연탄 값", "연탄", ["연탄"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "  ", []),
        ("", "x", []),
    ],
)
def test_places(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, wanted)] == found


@given(st.text(max_size=40), st.text(max_size=6))
def test_places_lie_in_the_text_and_in_order(text: str, wanted: str) -> None:
    last = 0
    for start, end in find_all(text, wanted):
        assert last <= start < end <= len(text)
        last = start + 1
