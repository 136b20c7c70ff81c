"""Classes of a teacher, by keyboard and mouse: made, filled, confirmed, printed, let go of."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from tests.fixtures.classroom import PASSPHRASE, QUICK, device_keys
from tests.ui.helpers import button, click, settle, visible

from nklearn.classroom import codes, computers, rosters
from nklearn.classroom.computers import Computers
from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.teaching import Device, SchoolClass, Student
from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.classes import ClassesSegment
from nklearn.ui.teach.erase_dialog import EraseDialog
from nklearn.ui.teach.export_dialog import ExportDialog
from nklearn.ui.teach.import_list import ImportDialog
from nklearn.ui.teach.import_reading import ReadingPane
from nklearn.ui.teach.rows_table import RowsTable
from nklearn.ui.teach.slips import Slip, pdf
from nklearn.ui.teach.slips_dialog import SlipsToPaper
from nklearn.ui.teach.student_dialog import StudentDialog
from nklearn.ui.teach.waiting_dialog import WaitingDialog
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.find_field import FindField

KEY = Qt.Key
Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    """A teacher who came through the door."""
    door = window.context.door
    door.limits = QUICK
    made = door.set_up(door.begin("R. Adeyemi", PASSPHRASE))
    window.enter(window.context.people.reader(made.profile), made)
    return made


@pytest.fixture
def own(window: MainWindow, desk: TeacherDesk) -> SchoolClass:
    """A class that is open."""
    made = rosters.make_class(desk, "10B")
    assert window.go(f"nk:teach/classes?class={made.id}")
    settle()
    return made


def segment(window: MainWindow) -> ClassesSegment:
    (found,) = visible(window, ClassesSegment)
    return found


def dialog(window: MainWindow, kind: type[Dialog]) -> Dialog:
    (found,) = visible(window, kind)
    return found


def said(holder: QDialog) -> str:
    return " ".join(each.text() for each in visible(holder, QLabel))


def choose(holder: QDialog | MainWindow, name: str, words: str) -> None:
    """Choose from the menu of a button."""
    found = button(holder, name)
    assert isinstance(found, QPushButton)
    for action in found.menu().actions():
        if action.text().startswith(words):
            action.trigger()
            settle()
            return
    raise AssertionError(f"no {words!r} in the menu of {name!r}")


def field(holder: QDialog, name: str) -> QLineEdit:
    return next(each for each in visible(holder, QLineEdit) if each.accessibleName() == name)


def fill(holder: QDialog, name: str, words: str) -> None:
    found = field(holder, name)
    found.setFocus()
    found.selectAll()
    QTest.keyClicks(found, words) if words else QTest.keyClick(found, KEY.Key_Delete)


def cells(holder: QDialog | MainWindow, name: str) -> list[tuple[str, ...]]:
    found = next(each for each in visible(holder, RowsTable) if each.accessibleName() == name)
    return [line.cells for line in found.lines]


def known(desk: TeacherDesk, own: SchoolClass) -> dict[str, Student]:
    return {each.name: each for each in desk.store.students(own.id)}


def test_a_first_class_is_made(window: MainWindow, desk: TeacherDesk) -> None:
    assert window.go("nk:teach/classes")
    assert not button(window, "Import a list").isEnabled()
    click(window, "Make a class")
    (made,) = visible(window, QDialog)
    click(made, "Make the class")
    assert "needs a name" in said(made)
    fill(made, "Name of the class", "10B")
    fill(made, "Keep its students until", "2027-07-31")
    QTest.keyClick(field(made, "Keep its students until"), KEY.Key_Return)
    settle()
    (own,) = desk.store.classes()
    assert str(window.router.here) == f"nk:teach/classes?class={own.id}"


def test_students_are_added_and_changed_by_hand(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass
) -> None:
    for name, number, extra in (("Mina Karimi", "17", "25"), ("Noah Okafor", "18", "")):
        click(window, "Add a student")
        asked = dialog(window, StudentDialog)
        fill(asked, "Name", name)
        fill(asked, "School number", number)
        fill(asked, "Extra time, percent", extra)
        click(asked, "Add")
    mina = known(desk, own)["Mina Karimi"]
    rows = cells(window, "Students")
    code = codes.join_code(mina.id)
    assert rows[0] == ("Mina Karimi", "17", "", code, "None yet", "25% more")
    click(window, "Add a student")
    asked = dialog(window, StudentDialog)
    fill(asked, "Name", "Ben")
    fill(asked, "School number", "17")
    click(asked, "Add")
    assert asked.isVisible()
    assert len(desk.store.students()) == 2
    QTest.keyClick(asked, KEY.Key_Escape)
    settle()
    table = segment(window).panel.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, KEY.Key_Return)
    changing = dialog(window, StudentDialog)
    fill(changing, "Name", "Mina K.")
    fill(changing, "Group", "A")
    QTest.keyClick(field(changing, "Group"), KEY.Key_Return)
    settle()
    assert known(desk, own)["Mina K."].group == "A"
    assert known(desk, own)["Mina K."].id == mina.id


def test_a_list_is_looked_at_put_right_and_taken_over(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass, tmp_path: Path
) -> None:
    ben = rosters.add(desk, own.id, "Ben Baker", "2")
    rosters.add(desk, own.id, "Old Friend", "9")
    path = tmp_path / "list.csv"
    path.write_bytes(
        "학번;이름;모둠;비고\n1;김민준;가;x\n2;Ben Berg;나;\n;;가;\n1;Twin;;\n".encode("cp949")
    )
    segment(window).lists.read_list(path)
    settle()
    shown = dialog(window, ImportDialog)
    assert [(row[0], row[1], row[4]) for row in cells(shown, "Lines of the list")] == [
        ("2", "김민준", "New"),
        ("3", "Ben Berg", "Known: name was Ben Baker, group changes"),
        ("4", "", "Left out. It has no name."),
        ("5", "Twin", "Left out. The number 1 is on line 2 too."),
    ]
    assert button(shown, "Encoding: Korean")
    choose(shown, "Encoding", "Western")
    assert cells(shown, "Lines of the list")[0][1] != "김민준"
    choose(shown, "Encoding", "Korean")
    choose(shown, "모둠", "Not taken over")
    assert cells(shown, "Lines of the list")[0][3] == ""
    choose(shown, "모둠", "Group")
    click(shown, "Take 2 students over")
    assert not visible(window, ImportDialog)
    students = known(desk, own)
    assert set(students) == {"김민준", "Ben Berg", "Old Friend"}
    assert students["Ben Berg"].id == ben.id
    assert students["김민준"].group == "가"
    assert students["Old Friend"].left is None


def test_who_is_not_on_a_pasted_list_leaves_only_if_told_so(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass
) -> None:
    rosters.add(desk, own.id, "Old Friend")
    choose(window, "Import a list", "Paste")
    (asked,) = visible(window, QDialog)
    (paper,) = visible(asked, QPlainTextEdit)
    QApplication.clipboard().setText("Class 1; Ann\nClass 1; Ben\nClass 2; Cem")
    QTest.keyClick(paper, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    click(asked, "Look at it")
    shown = dialog(window, ImportDialog)
    assert not visible(shown, ReadingPane)[0].findChildren(QLineEdit)
    choose(shown, "Column 1", "Class")
    choose(shown, "Column 2", "Whole name")
    choose(shown, "Which class of the list", "Class 1")
    assert cells(shown, "Lines of the list")[2][4] == "Of another class: left out"
    (box,) = (each for each in visible(shown, CheckBox) if "left" in each.text())
    QTest.keyClick(box, KEY.Key_Space)
    click(shown, "Take 2 students over")
    students = known(desk, own)
    assert set(students) == {"Ann", "Ben", "Old Friend"}
    assert students["Old Friend"].left is not None
    assert cells(window, "Students")[-1][0] == "Old Friend (has left)"


def test_a_class_of_a_oneroster_export(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass, tmp_path: Path
) -> None:
    for name, text in {
        "manifest": "propertyName,value\noneroster.version,1.1\n",
        "orgs": "sourcedId,status,name\no,,Hanbit\n",
        "classes": "sourcedId,status,title,schoolSourcedId\nc,,Geography,o\nd,,History,o\n",
        "users": "sourcedId,status,enabledUser,role,givenName,familyName\n"
        "u,,true,student,Ann,Adler\nv,,true,student,Ben,Baker\n",
        "enrollments": "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e,,d,o,u,student\nf,,d,o,nobody,student\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    segment(window).lists.read_export(tmp_path)
    chosen = dialog(window, ExportDialog)
    (find,) = visible(chosen, FindField)
    QTest.keyClicks(find, "hist")
    assert cells(chosen, "Classes of the export") == [("History", "Hanbit", "1")]
    assert "its user is not in users.csv" in cells(chosen, "Lines that were left out")[0][0]
    QTest.keyClick(find, KEY.Key_Down)
    table = chosen.focusWidget()
    assert isinstance(table, RowsTable)
    table.selectRow(0)
    QTest.keyClick(table, KEY.Key_Return)
    settle()
    click(dialog(window, ImportDialog), "Take 1 student over")
    assert set(known(desk, own)) == {"Ann Adler"}
    (tmp_path / "manifest.csv").write_text("propertyName,value\noneroster.version,1.2\n", "utf-8")
    segment(window).lists.read_export(tmp_path)
    assert window.notices.last
    assert "version 1.2" in window.notices.last.what


def test_computers_wait_and_are_confirmed_or_refused(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass
) -> None:
    ann, ben = (rosters.add(desk, own.id, name) for name in ("Ann", "Ben"))
    for student, number in ((ann, 1), (ben, 2), (ben, 3)):
        keys = device_keys(number)
        desk.store.note_device(Device(student.id, keys.public, keys.recipient, desk.now()))
    window.go("nk:teach/classes?class=all")
    assert cells(window, "Classes") == [("10B", "2", "3", "")]
    window.go(f"nk:teach/classes?class={own.id}")
    assert [row[4] for row in cells(window, "Students")] == ["Waits for your word", "Two or more"]
    click(window, "Look at them")
    shown = dialog(window, WaitingDialog)
    click(shown, "It is theirs: Ann")
    click(shown, "Refuse: Ben")
    assert [row[4] for row in cells(window, "Students")] == ["Confirmed", "Waits for your word"]
    click(shown, "It is theirs: Ben")
    click(shown, "Done")
    states = [computers.state(each) for each in computers.by_student(desk).values()]
    assert states == [Computers.CONFIRMED, Computers.CONFIRMED]
    assert not [each for each in visible(window, QPushButton) if "Look at" in each.text()]


def test_groups_for_several_and_moving_and_erasing(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass
) -> None:
    other = rosters.make_class(desk, "10A")
    for name in ("Ann", "Ben", "Cem"):
        rosters.add(desk, own.id, name)
    window.go(f"nk:teach/classes?class={own.id}")
    settle()
    table = segment(window).panel.table
    table.setFocus()
    assert not button(window, "Group").isEnabled()
    QTest.keyClick(table, KEY.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    click(window, "Group")
    (asked,) = visible(window, QDialog)
    fill(asked, "Group, empty for none", "Red")
    click(asked, "Save")
    assert [each.group for each in desk.store.students(own.id)] == ["Red", "Red", ""]
    table.line_opened.emit(known(desk, own)["Ben"].id)
    moving = dialog(window, StudentDialog)
    choose(moving, "Class:", "10A")
    click(moving, "Save")
    assert set(known(desk, other)) == {"Ben"}
    ann = known(desk, own)["Ann"]
    table.line_opened.emit(ann.id)
    click(dialog(window, StudentDialog), "Erase for good")
    erasing = dialog(window, EraseDialog)
    assert "can’t be undone" in said(erasing)
    assert "can’t be reached" in said(erasing)
    click(erasing, "Erase for good")
    assert set(known(desk, own)) == {"Cem"}
    assert desk.store.erasures(ann.id)


def test_slips_go_to_paper_ten_to_a_page(
    window: MainWindow, desk: TeacherDesk, own: SchoolClass, tmp_path: Path
) -> None:
    for number in range(11):
        rosters.add(desk, own.id, f"Student {number}")
    window.go(f"nk:teach/classes?class={own.id}")
    settle()
    click(window, "Print slips")
    (shown,) = visible(window, QDialog)
    assert "11 slips" in said(shown)
    click(shown, "Cancel")
    slips = [
        Slip(each.name, "10B", codes.join_code(each.id), "R. Adeyemi", desk.words, desk.keys.public)
        for each in rosters.present(desk, own.id)
    ]
    told: list[str] = []
    way = SlipsToPaper(window.context, segment(window))
    way.told.connect(told.append)
    way.save(slips, tmp_path / "slips.pdf")
    data = (tmp_path / "slips.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 2
    assert pdf(slips[:10], "x").count(b"/Type /Page\n") == 1
    assert told == [f"Saved as {tmp_path / 'slips.pdf'}."]
