"""Facts and the lists beside them: in every size, by keys alone, and without being seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from tests.ui.accessibles import interface
from tests.ui.fitting import unfit
from tests.ui.stops import look, stops
from tests.ui.test_colours import fills
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.ui import tokens
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.facts import facts_stops
from nklearn.ui.tour.stop import Stop


def own_stops(window: MainWindow) -> list[Stop]:
    """The tour's stops of facts, and one of each list, found, filtered or opened."""
    more = (
        "nk:disagreement?differs=misprint",
        "nk:disagreement/coal-energy-53",
        "nk:sources?kind=book",
        "nk:source/chen-refugees",
        "nk:glossary?q=songbun",
        "nk:organisations?kind=charity",
        "nk:fact/coal-energy-production-2014",
    )
    found = window.context.catalog.disagreements_of("coal-energy-production-2014")[0].id
    named = [each.replace("coal-energy-53", found) for each in more]
    catalog = window.context.catalog
    return [*facts_stops(catalog), *(Stop(each, each) for each in named)]


def test_by_keys_and_without_being_seen(window: MainWindow) -> None:
    mine = own_stops(window)
    assert walk_by_tab(window, stops(window, mine)) == {}
    for stop in stops(window, mine):
        told = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(1366, 690, 100), (1920, 1080, 100), (1024, 700, 150), (800, 560, 100)],
)
def test_words_have_room(window: MainWindow, width: int, height: int, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in stops(window, own_stops(window)):
        assert (window.width(), window.height()) == (width, height), stop
        told = [*unfit(window), *squeezed(window)]
        # The rail is not of these pages, and has tests of its own.
        assert [fault for fault in told if not fault.startswith("_RailButton")] == [], stop


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_in_the_colours_of_the_theme(window: MainWindow, theme: str) -> None:
    window.context.theme.set(name=theme)
    known = {QColor(colour).name().upper() for colour in tokens.THEMES[theme].values()}
    for stop in stops(window, own_stops(window)):
        others = {c: share for c, share in fills(window).items() if c not in known}
        assert others == {}, stop
