"""Importing results from the window: it stays alive, and every file is told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.fixtures.handed_in import (
    CLASS,
    START,
    AClass,
    erasure_of,
    recipient,
    result_of,
    seal_for,
    signing_key,
    student_id,
)
from tests.ui.fitting import unfit
from tests.ui.helpers import click, settle, visible
from tests.ui.stops import look

from nklearn.classroom import computers, exchange
from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.teaching import Device, DeviceState, SchoolClass, Student
from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.import_report import ImportDialog
from nklearn.ui.teach.imports import ImportButton, LastImport
from nklearn.ui.teach.waiting_dialog import WaitingDialog


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    """A teacher with a class of eight and one assignment."""
    door = window.context.door
    door.limits = QUICK
    made = door.set_up(door.begin("R. Adeyemi", PASSPHRASE))
    store = made.store
    store.save_class(SchoolClass(CLASS, "10B", START))
    for n in range(8):
        name = f"Student {n}"
        store.save_students(Student(student_id(n), CLASS, name, "", "", 0, START))
        key = signing_key(f"device {n}").public
        state = DeviceState.CONFIRMED
        store.note_device(Device(student_id(n), key, recipient("devices"), START, state))
    store.add_assignment(AClass.work(0))
    window.enter(window.context.people.reader(made.profile), made)
    return made


@pytest.fixture
def folder(tmp_path: Path, desk: TeacherDesk) -> Path:
    """What a class left in a folder: six good files and each kind of trouble."""
    path = tmp_path / "Class 10B"
    path.mkdir()
    work = AClass.work(0)

    def data(number: int, device: str = "") -> bytes:
        device = device or f"device {number}"
        result = result_of(number, work.id, work.hash, device=device)
        return seal_for(result, device, desk.recipients)

    good = [data(n) for n in range(6)]
    for each in good:
        exchange.put(path, "result", each, work.id)
    (path / "result (1).nkresult").write_bytes(good[0])
    (path / "result.sync-conflict-20261122-091500-ABCDEFG.nkresult").write_bytes(good[1][:-40])
    (path / "from home.nkresult").write_bytes(data(6, "another computer"))
    (path / "result-77.nkresult.part").write_bytes(good[2][:90])
    (path / "holiday.jpg").write_bytes(b"\xff\xd8")
    (path / "other.nkresult").write_bytes(
        seal_for(result_of(1, work.id, work.hash), "device 1", [recipient("x")])
    )
    (path / "e.nkerase").write_bytes(erasure_of(7, by="stranger"))
    return path


def wait_for(window: MainWindow, done: Callable[[], bool]) -> None:
    for _ in range(200):
        QTest.qWait(20)
        if done():
            return
    raise AssertionError("the import did not end")


def tool(window: MainWindow) -> ImportButton:
    """The button of the gradebook."""
    window.go("nk:teach/gradebook")
    (found,) = visible(window, ImportButton)
    return found


def texts(dialog: ImportDialog) -> list[str]:
    return [each.text() for each in visible(dialog, QLabel)]


def check_rows(table: QTableView) -> None:
    """What needs a look stands first, and each file has its reason."""
    model = table.model()
    assert model.rowCount() == 13
    column = [str(model.index(row, 1).data()) for row in range(13)]
    assert column[-7:].count("Read") == 6 and "Read" not in column[:6]
    assert all(str(model.index(row, 2).data()) for row in range(13))


def test_an_import_from_the_window_tells_of_every_file(
    window: MainWindow, desk: TeacherDesk, folder: Path
) -> None:
    made, runs, wishes = tool(window), list[object](), list[str]()
    made.imported.connect(runs.append)
    made.open_requested.connect(wishes.append)
    (line,) = visible(window, LastImport)
    assert "No results" in line.accessibleName() and not line.isEnabled()
    desk.store.set_setting("import folder", str(folder))
    menu = made.menu()
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions()][1:] == ["From a folder…", "From files…"]
    menu.actions()[0].trigger()
    (dialog,) = visible(window, ImportDialog)
    assert dialog.isModal() and not runs  # it has only begun
    wait_for(window, lambda: bool(runs))
    settle()
    words = set(texts(dialog))
    assert {"Read: 6", "Duplicate: 1", "Waiting for confirmation: 1", "Not whole yet: 1"} <= words
    assert {"Damaged: 1", "Something else: 1", "Another teacher: 2"} <= words
    (table,) = visible(dialog, QTableView)
    check_rows(table)
    assert len(desk.store.results()) == 6
    click(dialog, "Copy as text")
    copied = QGuiApplication.clipboard().text()
    assert "holiday.jpg\tSomething else\tNot a file of NKLearn." in copied
    assert copied.count("\n") == 13 + 4
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    check_confirming(window, desk, wishes)
    window.go("nk:teach/gradebook")
    settle()
    assert "13 files, 6 problems" in line.accessibleName()
    click(window, "Last import")
    (again,) = visible(window, ImportDialog)
    assert "Read: 6" in texts(again)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    settle()
    assert not visible(window, ImportDialog)


def check_confirming(window: MainWindow, desk: TeacherDesk, wishes: list[str]) -> None:
    """“Confirm computers” opens the list of those that wait."""
    (dialog,) = visible(window, ImportDialog)
    click(dialog, "Confirm computers")
    assert wishes == [str(computers.waiting_address(desk))]
    settle()
    (waiting,) = visible(window, WaitingDialog)
    (asked,) = computers.waiting(desk)
    assert f"It is theirs: {asked.student.name}" in {
        each.accessibleName() for each in visible(waiting, QPushButton)
    }
    # Who comes back to the class later is not asked once more.
    here = window.router.here
    assert here is not None
    assert (here.rest, dict(here.state)) == ("classes", {"class": asked.student.school_class})
    click(waiting, "Done")
    settle()


def test_a_folder_that_is_gone_is_said_in_the_dialog(
    window: MainWindow, desk: TeacherDesk, folder: Path
) -> None:
    dialog = tool(window).import_from(folder / "gone")
    wait_for(window, lambda: any("can’t be read" in each for each in texts(dialog)))
    assert any("stays" in each for each in texts(dialog))
    assert [each.accessibleName() for each in visible(dialog, QPushButton)] == ["Close"]
    dialog.close()
    empty = folder / "empty"
    empty.mkdir()
    dialog = tool(window).import_from(empty)
    wait_for(window, lambda: any("no files" in each for each in texts(dialog)))
    dialog.close()


def test_nothing_is_written_after_somebody_stopped_the_import(
    window: MainWindow, desk: TeacherDesk, folder: Path
) -> None:
    dialog = tool(window).import_from(folder)
    click(dialog, "Stop")
    QTest.qWait(300)
    assert not desk.store.results() and desk.store.last_import() is None


@pytest.mark.parametrize(("width", "height", "text_size"), [(800, 560, 100), (1024, 700, 150)])
def test_the_list_has_room_for_its_words(
    window: MainWindow, desk: TeacherDesk, folder: Path, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    runs: list[object] = []
    made = tool(window)
    made.imported.connect(runs.append)
    dialog = made.import_from(folder)
    wait_for(window, lambda: bool(runs))
    look(window)
    # The table breaks its lines, which the measure of tables does not know.
    assert [each for each in unfit(cast(MainWindow, dialog)) if "QTableView" not in each] == []
    (table,) = visible(dialog, QTableView)
    assert table.horizontalScrollBar().maximum() == 0
    assert dialog.width() <= width and dialog.height() <= height
    dialog.close()
