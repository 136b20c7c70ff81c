"""Quitting with a dialog open: nothing crashes, and what a dialog keeps is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.fixtures import class_work
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.ui import taught
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import click, settle, visible

from nklearn.base.errors import UserError
from nklearn.classroom.classwork import AskCode, AskTrust
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.formats import Teacher
from nklearn.classroom.marking import usual_rubric
from nklearn.domain.teaching import Assigned, Student
from nklearn.interchange.oneroster import ExportedClass, OneRoster
from nklearn.ui.classwork.asking import CodeDialog, FingerprintDialog
from nklearn.ui.classwork.choosing import ask_files
from nklearn.ui.main_window import MainWindow
from nklearn.ui.practice.report_dialog import ReportDialog
from nklearn.ui.teach.assign_dialog import AssignDialog
from nklearn.ui.teach.class_dialogs import ClassDialog, GroupDialog, PasteDialog
from nklearn.ui.teach.erase_dialog import EraseDialog
from nklearn.ui.teach.export_dialog import ExportDialog
from nklearn.ui.teach.import_list import ImportDialog as ListDialog
from nklearn.ui.teach.import_report import ImportDialog
from nklearn.ui.teach.items import ItemsSegment
from nklearn.ui.teach.keys import PassphraseDialog
from nklearn.ui.teach.regrade_dialog import RegradeDialog
from nklearn.ui.teach.release_dialog import ReleaseDialog
from nklearn.ui.teach.rubric_form import RubricForm
from nklearn.ui.teach.ruling_dialog import RulingDialog
from nklearn.ui.teach.slips_dialog import SlipsDialog, SlipsToPaper
from nklearn.ui.teach.student_dialog import StudentDialog
from nklearn.ui.teach.waiting_dialog import WaitingDialog
from nklearn.ui.widgets.focus_ring import FocusRing

TROUBLE = UserError("The stick is full.", todo="Use another.")


def unlock(window: MainWindow) -> TeacherDesk:
    """Let the teacher of an earlier start in again."""
    door = window.context.door
    door.limits = QUICK
    (person,) = door.teachers()
    desk = door.unlock(person, PASSPHRASE)
    window.enter(window.context.people.reader(person), desk)
    return desk


def begin(window: MainWindow, title: str) -> AssignDialog:
    """Open the dialog for a new assignment and type its title."""
    assert window.go("nk:teach/assignments")
    click(window, "New assignment")
    (dialog,) = visible(window, AssignDialog)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, title)
    return dialog


def of_a_teacher(window: MainWindow, work: Assigned, folder: Path) -> list[Callable[[], object]]:
    """Return what opens each dialog of a teacher over a window in which they are."""
    context, desk = window.context, window.context.teacher
    assert desk is not None
    theme, own, name = context.theme, class_work.CLASS, class_work.student_id(0)
    student = desk.store.student(name)
    assert isinstance(student, Student)

    def show_in_class() -> None:
        window.go(f"nk:teach/items/{work.id}")
        settle()
        visible(window, ItemsSegment)[0].show_in_class()

    return [
        lambda: window.go("nk:teach/assignments/new"),
        lambda: window.go("nk:teach/nothing"),  # says so in a box
        show_in_class,
        lambda: ImportDialog(context, desk, window).start(folder),
        lambda: RulingDialog(context, desk, name, work.id, window).open(),
        lambda: ReleaseDialog(context, desk, work.id, window).open(),
        lambda: RegradeDialog(context, desk, work.id, window, lambda _: "").open(),
        lambda: RubricForm(window, theme, usual_rubric(), lambda levels: None).open(),
        lambda: ClassDialog(theme, desk, None, window).open(),
        lambda: GroupDialog(theme, 2, ("Thursday",), window).open(),
        lambda: PasteDialog(theme, window).open(),
        lambda: ListDialog(theme, desk, own, "Name\nAda Adler\n", window).open(),
        lambda: ExportDialog(
            theme, OneRoster((ExportedClass("c", "10B", "Hanbit", "", 0),), (), 0, {}), window
        ).open(),
        lambda: StudentDialog(theme, desk, own, student, window).open(),
        lambda: WaitingDialog(theme, desk, own, window).open(),
        lambda: EraseDialog(theme, desk, (student,), window).open(),
        lambda: SlipsDialog(theme, (), SlipsToPaper(context, window), window).open(),
        lambda: PassphraseDialog(context, desk, window).open(),
    ]


def of_anybody(window: MainWindow) -> list[Callable[[], object]]:
    """Return what opens each dialog of a learner, and those of the door."""
    theme = window.context.theme
    teacher = Teacher(name="R. Adeyemi", key="k", recipient="r", recovery="r")
    asked = AskTrust(teacher, ("one", "two", "three", "four", "five", "six"), "10B", False)

    def at_the_door() -> None:
        window.go("nk:door")
        window.notices.show(TROUBLE)

    return [
        lambda: FingerprintDialog(theme, window, asked).open(),
        lambda: CodeDialog(theme, window, lambda code: code, AskCode("10B", False)).open(),
        lambda: CodeDialog(theme, window, lambda code: code, None).open(),
        lambda: ask_files(window, window.context),
        lambda: ReportDialog(theme, window).ask(),
        at_the_door,
        lambda: window.notices.show(TROUBLE, lambda: None),
    ]


def over(window: MainWindow) -> str:
    """Name the one dialog over a window; the keyboard is in it, so a ring follows it."""
    settle()
    (dialog,) = visible(window, QDialog)
    FocusRing(dialog, window.context.theme)
    for field in visible(dialog, QWidget):
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isEnabled():
            field.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return f"{type(dialog).__module__} {type(dialog).__name__}"


def test_a_window_goes_with_any_dialog_over_it(
    make_window: WindowMaker, shipped_pack: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    first = make_window()
    work = taught.handed_in(taught.enter(first), taught.graded(shipped_pack)[:3], range(4))
    window, seen = make_window(), list[str]()  # lets the first one go
    for number in range(len(of_anybody(window))):
        of_anybody(window)[number]()
        seen.append(over(window))
        window = make_window()
    unlock(window)
    for number in range(len(of_a_teacher(window, work, folder))):
        of_a_teacher(window, work, folder)[number]()
        seen.append(over(window))
        window = make_window()
        unlock(window)
    assert len(set(seen)) == 22  # three times an error box, twice the code


def test_a_dialog_with_a_ring_may_go_with_its_window(qtbot: QtBot, window: MainWindow) -> None:
    """Such a dialog hides itself while it is destroyed: its ring can’t ask it for anything."""
    below = QWidget()
    dialog = QDialog(below)
    field = QLineEdit(dialog)
    below.show()
    dialog.open()
    FocusRing(dialog, window.context.theme)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(20)
    gone = list[bool]()
    dialog.destroyed.connect(lambda: gone.append(True))
    below.deleteLater()
    QCoreApplication.sendPostedEvents(below, QEvent.Type.DeferredDelete.value)
    assert gone == [True]


def test_closing_the_window_keeps_the_draft(make_window: WindowMaker) -> None:
    window = make_window()
    class_work.make_class(taught.enter(window), 2)
    begin(window, "Who owns the mines")
    nested = QFileDialog(visible(window, AssignDialog)[0])
    nested.open()
    assert window.close()
    assert not window.isVisible() and not visible(window, QDialog)
    again = make_window()
    (draft,) = unlock(again).store.drafts()
    assert draft.title == "Who owns the mines"


def test_a_draft_that_cant_be_kept_holds_the_window(make_window: WindowMaker) -> None:
    window = make_window()
    desk = taught.enter(window)
    class_work.make_class(desk, 2)
    dialog = begin(window, "Who owns the mines")
    file = window.context.door.folder(desk.profile.id) / "teaching.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not window.close()
        assert window.isVisible() and dialog.isVisible()
        assert any("teaching.db" in one.text() for one in visible(dialog, QLabel))
    assert window.close()
    assert [one.title for one in desk.store.drafts()] == ["Who owns the mines"]
