"""The computers of students: which ones handed something in under whose id, and who said yes.

A computer is the key that it signs with. The first one of a student waits as any other does: a
join code may have been copied from somebody else's slip.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nklearn.classroom import fingerprint
from nklearn.domain.addresses import Address
from nklearn.domain.teaching import Device, DeviceState, Student

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


WAITING = "waiting"  # of the state of an address: that the computers that wait are shown


class Computers(StrEnum):
    """What a teacher has to know of a student's computers."""

    NONE = "none"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A computer that waits for a word, and the ones of the same id that don't."""

    student: Student
    device: Device
    others: tuple[Device, ...]


def words(device: Device) -> tuple[str, ...]:
    """Return the fingerprint of a computer's key in words."""
    return fingerprint.words(device.key)


def by_student(desk: TeacherDesk) -> dict[str, tuple[Device, ...]]:
    """Return the computers of each student, in the order of their coming."""
    found: dict[str, tuple[Device, ...]] = {}
    for device in desk.store.devices():
        found[device.student] = (*found.get(device.student, ()), device)
    return found


def state(devices: tuple[Device, ...]) -> Computers:
    """Sum up the computers of one student; two are two even if both were confirmed."""
    kept = [own for own in devices if own.state is not DeviceState.REFUSED]
    if len(kept) > 1:
        return Computers.TWO
    if not kept:
        return Computers.NONE
    confirmed = kept[0].state is DeviceState.CONFIRMED
    return Computers.CONFIRMED if confirmed else Computers.WAITING


def waiting(desk: TeacherDesk, school_class: str = "") -> tuple[Waiting, ...]:
    """Return the computers that wait for a word, of a class or of all, by student."""
    found = by_student(desk)
    return tuple(
        Waiting(student, device, tuple(own for own in found[student.id] if own is not device))
        for student in desk.store.students(school_class)
        for device in found.get(student.id, ())
        if device.state is DeviceState.WAITING
    )


def waiting_address(desk: TeacherDesk) -> Address:
    """Return where the computers that wait are decided on: in their class, or in all of them."""
    classes = {wait.student.school_class for wait in waiting(desk)}
    own = classes.pop() if len(classes) == 1 else "all"
    return Address.of("teach", "classes", **{"class": own, WAITING: "1"})


def confirm(desk: TeacherDesk, device: Device) -> int:
    """Say that a computer is the student's; return how many results that waited for it count now.

    Raises:
        UserError: nothing could be saved; the computer waits as before, or its results do.
    """
    from nklearn.classroom.collecting import take_waiting

    desk.store.decide_device(device.student, device.key, DeviceState.CONFIRMED)
    return take_waiting(desk, device.student)


def refuse(desk: TeacherDesk, device: Device) -> None:
    """Say that a computer is not the student's: what it hands in doesn't count."""
    desk.store.decide_device(device.student, device.key, DeviceState.REFUSED)
