"""Stops at the classes of a teacher: none yet, all of them, one with computers that wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from nklearn.classroom import computers, rosters
from nklearn.classroom.desk import TeacherDesk
from nklearn.domain.addresses import Address
from nklearn.domain.teaching import Device
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop

_LABEL = "10B"
_STUDENTS = (
    "Abena Owusu",
    "Benjamin Weiss",
    "Chloé Martin",
    "Daria Kowalska",
    "Elias Haddad",
    "Farah Siddiqui",
    "Gabriel Rossi",
    "Hana Novák",
    "Isaac Thompson",
    "Jun Watanabe",
    "Katya Petrenko",
    "Leo Andersen",
    "김민준",
    "Noah Okafor",
    "Priya Nair",
)


def classes_stops(window: MainWindow) -> Iterator[Stop]:
    """Give the stops; the reader is a teacher whose desk is open."""
    desk = window.context.teacher
    if desk is None:
        return
    if not desk.store.classes():
        yield Stop("teach-classes-none", "nk:teach/classes")
    own = _class(desk)
    yield Stop("teach-classes", str(Address.of("teach", "classes", **{"class": "all"})))
    yield Stop("teach-class", str(Address.of("teach", "classes", **{"class": own})))


def _class(desk: TeacherDesk) -> str:
    """Return a class with students, some of whose computers wait for a word."""
    known = next((own for own in desk.store.classes() if own.label == _LABEL), None)
    if known is not None and rosters.present(desk, known.id):
        return known.id
    until = desk.now().date() + timedelta(days=250)
    own = known.id if known else rosters.make_class(desk, _LABEL, until).id
    for number, name in enumerate(_STUDENTS):
        student = rosters.add(desk, own, name, str(20_301 + number), "AB"[number % 2])
        if number == 3:
            rosters.change(desk, replace(student, extra=25))
        for _ in range(2 if number == 2 else int(number < 9)):
            _computer(desk, student.id, waits=number == 8)
    return own


def _computer(desk: TeacherDesk, student: str, *, waits: bool) -> None:
    from nklearn.base.signed import SigningKey
    from nklearn.classroom import sealed

    key = SigningKey(desk.random_bytes(32)).public
    recipient = sealed.recipient_of(sealed.new_identity())
    device = desk.store.note_device(Device(student, key, recipient, desk.now()))
    if not waits and not [own for own in desk.store.devices(student) if own.key != key]:
        computers.confirm(desk, device)
