"""Counts in words: one thing is never called by the plural."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import visible

from nklearn.ui.explorer.picker import LineBox
from nklearn.ui.words import counted

_SINGLE = re.compile(r"(?<![\d.,])1 \w*[^s\W]s\b")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 values"), (1, "1 value"), (2, "2 values"), (21, "21 values")]
)
def test_one_is_counted_in_the_singular(count: int, words: str) -> None:
    assert counted(count, "1 value", "%d values") == words


@pytest.mark.parametrize("address", ["nk:search?q=석탄", "nk:sources", "nk:lessons", "nk:practice"])
def test_no_page_speaks_of_one_thing_in_the_plural(make_window: WindowMaker, address: str) -> None:
    window = make_window()
    window.go(address)
    said = [found.text() for found in visible(window, QLabel)]
    assert said
    assert [words for words in said if _SINGLE.search(words)] == []


def test_a_line_with_one_value_says_so(make_window: WindowMaker) -> None:
    window = make_window()
    window.go("nk:data/mining-buyers")
    (taiwan,) = [box for box in visible(window, LineBox) if box.text() == "Taiwan"]
    assert taiwan.accessibleName().endswith(", 1 value")
