"""Stops at the teachers' door and at the desk behind it."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.assigning import assigning_stops
from nklearn.ui.tour.class_work import class_work_stops
from nklearn.ui.tour.classes import classes_stops
from nklearn.ui.tour.stop import Stop

_NAME, _PASSPHRASE = "R. Adeyemi", "only for the tour"


def teach_stops(window: MainWindow) -> Iterator[Stop]:
    """Give the stops; whoever was reading is back after the last one."""
    if not window.context.door.opens:
        return
    reader = window.context.reader
    yield Stop("door-new", "nk:door/new")
    yield Stop("teach-keys", "nk:teach/keys", lambda: seat_teacher(window))
    yield from class_work_stops(window)
    yield from assigning_stops(window)
    yield from classes_stops(window)
    window.enter(reader)
    yield Stop("door", "nk:door")


def seat_teacher(window: MainWindow) -> None:
    """Open a teacher's desk, of one who is set up for it at first."""
    door = window.context.door
    teacher = next((each for each in door.teachers() if each.name == _NAME), None)
    if teacher is None:
        desk = door.set_up(door.begin(_NAME, _PASSPHRASE))
    else:
        desk = door.unlock(teacher, _PASSPHRASE)
    window.enter(window.context.people.reader(desk.profile), desk)
