"""Answers that are typed: numbers, words, gaps and texts, with real keys and in both forms."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.fixtures import tiny_course
from tests.ui.accessibles import Role, interface
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.lessons import Text
from nklearn.domain.questions import GapText, Numeric, Question, Written
from nklearn.domain.responses import (
    GapsResponse,
    NumericResponse,
    TextResponse,
    WrittenResponse,
    decode,
    encode,
)
from nklearn.learning.orders import gap_order
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.inline_check import InlineCheck
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.answer_field import AnswerField
from nklearn.ui.widgets.choice_list import ChoiceList
from nklearn.ui.widgets.chooser import Chooser, ChooserState
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.gap_flow import GapFlow
from nklearn.ui.widgets.gap_parts import GapChooser, GapField
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.writing_area import LIMIT, WritingArea

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
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


def here() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(*pressed: Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in pressed:
        QTest.keyClick(here(), key, held)
        settle()


def write(words: str) -> None:
    if words.isascii():
        QTest.keyClicks(here(), words)
    else:  # as a keyboard for another script hands it over
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(here(), event)
    settle()


def empty() -> None:
    keys(Key.Key_A, held=CONTROL)
    keys(Key.Key_Delete)


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
    column = show(lambda: InlineCheck(window.context, question))
    (view,) = visible(column, AnswerView)
    view.focus_first()
    settle()
    return column


def said(where: QWidget) -> list[str]:
    """The words on screen."""
    return [found.text() for found in visible(where, QLabel)]


def tonnes(*, unit_needed: bool = False) -> Question:
    """10.41 million tonnes, also taken in tonnes and thousand tonnes."""
    body = Numeric(
        Decimal("10.41"),
        Decimal("10.31"),
        Decimal("10.51"),
        "million-tonnes",
        "To one decimal place.",
        (),
        unit_words=("Mt", "million tonnes"),
        factors=(("t", Decimal("0.000001")), ("thousand tonnes", Decimal("0.001"))),
        unit_needed=unit_needed,
    )
    return replace(tiny_course.numeric("n9"), body=body)


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10.41", ""),
        ("10,41", "Read as 10.41 million tonnes."),
        ("10,410", "Read as 10,410 million tonnes. The comma marks thousands."),
        ("10.410", "Read as 10.41 million tonnes."),
        ("10 410", "Read as 10,410 million tonnes."),
        ("18,600 thousand tonnes", "Read as 18.6 million tonnes. The comma marks thousands."),
        ("10410000 t", "Read as 10.41 million tonnes."),
        ("9" * 30, ""),
        ("much", ""),
    ],
)
def test_a_number_says_how_it_is_read(
    show: Show, window: MainWindow, typed: str, read: str
) -> None:
    column, view = page_form(show, window, tonnes())
    write(typed)
    told = [words for words in said(column) if words.startswith("Read as")]
    assert told == ([read] if read else [])
    assert view.response == NumericResponse(typed)
    assert read in here().accessibleDescription()


def test_a_number_says_its_rules_first(show: Show, window: MainWindow) -> None:
    column, _ = page_form(show, window, tonnes())
    rules = (
        "In million tonnes. To one decimal place. Use a dot or a comma for decimals;"
        " 1,000 is a thousand."
    )
    assert rules in said(column)
    assert here().accessibleName() == "Your answer in million tonnes"
    assert rules in here().accessibleDescription()


def test_a_unit_may_be_part_of_the_answer(show: Show, window: MainWindow) -> None:
    column = lesson_form(show, window, tonnes(unit_needed=True))
    assert any("Type the unit after the number, such as “Mt”." in words for words in said(column))
    write("10.41")
    keys(Key.Key_Return)
    missing = "The unit is missing: type it after the number. Nothing was counted."
    assert missing in said(column)
    assert isinstance(here(), AnswerField), "the keyboard stays where it is to be typed"
    write(" Mt")
    assert missing not in said(column)
    keys(Key.Key_Return)
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == "Correct"
    (field,) = visible(column, AnswerField)
    assert field.isReadOnly()
    assert field.property("tone") == "positive"
    assert field.accessibleName() == "Your answer, with its unit, correct"


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "verdict", "tone", "shown"),
    [
        ("  dancheon ", "Correct", "positive", ""),
        ("Tanchon", "Correct", "positive", "The answer as we write it: Dancheon"),
        ("Hoecheon", "Partly right", "caution", "dashed"),
        ("Hamhung", "Not this one", "negative", "dashed"),
        ("함흥" * 50, "Not this one", "negative", "dashed"),
    ],
)
def test_words_are_checked_and_the_answer_shown(
    show: Show, window: MainWindow, typed: str, verdict: str, tone: str, shown: str
) -> None:
    column = lesson_form(show, window, tiny_course.short("s1"))
    assert "One name. Capital and small letters are alike." in said(column)
    assert not button(column, "Check").isEnabled()
    write(typed)
    keys(Key.Key_Return)
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == verdict
    (field,) = visible(column, AnswerField)
    assert (field.text(), field.property("tone")) == (typed, tone)
    right = [(found.state, found.text()) for found in visible(column, Chooser)]
    assert right == ([(ChooserState.MISSED, "Dancheon")] if shown == "dashed" else [])
    assert ("The answer as we write it: Dancheon" in said(column)) == shown.startswith("The")
    assert any(words.startswith("You wrote: ") for words in said(column)) == (len(typed) > 50)
    assert column.horizontalScrollBar().maximum() == 0
    click(column, "Try again")
    assert visible(column, AnswerField)[0].text() == ""


def test_blank_words_are_no_answer(show: Show, window: MainWindow) -> None:
    _, view = page_form(show, window, tiny_course.short("s1"))
    asked: list[bool] = []
    view.check_requested.connect(lambda: asked.append(True))
    write("   ")
    keys(Key.Key_Return)
    assert (view.response, asked) == (None, [])
    write("x")
    keys(Key.Key_Return)
    assert (view.response, asked) == (TextResponse("   x"), [True])
    empty()
    assert view.response is None


# -- gaps -----------------------------------------------------------------------------------------


def gapped() -> Question:
    """Two gaps to choose, with what they reveal, and one to type."""
    asked = tiny_course.gaps("g1")
    assert isinstance(asked.body, GapText)
    first, typed = asked.body.gaps
    options = tuple(replace(o, reveals=(Text(f"Really {o.id}."),)) for o in first.options)
    first = replace(first, options=options, reveals=(Text("It is a."),))
    second = replace(first, id="g3", label="the last word", reveals=())
    body = GapText(("Before ", " and in ", ", then (", ")."), (first, typed, second))
    return replace(asked, body=body)


def gap_names(where: QWidget) -> list[str]:
    found = [*visible(where, GapField), *visible(where, GapChooser)]
    return sorted(
        one.accessibleName() for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    )


def test_gaps_are_filled_by_keys(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, gapped())
    asked: list[bool] = []
    view.check_requested.connect(lambda: asked.append(True))
    assert isinstance(view.question.body, GapText)
    shown = gap_order(view.question.body.gaps[0], view.question, "5")
    order = [option.id for option in shown]
    assert gap_names(column) == [
        "Gap 1 of 3, a word, empty",
        "Gap 2 of 3, a year, empty",
        "Gap 3 of 3, the last word, empty",
    ]
    assert "Nothing is filled yet. Fill at least one gap to answer." in said(column)
    for opener in (Key.Key_Return, Key.Key_Space, Key.Key_Down):
        keys(opener)
        (choices,) = visible(column, ChoiceList)
        assert choices.y() > visible(column, GapChooser)[0].geometry().bottom()
        keys(Key.Key_Escape)
        assert visible(column, ChoiceList) == []
        assert here().accessibleName().startswith("Gap 1")
    keys(Key.Key_Return, Key.Key_Down, Key.Key_Return)
    assert view.response == GapsResponse((("g1", order[1]),))
    assert here().accessibleName() == f"Gap 1 of 3, a word, Option {order[1]}"
    assert "2 of 3 gaps are empty." in said(column)
    keys(Key.Key_A)  # closed, a letter chooses too
    assert view.response == GapsResponse((("g1", order[0]),))
    keys(Key.Key_Tab)
    write("1985")
    assert "1 of 3 gaps is empty." in said(column)
    keys(Key.Key_Return)
    assert here().accessibleName() == "Gap 3 of 3, the last word, empty"
    assert asked == [], "Enter goes to the gap that is empty"
    keys(Key.Key_Return, held=CONTROL)
    assert asked == [True]
    keys(Key.Key_C)
    assert "All 3 gaps are filled." in said(column)
    keys(Key.Key_Return)
    assert asked == [True, True]
    keys(Key.Key_Delete, Key.Key_Backtab)
    empty()
    assert view.response == GapsResponse((("g1", order[0]),))
    (flow,) = visible(column, GapFlow)
    assert interface(flow).role() == Role.Grouping
    assert flow.accessibleName() == "Text with 3 gaps"
    whole = f"Before Option {order[0]} and in (gap 2), then ((gap 3))."
    assert flow.accessibleDescription() == whole


def test_gaps_are_filled_by_mouse(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, gapped())
    for gap in (*visible(column, GapChooser), *visible(column, GapField)):
        assert min(gap.width(), gap.height()) >= 34
    click(column, "Gap 3")
    click(column, "Option C, Option b")
    assert view.response == GapsResponse((("g3", "b"),))
    click(column, "Gap 3")
    click(column, "Option –, Leave this one open")
    assert view.response is None


def test_gaps_show_what_was_right(show: Show, window: MainWindow) -> None:
    column = lesson_form(show, window, gapped())
    keys(Key.Key_B, Key.Key_Tab)
    write("the year 1984, if I remember it well, or perhaps the one that came after that")
    click(column, "Check")
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == "Not this one"
    long = "the year 1984, if I remember it well, or perhaps the one that came after that"
    assert gap_names(column) == [
        "Gap 1 of 3, a word, Option b, incorrect, correct answer: Option a",
        f"Gap 2 of 3, a year, {long}, incorrect, correct answer: 1985",
        "Gap 3 of 3, the last word, empty, correct answer: Option a",
    ]
    states = [found.state for found in visible(column, GapChooser)]
    missed = ChooserState.MISSED
    wrong = ChooserState.WRONG
    assert sorted(states) == sorted([wrong, missed, wrong, missed, ChooserState.NONE, missed])
    assert {"1.", "Really b. It is a."} <= set(said(column))
    assert column.horizontalScrollBar().maximum() == 0
    click(column, "Try again")
    keys(Key.Key_A, Key.Key_Tab)
    write("1985")
    keys(Key.Key_Tab, Key.Key_A, Key.Key_Return)
    assert visible(column, Feedback)[0].verdict.text() == "Correct"
    assert {found.state for found in visible(column, GapChooser)} == {ChooserState.RIGHT}


@pytest.mark.parametrize("width", [360, 560, 840])
def test_gap_text_wraps_and_nothing_overlaps(show: Show, window: MainWindow, width: int) -> None:
    column, view = page_form(show, window, gapped())
    column.resize(width, 690)
    view.restore(GapsResponse((("g1", "a"), ("g2", "1985"), ("gone", "a"), ("g3", "x"))))
    settle()
    assert view.response == GapsResponse((("g1", "a"), ("g2", "1985")))
    (flow,) = visible(column, GapFlow)
    assert flow.height() == flow.heightForWidth(flow.width())
    boxes = [one.geometry() for one in (*visible(flow, GapChooser), *visible(flow, GapField))]
    assert all(flow.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))


# -- texts ----------------------------------------------------------------------------------------


def area(where: QWidget) -> WritingArea:
    (found,) = visible(where, WritingArea)
    return found


def test_a_text_is_counted_and_handed_in(show: Show, window: MainWindow) -> None:
    column = lesson_form(show, window, tiny_course.written("w1"))
    save = button(column, "Save for the teacher")
    assert not save.isEnabled()
    assert "0 words; 5 to 20 are asked" in said(column)
    write("One two three.")
    keys(Key.Key_Return)
    assert "3 words; 5 to 20 are asked" in said(column)
    assert here().accessibleDescription() == "3 words; 5 to 20 are asked"
    assert visible(column, Feedback) == [], "Enter makes a new line"
    keys(Key.Key_Return, held=CONTROL)
    missing = "2 words are missing. Your text is kept; nothing was handed in."
    assert missing in said(column)
    assert here() is area(column)
    write("Four")
    assert missing not in said(column)
    keys(Key.Key_Return, held=CONTROL)
    assert "1 word is missing. Your text is kept; nothing was handed in." in said(column)
    write(" five" + " more" * 16)
    keys(Key.Key_Return, held=CONTROL)
    assert "There is 1 word too many. Your text is kept; nothing was handed in." in said(column)
    for _ in range(5):
        keys(Key.Key_Backspace)
    text = "One two three.\nFour five" + " more" * 15
    assert area(column).toPlainText() == text
    keys(Key.Key_Tab)
    assert here() is save, "Tab leaves the text"
    keys(Key.Key_Return)
    (feedback,) = visible(column, Feedback)
    assert feedback.verdict.text() == "Saved for your teacher"
    saved = window.context.learner.last_answer(tiny_course.written("w1").id, "check")
    assert saved is not None
    assert (saved.response, saved.fraction) == (WrittenResponse(text), None)
    given = area(column)
    assert (given.toPlainText(), given.isReadOnly()) == (text, True)
    assert given.accessibleName() == "Your text, as you handed it in"
    assert given.verticalScrollBar().maximum() == 0
    given.setFocus()
    keys(Key.Key_X)
    keys(Key.Key_A, Key.Key_C, held=CONTROL)
    assert QApplication.clipboard().text() == text
    assert given.toPlainText() == text


def test_every_change_of_a_text_is_told_and_kept(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, tiny_course.written("w1"))
    told: list[bool] = []
    view.changed.connect(told.append)
    write("ab")
    keys(Key.Key_Left)
    view.restore(WrittenResponse("ab"))  # as a page does that saved it
    write("c")
    assert view.response == WrittenResponse("acb"), "the cursor stays where it was"
    assert told == [True, True, True]
    keys(Key.Key_Z, held=CONTROL)
    assert view.response != WrittenResponse("acb")
    view.restore(WrittenResponse("Some words that fill a line. " * 40 + "\n\nAnd an end."))
    view.lock()
    layouts.finish()
    settle()
    assert area(column).isEnabled(), "what was handed in can be read and copied"
    assert area(column).verticalScrollBar().maximum() == 0, "all of it shows"


def test_a_pasted_text_is_plain_and_has_a_limit(show: Show, window: MainWindow) -> None:
    column, view = page_form(show, window, tiny_course.written("w1"))
    rich = QMimeData()
    rich.setHtml("<h1>Loud <b>words</b></h1>")
    rich.setText("Loud words")
    QApplication.clipboard().setMimeData(rich)
    keys(Key.Key_V, held=CONTROL)
    assert view.response == WrittenResponse("Loud words")
    keys(Key.Key_Home)
    QApplication.clipboard().setText("한" * 5000)
    keys(Key.Key_V, held=CONTROL)
    assert area(column).toPlainText() == "한" * (LIMIT - 10) + "Loud words"
    full = "A text has room for 4000 letters. What came after them was not taken."
    assert full in said(column)
    write("x")
    assert len(area(column).toPlainText()) == LIMIT
    assert full in said(column)
    keys(Key.Key_Backspace, Key.Key_Backspace)
    assert full not in said(column)
    write("x")
    QApplication.clipboard().setText("\U0001f600")  # takes two places: it is not cut in half
    keys(Key.Key_V, held=CONTROL)
    assert len(area(column).toPlainText()) == LIMIT - 1
    assert "\ud83d" not in area(column).toPlainText()


def test_the_line_that_is_written_stays_in_view(show: Show, window: MainWindow) -> None:
    column, _ = page_form(show, window, tiny_course.written("w1"))
    column.resize(860, 230)
    settle()
    for _ in range(12):
        keys(Key.Key_Return)
        settle()
        cursor = area(column).cursorRect()
        spot = area(column).viewport().mapTo(column.viewport(), cursor.bottomLeft())
        assert 0 < spot.y() <= column.viewport().height()
    assert column.verticalScrollBar().value() > 0


def test_the_claim_stands_beside_the_text_or_below(show: Show, window: MainWindow) -> None:
    asked = tiny_course.written("w1")
    assert isinstance(asked.body, Written)
    asked = replace(asked, body=replace(asked.body, beside="iron-ore-fall-1985-1998"))
    column, view = page_form(show, window, asked)
    opened: list[str] = []
    view.open_requested.connect(opened.append)
    (card,) = visible(column, EvidenceCard)
    assert card.x() > area(column).geometry().right()
    click(column, "Open this fact")
    assert len(opened) == 1
    column.resize(600, 690)
    settle()
    assert card.y() > area(column).geometry().bottom()


# -- anything whatever ----------------------------------------------------------------------------

_PARTS = st.sampled_from(
    ["한글", "단천", "\U0001f600", "1,000", "word ", "é", "\u202e", "\n", "\t"]
)
_ANY = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=60),
    st.lists(_PARTS, max_size=2000).map("".join),
    st.text("abc", min_size=3000, max_size=5000),
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=_ANY)
def test_no_text_breaks_a_view(window: MainWindow, text: str) -> None:
    column = ScrollColumn(window.context.theme)
    column.resize(620, 690)
    asked = [
        tiny_course.numeric("n1"),
        tonnes(),
        tonnes(unit_needed=True),
        tiny_course.short("s1"),
        gapped(),
        tiny_course.written("w1"),
    ]
    views = [answer_view(window.context, question, instant=True) for question in asked]
    for view in views:
        column.main.addWidget(view)
    column.finish()
    column.show()
    settle()
    for view in views:
        fields = [*view.findChildren(QLineEdit), *view.findChildren(WritingArea)]
        for field in fields:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        response = view.response
        view.restore(TextResponse(text))  # of another kind, or the same again
        if response is None:
            view.say_unreadable()
            continue
        assert decode(*encode(response)) == response
        checked = window.context.learner.answer(view.question, response, "check")
        if checked is None:
            view.say_unreadable()
            view.lock()
        else:
            view.show_result(checked)
    settle()
    assert column.horizontalScrollBar().maximum() == 0, "nothing is wider than the column"
    column.close()
    column.deleteLater()
