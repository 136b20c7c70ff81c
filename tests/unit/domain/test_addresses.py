"""Addresses: text and parts say the same, both ways; nothing else gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.addresses import Address

ADDRESSES = [
    # text, page, path, query, fragment
    ("nk:modules", "modules", (), (), ""),
    (
        "nk:lesson/work-without-choice/mass-assignments#2",
        "lesson",
        ("work-without-choice", "mass-assignments"),
        (),
        "2",
    ),
    ("nk:data/coal-iron-output?show=coal", "data", ("coal-iron-output",), (("show", "coal"),), ""),
    ("nk:ministries/1985-11", "ministries", ("1985-11",), (), ""),
    (
        "nk:search?find=songbun+%26+state&page=2",
        "search",
        (),
        (("find", "songbun & state"), ("page", "2")),
        "",
    ),
    ("nk:search?find=", "search", (), (("find", ""),), ""),
    ("nk:term/%EC%84%9D%ED%83%84", "term", ("석탄",), (), ""),
    ("nk:fact/a%2Fb", "fact", ("a/b",), (), ""),
]


@pytest.mark.parametrize(("text", "page", "path", "query", "fragment"), ADDRESSES)
def test_addresses(
    text: str,
    page: str,
    path: tuple[str, ...],
    query: tuple[tuple[str, str], ...],
    fragment: str,
) -> None:
    address = Address(page, path, query, fragment)
    assert Address.parse(text) == address
    assert str(address) == text


@pytest.mark.parametrize("text", ["modules", " nk:modules ", "nk:modules/"])
def test_looser_spellings(text: str) -> None:
    assert Address.parse(text) == Address("modules")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nk:",
        "nk:/",
        "nk:Modules",
        "nk:lesson//b",
        "nk:lesson/../secret",
        "nk:lesson/./b",
        "nk:lesson/%2E%2E/secret",
        "nk:lesson/%2e",
        "http://example.org",
        "file:///etc/passwd",
        "nk:../x",
        "nk:2",
        "nk:data/\udcff",
        "nk:data?find=\ud800",
        "nk:" + "a" * 2001,
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError):
        Address.parse(text)


def test_of() -> None:
    address = Address.of("lesson", "module/lesson", fragment="s", show="coal")
    assert str(address) == "nk:lesson/module/lesson?show=coal#s"
    assert address.rest == "module/lesson"
    assert address.state == {"show": "coal"}
    assert Address.of("data", "") == Address("data")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PARTS = TEXTS.filter(lambda part: part not in ("", ".", ".."))


@given(
    st.from_regex(r"[a-z][a-z-]{0,10}", fullmatch=True),
    st.lists(PARTS, max_size=4).map(tuple),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    TEXTS,
)
def test_round_trip(
    page: str, path: tuple[str, ...], query: tuple[tuple[str, str], ...], fragment: str
) -> None:
    address = Address(page, path, query, fragment)
    assert Address.parse(str(address)) == address


@given(st.text(), st.sampled_from(["", "nk:", "nk:data/", "nk:data?", "nk:data#"]))
def test_any_text_is_an_address_or_a_value_error(text: str, start: str) -> None:
    try:
        address = Address.parse(start + text)
    except ValueError:
        return
    assert Address.parse(str(address)) == address
