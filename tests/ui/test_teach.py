"""The Teach page: for teachers alone, with a class that stays chosen; locked when they go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.ui.helpers import click, settle, visible

from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.teaching import SchoolClass
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.shell.rail import Rail
from nklearn.ui.teach.segment import Segment


@pytest.fixture
def desk(window: MainWindow) -> TeacherDesk:
    """A teacher who came through the door."""
    door = window.context.door
    door.limits = QUICK
    made = door.set_up(door.begin("R. Adeyemi", PASSPHRASE))
    for number, words in enumerate(("10A", "10B")):
        made.store.save_class(SchoolClass(f"{number:016x}", words, made.now()))
    window.enter(window.context.people.reader(made.profile), made)
    return made


def here(window: MainWindow) -> str:
    return str(window.router.here)


def rail_names(window: MainWindow) -> list[str]:
    rail = window.findChild(Rail)
    assert rail
    return [each.accessibleName() for each in visible(rail, QAbstractButton)]


def test_teach_is_for_teachers_alone(window: MainWindow) -> None:
    before = here(window)
    assert "Teach" not in rail_names(window)
    assert not window.go("nk:teach")
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert here(window) == before
    assert window.notices.last
    assert "for teachers" in window.notices.last.what
    (box,) = visible(window, QMessageBox)
    box.close()


def test_segments_and_classes_are_chosen_and_stay_so(window: MainWindow, desk: TeacherDesk) -> None:
    assert "Teach" in rail_names(window)
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    settle()
    assert here(window) == "nk:teach/gradebook?class=0000000000000000"
    for words in ("Assignments", "Gradebook", "Classes", "Keys"):
        click(window, f"Teach: {words}")
        assert here(window).startswith(f"nk:teach/{words.lower()}")
        (shown,) = visible(window, Segment)
        assert shown.desk is desk
    assert window.go("nk:teach/classes?class=0000000000000001")
    assert window.go("nk:teach/gradebook")
    assert here(window) == "nk:teach/gradebook?class=0000000000000001"
    assert desk.store.setting("class") == "0000000000000001"
    assert not window.go("nk:teach/nothing")
    (box,) = visible(window, QMessageBox)
    box.close()


def test_the_desk_is_locked_when_somebody_else_comes(window: MainWindow, desk: TeacherDesk) -> None:
    (profile,) = visible(window, ProfileButton)
    assert profile.accessibleName() == "Reader R. Adeyemi, Teacher"
    window.go("nk:teach")
    window.go("nk:profiles")
    assert window.context.teacher is None
    with pytest.raises(ValueError, match="locked"):
        _ = desk.keys
    settle()
    assert not visible(window, Segment)
