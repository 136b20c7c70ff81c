"""What can't be saved: it is said in plain words, the screen stays, and one can try again."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot
from tests.ui.answering import set_answer
from tests.ui.helpers import click, question, settle, visible

from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.domain.responses import Response
from nklearn.learning.quiz import QuizState
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.search_list import SearchList
from nklearn.ui.shell.status_bar import StatusBar
from nklearn.ui.shell.top_bar import SearchField

LESSON = "nk:lesson/mining-economy/how-much-was-dug"
QUIZ = "nk:practice/mining-economy"
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of a Linux process")


def dialog() -> QMessageBox:
    """The one dialog that is open."""
    settle()
    (box,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QMessageBox) and widget.isVisible()
    ]
    return box


def choose(window: MainWindow) -> Response:
    """Choose or type an answer to the question on screen, or to the next one with a result."""
    while not question(window).question.scored:
        click(window, "Skip for now")
    view = question(window)
    set_answer(view, right=False)
    assert view.response
    return view.response


def press(box: QMessageBox, words: str) -> None:
    """Press a button of a dialog with the mouse, and see it go."""
    (button,) = [each for each in box.buttons() if each.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def state(window: MainWindow) -> str:
    """What the status bar says of saving."""
    (bar,) = visible(window, StatusBar)
    return visible(bar, QLabel)[1].text()  # after the icon


def file(window: MainWindow) -> Path:
    path = window.context.learner._store.path
    assert path
    return path


@contextlib.contextmanager
def full_disk(_window: MainWindow) -> Generator[None]:
    """No file grows: what a full disk does."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextlib.contextmanager
def folder_away(window: MainWindow) -> Generator[None]:
    """The folder has another name for a while."""
    home = file(window).parent
    away = home.with_name("away")
    home.rename(away)
    try:
        yield
    finally:
        away.rename(home)


@contextlib.contextmanager
def held(window: MainWindow) -> Generator[None]:
    """Another program holds the file, and it is not waited for as long as else."""
    ours = window.context.learner._store._db
    assert ours.execute("PRAGMA busy_timeout").fetchone() == (3000,)
    ours.execute("PRAGMA busy_timeout = 100")
    with contextlib.closing(sqlite3.connect(file(window), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


Trouble = Callable[[MainWindow], contextlib.AbstractContextManager[None]]
TROUBLES = (
    pytest.param(full_disk, "The disk did not take", "Make free space", marks=linux_only),
    pytest.param(
        folder_away,
        "is gone",
        "Put the folder back",
        marks=pytest.mark.skipif(sys.platform == "win32", reason="open files stay there"),
    ),
    pytest.param(held, "Another program is using", "Close other windows"),
)
in_trouble = pytest.mark.parametrize(
    ("trouble", "what", "todo"), TROUBLES, ids=["full", "gone", "held"]
)


def count(window: MainWindow, table: str) -> int:
    with contextlib.closing(sqlite3.connect(file(window))) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@in_trouble
def test_an_answer_in_practice(window: MainWindow, trouble: Trouble, what: str, todo: str) -> None:
    window.go(QUIZ)
    quiz = window.context.learner.last_quiz("mining-economy")
    assert quiz
    chosen = choose(window)
    with trouble(window):
        click(window, "Check")
        box = dialog()
        assert what in box.text()
        assert "What is on the screen is still there." in box.informativeText()
        assert todo in box.informativeText()
        assert state(window) == "The last step is not saved"
        press(box, "Try again")  # in vain: it is still so
        box = dialog()
        assert question(window).response == chosen
    assert count(window, "answer") == 0
    press(box, "Try again")
    assert state(window).startswith("Saved on this computer at")
    assert count(window, "answer") == 1
    quiz = window.context.learner.last_quiz("mining-economy")
    assert quiz
    assert quiz.state is QuizState.CHECKED
    assert quiz.checked
    assert quiz.checked.answer.response == chosen


@in_trouble
def test_a_section_that_was_read(
    window: MainWindow, trouble: Trouble, what: str, todo: str
) -> None:
    window.go(LESSON)
    here = window.router.here
    with trouble(window):
        QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        box = dialog()
        assert what in box.text()
        assert window.router.here == here
    press(box, "Try again")
    assert count(window, "section_read") == 1
    assert window.router.here != here
    assert state(window).startswith("Saved")


@in_trouble
def test_closing_the_dialog_keeps_the_answer_for_later(
    window: MainWindow, trouble: Trouble, what: str, todo: str
) -> None:
    window.go(QUIZ)
    chosen = choose(window)
    with trouble(window):
        click(window, "Check")
        press(dialog(), "Close")
        assert not [b for b in visible(window, QMessageBox) if b.isVisible()]
        assert question(window).response == chosen
        window.go("nk:data")
        window.go(QUIZ)
        assert question(window).response == chosen
        assert state(window) == "The last step is not saved"
    window.go("nk:data")
    window.go(QUIZ)  # where one is, is saved again
    assert state(window).startswith("Saved")
    click(window, "Check")
    assert count(window, "answer") == 1


@in_trouble
def test_a_change_of_the_look(window: MainWindow, trouble: Trouble, what: str, todo: str) -> None:
    with trouble(window):
        window.context.look.set_theme("dark")
        box = dialog()
        assert window.context.theme.name == "dark"
    press(box, "Try again")
    assert window.context.preferences.theme == "dark"
    assert state(window).startswith("Saved")


def test_a_wrong_address_says_nothing_of_saving(window: MainWindow) -> None:
    window.context.look.set_theme("dark")
    assert not window.go("nk:nowhere")
    box = dialog()
    assert [button.text() for button in box.buttons()] == ["OK"]
    assert state(window).startswith("Saved")
    box.close()


def test_search_in_damaged_content_says_so(
    qtbot: QtBot, fonts: None, shipped_content: Path, tmp_path: Path
) -> None:
    data = bytearray(shipped_content.read_bytes())
    with contextlib.closing(sqlite3.connect(shipped_content)) as raw:
        names = "name IN ('search_word', 'search_stem')"
        pages = raw.execute(f"SELECT rootpage FROM sqlite_schema WHERE {names}").fetchall()
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    for (page,) in pages:
        data[(page - 1) * size : page * size] = bytes([7]) * size
    path = tmp_path / "content.db"
    path.write_bytes(data)
    with (
        contextlib.closing(Catalog.open(path)) as catalog,
        WorkspaceStore.open(tmp_path / "home") as store,
    ):
        window = app.make_window(catalog, store)
        window.resize(1366, 690)
        window.go("nk:home")
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        (top,) = visible(window, SearchField)
        QTest.keyClicks(top, "coal")
        (results,) = visible(window, SearchList)
        assert "The content file is damaged" in results.item(0).text()
        window.go("nk:search")
        (field,) = [f for f in visible(window, QLineEdit) if not isinstance(f, SearchField)]
        QTest.keyClicks(field, "coal")
        told = [each.text() for each in visible(window, QLabel)]
        assert [words for words in told if "The content file is damaged" in words]
        app.dispose(window)
