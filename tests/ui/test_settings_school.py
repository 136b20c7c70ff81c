"""What a school sets holds for everybody on the computer, and reaches those whom it is for."""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible

from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow


@pytest.fixture
def seated(make_window: WindowMaker) -> Generator[MainWindow]:
    """A window with a reader who has a name, at the settings."""
    window = make_window()
    people = window.context.people
    window.enter(people.reader(people.add("Mina K.", "10B")))
    window.go("nk:settings")
    settle()
    yield window


def words_on(window: MainWindow) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def test_choices_of_lessons_practice_and_school_are_kept(seated: MainWindow) -> None:
    for words, key, value in (
        ("Line spacing: Wide", "line_spacing", "wide"),
        ("Reading ruler: On", "ruler", "on"),
        ("Daily review: 50", "daily_review", 50),
        ("How sure are you?: Don’t ask", "confidence", "never"),
        ("Names at start: Typed", "hide_names", "yes"),
        ("Hard material: Its summary only", "hard_material", "summary"),
        ("Leave out altogether: Sexual violence", "leave_out", "sexual violence"),
    ):
        click(seated, words)
        assert getattr(seated.context.preferences, key) == value
        assert button(seated, words).isChecked()
    assert "Saved on this computer" in words_on(seated)
    people = seated.context.people
    guest = people.guest()
    assert guest.preferences.leave_out == "sexual violence", "guests are in the class too"
    people.leave(guest)


def test_whom_to_talk_to_stands_on_the_help_page(seated: MainWindow) -> None:
    (field,) = visible(seated, QPlainTextEdit)
    field.setFocus()
    field.setPlainText("x" * 301)
    assert "1 characters too many" in words_on(seated)
    assert not button(seated, "Save these words").isEnabled()
    field.setPlainText("Ms Bauer, room 14")
    click(seated, "Save these words")
    seated.go("nk:help")
    settle()
    assert "Whom to talk to" in words_on(seated)
    assert "Ms Bauer, room 14" in words_on(seated)
    seated.go("nk:settings")
    settle()
    (field,) = visible(seated, QPlainTextEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == "Ms Bauer, room 14", "Tab goes on"


def test_the_folder_from_the_teacher(seated: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "teacher"
    folder.mkdir()
    click(seated, "Choose a folder")
    (dialog,) = seated.findChildren(QFileDialog)
    dialog.selectFile(str(folder))
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    settle()
    assert seated.context.preferences.teacher_folder == str(folder)
    assert "can’t be read" not in words_on(seated)
    folder.rmdir()
    seated.go("nk:settings")
    settle()
    assert "This folder can’t be read" in words_on(seated)
    click(seated, "No folder")
    assert seated.context.preferences.teacher_folder == ""
    assert "can’t be read" not in words_on(seated)


def test_a_guest_sees_nothing_to_set_for_others(seated: MainWindow) -> None:
    seated.enter(seated.context.people.guest())
    seated.go("nk:settings")
    settle()
    for words in ("Set by the school", "Names at start"):
        assert words not in words_on(seated)


def test_large_text_has_room_in_a_small_window(seated: MainWindow) -> None:
    seated.resize(1024, 700)
    seated.context.theme.set(text_size=150)
    seated.go("nk:settings")
    QTest.qWait(20)
    layouts.finish()
    for found in visible(seated, QLabel):
        if found.wordWrap():
            assert found.height() >= found.heightForWidth(found.width()) - 2, found.text()
    page = seated.router.page
    assert page
    for found in page.findChildren(type(button(seated, "Theme: Dark"))):
        if found.isVisible():
            right = found.mapTo(page, found.rect().topRight()).x()
            assert right <= page.width(), found.accessibleName()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_folder_that_others_can_read_is_said(seated: MainWindow, tmp_path: Path) -> None:
    assert "Other accounts of this computer" not in words_on(seated)
    (tmp_path / "home").chmod(0o755)
    seated.go("nk:home")
    seated.go("nk:settings")
    settle()
    assert "Other accounts of this computer can read or change" in words_on(seated)
