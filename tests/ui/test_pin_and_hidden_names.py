"""Choosing a name that has a PIN, and typing a name where none is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.helpers import button, click, settle, visible

from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.settings.pin import PinDialog
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.widgets.link_card import LinkCard


@pytest.fixture
def gates_open() -> bool:
    """To go through a gate would make a reader."""
    return False


def words_on(window: QWidget) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def typed(window: MainWindow, words: str) -> None:
    (field,) = visible(window, QLineEdit)
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def choose(window: MainWindow, words: str) -> None:
    (card,) = (c for c in visible(window, LinkCard) if c.accessibleName().startswith(words))
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    settle()


def test_a_pin_is_set_in_the_settings(window: MainWindow) -> None:
    people = window.context.people
    window.enter(people.reader(people.add("Mina K.")))
    window.go("nk:settings")
    settle()
    click(window, "Set a PIN")
    (dialog,) = visible(window, PinDialog)
    assert "a courtesy, not a lock" in words_on(dialog)
    first, second = visible(dialog, QLineEdit)
    assert first.echoMode() == QLineEdit.EchoMode.Password
    first.setText("471")
    second.setText("4711")
    click(dialog, "Save PIN")
    assert "not the same" in words_on(dialog)
    second.setText("471")
    click(dialog, "Save PIN")
    assert "4 to 20" in words_on(dialog)
    first.setText("4711")
    second.setText("4711")
    QTest.keyClick(second, Qt.Key.Key_Return)
    settle()
    settle()
    assert button(window, "Change my PIN")


def test_a_pin_is_asked_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    people = window.context.people
    people.set_pin(people.add("Mina K."), "4711")
    window.begin("nk:glossary")
    settle()
    assert str(window.router.here) == "nk:profiles"
    choose(window, "Mina")
    assert str(window.router.here).startswith("nk:profiles/pin/")
    assert 'nklearn profile --remove-pin "Mina K."' in words_on(window)
    typed(window, "0000")
    assert "Not this PIN. You can try again in 1 s." in words_on(window)
    typed(window, "4711")
    assert str(window.router.here).startswith("nk:profiles/pin/"), "not before the wait is over"
    qtbot.waitUntil(lambda: button(window, "Start reading").isEnabled(), timeout=4000)
    typed(window, "4711")
    assert window.context.learner.profile.name == "Mina K."
    window.go("nk:settings")
    settle()
    click(window, "Remove my PIN")
    (dialog,) = visible(window, PinDialog)
    (old,) = visible(dialog, QLineEdit)
    old.setText("4711")
    QTest.keyClick(old, Qt.Key.Key_Return)
    settle()
    settle()
    assert button(window, "Set a PIN")


def test_no_name_is_shown_where_names_are_hidden(window: MainWindow) -> None:
    people = window.context.people
    for name in ("Mina K.", "Mina L.", "Jun W."):
        people.add(name)
    people.nobody().preferences.hide_names = "yes"
    window.begin("")
    settle()
    names = [card.accessibleName() for card in visible(window, LinkCard)]
    assert [name.split(",")[0] for name in names] == ["Add your name", "Guest"]
    for wrong in ("Mina", "min", "", "Jun", "*"):
        typed(window, wrong)
        assert "No reader has this name here" in words_on(window)
        assert not any(hint in words_on(window) for hint in ("Mina", "Jun", "10B"))
    typed(window, " mina  k.")
    assert window.context.learner.profile.name == "Mina K."
    (profile,) = visible(window, ProfileButton)
    actions = {action.text(): action for action in profile.menu().actions()}
    actions["Switch reader"].trigger()
    settle()
    assert not any(hint in words_on(window) for hint in ("Mina", "Jun"))
    choose(window, "Guest")
    assert window.context.reader.guest


@pytest.mark.parametrize("hidden", ["no", "yes"])
def test_large_text_has_room(window: MainWindow, hidden: str) -> None:
    people = window.context.people
    mina = people.set_pin(people.add("Sara Longlastname-Othername of the Hil"), "4711")
    people.nobody().preferences.hide_names = "yes" if hidden == "yes" else "no"
    window.context.theme.set(text_size=150)
    window.resize(1024, 700)
    for address in ("nk:profiles", f"nk:profiles/pin/{mina.id}"):
        window.go(address)
        window.context.theme.set(text_size=150)
        QTest.qWait(20)
        layouts.finish()
        for found in visible(window, QLabel):
            if found.wordWrap():
                assert found.height() >= found.heightForWidth(found.width()) - 2, found.text()
        for found in visible(window, LinkCard):
            assert found.mapTo(window, found.rect().topRight()).x() <= window.width()
