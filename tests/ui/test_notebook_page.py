"""The notebook page: finding, filtering, removing, and taking it away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from tests.fixtures.hard_course import FIRST, SECOND
from tests.ui.helpers import click, settle, visible

from nklearn.learning.anchors import Quote
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.pages.notebook import NotebookPage
from nklearn.ui.reading.entry_card import EntryCard
from nklearn.ui.widgets.find_field import FindField

QUOTE = "The pit opened on 14 July 1954"


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


@pytest.fixture
def marked(window: MainWindow) -> MainWindow:
    """A window whose reader has one mark of each kind; the advisory is accepted."""
    learner = window.context.learner
    learner.notebook.accept_advisory("pits")
    learner.notebook.set_bookmark(f"{FIRST}/work", True)
    learner.notebook.add_note(f"{FIRST}/work", Quote(QUOTE))
    learner.notebook.add_note(f"{SECOND}/output", Quote(), "Ask about the " + "long" * 40)
    learner.report_problem("pits/how-far", "Two answers are right.", "1.0")
    look(window)
    return window


def look(window: MainWindow, address: str = "nk:notebook") -> None:
    window.go(address)
    settle()
    layouts.finish()


def words_on(window: MainWindow) -> str:
    page = window.router.page
    assert page
    return " ".join(each.text() for each in visible(page, QLabel))


def titles(window: MainWindow) -> list[str]:
    return [card.accessibleName().split(".")[0] for card in visible(window, EntryCard)]


def page(window: MainWindow) -> NotebookPage:
    found = window.router.page
    assert isinstance(found, NotebookPage)
    return found


def test_an_empty_notebook_says_what_will_stand_there(window: MainWindow) -> None:
    look(window)
    assert "Nothing is marked yet" in words_on(window)
    click(window, "Choose a lesson")
    assert str(window.router.here) == "nk:lessons"


def test_everything_is_there_and_leads_to_its_section(marked: MainWindow) -> None:
    assert titles(marked) == ["Note for the teacher", "Bookmark", "Highlight", "Note"]
    card = visible(marked, EntryCard)[2]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    settle()
    assert str(marked.router.here) == f"nk:lesson/{FIRST}#work"


def test_search_and_filters_stand_in_the_address(marked: MainWindow) -> None:
    (field,) = visible(marked, FindField)
    QTest.keyClicks(field, "pit OPENED")
    settle()
    assert titles(marked) == ["Highlight"]
    assert str(marked.router.here) == "nk:notebook?q=pit+OPENED"
    look(marked, "nk:notebook?kind=note")
    assert titles(marked) == ["Note"]
    click(marked, "Show: All")
    assert len(titles(marked)) == 4
    look(marked, f"nk:notebook?lesson={SECOND}")
    assert titles(marked) == ["Note"]
    assert "The list of penalties" in words_on(marked)
    click(marked, "Show all lessons")
    assert len(titles(marked)) == 4


def test_the_outline_leads_to_the_notes_of_the_lesson(marked: MainWindow) -> None:
    look(marked, f"nk:lesson/{FIRST}#work")
    click(marked, "My notes (1)")
    assert str(marked.router.here) == f"nk:notebook?lesson={FIRST}"
    assert "Note" not in titles(marked)


@pytest.mark.parametrize("kind", ["Bookmark", "Highlight", "Note for the teacher"])
def test_what_is_removed_comes_back(marked: MainWindow, kind: str) -> None:
    words = "Take back" if kind == "Note for the teacher" else "Remove"
    before = titles(marked)
    click(marked, f"{words}: {kind}")
    assert kind not in titles(marked)
    focus = marked.focusWidget()
    assert focus
    assert focus.accessibleName() == "Undo"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert titles(marked) == before


@pytest.mark.parametrize("gates_open", [False])
def test_passages_of_a_hard_module_are_folded(window: MainWindow) -> None:
    window.context.learner.notebook.add_note(f"{FIRST}/work", Quote(QUOTE), "Mine.")
    look(window)
    assert QUOTE not in words_on(window)
    assert not any(QUOTE in card.accessibleName() for card in visible(window, EntryCard))
    assert "Mine." in words_on(window)
    click(window, "Show it")
    assert QUOTE in words_on(window)


def test_it_is_taken_away_as_markdown_and_as_pdf(marked: MainWindow, tmp_path: Path) -> None:
    page(marked).save_markdown(tmp_path / "notes.md")
    text = (tmp_path / "notes.md").read_text("utf-8")
    assert f"> {QUOTE}" in text
    assert "Two answers are right." in text
    assert f"Saved as {tmp_path / 'notes.md'}." in words_on(marked)
    page(marked).save_pdf(tmp_path / "notes.pdf", "A4")
    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF")
    marked.context.people.rename(marked.context.learner.profile, "Mina", "")
    page(marked).save_markdown(tmp_path / "named.md")
    assert (tmp_path / "named.md").read_text("utf-8").startswith("# Notebook of Mina\n")
