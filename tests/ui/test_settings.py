"""Every setting acts at once, is on disk at once, and says so."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible

from nklearn import ui
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.prose import Prose

LESSON = "nk:lesson/mining-economy/how-much-was-dug"


@pytest.fixture
def seated(make_window: WindowMaker) -> Generator[MainWindow]:
    """A window with a reader who has a name, at the settings."""
    window = make_window()
    people = window.context.people
    window.enter(people.reader(people.add("Mina K.", "10B")))
    window.go("nk:settings")
    settle()
    effects = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    yield window
    QApplication.setCursorFlashTime(-1)  # what the system says
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, effects)


def stored(tmp_path: Path, name: str) -> tuple[object, object]:
    """Return what the reader chose and what the computer has, as other programs see them."""
    with closing(sqlite3.connect(tmp_path / "home" / "workspace.db")) as raw:
        own = raw.execute("SELECT value FROM profile_preference WHERE name = ?", (name,))
        shared = raw.execute("SELECT value FROM preference WHERE name = ?", (name,))
        return (own.fetchone() or (None,))[0], (shared.fetchone() or (None,))[0]


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def test_the_look_acts_and_is_saved_at_once(seated: MainWindow, tmp_path: Path) -> None:
    theme = seated.context.theme
    assert "Nothing to save yet" in words_on(seated)
    click(seated, "Theme: Dark")
    assert (theme.name, stored(tmp_path, "theme")) == ("dark", ("dark", "dark"))
    assert "Saved on this computer" in words_on(seated)
    click(seated, "Text size: 130%")
    assert (theme.text_size, stored(tmp_path, "text_size")) == (130, ("130", "130"))
    click(seated, "Letters of lessons: Without serifs")
    assert stored(tmp_path, "lesson_face") == ("sans", "sans")
    click(seated, "Motion: Reduced")
    assert stored(tmp_path, "motion") == ("reduced", "reduced")
    click(seated, "Ask who is reading at start: Always")
    assert stored(tmp_path, "ask") == (None, "always")


def test_settings_lead_to_the_licences_of_all_that_is_in_it(seated: MainWindow) -> None:
    assert "Qt and PySide6, under the LGPL 3" in words_on(seated)
    named = [label.accessibleName() for label in visible(seated, QLabel)]
    folder = next(Path(name) for name in named if name.endswith("licences"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text("utf-8")


def test_settings_follow_the_keys(seated: MainWindow) -> None:
    QTest.keyClick(seated, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert button(seated, "Theme: Dark").isChecked()
    QTest.keyClick(seated, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert button(seated, "Text size: 115%").isChecked()
    assert not button(seated, "Text size: 100%").isChecked()


def letters(prose: Prose) -> str:
    cursor = QTextCursor(prose.document())
    cursor.setPosition(1)
    return cursor.charFormat().font().families()[0]


def test_letters_of_a_lesson_that_is_open_change(seated: MainWindow) -> None:
    seated.go(LESSON)
    settle()
    prose = next(prose for prose in visible(seated, Prose) if prose._role == "lesson")
    assert letters(prose) == "NKLearn Serif"
    seated.context.look.set_lesson_face("sans")
    assert letters(prose) == "NKLearn Sans"
    seated.context.look.set_lesson_face("serif")
    assert letters(prose) == "NKLearn Serif"


def test_motion(seated: MainWindow) -> None:
    theme = seated.context.theme
    by_system = QApplication.cursorFlashTime()
    assert by_system > 0
    assert theme.duration(160) == 160
    seated.context.look.set_motion("reduced")
    assert QApplication.cursorFlashTime() == 0
    assert theme.duration(160) == 0
    seated.context.look.set_motion("full")
    assert theme.duration(160) == 160
    seated.context.look.set_motion("system")
    assert QApplication.cursorFlashTime() == by_system
    QApplication.setCursorFlashTime(0)  # as a system has it whose cursors must not blink
    assert theme.duration(160) == 0
    QApplication.setCursorFlashTime(-1)


def test_everything_that_moves_asks_for_its_duration() -> None:
    for path in Path(ui.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"Q(Property|Variant|Sequential)Animation|QTimeLine", text):
            assert ".duration(" in text, path


def test_the_theme_of_the_system_is_followed(seated: MainWindow) -> None:
    theme = seated.context.theme
    hints = QGuiApplication.styleHints()
    seated.context.look.set_theme("contrast")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.name == "contrast", "only who asks for it follows the system"
    seated.context.look.set_theme("system")
    assert (theme.chosen, theme.name) == ("system", "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (theme.chosen, theme.name) == ("system", "dark")
    assert button(seated, "Theme: As the system").isChecked()
    assert Theme("system").name == "light"


def test_another_name_is_shown_at_once(seated: MainWindow) -> None:
    name, school_class = (f for f in visible(seated, QLineEdit) if f.accessibleName() != "Search")
    assert (name.text(), school_class.text()) == ("Mina K.", "10B")
    name.setText(" Mina  Kim ")
    school_class.setText("11A")
    click(seated, "Save name")
    (profile,) = visible(seated, ProfileButton)
    assert profile.accessibleName() == "Reader Mina Kim, 11A"
    assert "Saved on this computer" in words_on(seated)
    name.setText("")
    click(seated, "Save name")
    assert "at least one letter" in words_on(seated)
    assert seated.context.learner.profile.name == "Mina Kim"


def test_where_work_is_kept_can_be_copied(seated: MainWindow, tmp_path: Path) -> None:
    click(seated, "Copy the path")
    assert QGuiApplication.clipboard().text() == str(tmp_path / "home")
    assert button(seated, "Copied")
