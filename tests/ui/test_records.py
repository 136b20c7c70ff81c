"""The page of a record, of every kind: what it shows, where it leads, and what stays folded."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.ui.accessibles import interface
from tests.ui.fitting import unfit
from tests.ui.helpers import click, visible
from tests.ui.stops import look, stops
from tests.ui.test_colours import fills
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.content.shelf import PAGES
from nklearn.domain.claims import Sensitivity
from nklearn.ui import tokens
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.search_list import SearchList
from nklearn.ui.tour.stop import Stop
from nklearn.ui.tour.stops import stops_of
from nklearn.ui.widgets import record_parts
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose

PIT = "nk:place/deep-pit"
Key = Qt.Key


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


def every_record(window: MainWindow) -> list[Stop]:
    """A stop for each record of the content."""
    catalog = window.context.catalog
    found = [each for page in PAGES for each in catalog.entities(page)]
    assert {each.PAGE for each in found} == set(PAGES)
    return [Stop(each.address, each.address) for each in found]


def said(window: MainWindow) -> list[str]:
    """Every word of the page, in labels and links."""
    page = window.router.page
    assert page is not None
    words = [own.text() for own in visible(page, QLabel)]
    return words + [own.toPlainText() for own in visible(page, Prose)]


def open_record(window: MainWindow, address: str) -> None:
    """Open a record, and its fold if it has one."""
    assert window.go(address)
    look(window)
    if visible(window, Fold):
        click(window, "Show it")
        look(window)


def test_a_record_shows_what_it_is_and_what_it_rests_on(window: MainWindow) -> None:
    open_record(window, PIT)
    words = said(window)
    for part in (
        "Mine",
        "Deep Pit",
        "A pit that nobody dug.",
        "Province, disputed",
        "Usi",
        "What this rests on: 1 fact",
    ):
        assert part in words, (part, words)
    assert window.windowTitle().startswith("Deep Pit")


def test_a_hard_record_asks_first(window: MainWindow) -> None:
    window.go(PIT)
    look(window)
    assert "This speaks of violence." in said(window)
    assert "A pit that nobody dug." not in said(window)
    click(window, "Show it")
    look(window)
    page = window.router.page
    assert page is not None and page.isAncestorOf(QApplication.focusWidget() or window)
    # A hard fact that it rests on stays folded by itself.
    (card,) = visible(window, LinkCard)
    assert "Folded: this may be hard to read" in card.accessibleName()
    window.go("nk:home")
    window.go(PIT)
    look(window)
    assert visible(window, Fold)  # asked anew


def test_what_is_no_proper_name_is_folded_with_the_rest(window: MainWindow) -> None:
    catalog = window.context.catalog
    hard = [e for e in catalog.events() if e.sensitivity is not Sensitivity.NONE]
    window.go(hard[0].address)
    look(window)
    assert hard[0].name not in said(window) and hard[0].name not in window.windowTitle()


def test_records_lead_to_one_another_and_back(window: MainWindow) -> None:
    open_record(window, "nk:event/coal-splits-off")
    link = next(p for p in visible(window, Prose) if "Ministry of Coal" in p.toPlainText())
    link.setFocus()
    QTest.keyClick(link, Key.Key_Return)
    look(window)
    assert str(window.router.here) == "nk:body/ministry-of-coal"
    QTest.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    look(window)
    assert str(window.router.here) == "nk:event/coal-splits-off"


def test_a_fact_leads_to_the_record_that_rests_on_it(window: MainWindow) -> None:
    open_record(window, "nk:fact/pit-opened")
    assert any("Place: Deep Pit" in words for words in said(window))
    open_record(window, "nk:event/coal-splits-off")
    card = visible(window, LinkCard)[0]
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    look(window)
    assert str(window.router.here) == "nk:fact/pit-opened"


def test_search_finds_a_record_by_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    look(window)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "chagang")
    look(window)
    QTest.keyClick(field, Key.Key_Return)
    look(window)
    assert str(window.router.here) == "nk:place/chagang"


def test_the_tour_has_a_stop_for_every_kind_that_there_is(window: MainWindow) -> None:
    names = {stop.name for stop in stops_of(window)}
    assert names >= {f"record-{page}" for page in PAGES}
    assert "record-folded" in names


def test_every_record_keeps_every_rule(window: MainWindow) -> None:
    records = every_record(window)
    assert walk_by_tab(window, stops(window, records)) == {}
    for stop in records:
        open_record(window, stop.address)
        told = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    [(1366, 690, 100), (1920, 1080, 100), (1024, 700, 150), (800, 560, 100)],
)
def test_words_of_records_have_room(
    window: MainWindow, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    for stop in every_record(window):
        open_record(window, stop.address)
        assert [*unfit(window), *squeezed(window)] == [], stop


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_records_and_tables_are_drawn_in_the_colours_of_the_theme(
    window: MainWindow, theme: str
) -> None:
    window.context.theme.set(name=theme)
    known = {QColor(colour).name().upper() for colour in tokens.THEMES[theme].values()}
    for address in (PIT, "nk:body/pit-bureau", "nk:data/pit-rations?cell=carters/people"):
        open_record(window, address)
        others = {c: share for c, share in fills(window).items() if c not in known}
        assert others == {}, address


def test_what_is_not_known_is_a_sentence_with_a_link_behind_it(window: MainWindow) -> None:
    open_record(window, "nk:body/ministry-of-pits")
    (value,) = (p for p in visible(window, Prose) if p.toPlainText().startswith("Nobody says"))
    assert value.toPlainText() == "Nobody says when. after 2000"
    value.setFocus()
    assert value.textCursor().selectedText() == "after 2000"
    QTest.keyClick(value, Key.Key_Return)
    look(window)
    assert window.router.page is not None
    assert str(window.router.page.address) == "nk:event/pits-abolished"


def test_search_names_a_hard_place_and_folds_a_hard_fact(window: MainWindow) -> None:
    window.go("nk:search?q=pit")
    look(window)
    (found,) = visible(window, SearchList)
    catalog = window.context.catalog
    hard = {hit.kind: hit for hit in catalog.search("pit", 50) if hit.sensitivity != "none"}
    assert {"place", "claim"} <= set(hard), hard
    titles = [found.item(n).text().split(", ")[0] for n in range(found.count())]
    assert hard["place"].title in titles
    assert hard["claim"].title not in titles and "Folded: this may be hard to read" in titles


def test_a_long_list_beside_the_facts_shows_all_when_asked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_record(window, "nk:class/basic")
    (links,) = (p for p in visible(window, Prose) if "Pull]ers" in p.toPlainText())
    assert not [b for b in visible(window, Button) if b.text().startswith("Show all")]
    monkeypatch.setattr(record_parts, "_MANY", 1)
    monkeypatch.setattr(record_parts, "_FEW", 1)
    window.go("nk:home")
    open_record(window, "nk:class/basic")
    (links,) = (p for p in visible(window, Prose) if p.toPlainText().startswith("1. Miners"))
    assert "Pull]ers" not in links.toPlainText()
    click(window, "Show all 2")
    look(window)
    assert "Pull]ers" in links.toPlainText() and links.hasFocus()
    assert not [b for b in visible(window, Button) if b.text().startswith("Show all")]
