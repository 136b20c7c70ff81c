"""What a school set beforehand holds until somebody chooses, and what it fixed holds for good."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.site import Site
from nklearn.ui.main_window import MainWindow


@pytest.fixture
def site() -> Site:
    return Site(
        path="/etc/nklearn/defaults.toml",
        values={
            "theme": "dark",
            "text_size": "115",
            "daily_review": "10",
            "motion": "reduced",
            "talk_to": "Ms Bauer, room 14",
            "teacher_folder": "/srv/class",
            "hide_names": "yes",
        },
        fixed=frozenset({"text_size", "talk_to", "teacher_folder", "hide_names"}),
    )


@pytest.fixture
def seated(make_window: WindowMaker) -> Generator[MainWindow]:
    window = make_window()
    people = window.context.people
    window.enter(people.reader(people.add("Mina K.", "10B")))
    window.go("nk:settings")
    settle()
    effects = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    yield window
    QApplication.setCursorFlashTime(-1)
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, effects)


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def test_defaults_hold_until_somebody_chooses(seated: MainWindow) -> None:
    theme, preferences = seated.context.theme, seated.context.preferences
    assert (theme.name, theme.text_size, theme.motion) == ("dark", 115, "reduced")
    assert preferences.daily_review == 10
    click(seated, "Theme: High contrast")
    assert (theme.name, preferences.theme) == ("contrast", "contrast")
    click(seated, "Daily review: 30")
    assert preferences.daily_review == 30


def test_what_is_fixed_can_not_be_chosen_and_says_why(seated: MainWindow) -> None:
    theme = seated.context.theme
    for words in ("Text size: 150%", "Names at start: Shown", "Save these words", "No folder"):
        found = button(seated, words)
        assert not found.isEnabled(), words
    (field,) = visible(seated, QPlainTextEdit)
    assert not field.isEnabled()
    assert field.toPlainText() == "Ms Bauer, room 14"
    why = "Set by the school for all its computers."
    assert words_on(seated).count(why) == 4
    assert button(seated, "Theme: Light").isEnabled()
    QTest.keySequence(seated, QKeySequence("Ctrl++"))
    settle()
    assert theme.text_size == 115
    assert "Your school has set this for all its computers." in words_on(seated)


def test_guests_and_new_readers_begin_with_them(seated: MainWindow) -> None:
    people = seated.context.people
    guest = people.guest()
    assert (guest.preferences.theme, guest.preferences.talk_to) == ("dark", "Ms Bauer, room 14")
    people.leave(guest)
    other = people.reader(people.add("Jun"))
    assert (other.preferences.text_size, other.preferences.daily_review) == (115, 10)
