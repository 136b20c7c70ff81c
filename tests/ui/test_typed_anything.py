"""Whatever is typed, pasted or composed: it can be checked, is saved, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from tests.fixtures import tiny_course

from nklearn.domain.questions import Question
from nklearn.domain.responses import Response, decode, encode
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.making import answer_view

WIDTHS = (360, 560, 840)
MAKERS: dict[str, Callable[[str], Question]] = {
    "numeric": tiny_course.numeric,
    "short": tiny_course.short,
    "gaps": tiny_course.gaps,
    "written": tiny_course.written,
}
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("0123456789.,−- %t\t\n"), max_size=12),
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=200),
    # A letter before them shifts letters of two places onto the limits.
    st.builds("a{}".format, st.text(st.characters(min_codepoint=0x1F300), max_size=120)),
)


@dataclass(frozen=True)
class Bout:
    """One text, how it comes in, and what is on the way in a composing keyboard."""

    words: str
    composed: bool
    preedit: str
    width: int


#: What has its own way through a view: tried each time, and not only by luck.
HARD = (
    "단천 함경남도",
    "a" + "\U0001f3d4" * 2500,  # every limit falls within a letter
    "e\u0301" * 150,
    "word " * 2000,
    "two\nlines\x00\u2028\u2029",
    "a line of words \U0001f3d4 " * 300,
    "+" + "9" * 29,  # more digits than a decimal keeps
    "0," + "0" * 27 + "1",
    "1,000,000,000,000,000,000 %",
)
BOUTS = st.builds(
    Bout, TEXTS, st.booleans(), st.sampled_from(("", "ㄷ", "다", "단")), st.sampled_from(WIDTHS)
)


def _field(view: AnswerView) -> QLineEdit | QPlainTextEdit:
    found: list[QLineEdit | QPlainTextEdit] = [
        *view.findChildren(QLineEdit),
        *view.findChildren(QPlainTextEdit),
    ]
    return found[0]


def _put(field: QLineEdit | QPlainTextEdit, bout: Bout) -> None:
    """Hand over a text as a keyboard of another script does, or as the clipboard does."""
    if bout.composed:
        for preedit, done in ((bout.preedit, ""), ("", bout.words), (bout.preedit, "")):
            event = QInputMethodEvent(preedit, [])
            event.setCommitString(done)
            QApplication.sendEvent(field, event)
    else:
        QApplication.clipboard().setText(bout.words)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _lay_out(holder: QWidget, width: int) -> None:
    holder.resize(width, 700)
    layouts.finish()
    holder.grab()


_numbers = count(1)

Test = Callable[..., None]


def _with_hard_ones(test: Test) -> Test:
    for place, words in enumerate(HARD):
        bout = Bout(words, place % 2 == 0, "다", WIDTHS[place % len(WIDTHS)])
        test = example(bout=bout)(test)
    return test


@pytest.mark.parametrize("kind", MAKERS)
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@_with_hard_ones
@given(bout=BOUTS)
def test_no_text_breaks_an_answer(window: MainWindow, kind: str, bout: Bout) -> None:
    context = window.context
    question = MAKERS[kind](f"{kind}-{next(_numbers)}")
    view = answer_view(context, question, seed="5", instant=bout.width < 800)
    try:
        _lay_out(view, bout.width)
        _put(_field(view), bout)
        _lay_out(view, bout.width)
        response = view.response
        assert view.unreadable_words()
        if response is not None:
            _can_be_kept(response)
            view.say_unreadable()
            if checked := context.learner.answer(question, response, "check"):
                view.show_result(checked)
                Feedback(context, question, checked).deleteLater()
                _lay_out(view, bout.width)
                assert view.minimumSizeHint().width() <= bout.width
                again = context.learner.last_checked(question, "check")
                assert again is not None
                assert again.answer.response == response
    finally:
        view.close()
        view.deleteLater()


def _can_be_kept(response: Response) -> None:
    kind, text = encode(response)
    assert decode(kind, text) == response
    text.encode("utf-8")  # half a letter could not be saved
