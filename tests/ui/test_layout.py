"""No text is squeezed, on any page, in any size of window and text."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.ui.helpers import visible

from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour import SIZES, right_response

PAGES = (
    "nk:home",
    "nk:lesson/mining-economy/how-much-was-dug#the-fall",
    "nk:lesson/mining-economy/how-much-was-dug#who-counted",
    "nk:data/coal-iron-output?cell=coal/2006",
    "nk:fact/coal-energy-production-2014",
    "nk:sources",
    "nk:disagreement",
)


def squeezed(window: MainWindow) -> list[str]:
    """Return the texts that get less height than they need at their width."""
    return [
        f"{label.text()[:40]}: {label.height()} of {label.heightForWidth(label.width())} px"
        for label in visible(window, QLabel)
        if label.wordWrap() and label.height() < label.heightForWidth(label.width()) - 2
    ]


def look(window: MainWindow, address: str) -> None:
    for width, height in SIZES:
        window.resize(width, height)
        window.go(address)
        QTest.qWait(20)
        layouts.finish()
        assert squeezed(window) == [], (address, width, height)


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_is_squeezed(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for address in PAGES:
        look(window, address)


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_of_a_question_is_squeezed(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    learner, catalog = window.context.learner, window.context.catalog
    for _ in catalog.module("mining-economy").quiz:
        look(window, "nk:practice/mining-economy")
        quiz = learner.quiz("mining-economy")
        quiz.answer(right_response(catalog.question(quiz.current)))
        look(window, "nk:practice/mining-economy")
        learner.quiz("mining-economy").next()
