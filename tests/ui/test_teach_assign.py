"""Assigning on the Teach page: a tree, a bank, whom it is for, and one signed file."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.fixtures.desks import CLASS, add_class
from tests.ui import taught
from tests.ui.accessibles import interface
from tests.ui.helpers import button, click, settle, visible
from tests.ui.test_screen_reader import faults

from nklearn.base import signed
from nklearn.classroom.assigning import read_assignment, read_keys
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import read_draft
from nklearn.classroom.packs import import_pack
from nklearn.domain.teaching import Admitted, Counts, Kind, ResultRecord, Stage
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.teach.assign_dialog import AssignDialog, Scrim
from nklearn.ui.teach.assignments import AssignmentsSegment
from nklearn.ui.teach.fields import Dropdown
from nklearn.ui.teach.question_list import type_names
from nklearn.ui.teach.release_dialog import ReleaseDialog
from nklearn.ui.widgets.check_box import CheckBox

Key = Qt.Key


@pytest.fixture
def desk(window: MainWindow, shipped_pack: Path) -> TeacherDesk:
    """A teacher with a class of fifteen and the graded questions."""
    door = window.context.door
    door.limits = QUICK
    made = door.set_up(door.begin("R. Adeyemi", PASSPHRASE))
    add_class(made)
    import_pack(made, shipped_pack)
    window.enter(window.context.people.reader(made.profile), made)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def dialog(window: MainWindow, desk: TeacherDesk) -> Generator[AssignDialog]:
    made = begin(window)
    yield made
    for left in window.findChildren(AssignDialog):
        left.close()
    settle()


def begin(window: MainWindow) -> AssignDialog:
    assert window.go("nk:teach/assignments")
    click(window, "New assignment")
    return opened(window)


def opened(window: MainWindow) -> AssignDialog:
    settle()
    found = segment(window).dialog
    assert found is not None and found.isVisible()
    return found


def segment(window: MainWindow) -> AssignmentsSegment:
    (found,) = visible(window, AssignmentsSegment)
    return found


def press(*keys: Key) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
        settle()


def said(widget: QWidget) -> str:
    return "\n".join(found.text() for found in visible(widget, QLabel))


def dropdown(widget: QWidget, name: str) -> Dropdown:
    (found,) = [one for one in visible(widget, Dropdown) if one.accessibleName().startswith(name)]
    return found


def tick(widget: QWidget, words: str) -> None:
    (found,) = [one for one in visible(widget, CheckBox) if one.text() == words]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    settle()


def test_an_assignment_is_made_with_the_keyboard_alone(
    window: MainWindow, dialog: AssignDialog, desk: TeacherDesk, stick: Path
) -> None:
    assert dialog.lessons.what.title.hasFocus()
    assert visible(window, Scrim)
    QTest.keyClicks(dialog.lessons.what.title, "Numbers and ministries")
    press(Key.Key_Tab)
    tree = dialog.lessons.what.tree
    assert tree.hasFocus()
    # Down to module 2, all of it; then of module 3 the first lesson and one section of another.
    press(Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Space)
    press(Key.Key_Down, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert "7 lessons chosen" in said(dialog)
    third = tree.topLevelItem(2)
    assert third is not None and third.checkState(0) is Qt.CheckState.PartiallyChecked
    second = third.child(1)
    assert second is not None and second.checkState(0) is Qt.CheckState.PartiallyChecked
    dialog.lessons.how.folder.setText(str(stick))
    dialog.lessons.how.attempts.setValue(2)
    dialog.save.setFocus()
    press(Key.Key_Return)
    (given,) = desk.store.assignments()
    (path,) = stick.iterdir()
    assert path.read_bytes() == given.document
    signed.verify(given.document, desk.keys.public)
    document = read_assignment(given)
    modules = desk.catalog.modules()
    assert len({name.rpartition("/")[0] for name in document.reading}) == 7
    assert {key.question.partition("/")[0] for key in read_keys(given)} == {modules[1].id}
    assert (document.title, document.attempts) == ("Numbers and ministries", 2)
    assert not visible(window, AssignDialog) and not visible(window, Scrim)
    assert "is saved as" in said(window) and "0 of 15 handed in" in said(window)


def test_what_is_missing_is_said_where_it_is_missing(
    dialog: AssignDialog, desk: TeacherDesk
) -> None:
    click(dialog, "Save assignment file")
    assert "Give the assignment a title." in said(dialog)
    assert dialog.lessons.what.title.hasFocus()
    QTest.keyClicks(dialog.lessons.what.title, "Reading")
    click(dialog, "Save assignment file")
    assert "Choose lessons or questions." in said(dialog)
    assert dialog.lessons.what.tree.hasFocus()
    press(Key.Key_Space)
    dialog.lessons.how.folder.setText("/nowhere/at/all")
    click(dialog, "Save assignment file")
    assert dialog.isVisible() and desk.store.assignments() == ()
    assert "can’t be written" in said(dialog)


def test_questions_are_chosen_by_hand_and_shown_with_their_answers(
    dialog: AssignDialog, desk: TeacherDesk, stick: Path
) -> None:
    click(dialog, "Part: Questions")
    part = dialog.questions
    whole = part.list.count()
    assert visible(part, Feedback)
    part.words.setFocus()
    QTest.keyClicks(part.words, "dashed line")
    settle()
    assert 0 < part.list.count() < whole
    press(Key.Key_Down)
    assert part.list.hasFocus()
    press(Key.Key_Space)
    name = part.list.current
    assert f"{part.list.count()} question" in said(part) and "1 chosen" in said(part)
    part.words.clear()
    numbers = dropdown(part, "Type of question")
    numbers.setFocus()
    press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert numbers.accessibleName() == "Type of question: Number"
    assert 0 < part.list.count() < whole
    tick(part, "Only chosen")
    assert "No question has all of this." in said(part)
    dialog.lessons.how.folder.setText(str(stick))
    dialog.lessons.what.title.setText("By hand")
    click(dialog, "Save assignment file")
    (given,) = desk.store.assignments()
    assert [key.question for key in read_keys(given)] == [name]


def test_each_kind_keeps_its_own_questions(dialog: AssignDialog, desk: TeacherDesk) -> None:
    tree = dialog.lessons.what.tree
    tree.setFocus()
    press(Key.Key_Space)
    first = desk.catalog.modules()[0]
    drafting = dialog._drafting
    graded = drafting.draft.questions
    assert graded and not set(graded) & set(first.quiz)
    click(dialog, "Type: Practice")
    assert drafting.draft.kind is Kind.PRACTICE and drafting.draft.questions == ()
    top = tree.topLevelItem(0)
    assert top is not None and top.checkState(0) is Qt.CheckState.PartiallyChecked
    tree.setFocus()
    press(Key.Key_Space)
    assert set(drafting.draft.questions) == set(first.quiz)
    click(dialog, "Type: Graded")
    assert drafting.draft.questions == graded


def test_a_draft_is_kept_and_gone_on_with(
    window: MainWindow, dialog: AssignDialog, desk: TeacherDesk
) -> None:
    QTest.keyClicks(dialog.lessons.what.title, "Half done")
    counts = dropdown(dialog, "Count")
    assert not counts.isEnabled()  # of one attempt there is nothing to choose
    dialog.lessons.how.attempts.setValue(3)
    counts.setFocus()
    press(Key.Key_Down)
    click(dialog, "Save as draft")
    (saved,) = desk.store.drafts()
    assert (read_draft(saved).title, read_draft(saved).counts) == ("Half done", Counts.LAST)
    click(window, "Continue: Half done")
    again = opened(window)
    assert again.lessons.what.title.text() == "Half done"
    assert again.lessons.how.attempts.value() == 3
    again.lessons.what.title.setText("Other words")
    click(again, "Cancel")
    assert read_draft(desk.store.drafts()[0]).title == "Half done"
    click(window, "Continue: Half done")
    again = opened(window)
    QTest.keyClicks(again.lessons.what.title, ", kept")
    press(Key.Key_Escape)
    assert segment(window).dialog is None
    click(window, "Delete draft: Half done, kept")
    assert desk.store.drafts() == ()


def test_a_group_or_some_students_with_more_time(
    dialog: AssignDialog, desk: TeacherDesk, stick: Path
) -> None:
    click(dialog, "Part: Students and care")
    part = dialog.people
    assert "15 students get it." in said(part)
    click(part, "For: A group")
    assert "8 students get it." in said(part)
    click(part, "For: Some students")
    assert "for the whole class" in said(part)
    tick(part, "Student 02")
    tick(part, "Student 04")
    tick(part, "Time limit for the questions")
    assert "2 students get it." in said(part)
    fields = part._fields
    second, fourth = (desk.store.students(CLASS)[place].id for place in (1, 3))
    assert list(fields) == [second, fourth]
    fields[fourth].setValue(50)
    dialog.lessons.what.title.setText("For two")
    dialog.lessons.what.tree.setFocus()
    click(dialog, "Part: Lessons")
    dialog.lessons.what.tree.setFocus()
    press(Key.Key_Space)
    dialog.lessons.how.folder.setText(str(stick))
    click(dialog, "Save assignment file")
    document = read_assignment(desk.store.assignments()[0])
    assert document.students == (second, fourth)
    assert (document.minutes, document.extra) == (45, {fourth: 50})


def test_assigning_again_takes_the_place_of_the_earlier_file(
    window: MainWindow, dialog: AssignDialog, desk: TeacherDesk, stick: Path
) -> None:
    dialog.lessons.what.title.setText("First words")
    dialog.lessons.what.tree.setFocus()
    press(Key.Key_Space)
    dialog.lessons.how.folder.setText(str(stick))
    click(dialog, "Save assignment file")
    click(window, "Change and assign again: First words")
    again = opened(window)
    assert "Assign again" in said(again)
    again.lessons.what.title.setText("Better words")
    click(again, "Save assignment file")
    (given,) = desk.store.assignments()
    assert (given.title, given.sequence) == ("Better words", 2)
    for path in stick.iterdir():
        path.unlink()
    segment(window).put_again(given, str(stick))
    assert [path.read_bytes() for path in stick.iterdir()] == [given.document]


def test_feedback_is_released_once_somebody_has_handed_in(
    window: MainWindow, dialog: AssignDialog, desk: TeacherDesk, stick: Path
) -> None:
    dialog.lessons.what.title.setText("Numbers")
    dialog.lessons.what.tree.setFocus()
    press(Key.Key_Space)
    dialog.lessons.how.folder.setText(str(stick))
    click(dialog, "Save assignment file")
    assert not button(window, "Release feedback: Numbers").isEnabled()
    given, student, now = desk.store.assignments()[0], desk.store.students(CLASS)[0].id, desk.now()
    event = Admitted("0" * 64, "result", CLASS, student, given.id, b"x", now)
    who = (CLASS, given.id, given.hash, student, "RW", 1)
    record = ResultRecord(
        "0" * 16, event.hash, *who, Stage.HANDED_IN, now, handed_in=now, admitted=now, payload=b"{}"
    )
    desk.store.admit([(event, record, {})])
    assert window.go("nk:teach/assignments")
    settle()
    assert "1 of 15 handed in" in said(window)
    click(window, "Release feedback: Numbers")
    (asked,) = visible(window, ReleaseDialog)
    assert "Not handed in yet" in said(asked)
    click(asked, "Cancel")


def test_a_pack_is_imported_and_a_broken_one_refused(
    window: MainWindow, desk: TeacherDesk, shipped_pack: Path, tmp_path: Path
) -> None:
    assert window.go("nk:teach/assignments")
    assert "for content" in said(window)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 400)
    segment(window).take_pack(str(broken))
    assert window.notices.last is not None
    for box in window.findChildren(QWidget, "qt_msgbox_label"):
        box.window().close()
    segment(window).take_pack(str(shipped_pack))
    assert "is imported" in said(window)


def test_every_part_makes_sense_without_being_seen(dialog: AssignDialog) -> None:
    for part in ("lessons", "questions", "people"):
        dialog.open_part(part)
        settle()
        assert faults(interface(dialog)) == [], part


@pytest.mark.parametrize("part", ["lessons", "questions", "people"])
def test_the_dialog_fits_a_small_window_with_large_text(
    window: MainWindow, desk: TeacherDesk, part: str
) -> None:
    window.set_text_size(150)
    window.resize(1024, 700)
    dialog = begin(window)
    dialog.open_part(part)
    settle()
    assert dialog.width() <= 1024 and dialog.height() <= 700
    assert button(dialog, "Save assignment file").visibleRegion().boundingRect().width() > 100
    for shown in visible(dialog, QLabel):
        if shown.wordWrap() and shown.text():
            assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()
    dialog.close()
    settle()


def test_what_to_think_of_is_seen_in_a_low_window(window: MainWindow) -> None:
    add_class(taught.enter(window))  # no pack was imported
    window.resize(1366, 690)
    dialog = begin(window)
    click(dialog, "Type: Graded")
    (told,) = [one for one in visible(dialog, QLabel) if "no graded questions" in one.text()]
    assert told.visibleRegion().boundingRect().size() == told.size()
    dialog.discard()


def test_words_about_a_due_time_have_room(window: MainWindow, desk: TeacherDesk) -> None:
    window.set_text_size(150)
    window.resize(1366, 690)
    dialog = begin(window)
    line = dialog.lessons.how.due.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "3/4/2027")
    press(Key.Key_Tab)
    (told,) = [one for one in visible(dialog, QLabel) if "is no day and time" in one.text()]
    assert told.height() >= told.heightForWidth(told.width())
    # A due time that is typed is the one of the draft.
    line.selectAll()
    QTest.keyClicks(line, "2027-01-31 09:05")
    dialog.save_draft()
    (saved,) = desk.store.drafts()
    assert read_draft(saved).due == datetime(2027, 1, 31, 9, 5).astimezone()


def test_what_is_right_is_shown_as_the_key_and_not_as_an_answer(dialog: AssignDialog) -> None:
    part = dialog.questions
    click(dialog, "Part: Questions")
    kinds = dropdown(part, "Type of question")
    for kind in type_names():
        if kind == "written":  # it has no key, but what a good answer shows
            continue
        kinds.show_value(kind)
        kinds.chosen.emit(kind)
        settle()
        assert part.list.count(), kind
        told = [found.text() for found in visible(part, QLabel)]
        told += [found.accessibleName() for found in visible(part, QWidget)]
        assert "The key" in told
        assert not [words for words in told if "your answer" in words.lower()], kind
        assert not [words for words in told if "correct" in words.lower()], kind
