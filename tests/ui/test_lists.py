"""Lists beside the facts: disagreements, sources, words, organisations; found, filtered, folded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.helpers import button, click, settle, visible

from nklearn.content.rivals import rivals
from nklearn.content.text_places import place_group
from nklearn.domain.claims import Sensitivity
from nklearn.ui.facts.filters import FacetBox
from nklearn.ui.finder_page import FinderPage
from nklearn.ui.main_window import MainWindow
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.rival_rows import RivalRows

Key = Qt.Key


def opened(window: MainWindow, address: str) -> FinderPage:
    assert window.go(address), window.notices.last
    settle()
    page = window.router.page
    assert isinstance(page, FinderPage)
    return page


def here(window: MainWindow) -> str:
    return str(window.router.here)


def names(page: FinderPage) -> list[str]:
    return [card.accessibleName() for card in visible(page, LinkCard)]


@pytest.mark.parametrize(
    ("address", "typed", "first", "key"),
    [
        ("nk:disagreement", "coal energy", "", "year"),
        ("nk:sources", "gulag", "Gulag, Inc.", "report"),
        ("nk:glossary", "성분", "songbun", "S"),
        ("nk:organisations", "liberty", "Liberty in North Korea", "charity"),
    ],
)
def test_lists_are_searched_by_keys_and_filtered(
    window: MainWindow, address: str, typed: str, first: str, key: str
) -> None:
    page = opened(window, address)
    before = len(visible(page, LinkCard))
    (field,) = visible(page, FindField)
    field.setText(typed)
    settle()
    assert 0 < len(visible(page, LinkCard)) < before
    assert names(page)[0].startswith(first)
    assert here(window).startswith(f"{address}?q=")
    field.setFocus()
    QTest.keyClick(field, Key.Key_Down)
    assert QApplication.focusWidget() is visible(page, LinkCard)[0]
    box = next(each for each in visible(page, FacetBox) if each.key == key)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    settle()
    assert here(window).endswith(f"={key}")
    assert visible(page, LinkCard)
    page = opened(window, here(window))
    assert field.text() == typed, "the same address shows the same again"


def test_a_list_says_what_it_did_not_find(window: MainWindow) -> None:
    page = opened(window, "nk:glossary?q=songbn")
    assert names(page) == []
    click(window, "Search for “songbun”")
    assert here(window) == "nk:glossary?q=songbun"
    assert names(page)[0].startswith("songbun")
    opened(window, "nk:organisations?q=liberty&kind=bank")
    click(window, "Clear the filter")
    assert here(window) == "nk:organisations?q=liberty"


def test_rivals_stand_side_by_side_and_each_opens(window: MainWindow) -> None:
    catalog = window.context.catalog
    found = next(
        each
        for each in catalog.disagreements()
        if each.sensitivity is Sensitivity.NONE and rivals(catalog, each).apart
    )
    page = opened(window, f"nk:disagreement/{found.id}")
    (rows,) = visible(page, RivalRows)
    marks = rows.accessible_marks()
    sides = rivals(catalog, found).sides
    assert [side.evidence.value in mark.name for side, mark in zip(sides, marks, strict=True)]
    low, high = sides[0], sides[1]
    assert low.low is not None
    assert low.low != high.low
    spot = QPoint(marks[1].rect.center())
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=spot)
    assert window.router.here is not None
    assert str(window.router.here) == sides[1].evidence.address


def test_values_beside_free_room_are_shown_whole(window: MainWindow) -> None:
    page = opened(window, "nk:disagreement")
    drawn = [rows for rows in visible(page, RivalRows) if "billion" in rows.accessibleName()]
    assert drawn
    for rows in drawn:
        metrics = QFontMetrics(window.context.theme.font("strong"))
        first = rows.accessible_marks()[0].name.partition(", ")[0]
        assert metrics.horizontalAdvance(first) <= rows.value_width


def test_no_rival_is_cut_off_in_large_letters(window: MainWindow) -> None:
    window.set_text_size(150)
    window.resize(1024, 700)
    page = opened(window, "nk:disagreement")
    drawn = visible(page, RivalRows)
    assert drawn
    for rows in drawn:
        assert rows.height() == rows.heightForWidth(rows.width())


def test_a_distance_is_told_of_two_numbers_alone(window: MainWindow) -> None:
    catalog = window.context.catalog
    told = [rivals(catalog, each) for each in catalog.disagreements()]
    measured = [each for each in told if each.apart]
    assert measured
    for each in measured:
        assert len(each.sides) == 2
        assert all(side.low == side.high for side in each.sides)
    for each in told:
        if each.ends is None:
            assert all(side.low is None for side in each.sides)


def test_hard_disagreements_are_folded_in_the_list(window: MainWindow) -> None:
    hard = [
        each
        for each in window.context.catalog.disagreements()
        if each.sensitivity is not Sensitivity.NONE
    ]
    page = opened(window, "nk:disagreement")
    while any(name.startswith("Show more") for name in _buttons(page)):
        click(window, "Show more")
    words = " ".join([*names(page), *(each.text() for each in visible(page, QLabel))])
    assert sum(name.startswith("Folded") for name in names(page)) == len(hard)
    assert not any(each.title in words or each.explanation in words for each in hard)


def _buttons(page: FinderPage) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [each.accessibleName() for each in visible(page, QPushButton)]


def test_a_source_page_has_its_facts_by_place_and_its_citation(window: MainWindow) -> None:
    page = opened(window, "nk:source/keenan-trafficking")
    facts = window.context.catalog.claims_of("keenan-trafficking")
    words = [each.text() for each in visible(page, QLabel)]
    assert f"What rests on it: {len(facts)} facts" in words
    parts = [place_group(fact.locator.place)[0] for fact in facts]
    assert sum(part in words for part in set(parts)) > 2, "each part of the text has its heading"
    assert any(text.startswith("Part of ") for text in words)
    assert visible(page, TakeAway)
    click(window, "Search and filter these")
    assert here(window) == "nk:facts?source=keenan-trafficking"


def test_search_hands_over_to_the_facts(window: MainWindow) -> None:
    window.go("nk:search?q=coal")
    settle()
    click(window, "Search and filter")
    assert here(window) == "nk:facts?q=coal"
    window.go("nk:search?q=magnesiet")
    settle()
    assert button(window, "Search for “magnesite”")
    click(window, "Search for “magnesite”")
    assert here(window) == "nk:search?q=magnesite"
