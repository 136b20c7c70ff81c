"""Putting in order and matching on the practice page: by keys alone, for readers, in every look."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.fixtures.softened import soften
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible
from tests.ui.stops import stops
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults, widgets

from nklearn.content.compile.compiler import compile_content
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import Matching
from nklearn.learning.quiz import Outcome
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.order_list import OrderList
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.chooser import Chooser

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PRACTICE = "nk:practice/pits"


@pytest.fixture(scope="module")
def content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course; its quiz has one ordering and one matching."""
    folder = tmp_path_factory.mktemp("course")
    tree = soften(Path(shutil.copytree(FIXTURES / "content", folder / "tree")))
    added = (FIXTURES / "question-types.yaml").read_text("utf-8").split("- id: who-told")[0]
    questions = tree / "lessons/pits/questions.yaml"
    text = questions.read_text("utf-8").split("\n- id: how-much")[0]  # the check stays
    questions.write_text(f"{text}\n{added}", "utf-8")
    compile_content(tree, folder / "content.db")
    return folder / "content.db"


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key, held)
        settle()


def order_by_keys(window: MainWindow) -> None:
    """Put the items into the right order: each in turn to the end."""
    (held,) = visible(window, OrderList)
    for item in "bca":
        press(Qt.Key.Key_Home)
        while held.here.item != item:
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_Space)


def match_by_keys(window: MainWindow) -> None:
    """Choose for each row, from the first, what belongs to it."""
    body = question(window).question.body
    assert isinstance(body, Matching)
    words = {choice.id: choice.text for choice in body.choices}
    for row in body.rows:
        press(Qt.Key.Key_Return)
        (unfolded,) = (own for own in visible(window, Chooser) if own.unfolded)
        assert unfolded.accessibleName().startswith(row.text)
        while not _is_on(words[row.choice]):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)


def _is_on(words: str) -> bool:
    here = QApplication.focusWidget()
    assert here is not None
    return f", {words}, " in here.accessibleName()


def test_a_quiz_without_a_mouse(make_window: WindowMaker) -> None:
    window = make_window()
    window.go(PRACTICE)
    settle()
    for _ in range(2):
        if visible(window, OrderList):
            order_by_keys(window)
        else:
            match_by_keys(window)
        press(Qt.Key.Key_Return)
        (feedback,) = visible(window, Feedback)
        assert feedback.verdict.text() == "Correct"
        press(Qt.Key.Key_Return)
    session = window.context.learner.last_quiz("pits")
    assert session
    assert session.outcomes == (Outcome.RIGHT, Outcome.RIGHT)


def both_states(window: MainWindow) -> Iterator[Stop]:
    """Each of the two questions asked, then answered not wholly right."""
    learner, catalog = window.context.learner, window.context.catalog

    def answer() -> None:
        quiz = learner.quiz("pits")
        quiz.answer(wrong_response(catalog.question(quiz.current)))

    for number in range(2):
        yield Stop(f"{number}-asked", PRACTICE)
        yield Stop(f"{number}-checked", PRACTICE, answer)
        learner.quiz("pits").next()


def test_every_state_makes_sense_without_being_seen(window: MainWindow) -> None:
    for stop in stops(window, both_states(window)):
        told = [*faults_of(window), *charts_and_tables(window), *widgets(window)]
        assert told == [], stop.name


def faults_of(window: MainWindow) -> list[str]:
    from tests.ui.accessibles import interface

    return faults(interface(window))


def test_tab_goes_round_and_back(window: MainWindow) -> None:
    assert walk_by_tab(window, stops(window, both_states(window))) == {}


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("text_size", [100, 150])
def test_nothing_is_squeezed(window: MainWindow, text_size: int, theme: str) -> None:
    window.context.theme.set(text_size=text_size, name=theme)
    for stop in stops(window, both_states(window)):
        for width, height in SIZES:
            window.resize(width, height)
            QTest.qWait(20)
            assert squeezed(window) == [], (stop.name, width)


def test_who_looks_elsewhere_finds_the_order_again(window: MainWindow) -> None:
    window.go(PRACTICE)
    settle()
    if not visible(window, OrderList):
        quiz = window.context.learner.quiz("pits")
        quiz.answer(right_response(window.context.catalog.question(quiz.current)))
        quiz.next()
        window.go(PRACTICE)
        settle()
    (held,) = visible(window, OrderList)
    press(Qt.Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    left = held.arranging.order
    window.go("nk:data")
    window.go(PRACTICE)
    settle()
    (held,) = visible(window, OrderList)
    assert held.arranging.order == left
    assert button(window, "Check").isEnabled()
    click(window, "Reset order")
    assert not button(window, "Check").isEnabled()
