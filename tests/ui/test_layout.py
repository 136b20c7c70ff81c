"""No text is squeezed, on any page, in any size of window and text."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.helpers import visible

from nklearn.domain.model_answers import right_response
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.flow import Flow

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


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot, fonts: None) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, spacing=6, line_spacing=4)
    boxes = [QWidget() for _ in range(4)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    hidden = QWidget()
    flow.addWidget(hidden)
    hidden.hide()
    assert [flow.heightForWidth(width) for width in (418, 417, 206, 100)] == [20, 44, 44, 92]
    holder.resize(210, 60)
    holder.show()
    layouts.finish()
    spots = [(box.x(), box.y()) for box in boxes]
    assert spots == [(0, 0), (106, 0), (0, 24), (106, 24)]
    assert flow.takeAt(0) is not None
    assert flow.count() == 4
    assert flow.itemAt(9) is None
