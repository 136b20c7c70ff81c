"""Lists of hundreds: a part at once, the rest when asked for; hard entries stay folded."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.helpers import click, settle, visible

from nklearn.domain.claims import Sensitivity
from nklearn.ui.main_window import MainWindow
from nklearn.ui.page import Page
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard

FOLDED = "Folded: this may be hard to read"


def page(window: MainWindow) -> Page:
    found = window.router.page
    assert found is not None
    return found


def test_a_work_with_hundreds_of_facts_shows_them_in_parts(window: MainWindow) -> None:
    facts = window.context.catalog.claims_of("hrnk-2016")
    assert len(facts) > 500
    window.go("nk:source/hrnk-2016")
    settle()
    assert len(visible(page(window), LinkCard)) == 40
    click(window, f"Show more: {len(facts) - 40} are left")
    settle()
    cards = visible(page(window), LinkCard)
    assert len(cards) == 80
    assert QApplication.focusWidget() is cards[40], "the keyboard goes on with the first new card"


def test_the_work_that_most_rests_on_stands_first(window: MainWindow) -> None:
    window.go("nk:sources")
    settle()
    assert visible(page(window), LinkCard)[0].accessibleName().startswith("Gulag, Inc.")


def test_a_work_shows_what_came_through_it(window: MainWindow) -> None:
    window.go("nk:source/un-coi-2014")
    settle()
    assert visible(page(window), LinkCard), "we did not read it, but facts came through it"


@pytest.mark.parametrize("hard", [True, False])
def test_a_disagreement_about_hard_material_asks_first(window: MainWindow, hard: bool) -> None:
    every = window.context.catalog.disagreements()
    found = next(each for each in every if (each.sensitivity is not Sensitivity.NONE) is hard)
    window.go(f"nk:disagreement/{found.id}")
    settle()
    assert bool(visible(page(window), Fold)) is hard
    assert (found.title in window.windowTitle()) is not hard
    if hard:
        assert not visible(page(window), LinkCard)
        click(window, "Show it")
        settle()
    assert len(visible(page(window), LinkCard)) == len(found.members)


def test_the_list_of_disagreements_folds_the_hard_ones(window: MainWindow) -> None:
    every = window.context.catalog.disagreements()[:20]
    window.go("nk:disagreement")
    settle()
    names = [card.accessibleName() for card in visible(page(window), LinkCard)]
    for number, (name, each) in enumerate(zip(names, every, strict=True), 1):
        hard = each.sensitivity is not Sensitivity.NONE
        assert name == (f"{FOLDED}, {number}" if hard else each.title)
