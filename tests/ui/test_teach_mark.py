"""Marking by keyboard: levels, comments, names hidden, saved at once, the rubric."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from tests.fixtures import class_work
from tests.ui import taught
from tests.ui.helpers import click, settle, visible

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.marking import last_marks, rubric_of
from nklearn.domain.teaching import Assigned
from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.level_list import LevelList
from nklearn.ui.teach.mark import MarkSegment
from nklearn.ui.teach.rubric_form import RubricForm
from nklearn.ui.widgets.option_row import OptionRow, OptionState
from nklearn.ui.widgets.strata import Strata


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    return taught.enter(window)


@pytest.fixture
def work(window: MainWindow, desk: TeacherDesk, shipped_pack: Path) -> Assigned:
    made = taught.handed_in(desk, taught.graded(shipped_pack)[-2:], range(4))
    assert window.go(f"nk:teach/mark/{made.id}")
    settle()
    return made


def told(window: MainWindow) -> str:
    (segment,) = visible(window, MarkSegment)
    return "\n".join(each.text() for each in visible(segment, QLabel))


def comment(window: MainWindow) -> QPlainTextEdit:
    (segment,) = visible(window, MarkSegment)
    (own,) = visible(segment, QPlainTextEdit)
    return own


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held
    return held


def given(window: MainWindow) -> list[bool]:
    (levels,) = visible(window, LevelList)
    return [own.state is OptionState.SELECTED for own in levels.findChildren(OptionRow)]


def test_all_by_keyboard_and_saved_at_once(
    window: MainWindow, desk: TeacherDesk, work: Assigned
) -> None:
    assert isinstance(focus(), OptionRow)  # marking can begin at once
    assert "0 of 4 marked" in told(window)
    QTest.keyClick(focus(), Qt.Key.Key_3)
    (first,) = desk.store.marks(work.id)
    assert (first.level, first.fraction, first.comment) == (3, 0.8, "")
    assert given(window) == [False, False, True, False]
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is comment(window)
    QTest.keyClicks(focus(), "Who says so in 2006?")  # the figures are no levels here
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    last = desk.store.marks(work.id)[-1]
    assert (last.result, last.level, last.comment) == (first.result, 3, "Who says so in 2006?")
    assert "Answer 2 of 4" in told(window)
    assert "1 of 4 marked" in told(window)
    assert isinstance(focus(), OptionRow)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert desk.store.marks(work.id)[-1].level == 2
    for _ in range(2):
        QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(focus(), Qt.Key.Key_4)
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "4 of 4 marked" in told(window)
    assert "All answers are marked." in told(window)
    marks = last_marks(desk.store.marks(work.id))
    assert sorted(mark.level for mark in marks.values()) == [2, 3, 4, 4]
    results = desk.store.results(work.id)
    assert [result.waits for result in results] == [0] * 4
    for result in results:
        scores = desk.store.item_scores(work.id)[result.id]
        assert result.fraction == pytest.approx(sum(held or 0 for held in scores.values()) / 2)


def test_the_block_of_the_answer_on_screen_fills_when_it_is_marked(
    window: MainWindow, work: Assigned
) -> None:
    (strata,) = visible(window, Strata)
    marks = strata.accessible_marks()
    assert [mark.name for mark in marks] == [f"Answer {n}, not marked" for n in range(1, 5)]
    inner = marks[0].rect.center()
    empty = strata.grab().toImage().pixelColor(inner)
    QTest.keyClick(focus(), Qt.Key.Key_3)
    settle()
    assert strata.accessible_marks()[0].name == "Answer 1, marked"
    accent = window.context.theme.color("ACCENT")
    assert empty != accent
    assert strata.grab().toImage().pixelColor(inner) == accent
    assert strata.accessibleName() == "1 of 4 marked"


def test_what_was_marked_is_there_again(
    window: MainWindow, desk: TeacherDesk, work: Assigned
) -> None:
    (levels,) = visible(window, LevelList)
    levels.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_2)
    text = comment(window)
    text.setFocus()
    QTest.keyClicks(text, "More, please.")
    assert window.go("nk:home")  # the comment is kept on the way out
    assert desk.store.marks(work.id)[-1].comment == "More, please."
    assert window.go(f"nk:teach/mark/{work.id}")
    settle()
    assert "Answer 2 of 4" in told(window)  # it goes on where marks are missing
    click(window, "Previous")
    settle()
    assert comment(window).toPlainText() == "More, please."
    assert given(window) == [False, True, False, False]
    click(window, "Show: Without a mark")
    settle()
    assert "Answer 2 of 4" in told(window)


def test_names_are_hidden_until_they_are_wished(
    window: MainWindow, desk: TeacherDesk, work: Assigned
) -> None:
    assert not any(name in told(window) for name in class_work.NAMES)
    click(window, "Names: Shown")
    settle()
    assert any(name in told(window) for name in class_work.NAMES)
    assert desk.store.setting("hide names in marking") == "off"
    click(window, "Names: Hidden")
    settle()
    assert not any(name in told(window) for name in class_work.NAMES)


def test_the_question_and_what_a_good_answer_shows_stand_beside(
    window: MainWindow, work: Assigned, shipped_pack: Path
) -> None:
    question = taught.graded(shipped_pack)[-1]
    assert question.stem in told(window)
    assert "What a good answer shows" in told(window)


def test_the_rubric_can_be_changed(window: MainWindow, desk: TeacherDesk, work: Assigned) -> None:
    click(window, "Change the rubric")
    settle()
    (form,) = window.findChildren(RubricForm)
    names = form.findChildren(QLineEdit)
    worths = form.findChildren(QSpinBox)
    first = next(each for each in names if each.accessibleName() == "Name of level 1")
    first.setFocus()
    first.selectAll()
    QTest.keyClicks(first, "Begun")
    worths[0].setValue(90)  # more than the second
    click(form, "Save rubric")
    assert form.isVisible()
    assert "none be worth less" in "\n".join(each.text() for each in form.findChildren(QLabel))
    worths[0].setValue(10)
    click(form, "Save rubric")
    settle()
    assert rubric_of(desk.store, work.id).of(1).name == "Begun"
    (levels,) = visible(window, LevelList)
    assert levels.findChildren(OptionRow)[0].text().startswith("Begun, 10%.")


def test_nothing_to_mark(window: MainWindow, desk: TeacherDesk, shipped_pack: Path) -> None:
    made = taught.handed_in(desk, taught.graded(shipped_pack)[:1], range(2))
    assert window.go(f"nk:teach/mark/{made.id}")
    settle()
    assert "Nothing to mark" in told(window)
