"""Words that pages put together: counts, sentences, and what is said where nothing is found."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QLineEdit
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import settle, visible

from nklearn.ui import tokens
from nklearn.ui.explorer.line_box import LineBox
from nklearn.ui.shell.search_list import SearchList
from nklearn.ui.words import counted, sentences

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


def test_sentences_end_once() -> None:
    assert sentences("Who says so?", "Every source.") == "Who says so? Every source."
    assert sentences("Look at the data", "Tables") == "Look at the data. Tables"


def test_a_search_without_hits_shows_no_empty_list(make_window: WindowMaker) -> None:
    window = make_window()
    window.go("nk:search?q=zzyzx")
    settle()
    (field,) = [f for f in visible(window, QLineEdit) if f.text() == "zzyzx"]
    top = field.mapTo(window, QPoint(0, 0)).y()
    assert visible(window, SearchList) == []
    window.go("nk:search?q=coal")
    settle()
    assert visible(window, SearchList)
    assert field.mapTo(window, QPoint(0, 0)).y() == top


@pytest.mark.parametrize("look", list(tokens.THEMES))
def test_the_chosen_hit_is_seen_in_every_theme(make_window: WindowMaker, look: str) -> None:
    window = make_window()
    theme = window.context.theme
    theme.set(name=look)
    window.go("nk:search?q=coal")
    settle()
    (hits,) = visible(window, SearchList)
    picture = hits.viewport().grab().toImage()
    rows = [hits.visualItemRect(hits.item(number)).center().y() for number in range(2)]
    assert [picture.pixelColor(1, y) == theme.color("ACCENT") for y in rows] == [True, False]
