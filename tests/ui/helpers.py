"""Finding things in a window as a person would: by what they say."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from nklearn.ui.questions.answer_view import AnswerView

Widget = TypeVar("Widget", bound=QWidget)


def visible(window: QWidget, kind: type[Widget]) -> list[Widget]:
    """Return the visible widgets of a kind, in the order of their making."""
    return [found for found in window.findChildren(kind) if found.isVisible()]


def button(window: QWidget, words: str) -> QAbstractButton:
    """Return the visible button whose name begins with `words`."""
    names = [found.accessibleName() for found in visible(window, QAbstractButton)]
    for found in visible(window, QAbstractButton):
        if found.accessibleName().startswith(words):
            return found
    raise AssertionError(f"no button {words!r} among {names}")


def click(window: QWidget, words: str) -> None:
    """Click the middle of a button with the mouse."""
    target = button(window, words)
    assert target.isEnabled(), f"{words!r} is disabled"
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    settle()


def settle() -> None:
    """Let Qt show what was just put into layouts."""
    QTest.qWait(1)


def question(window: QWidget) -> AnswerView:
    """Return the question on screen."""
    (found,) = visible(window, AnswerView)
    return found
