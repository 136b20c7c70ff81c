"""Marking a lesson: highlights, notes and bookmarks, by real keys and mouse, and kept."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QWidget
from tests.fixtures.hard_course import FIRST
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.records import Note
from nklearn.learning.anchors import Quote
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.reading.lesson_prose import LessonProse
from nklearn.ui.reading.note_editor import NoteEditor
from nklearn.ui.reading.selection_bar import SelectionBar
from nklearn.ui.reading.your_note import YourNote
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.outline import Outline

WORK = f"{FIRST}/work"
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


def look(window: MainWindow, section: str = WORK) -> list[LessonProse]:
    lesson, _, name = section.rpartition("/")
    window.go(f"nk:lesson/{lesson}#{name}")
    settle()
    layouts.finish()
    return visible(window, LessonProse)


def notes(window: MainWindow) -> tuple[Note, ...]:
    return window.context.learner.notebook.notes()


def lit(prose: LessonProse) -> list[str]:
    """The words that are drawn as marked."""
    return [
        extra.cursor.selectedText()
        for extra in prose.extraSelections()
        if extra.format.underlineColor().isValid()
    ]


def key(window: MainWindow, which: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
    focus = window.focusWidget()
    assert focus
    QTest.keyClick(focus, which, how)
    settle()


def key_on(window: MainWindow, prose: LessonProse, which: Qt.Key) -> None:
    prose.setFocus()
    key(window, which, CONTROL)


def type_words(window: MainWindow, words: str) -> None:
    focus = window.focusWidget()
    assert isinstance(focus, NoteEditor), focus
    QTest.keyClicks(focus, words)


def drag(prose: LessonProse, start: int, end: int) -> None:
    """Drag the mouse over a range of the words."""
    port = prose.viewport()
    first = prose.rect_of(start, start).center() + QPoint(1, 0)
    last = prose.rect_of(end, end).center() + QPoint(1, 0)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(port, last)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
    settle()


def words_of(widget: QWidget) -> str:
    return " ".join(each.text() for each in visible(widget, QLabel))


# -- highlights ------------------------------------------------------------------------------


def test_words_are_highlighted_with_the_mouse_and_stay(make_window: WindowMaker) -> None:
    window = make_window()
    prose = look(window)[0]
    assert prose.map.words.startswith("The pit opened on 14 July 1954")
    drag(prose, 5, 13)
    assert prose.choice
    click(window, "Highlight")
    assert [note.quote for note in notes(window)] == ["pit opened"]
    assert lit(prose) == ["pit opened"]
    assert not visible(window, SelectionBar)
    assert not visible(window, YourNote), "a highlight needs no note"
    window = make_window()
    assert lit(look(window)[0]) == ["pit opened"]


def test_a_click_into_a_highlight_offers_to_remove_it_and_undo(window: MainWindow) -> None:
    prose = look(window)[0]
    prose.choose(4, 14)
    key_on(window, prose, Qt.Key.Key_H)
    QTest.mouseClick(prose.viewport(), Qt.MouseButton.LeftButton, pos=prose.rect_of(8, 8).center())
    settle()
    click(window, "Remove highlight")
    assert notes(window) == ()
    assert lit(prose) == []
    key(window, Qt.Key.Key_Return)  # the keyboard is on Undo
    assert [note.quote for note in notes(window)] == ["pit opened"]
    assert lit(prose) == ["pit opened"]
    assert not visible(window, YourNote)


def test_words_are_chosen_and_highlighted_by_keyboard_alone(window: MainWindow) -> None:
    prose = look(window)[0]
    prose.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(4):
        key(window, Qt.Key.Key_Right)
    assert prose.cursorWidth() > 0, "somebody must see where the keyboard is"
    key(window, Qt.Key.Key_Right, CONTROL | SHIFT)
    key(window, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert visible(window, SelectionBar)
    key(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is button(window, "Highlight")
    key(window, Qt.Key.Key_Return)
    assert [note.quote for note in notes(window)] == ["pit opened"]
    assert window.focusWidget() is prose
    key(window, Qt.Key.Key_Left)
    key(window, Qt.Key.Key_H, CONTROL)
    assert notes(window) == (), "the same key takes the highlight at the caret away"


def test_escape_gives_up_what_is_chosen(window: MainWindow) -> None:
    prose = look(window)[0]
    prose.setFocus()
    prose.choose(4, 14)
    settle()
    key(window, Qt.Key.Key_Escape)
    assert prose.choice is None
    assert not visible(window, SelectionBar)
    prose.choose(4, 14)
    key(window, Qt.Key.Key_Tab)
    key(window, Qt.Key.Key_Escape)
    assert prose.choice is None
    assert window.focusWidget() is prose


def test_a_passage_over_a_marker_is_kept_without_its_number(window: MainWindow) -> None:
    prose = look(window)[0]
    words = prose.map.words
    start = words.index("said")
    prose.choose(start, words.index("See") + 3)
    key_on(window, prose, Qt.Key.Key_H)
    assert notes(window)[0].quote == words[start : words.index("See") + 3]
    assert "1" not in notes(window)[0].quote


# -- notes -----------------------------------------------------------------------------------


def test_a_note_is_saved_as_one_types_and_stands_beside_its_words(
    make_window: WindowMaker,
) -> None:
    window = make_window()
    prose = look(window)[0]
    prose.choose(4, 14)
    key_on(window, prose, Qt.Key.Key_M)
    type_words(window, "Who dug it?")
    QTest.qWait(450)
    assert [note.words for note in notes(window)] == ["Who dug it?"]
    type_words(window, " And when?")
    look(window, f"{FIRST}/output")
    assert notes(window)[0].words == "Who dug it? And when?", "leaving the page keeps it too"
    window = make_window()
    prose = look(window)[0]
    (card,) = visible(window, YourNote)
    assert "Your note" in words_of(card)
    assert lit(prose) == ["pit opened"]
    assert card.y() == prose.mapTo(card.parentWidget() or card, QPoint(0, 0)).y()


def test_a_note_on_the_section_needs_no_words_of_it(window: MainWindow) -> None:
    look(window)
    click(window, "Add a note")
    type_words(window, "Ask about this section.")
    key(window, Qt.Key.Key_Return, CONTROL)
    assert [(note.quote, note.words) for note in notes(window)] == [("", "Ask about this section.")]
    assert button(window, "My notes (1)")
    click(window, "Edit")
    key(window, Qt.Key.Key_A, CONTROL)
    key(window, Qt.Key.Key_Delete)
    key(window, Qt.Key.Key_Escape)
    assert notes(window) == (), "a note that says nothing is none"
    assert not visible(window, YourNote)


def test_a_removed_note_comes_back(window: MainWindow) -> None:
    window.context.learner.notebook.add_note(WORK, Quote("pit opened"), "Mine.")
    prose = look(window)[0]
    before = notes(window)
    click(window, "Remove")
    assert notes(window) == ()
    assert lit(prose) == []
    click(window, "Undo")
    assert notes(window) == before
    assert lit(prose) == ["pit opened"]


def test_a_note_whose_words_are_gone_stands_at_the_end_with_its_quote(window: MainWindow) -> None:
    book = window.context.learner.notebook
    book.add_note(WORK, Quote("zinc smelters of the east coast"), "Still mine.")
    book.add_note(WORK, Quote("a highlight of words long gone"))
    prose = look(window)[-1]
    cards = visible(window, YourNote)
    assert len(cards) == 2
    assert "zinc smelters" in words_of(cards[0])
    assert "long gone" in words_of(cards[1])
    assert cards[0].y() > prose.mapTo(cards[0].parentWidget() or prose, QPoint(0, 0)).y()


def test_the_menu_at_chosen_words_offers_the_same(window: MainWindow) -> None:
    prose = look(window)[0]
    prose.setFocus()
    prose.choose(4, 14)
    prose.menu_requested.emit(prose.mapToGlobal(QPoint(5, 5)))
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    assert names == ["Copy", "Highlight", "Add a note", "Add a note on this section"]
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert lit(prose) == ["pit opened"]


@contextlib.contextmanager
def locked(home: Path) -> Generator[None]:
    """Hold the workspace as another program might, so that nothing can be saved."""
    other = sqlite3.connect(home / "workspace.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.rollback()
        other.close()


def test_a_note_that_cannot_be_saved_is_not_lost(window: MainWindow, tmp_path: Path) -> None:
    prose = look(window)[0]
    prose.choose(4, 14)
    key_on(window, prose, Qt.Key.Key_M)
    with locked(tmp_path / "home"):
        type_words(window, "Keep me.")
        QTest.qWait(600)
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        (box,) = [each for each in boxes if each.isVisible()]
        (editor,) = visible(window, NoteEditor)
        assert editor.toPlainText() == "Keep me."
        assert notes(window)[0].words == ""
    again = next(each for each in box.buttons() if "again" in each.text().lower())
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    settle()
    assert notes(window)[0].words == "Keep me."


def test_a_note_removed_while_it_is_typed_is_gone_and_comes_back_with_its_words(
    window: MainWindow,
) -> None:
    prose = look(window)[0]
    prose.choose(4, 14)
    key_on(window, prose, Qt.Key.Key_M)
    type_words(window, "Just typed.")
    click(window, "Remove")
    QTest.qWait(500)  # longer than the pause after which words are kept
    assert notes(window) == ()
    click(window, "Undo")
    assert [note.words for note in notes(window)] == ["Just typed."]


def test_a_note_that_cannot_be_saved_on_leaving_is_kept_by_trying_again(
    window: MainWindow, tmp_path: Path
) -> None:
    prose = look(window)[0]
    prose.choose(4, 14)
    key_on(window, prose, Qt.Key.Key_M)
    with locked(tmp_path / "home"):
        type_words(window, "Keep me.")
        look(window, f"{FIRST}/output")
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        (box,) = [each for each in boxes if each.isVisible()]
    again = next(each for each in box.buttons() if "again" in each.text().lower())
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    settle()
    assert notes(window)[0].words == "Keep me."


# -- bookmarks -------------------------------------------------------------------------------


def test_a_bookmark_is_set_by_button_and_key_and_shown_in_the_outline(
    make_window: WindowMaker,
) -> None:
    window = make_window()
    look(window)
    click(window, "Bookmark this section")
    window = make_window()
    look(window)
    assert button(window, "Remove bookmark")
    (outline,) = visible(window, Outline)
    names = [each.accessibleName() for each in visible(outline, QWidget)]
    assert "How people worked, current section, not read yet, bookmarked" in names
    QTest.keyClick(window, Qt.Key.Key_B, CONTROL)
    settle()
    assert window.context.learner.notebook.bookmarks == ()


def test_the_compact_menu_has_what_the_foot_has(window: MainWindow) -> None:
    window.resize(1024, 700)
    look(window)
    menu = next(each.menu() for each in visible(window, Button) if each.menu())
    names = [action.text() for action in menu.actions() if action.text()][-4:]
    assert names == ["Bookmark this section", "Add a note", "My notes", "Print lesson"]
    menu.actions()[-4].trigger()
    settle()
    assert window.context.learner.notebook.is_bookmarked(WORK)
    menu.actions()[-3].trigger()
    settle()
    type_words(window, "By the menu.")
    key(window, Qt.Key.Key_Escape)
    assert [note.words for note in notes(window)] == ["By the menu."]
