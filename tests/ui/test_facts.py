"""Facts and sources: typing, filters, the list by keys, the card, folding, and narrow windows."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.ui.helpers import button, click, settle, visible

from nklearn.content.citations import STYLES
from nklearn.ui.facts.fact_list import FactList, shows_value
from nklearn.ui.facts.filters import FacetBox, Filters
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.facts import FactsPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard

COAL = "coal-energy-production-2014"
HARD = "camp-15-guard-unit"
Key = Qt.Key


def opened(window: MainWindow, address: str = "nk:facts") -> FactsPage:
    assert window.go(address), window.notices.last
    settle()
    page = window.router.page
    assert isinstance(page, FactsPage)
    return page


def listed(page: FactsPage) -> FactList:
    (found,) = page.findChildren(FactList)
    return found


def field(page: FactsPage) -> QLineEdit:
    (found,) = visible(page, QLineEdit)
    return found


def said(page: FactsPage) -> list[str]:
    return [each.text() for each in visible(page, QLabel)]


def wait(page: FactsPage) -> None:
    """Let the card come that waits for a pause."""
    QTest.qWait(200)
    settle()


def test_sources_of_the_rail_opens_the_facts_and_keeps_its_item_lit(window: MainWindow) -> None:
    window.go("nk:home")
    click(window, "Sources")
    assert str(window.router.here) == "nk:facts"
    assert button(window, "Facts").isChecked()
    click(window, "Glossary")
    assert str(window.router.here) == "nk:glossary"


def test_typing_narrows_the_list_and_stands_in_the_address(window: MainWindow) -> None:
    page = opened(window)
    rows = listed(page).model().rowCount()
    assert rows == window.context.catalog.stats()["claims"]
    QTest.keyClicks(field(page), "coal energy")
    wait(page)
    assert str(window.router.here) == "nk:facts?q=coal+energy"
    assert 5 < listed(page).model().rowCount() < 60
    assert f"{listed(page).model().rowCount()} facts" in said(page)
    assert visible(page, EvidenceCard), "the first one is beside the list"


def test_typing_stays_quick(window: MainWindow) -> None:
    page = opened(window)
    field(page).setText("")
    slowest = 0.0
    for letter in "coal exports china":
        begun = time.perf_counter()
        QTest.keyClicks(field(page), letter)
        QApplication.processEvents()
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 0.8, "even on a machine with much else to do"


def test_the_list_is_walked_by_arrows_and_enter_goes_into_the_card(window: MainWindow) -> None:
    page = opened(window, "nk:facts?q=coal+energy")
    field(page).setFocus()
    QTest.keyClick(field(page), Key.Key_Down)
    assert QApplication.focusWidget() is listed(page)
    first = listed(page).current
    QTest.keyClick(listed(page), Key.Key_Down)
    wait(page)
    second = listed(page).current
    assert second != first
    assert window.router.here is not None
    assert window.router.here.state["open"] == second
    (card,) = visible(page, EvidenceCard)
    assert card.accessibleName() == window.context.catalog.evidence(second).title
    QTest.keyClick(listed(page), Key.Key_Return)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert focus is not listed(page)
    assert not listed(page).isAncestorOf(focus)


def test_a_click_on_a_card_opens_it(window: MainWindow) -> None:
    page = opened(window, "nk:facts?q=coal+energy")
    view = listed(page)
    at = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    settle()
    assert window.router.here is not None
    assert window.router.here.state["open"] == view.current
    assert view.currentIndex().row() == 2


def test_filters_narrow_by_click_and_by_key_and_can_be_cleared(window: MainWindow) -> None:
    page = opened(window, "nk:facts?q=coal")
    before = listed(page).model().rowCount()
    boxes = {box.key: box for box in visible(page, FacetBox)}
    boxes["figure"].setFocus()
    QTest.keyClick(boxes["figure"], Key.Key_Space)
    assert str(window.router.here) == "nk:facts?q=coal&kind=figure"
    figures = listed(page).model().rowCount()
    assert figures < before
    assert boxes["figure"].accessibleName() == f"Figures, {figures} facts"
    QTest.keyClick(boxes["figure"], Key.Key_Down)
    assert QApplication.focusWidget() is boxes["event"], "arrows walk a group"
    QTest.mouseClick(boxes["rivalled"], Qt.MouseButton.LeftButton)
    assert str(window.router.here) == "nk:facts?q=coal&kind=figure&status=rivalled"
    click(window, "Clear filters")
    assert str(window.router.here) == "nk:facts?q=coal"
    assert listed(page).model().rowCount() == before


def test_the_card_has_chain_rivals_uses_and_place(window: MainWindow) -> None:
    catalog = window.context.catalog
    page = opened(window, f"nk:facts?open={COAL}")
    assert listed(page).current == COAL, "the open one is the current one of the list"
    words = said(page)
    for part in ("Where it comes from", "Where to find it", "Conflicts with", "Cited by"):
        assert part in words
    found = catalog.evidence(COAL).disagreements[0]
    assert any(found.meanwhile in each for each in words)
    rivals = visible(page, LinkCard)
    assert len(rivals) == len(found.members) - 1
    QTest.mouseClick(rivals[0], Qt.MouseButton.LeftButton)
    assert window.router.here is not None
    assert window.router.here.page == "fact"
    assert window.router.here.rest in found.members


def test_the_citation_is_copied(window: MainWindow) -> None:
    page = opened(window, f"nk:facts?open={COAL}")
    (take,) = visible(page, TakeAway)
    take.copy_citation(next(iter(STYLES)))
    assert any("clipboard" in words for words in said(page))
    copied = QGuiApplication.clipboard().text()
    assert "Gulag, Inc." in copied
    assert window.context.catalog.evidence(COAL).locator.place in copied


def test_hard_facts_stay_folded_in_the_list_and_in_the_card(window: MainWindow) -> None:
    title = window.context.catalog.evidence(HARD).title
    page = opened(window, f"nk:facts?open={HARD}")
    view = listed(page)
    assert view.current == HARD
    assert "Folded" in str(view.currentIndex().data())
    assert not any(title in str(view.model().index(n, 0).data()) for n in range(40))
    assert title not in " ".join(said(page))
    (fold,) = visible(page, Fold)
    click(fold, "Show it")
    settle()
    assert title in said(page)


def test_nothing_found_repeats_the_words_and_offers_a_spelling(window: MainWindow) -> None:
    page = opened(window, "nk:facts?q=magnesiet")
    assert "Nothing found for “magnesiet”." in said(page)
    click(window, "Search for “magnesite”")
    assert str(window.router.here) == "nk:facts?q=magnesite"
    assert field(page).text() == "magnesite"
    assert listed(page).isVisible()
    page = opened(window, "nk:facts?q=magnesite&kind=testimony&status=illegible")
    assert "Nothing for “magnesite” passes all the filters." in said(page)


def test_in_a_narrow_window_filters_drop_down_and_the_card_lies_over_the_list(
    window: MainWindow,
) -> None:
    window.resize(1024, 700)
    page = opened(window, "nk:facts?q=coal")
    assert not visible(page, Filters)
    assert not visible(page, EvidenceCard)
    click(window, "Filters")
    (filters,) = visible(page, Filters)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert filters.isAncestorOf(focus)
    QTest.keyClick(focus, Key.Key_Escape)
    settle()
    assert not visible(page, Filters)
    listed(page).setFocus()
    QTest.keyClick(listed(page), Key.Key_Return)
    settle()
    assert visible(page, EvidenceCard)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Key.Key_Escape)
    settle()
    assert not visible(page, EvidenceCard)
    assert QApplication.focusWidget() is listed(page)
    assert str(window.router.here) == "nk:facts?q=coal"


@pytest.mark.parametrize("address", ["nk:facts?open=no-such-fact"])
def test_an_unknown_fact_is_told_of(window: MainWindow, address: str) -> None:
    window.go("nk:home")
    assert not window.go(address)
    assert str(window.router.here) == "nk:home"


def test_a_lone_word_does_not_stand_where_a_value_stands(window: MainWindow) -> None:
    lines = {line.value: line for line in window.context.catalog.fact_lines() if not line.folded}
    assert not shows_value(lines["second"])
    assert shows_value(lines["two decades"])
    assert shows_value(lines["53%"])


def test_a_card_grows_with_a_value_of_three_lines(window: MainWindow) -> None:
    page = opened(window, "nk:facts?q=coal%20energy")
    found = listed(page)
    model = found.model()
    tall = {
        str(model.index(n, 0).data()).partition(",")[0]: found.sizeHintForRow(n)
        for n in range(model.rowCount())
    }
    assert tall["24 percentage points"] > tall["47%"]
