"""Law and penalties in a window: lists, kinds, words, folds, facts in one click, and the panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from tests.ui.helpers import button, click, settle, visible
from tests.ui.stops import look

from nklearn.domain.claims import Sensitivity
from nklearn.domain.law import Provision
from nklearn.ui.laws.cards import LawCard
from nklearn.ui.laws.fact_row import FactRow
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.laws import LawsPage

Key = Qt.Key


def laws(window: MainWindow, address: str = "nk:laws") -> LawsPage:
    assert window.go(address)
    look(window)
    (found,) = visible(window, LawsPage)
    return found


def here(window: MainWindow) -> str:
    return str(window.router.here)


def said(window: MainWindow) -> str:
    return "\n".join(part.text() for part in visible(window, QLabel))


def calm(window: MainWindow) -> Provision:
    found = window.context.catalog.provisions()
    return next(e for e in found if e.sensitivity is Sensitivity.NONE and e.practice_targets)


def hard(window: MainWindow) -> Provision:
    found = window.context.catalog.provisions()
    return next(each for each in found if each.sensitivity is not Sensitivity.NONE)


def test_paper_and_practice_stand_side_by_side(window: MainWindow) -> None:
    laws(window)
    words, shown = said(window), calm(window)
    assert shown.promises in words
    assert shown.practice in words
    card = next(c for c in visible(window, LawCard) if shown.practice in c.accessibleName())
    sides = [
        part for part in visible(card, QLabel) if part.text() in (shown.promises, shown.practice)
    ]
    paper, practice = sides
    assert (
        paper.mapTo(card, paper.rect().topLeft()).x()
        < practice.mapTo(card, practice.rect().topLeft()).x()
    )


def test_one_click_opens_a_fact_of_a_side(window: MainWindow) -> None:
    laws(window)
    target = calm(window).practice_targets[0]
    title = window.context.catalog.evidence(target).title
    rows = [r for r in visible(window, FactRow) if "practice" in r.accessibleName()]
    marks = [(line, mark) for line in rows for mark in line.accessible_marks()]
    line, mark = next((each, m) for each, m in marks if m.name.endswith(f": {title}"))
    assert mark.name.startswith(str(calm(window).grounds.index(target) + 1))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=mark.rect.center())
    look(window)
    assert here(window) == f"nk:fact/{target}"


def test_beside_the_numbers_a_click_opens_the_card(window: MainWindow) -> None:
    laws(window, "nk:laws?show=sanctions")
    line = visible(window, FactRow)[0]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().topLeft())
    look(window)
    assert here(window) == "nk:laws?show=sanctions&open=sanction/sanction-1718"


def test_cards_by_arrow_keys_and_enter(window: MainWindow) -> None:
    laws(window, "nk:laws?show=sanctions")
    first, second = visible(window, LawCard)[:2]
    first.setFocus()
    QTest.keyClick(first, Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Return)
    look(window)
    assert here(window) == "nk:laws?show=sanctions&open=sanction/sanction-1874"
    assert "What this rests on: 4 facts" in said(window)
    QTest.keyClick(second, Key.Key_Escape)
    look(window)
    assert here(window) == "nk:laws?show=sanctions"
    assert second.hasFocus()


def test_hard_material_stays_folded_until_it_is_accepted(window: MainWindow) -> None:
    record = hard(window)
    laws(window, f"nk:laws?open=provision/{record.id}")
    for words in (record.name, record.promises, record.practice):
        assert words not in said(window)
        assert not any(words in card.accessibleName() for card in visible(window, LawCard))
    click(window, "Show it")
    look(window)
    assert record.promises in said(window)
    assert any(record.promises in card.accessibleName() for card in visible(window, LawCard))
    assert window.focusWidget() is not None


def test_words_narrow_the_list_and_the_address(window: MainWindow) -> None:
    laws(window, "nk:laws?show=penalties")
    (field,) = [each for each in visible(window, QLineEdit) if "list" in each.accessibleName()]
    QTest.keyClicks(field, "fines")
    look(window)
    assert here(window) == "nk:laws?show=penalties&find=fines"
    assert {card.accessibleName().split(", ")[1] for card in visible(window, LawCard)} == {"Fines"}
    assert field.hasFocus() or window.focusWidget() is not field
    QTest.keyClicks(field, "zzz")
    look(window)
    assert "Nothing in this list matches." in said(window)


def test_a_kind_is_chosen_and_nonsense_is_all_kinds(window: MainWindow) -> None:
    laws(window, "nk:laws?show=instruments&kind=treaty")
    assert len(visible(window, LawCard)) == 2
    assert button(window, "Kind: treaty")
    laws(window, "nk:laws?show=instruments&kind=nonsense")
    assert len(visible(window, LawCard)) == len(window.context.catalog.instruments())


def test_the_panel_leads_to_the_page_of_the_record(window: MainWindow) -> None:
    laws(window, "nk:laws?show=instruments&open=icescr")
    click(window, "Open the page of")
    look(window)
    assert here(window) == "nk:law/icescr"


def test_the_panel_lies_over_the_list_in_a_narrow_window(window: MainWindow) -> None:
    window.resize(1024, 700)
    settle()
    page = laws(window, "nk:laws?show=sanctions")
    assert not page.panel_beside
    card = visible(window, LawCard)[0]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft() * 1)
    look(window)
    assert "What this rests on" in said(window)
    QTest.keyClick(window.focusWidget() or page, Key.Key_Escape)
    look(window)
    assert here(window) == "nk:laws?show=sanctions"
    assert not window.go("nk:laws?open=provision/none")
