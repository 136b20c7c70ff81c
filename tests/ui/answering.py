"""Answering any question with the keyboard alone, as a person would, or setting its answer."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.helpers import settle, visible

from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.questions import (
    GapText,
    Matching,
    MultipleResponse,
    Ordering,
    SingleChoice,
    Written,
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)
from nklearn.learning.orders import choice_order, gap_order, item_order, option_order
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.questions.answer_view import AnswerView

_ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left)


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key, held)
        settle()


def write(text: str) -> None:
    """Type where the keyboard is."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)
    settle()


def letter(place: int) -> Qt.Key:
    """The key of a letter by its place from 0."""
    return Qt.Key(Qt.Key.Key_A + place)


def set_answer(view: AnswerView, *, right: bool) -> None:
    """Put an answer into a view, without keys."""
    made = right_response(view.question) if right else wrong_response(view.question)
    if isinstance(view.question.body, Written):  # a text too short would only be asked again
        made = right_response(view.question)
    view.restore(made)
    view.say_changed()
    settle()


def answer_by_keys(view: AnswerView) -> None:
    """Give the right answer with keys alone, and check it."""
    question, body, seed = view.question, view.question.body, view.seed
    response: Response = right_response(question)
    match body, response:
        case SingleChoice(), ChoiceResponse(chosen):
            ids = [option.id for option in option_order(question, seed)]
            press(letter(ids.index(chosen)))
        case MultipleResponse(), ChoicesResponse(several):
            ids = [option.id for option in option_order(question, seed)]
            press(*(letter(ids.index(name)) for name in several))
        case _, NumericResponse(text) | TextResponse(text):
            write(text)
        case Ordering(), OrderResponse(wanted):
            _put_in_order([item.id for item in item_order(body, question, seed)], wanted)
        case Matching(), MatchResponse(pairs):
            ids = [choice.id for choice in choice_order(body, question, seed)]
            for _, chosen in pairs:
                press(Qt.Key.Key_Return, letter(ids.index(chosen)))
        case GapText(), GapsResponse(values):
            _fill(view, body, values)
        case _, PointsResponse(spots):
            _point(view, set(spots))
        case Written(), WrittenResponse(text):
            write(text)
            press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
            return
        case _:
            raise AssertionError(f"nothing answers {question.id}")
    press(Qt.Key.Key_Return)


def _put_in_order(order: list[str], wanted: tuple[str, ...]) -> None:
    for place, name in enumerate(wanted):
        here = order.index(name)
        press(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * here, Qt.Key.Key_Space)
        press(*[Qt.Key.Key_Up] * (here - place), Qt.Key.Key_Space)
        order.insert(place, order.pop(here))


def _fill(view: AnswerView, body: GapText, values: tuple[tuple[str, str], ...]) -> None:
    for place, (gap, (_, value)) in enumerate(zip(body.gaps, values, strict=True)):
        if place:
            press(Qt.Key.Key_Return)  # goes on to the next gap that is empty
        if gap.options:
            shown = gap_order(gap, view.question, view.seed)
            press(letter([option.id for option in shown].index(value)))
        else:
            write(value)


def _point(view: AnswerView, wanted: set[str]) -> None:
    (pad,) = visible(view, Canvas)
    chance = random.Random(7)  # a walk that does not go round in a circle
    for _ in range(400):
        if pad.cursor_id in wanted:
            wanted.discard(pad.cursor_id or "")
            press(Qt.Key.Key_Space)
            if not wanted:
                return
        press(chance.choice(_ARROWS))
    raise AssertionError(f"the arrows do not reach {wanted}")
