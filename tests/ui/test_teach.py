"""The Teach page: for teachers alone, with a class that stays chosen; locked when they go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton
from tests.fixtures.classroom import PASSPHRASE, QUICK
from tests.ui.helpers import button, click, settle, visible

from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.addresses import Address
from nklearn.domain.teaching import SchoolClass
from nklearn.ui.context import Context
from nklearn.ui.main_window import MainWindow
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.shell.rail import Rail
from nklearn.ui.teach.segment import Segment
from nklearn.ui.teach.segments import SEGMENTS
from nklearn.ui.widgets.basics import Button, column


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


def test_the_class_is_chosen_from_its_menu(window: MainWindow, desk: TeacherDesk) -> None:
    window.go("nk:teach/gradebook")
    settle()
    chooser = button(window, "Class 10A")
    assert isinstance(chooser, QPushButton)
    names = [action.text() for action in chooser.menu().actions()]
    assert names == ["All classes", "10A", "10B"]
    chooser.menu().actions()[2].trigger()
    settle()
    assert here(window) == "nk:teach/gradebook?class=0000000000000001"
    assert button(window, "Class 10B") is chooser
    desk.store.save_class(SchoolClass("c" * 16, "10C", desk.now()))
    (shown,) = visible(window, Segment)
    shown.class_changed.emit()
    assert [action.text() for action in chooser.menu().actions()][1:] == ["10A", "10B", "10C"]
    window.go("nk:teach/keys")
    settle()
    assert not chooser.isVisible()  # keys are about no class


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


class Busy(Segment):
    """A segment with all that one may have."""

    all_classes = True

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        theme = context.theme
        self.opened: list[str] = []
        self.buttons = [Button(theme, words) for words in ("Import results", "Export CSV")]
        self.panel = Button(theme, "In the panel")
        self.below = Button(theme, "Below")
        column(self).addWidget(self.below)

    def open(self, address: Address) -> None:
        self.opened.append(str(address))

    def tools(self) -> list[Button]:
        return self.buttons

    def side(self) -> Button:
        return self.panel


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SEGMENTS, "gradebook", Busy)


def test_a_segment_has_tools_a_panel_and_all_classes(
    busy: None, window: MainWindow, desk: TeacherDesk
) -> None:
    window.resize(1366, 768)
    window.go("nk:teach/gradebook/student?class=all&sort=name")
    settle()
    (shown,) = visible(window, Busy)
    assert shown.opened[-1] == "nk:teach/gradebook/student?class=all&sort=name"
    assert button(window, "All classes")
    head = button(window, "New assignment")
    for tool in shown.buttons:
        assert abs(tool.mapTo(window, QPoint()).y() - head.mapTo(window, QPoint()).y()) <= 2
    assert shown.panel.isVisible()
    assert shown.panel.mapTo(window, QPoint()).x() > shown.mapTo(window, QPoint()).x()
    window.resize(1024, 700)
    settle()
    assert not shown.panel.isVisible()  # there the segment shows it in its own way
    segments = button(window, "Teach: Gradebook")
    assert head.mapTo(window, QPoint()).y() > segments.mapTo(window, QPoint()).y() + 20
    assert head.mapTo(window, QPoint(head.width(), 0)).x() <= window.width()
    shown.moved.emit(Address.parse("nk:teach/gradebook?class=all&sort=mark"))
    assert here(window) == "nk:teach/gradebook?class=all&sort=mark"
    window.go("nk:teach/classes")
    settle()
    assert not any(tool.isVisible() for tool in shown.buttons)
    assert not head.isVisible()
    window.go("nk:teach/assignments")
    settle()
    click(window, "New assignment")
    assert here(window) == "nk:teach/assignments/new?class=0000000000000000"
