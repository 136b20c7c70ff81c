"""The lesson reader: from lesson to lesson, notes, hard material, the end, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from tests.fixtures.hard_course import ADVISORY, FIRST, LAST, SECOND
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_layout import squeezed

from nklearn.domain.claims import Sensitivity
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.tour.draw import SIZES
from nklearn.ui.widgets.advisory import AdvisoryStrip
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.lesson_footer import LessonFooter
from nklearn.ui.widgets.margin_note import MarginNote
from nklearn.ui.widgets.module_end import ModuleEnd
from nklearn.ui.widgets.outline import Outline
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.section_view import InlineCheck, SectionView

FOLDED = "A former worker told the report"
QUIZ = "nk:practice/pits"


@pytest.fixture
def content_file(hard_content: Path) -> Path:
    return hard_content


def look(window: MainWindow, address: str) -> None:
    window.go(address)
    settle()
    layouts.finish()


def here(window: MainWindow) -> str:
    return str(window.router.here)


def words_on(window: QWidget) -> str:
    return " ".join(label.text() for label in visible(window, QLabel))


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        focus = window.focusWidget()
        assert focus
        QTest.keyClick(focus, key)
        settle()


def turn(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    settle()


def in_view(window: MainWindow, widget: QWidget) -> bool:
    (area,) = (each for each in visible(window, QScrollArea) if each.isAncestorOf(widget))
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= area.viewport().height()


# -- from section to section -----------------------------------------------------------------


def test_lessons_follow_one_another_there_and_back(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    said = [each.accessibleName() for each in visible(window, Button)]
    assert not [name for name in said if name.startswith("Previous")]
    for _ in range(3):
        click(window, "Next: ")
    click(window, "Next lesson: The list of penalties")
    assert here(window) == f"nk:lesson/{SECOND}#output"
    assert len(window.context.learner.read(FIRST)) == 4
    click(window, "Previous lesson: The pit")
    assert here(window) == f"nk:lesson/{FIRST}#next"
    click(window, "Previous: What is in doubt")
    assert here(window) == f"nk:lesson/{FIRST}#doubt"


def test_the_whole_module_by_the_turning_keys(window: MainWindow) -> None:
    look(window, f"nk:lesson/{FIRST}#output")
    for _ in range(11):
        turn(window, Qt.Key.Key_PageDown)
    assert here(window) == f"nk:lesson/{LAST}#how-do-we-know"
    turn(window, Qt.Key.Key_PageUp)
    turn(window, Qt.Key.Key_PageDown)
    turn(window, Qt.Key.Key_PageDown)
    assert here(window) == QUIZ
    look(window, f"nk:lesson/{FIRST}#output")
    turn(window, Qt.Key.Key_PageUp)
    assert here(window) == f"nk:lesson/{FIRST}#output", "nothing is before the first"


def test_read_sections_have_ticks_in_outline_and_menu(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#output")
    click(window, "Next: ")
    (outline,) = visible(window, Outline)
    said = [each.accessibleName() for each in outline.findChildren(QWidget) if each.isVisible()]
    assert "What it gave, read" in said
    assert "How people worked, current section, not read yet" in said
    window.resize(1024, 700)
    settle()
    assert not visible(window, Outline)
    menu = next(each.menu() for each in visible(window, Button) if each.menu())
    ticks = [not action.icon().isNull() for action in menu.actions()[:4]]
    assert ticks == [True, False, False, False]
    menu.actions()[3].trigger()
    assert here(window) == f"nk:lesson/{SECOND}#next"


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_footer_has_room_for_its_words(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for width, height in (*SIZES, (1200, 700), (800, 560)):
        window.resize(width, height)
        for place in ("output", "doubt", "how-do-we-know"):
            look(window, f"nk:lesson/{LAST}#{place}")
            (footer,) = visible(window, LessonFooter)
            for each in visible(footer, Button):
                assert each.width() >= each.sizeHint().width(), (each.text(), width)
            assert footer.rect().contains(footer.next.geometry()), width
            assert footer.next.accessibleName().startswith(("Next: ", "Finish"))


# -- notes -----------------------------------------------------------------------------------


def test_notes_stand_at_their_paragraph_and_never_over_one_another(window: MainWindow) -> None:
    window.resize(1366, 768)
    look(window, f"nk:lesson/{SECOND}#output")
    (view,) = visible(window, SectionView)
    notes = visible(view, MarginNote)
    prose = visible(view, Prose)[0]
    assert len(notes) >= 3
    assert notes[0].y() == prose.mapTo(view, QPoint(0, 0)).y()
    for above, below in pairwise(notes):
        assert below.y() >= above.geometry().bottom()
    assert notes[0].x() > prose.mapTo(view, QPoint(prose.width(), 0)).x()


def test_hard_material_in_a_note_is_folded(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#work")
    (note,) = visible(window, MarginNote)
    assert FOLDED not in words_on(note)
    assert "This speaks of violence." in words_on(note)
    assert "The pit opens" not in note.accessibleName()
    click(note, "Show it")
    layouts.finish()
    assert FOLDED in words_on(note)
    assert "This speaks of violence." not in words_on(note)
    assert note.accessibleName() == "Note 1: The pit opens"
    assert squeezed(window) == []


def test_a_folded_note_by_keyboard(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#work")
    press(window, Qt.Key.Key_F7, Qt.Key.Key_Return)
    focus = window.focusWidget()
    assert focus and focus.accessibleName() == "Show it"
    press(window, Qt.Key.Key_Return)
    assert FOLDED in words_on(window)
    press(window, Qt.Key.Key_Return)  # the keyboard is on the note's link
    assert here(window) == "nk:fact/pit-opened"
    assert FOLDED not in words_on(window), "the fact page asks for itself"


def test_a_check_on_hard_material_is_folded(window: MainWindow) -> None:
    context = window.context
    question = context.catalog.question("pits/how-far")
    check = InlineCheck(context, replace(question, sensitivity=Sensitivity.DEATH))
    check.setParent(window)
    check.show()
    settle()
    assert question.stem not in words_on(check) + check.accessibleName()
    assert not visible(check, AnswerView)
    click(check, "Show it")
    assert question.stem in words_on(check)
    (view,) = visible(check, AnswerView)
    focus = window.focusWidget()
    assert focus and view.isAncestorOf(focus)
    check.deleteLater()


# -- advisory --------------------------------------------------------------------------------


def test_the_advisory_stays_until_it_is_hidden(make_window: WindowMaker) -> None:
    window = make_window()
    for size in ((1366, 690), (1024, 700)):
        window.resize(*size)
        for address in (f"nk:lesson/{FIRST}#output", f"nk:lesson/{LAST}#doubt"):
            look(window, address)
            (strip,) = visible(window, AdvisoryStrip)
            assert strip.accessibleName() == f"Content advisory. {ADVISORY}"
            assert button(strip, "Skip to summary").isVisible()
    click(window, "Hide")
    assert not visible(window, AdvisoryStrip)
    focus = window.focusWidget()
    assert focus and focus.accessibleName() == "Lesson text"
    look(window, f"nk:lesson/{SECOND}#output")
    assert not visible(window, AdvisoryStrip)
    window = make_window()
    look(window, f"nk:lesson/{SECOND}#output")
    assert visible(window, AdvisoryStrip), "the next time it is there again"


def test_skip_to_summary_leads_to_what_to_keep(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#output")
    click(window, "Skip to summary")
    layouts.finish()
    assert here(window) == f"nk:lesson/{SECOND}#next"
    focus = window.focusWidget()
    assert isinstance(focus, Prose)
    assert focus.accessibleName() == "To keep"
    assert in_view(window, focus)
    assert window.context.learner.read(SECOND) == frozenset(), "what is passed over is not read"
    window.router.back()
    assert here(window) == f"nk:lesson/{SECOND}#output"


def test_tab_meets_the_advisory_before_the_text(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#output")
    (outline,) = visible(window, Outline)
    next(
        each
        for each in outline.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ).setFocus()
    met: list[str] = []
    for _ in range(4):
        press(window, Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert focus
        met.append(focus.accessibleName())
    assert met == ["Bookmark this section", "Skip to summary", "Hide", "Lesson text"]


# -- the end ---------------------------------------------------------------------------------


def test_the_end_of_a_module_tells_what_is_left_and_leads_to_practice(window: MainWindow) -> None:
    look(window, f"nk:lesson/{SECOND}#next")
    assert not visible(window, ModuleEnd), "only the last lesson ends the module"
    look(window, f"nk:lesson/{LAST}#how-do-we-know")
    (end,) = visible(window, ModuleEnd)
    assert "The end of module 1" in words_on(end)
    (links,) = visible(end, Prose)
    assert links.toPlainText().split("\n") == ["• 1  The pit", "• 2  The list of penalties"]
    for lesson in (FIRST, SECOND):
        for section in window.context.catalog.lesson(lesson).sections:
            window.context.learner.mark_read(f"{lesson}/{section.id}")
    look(window, f"nk:lesson/{LAST}#how-do-we-know")
    (end,) = visible(window, ModuleEnd)
    assert not visible(end, Prose)
    click(window, "Finish and practise")
    assert here(window) == QUIZ


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_text_is_squeezed(window: MainWindow, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for width, height in SIZES:
        window.resize(width, height)
        for place in (f"{SECOND}#output", f"{SECOND}#work", f"{LAST}#how-do-we-know"):
            window.go(f"nk:lesson/{place}")
            QTest.qWait(20)
            layouts.finish()
            assert squeezed(window) == [], (place, width, height)
