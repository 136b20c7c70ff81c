"""Putting in order and matching, with real keys and a real mouse, in both forms."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.fixtures import tiny_course
from tests.ui.accessibles import Role, children, interface, name, press
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.lessons import Text
from nklearn.domain.questions import Matching, Ordering, Question
from nklearn.domain.responses import ChoiceResponse, MatchResponse, OrderResponse, Response
from nklearn.learning.orders import item_order
from nklearn.ui import accessible, layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.inline_check import InlineCheck
from nklearn.ui.questions.making import answer_view
from nklearn.ui.questions.order_list import OrderList
from nklearn.ui.widgets.choice_list import ChoiceList
from nklearn.ui.widgets.chooser import Chooser, ChooserState
from nklearn.ui.widgets.match_row import MatchRow
from nklearn.ui.widgets.option_row import OptionRow
from nklearn.ui.widgets.order_row import OrderRow
from nklearn.ui.widgets.scroll_column import ScrollColumn

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Show = Callable[[Callable[[], QWidget]], ScrollColumn]


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Generator[Show]:
    """Put a widget into a scrolling window of its own."""
    made: list[ScrollColumn] = []

    def put(make: Callable[[], QWidget]) -> ScrollColumn:
        window.context.theme.set(motion="reduced")
        column = ScrollColumn(window.context.theme)
        made.append(column)
        column.resize(860, 690)
        column.main.addWidget(make())
        column.finish()
        with qtbot.waitActive(column):
            column.show()
            column.activateWindow()
        return column

    yield put
    for column in made:
        column.close()
        column.deleteLater()


def keys(*pressed: Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in pressed:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key, held)
        settle()


def ordering() -> Question:
    """Four items with something to reveal of the first."""
    asked = tiny_course.ordering("o1")
    assert isinstance(asked.body, Ordering)
    first, *others = asked.body.items
    items = (replace(first, reveals=(Text("It came first."),)), *others)
    return replace(asked, body=replace(asked.body, items=items))


def first_order(question: Question, seed: str = "") -> str:
    assert isinstance(question.body, Ordering)
    return "".join(item.id for item in item_order(question.body, question, seed))


def page_form(
    show: Show, window: MainWindow, question: Question
) -> tuple[ScrollColumn, AnswerView]:
    made: list[AnswerView] = []

    def make() -> QWidget:
        made.append(answer_view(window.context, question, seed="5"))
        return made[0]

    column = show(make)
    made[0].focus_first()
    settle()
    return column, made[0]


def lesson_form(show: Show, window: MainWindow, question: Question) -> ScrollColumn:
    return show(lambda: InlineCheck(window.context, question))


def order(where: QWidget) -> str:
    (found,) = visible(where, OrderList)
    rows = sorted(visible(where, OrderRow), key=OrderRow.y)
    assert found.rows() == rows, "what is shown is what is held"
    return "".join(row.item for row in rows)


def row(where: QWidget, item: str) -> OrderRow:
    return next(own for own in visible(where, OrderRow) if own.item == item)


def swapped(order: str, one: int, two: int) -> str:
    held = list(order)
    held[one], held[two] = held[two], held[one]
    return "".join(held)


# -- ordering -------------------------------------------------------------------------------------


def test_an_untouched_shuffle_is_no_answer(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, ordering())
    asked: list[bool] = []
    view.check_requested.connect(lambda: asked.append(True))
    begun = order(column)
    assert begun == first_order(view.question, "5")
    assert view.response is None
    keys(Key.Key_Return)
    keys(Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home)  # looking is not moving
    assert view.response is None
    assert asked == []
    keys(Key.Key_Space, Key.Key_Down)
    assert view.response == OrderResponse(tuple(swapped(begun, 0, 1)))
    keys(Key.Key_Return)
    assert asked == [], "the first Enter drops what is picked up"
    keys(Key.Key_End, Key.Key_Space, Key.Key_Up, Key.Key_Space)
    click(column, "Reset order")
    assert order(column) == begun
    assert view.response is None
    assert not button(column, "Reset order").isEnabled()
    keys(Key.Key_Down, held=ALT)
    keys(Key.Key_Return)
    assert asked == [True]


def test_keys_pick_up_move_drop_and_put_back(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, ordering())
    a, b, c, d = order(column)
    keys(Key.Key_Down, Key.Key_Space, Key.Key_Up)
    assert order(column) == b + a + c + d
    keys(Key.Key_Escape)
    assert order(column) == a + b + c + d
    assert view.response is None
    keys(Key.Key_Space, Key.Key_End)
    assert order(column) == a + c + d + b
    assert row(column, b).hasFocus(), "the keyboard goes with it"
    keys(Key.Key_Space, Key.Key_Escape)  # dropped: nothing to put back
    keys(Key.Key_Up, Key.Key_Space, Key.Key_Home, Key.Key_Up, Key.Key_Space)
    assert order(column) == d + a + c + b
    keys(Key.Key_Down, Key.Key_Down, held=ALT)
    assert order(column) == a + c + d + b
    keys(Key.Key_Space, Key.Key_Tab)  # who leaves, drops
    keys(Key.Key_Backtab, held=Qt.KeyboardModifier.ShiftModifier)
    assert row(column, d).hasFocus()
    keys(Key.Key_Up)
    assert order(column) == a + c + d + b
    assert row(column, c).hasFocus()


def test_the_list_is_one_tab_stop(show: Show, window: MainWindow) -> None:
    column, _ = page_form(show, window, ordering())
    keys(Key.Key_Down, Key.Key_Down, held=ALT)
    inside = QApplication.focusWidget()
    assert isinstance(inside, OrderRow)
    keys(Key.Key_Tab)
    assert QApplication.focusWidget() is button(column, "Reset order")
    keys(Key.Key_Backtab, held=Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is inside


def test_buttons_move_rows(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, ordering())
    begun = order(column)
    first, last = f"Item {begun[0]}", f"Item {begun[3]}"
    assert not button(column, f"Move up: {first}").isEnabled()
    assert not button(column, f"Move down: {last}").isEnabled()
    for found in (button(column, f"Move down: {first}"), button(column, f"Move up: {last}")):
        assert min(found.width(), found.height()) >= 34
    click(column, f"Move down: {first}")
    assert order(column) == swapped(begun, 0, 1)
    click(column, f"Move up: {last}")
    assert order(column) == swapped(swapped(begun, 0, 1), 2, 3)
    assert view.response == OrderResponse(tuple(order(column)))


@pytest.mark.parametrize("grip", ["handle", "words"])
def test_dragging(show: Show, window: MainWindow, grip: str) -> None:
    column, view = page_form(show, window, ordering())
    begun = order(column)
    held, goal = row(column, begun[0]), row(column, begun[2])
    spot = QPoint(20 if grip == "handle" else 200, held.height() // 2)
    QTest.mousePress(held, Qt.MouseButton.LeftButton, NONE, spot)
    QTest.mouseMove(held, spot + QPoint(0, 2))
    assert view.response is None, "a trembling hand drags nothing"
    way = goal.y() - held.y()
    for step in range(1, 9):
        inside = held.mapFrom(column, column.mapFromGlobal(held.mapToGlobal(spot)))
        target = spot + QPoint(0, way // 8)
        assert inside == spot
        QTest.mouseMove(held, target)
        settle()
        if step == 1:
            assert "picked up" in held.accessibleName()
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, NONE, spot)
    settle()
    assert order(column) == begun[1] + begun[2] + begun[0] + begun[3]
    assert "picked up" not in held.accessibleName()
    QTest.mousePress(held, Qt.MouseButton.LeftButton, NONE, spot)
    QTest.mouseMove(held, spot - QPoint(0, 90))
    keys(Key.Key_Escape)
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, NONE, spot)
    settle()
    assert order(column) == begun[1] + begun[2] + begun[0] + begun[3], "Escape puts it back"


def test_dragging_by_finger(show: Show, window: MainWindow) -> None:
    device = QTest.createTouchDevice()
    column, _ = page_form(show, window, ordering())
    begun = order(column)
    held = row(column, begun[0])
    start = held.mapTo(column, QPoint(200, held.height() // 2))
    way = row(column, begun[1]).y() - held.y()
    surface = column.windowHandle()
    QTest.touchEvent(surface, device).press(0, start).commit()
    for step in range(1, 6):
        QTest.touchEvent(surface, device).move(0, start + QPoint(0, way * step // 5)).commit()
        settle()
    QTest.touchEvent(surface, device).release(0, start + QPoint(0, way)).commit()
    settle()
    assert order(column) == swapped(begun, 0, 1)


def test_a_row_that_is_dragged_out_of_sight_takes_the_page_along(
    show: Show, window: MainWindow
) -> None:
    window.context.theme.set(text_size=150)
    column, _ = page_form(show, window, ordering())
    column.resize(700, 330)
    settle()
    begun = order(column)
    held, bar = row(column, begun[0]), column.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(0)
    spot = QPoint(200, held.height() // 2)
    QTest.mousePress(held, Qt.MouseButton.LeftButton, NONE, spot)
    for _ in range(40):
        QTest.mouseMove(held, spot + QPoint(0, 15))
        settle()
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, NONE, spot)
    settle()
    assert order(column) == begun[1:] + begun[0]
    assert bar.value() > 0
    assert held.visibleRegion().boundingRect().height() == held.height()


def test_what_happens_is_said(
    show: Show, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def listen(_: QWidget, words: str) -> None:
        said.append(words)

    monkeypatch.setattr(accessible, "announce", listen)
    column, _ = page_form(show, window, ordering())
    own = f"Item {order(column)[1]}"
    shown = [label.text() for label in visible(column, QLabel)]
    assert "The order is shuffled. Move at least one item to answer." in shown
    keys(Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Space)
    keys(Key.Key_Up, held=ALT)
    assert said == [
        f"Picked up: {own}. Position 2 of 4.",
        f"Picked up: {own}. Position 3 of 4.",
        f"Dropped: {own}. Position 3 of 4.",
        "The order is shuffled. Move at least one item to answer.",
    ]
    keys(Key.Key_Home, Key.Key_Space)
    assert said[-1] in [label.text() for label in visible(column, QLabel)]


def test_a_screen_reader_finds_a_list(show: Show, window: MainWindow) -> None:
    column, _ = page_form(show, window, ordering())
    (found,) = visible(column, OrderList)
    assert interface(found).role() == Role.List
    assert name(interface(found)) == "Your order, from “Earliest” to “Latest”"
    own = row(column, order(column)[0])
    assert interface(own).role() == Role.ListItem
    assert name(interface(own)) == f"{own.words}, position 1 of 4"
    press(interface(own))
    settle()
    assert name(interface(own)) == f"{own.words}, position 1 of 4, picked up"
    assert interface(own).state().selected
    press(interface(own))
    keys(Key.Key_End, Key.Key_Up, held=ALT)
    words = [name(child) for child in children(interface(found)) if child.role() == Role.ListItem]
    shown = [f"Item {item}, position {n} of 4" for n, item in enumerate(order(column), 1)]
    assert words == shown, "a reader goes through it as it stands"


def test_a_key_held_down_checks_nothing(show: Show, window: MainWindow) -> None:
    checks: list[bool] = []
    for asked in (ordering(), matching()):
        _, view = page_form(show, window, asked)
        view.check_requested.connect(lambda: checks.append(True))
        keys(Key.Key_Space, Key.Key_Down)
        for repeated in range(12):
            here = QApplication.focusWidget()
            assert here is not None
            QTest.simulateEvent(here, True, Key.Key_Return, NONE, "\r", repeated > 0, -1)
            settle()
    assert checks == []


def test_a_lesson_checks_saves_and_shows_an_order(show: Show, window: MainWindow) -> None:
    question = ordering()
    column = lesson_form(show, window, question)
    check = button(column, "Check order")
    assert not check.isEnabled()
    for item in "dcba":  # each to the top, the last one first
        row(column, item).setFocus()
        keys(Key.Key_Space, Key.Key_Home, Key.Key_Space)
    assert order(column) == "abcd"
    keys(Key.Key_End)
    keys(Key.Key_Up, held=ALT)
    assert order(column) == "abdc"
    click(column, "Check order")
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == "Partly right: 1 of 3 links in the right order"
    saved = window.context.learner.last_answer(question.id, "check")
    assert saved
    assert saved.response == OrderResponse(tuple("abdc"))
    assert saved.fraction == pytest.approx(1 / 3)
    names = {own.item: own.accessibleName() for own in visible(column, OrderRow)}
    assert names == {
        "a": "Item a, position 1 of 4, tag a, In its place, the right one follows, It came first.",
        "b": "Item b, position 2 of 4, tag b, In its place",
        "d": "Item d, position 3 of 4, tag d, 1 place down",
        "c": "Item c, position 4 of 4, tag c, 1 place up",
    }
    words = [label.text() for label in visible(column, QLabel)]
    at = words.index("The right order")
    assert words[at : at + 9 : 2][1:] == [f"Item {n} (tag {n})" for n in "abcd"]
    before = order(column)
    row(column, "a").setFocus()
    keys(Key.Key_Space, Key.Key_Down)
    keys(Key.Key_Down, held=ALT)
    assert order(column) == before, "it is over: nothing moves"
    click(column, "Try again")
    assert order(column) == first_order(question)
    assert not button(column, "Check order").isEnabled()


@pytest.mark.parametrize(
    "stored",
    [
        ChoiceResponse("a"),
        OrderResponse(()),
        OrderResponse(("a", "b", "c", "c")),
        OrderResponse(("a", "b", "c", "x")),
    ],
)
def test_a_stored_order_of_other_items_is_passed_over(
    show: Show, window: MainWindow, stored: Response
) -> None:
    column, view = page_form(show, window, ordering())
    begun = order(column)
    view.restore(stored)
    assert order(column) == begun
    assert view.response is None
    view.restore(OrderResponse(tuple(begun[::-1])))
    assert order(column) == begun[::-1]
    assert view.response == OrderResponse(tuple(begun[::-1]))


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("width", [600, 860])
def test_no_row_is_squeezed(show: Show, window: MainWindow, text_size: int, width: int) -> None:
    window.context.theme.set(text_size=text_size)
    question = ordering()
    assert isinstance(question.body, Ordering)
    long = tuple(
        replace(item, text=f"Item {item.id} has a name that goes on, and on, to a second line")
        for item in question.body.items
    )
    question = replace(question, body=replace(question.body, items=long))
    column, view = page_form(show, window, question)
    column.resize(width, 690)
    keys(Key.Key_Down, held=ALT)
    QTest.qWait(20)
    layouts.finish()
    for label in visible(column, QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 2, label.text()
    bottoms = [own.geometry().bottom() for own in sorted(visible(view, OrderRow), key=OrderRow.y)]
    tops = [own.y() for own in sorted(visible(view, OrderRow), key=OrderRow.y)]
    assert all(top > bottom for bottom, top in zip(bottoms, tops[1:], strict=False))
    (found,) = visible(view, OrderList)
    assert found.height() >= max(bottoms)


# -- matching -------------------------------------------------------------------------------------


def matching() -> Question:
    """Three rows of a tiny course, with something to reveal of the first."""
    asked = tiny_course.matching("m1")
    assert isinstance(asked.body, Matching)
    first, *others = asked.body.rows
    rows = (replace(first, reveals=(Text("It is so."),)), *others)
    return replace(asked, body=replace(asked.body, rows=rows))


def chooser(where: QWidget, item: str) -> Chooser:
    return next(own for own in visible(where, MatchRow) if own.item == item).chooser


def options(where: QWidget) -> list[OptionRow]:
    return visible(where, OptionRow)


def status(where: QWidget) -> str:
    return next(text for text in texts(where) if "matched" in text)


def texts(where: QWidget) -> list[str]:
    return [label.text() for label in visible(where, QLabel)]


def test_matching_by_mouse(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, matching())
    assert view.response is None
    assert status(column) == "Nothing is matched yet. Match at least one row to answer."
    QTest.mouseClick(chooser(column, "r2"), Qt.MouseButton.LeftButton)
    settle()
    assert sorted(own.text() for own in options(column)) == [f"Choice {n}" for n in "1234"]
    click_option(column, "Choice 4")
    assert options(column) == []
    assert view.response == MatchResponse((("r2", "c4"),))
    assert status(column) == "1 of 3 matched, 2 are still open."
    QTest.mouseClick(chooser(column, "r1"), Qt.MouseButton.LeftButton)
    settle()
    used = next(own for own in options(column) if own.text() == "Choice 4")
    assert used.accessibleName().endswith("not selected, Also chosen for “Row 2”")
    click_option(column, "Choice 4")
    assert view.response == MatchResponse((("r1", "c4"), ("r2", "c4")))
    assert status(column) == "2 of 3 matched, 1 is still open."
    QTest.mouseClick(chooser(column, "r1"), Qt.MouseButton.LeftButton)
    settle()
    click_option(column, "Leave this one open")
    assert view.response == MatchResponse((("r2", "c4"),))
    for place in ("r1", "r1"):  # a second click puts the choices away
        QTest.mouseClick(chooser(column, place), Qt.MouseButton.LeftButton)
        settle()
    assert options(column) == []
    assert min(chooser(column, "r1").height(), chooser(column, "r1").width()) >= 34


def click_option(where: QWidget, words: str) -> None:
    own = next(own for own in options(where) if own.text() == words)
    assert own.height() >= 34
    QTest.mouseClick(own, Qt.MouseButton.LeftButton)
    settle()


def test_matching_by_keys(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, matching())
    asked: list[bool] = []
    view.check_requested.connect(lambda: asked.append(True))
    assert chooser(column, "r1").hasFocus()
    keys(Key.Key_Space)
    shown = [own.text() for own in options(column)]
    assert options(column)[0].hasFocus()
    keys(Key.Key_Down, Key.Key_End, Key.Key_Up, Key.Key_Return)
    assert options(column) == []
    assert chooser(column, "r1").text() == shown[2]
    assert chooser(column, "r1").hasFocus()
    keys(Key.Key_Space)
    assert options(column)[2].hasFocus(), "it opens at what was chosen"
    keys(Key.Key_Escape)
    assert chooser(column, "r1").hasFocus()
    assert chooser(column, "r1").text() == shown[2]
    keys(Key.Key_Return)
    assert asked == [], "two rows are open still"
    assert options(column)[0].isVisible()
    keys(Key.Key_B)
    assert chooser(column, "r2").text() == shown[1]
    keys(Key.Key_Down, Key.Key_Down, Key.Key_A)  # a letter chooses without opening
    assert chooser(column, "r3").text() == shown[0]
    keys(Key.Key_Backspace)
    assert chooser(column, "r3").state is ChooserState.EMPTY
    keys(Key.Key_D, Key.Key_Return)
    assert asked == [True]
    response = view.response
    assert isinstance(response, MatchResponse)
    assert [f"Choice {choice[1:]}" for _, choice in response.pairs] == [
        shown[2],
        shown[1],
        shown[3],
    ]
    keys(Key.Key_Tab)
    assert chooser(column, "r3").hasFocus(), "the choosers are the only Tab stop there is"


def test_a_lesson_checks_saves_and_shows_a_match(show: Show, window: MainWindow) -> None:
    question = matching()
    column = lesson_form(show, window, question)
    assert not button(column, "Check").isEnabled()
    for place, choice in (("r1", "Choice 1"), ("r2", "Choice 4")):
        QTest.mouseClick(chooser(column, place), Qt.MouseButton.LeftButton)
        settle()
        click_option(column, choice)
    click(column, "Check")
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == "Partly right: 1 of 3 matched"
    assert "A row that was left open counts as not matched." in texts(column)
    saved = window.context.learner.last_answer(question.id, "check")
    assert saved
    assert saved.response == MatchResponse((("r1", "c1"), ("r2", "c4")))
    assert saved.fraction == pytest.approx(1 / 3)
    named = {own.item: own.chooser.accessibleName() for own in visible(column, MatchRow)}
    assert named == {
        "r1": "Row 1: Choice 1, your answer, correct, It is so.",
        "r2": "Row 2: Choice 4, your answer, incorrect, correct answer: Choice 2",
        "r3": "Row 3: Not answered, correct answer: Choice 3",
    }
    states = [own.state for own in visible(column, Chooser)]
    assert sorted(states) == ["missed", "missed", "none", "right", "wrong"]
    chooser(column, "r1").setFocus()
    keys(Key.Key_Space, Key.Key_B, Key.Key_Delete)
    assert options(column) == []
    assert chooser(column, "r1").text() == "Choice 1", "it is over: nothing changes"
    click(column, "Try again")
    assert chooser(column, "r1").state is ChooserState.EMPTY


def test_a_screen_reader_finds_choosers(show: Show, window: MainWindow) -> None:
    column, _ = page_form(show, window, matching())
    own = interface(chooser(column, "r1"))
    assert own.role() == Role.ButtonDropDown
    assert name(own) == "Row 1: nothing chosen yet"
    assert own.state().collapsed
    press(own)
    settle()
    assert own.state().expanded
    (held,) = visible(column, ChoiceList)
    assert interface(held).role() == Role.List
    assert name(interface(held)) == "Choices for: Row 1"
    assert interface(options(column)[0]).role() == Role.RadioButton
    press(interface(options(column)[0]))
    settle()
    assert name(own) == f"Row 1: {chooser(column, 'r1').text()}"


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        (ChoiceResponse("a"), None),
        (MatchResponse((("x", "c1"), ("r1", "x"))), None),
        (MatchResponse((("r3", "c1"), ("x", "c1"), ("r1", "c2"))), (("r1", "c2"), ("r3", "c1"))),
    ],
)
def test_what_is_left_of_a_stored_match_is_taken_up(
    show: Show, window: MainWindow, stored: Response, kept: tuple[tuple[str, str], ...] | None
) -> None:
    _, view = page_form(show, window, matching())
    view.restore(stored)
    assert view.response == (MatchResponse(kept) if kept else None)


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("checked", [False, True])
def test_choosers_are_as_high_as_their_words(
    show: Show, window: MainWindow, text_size: int, checked: bool
) -> None:
    window.context.theme.set(text_size=text_size)
    question = matching()
    assert isinstance(question.body, Matching)
    choices = tuple(
        replace(choice, text=f"{choice.text}, whose name goes on and on to a second line, or third")
        for choice in question.body.choices
    )
    question = replace(question, body=replace(question.body, choices=choices))
    column, view = page_form(show, window, question)
    keys(Key.Key_A, Key.Key_Down, Key.Key_B, Key.Key_Down, Key.Key_C)
    if checked:
        response = view.response
        assert response
        graded = window.context.learner.answer(question, response, "check")
        assert graded
        view.show_result(graded)
    for width in (600, 860):
        column.resize(width, 690)
        QTest.qWait(20)
        layouts.finish()
        for own in visible(column, Chooser):
            assert own.height() >= own.heightForWidth(own.width())
        for label in visible(column, QLabel):
            assert label.height() >= label.heightForWidth(label.width()) - 2, label.text()
