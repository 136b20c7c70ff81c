"""The teacher of a file, classes, students and their computers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from nklearn.domain.teaching import Device, DeviceState, SchoolClass, Student, TeacherRecord
from nklearn.storage.workspace_base import WorkspaceBase, time_of, time_text

_CLASS = "SELECT id, label, made, retain_until, sequence, archived FROM class"
_STUDENT = 'SELECT id, class, name, number, team, extra, joined, "left" FROM student'
_DEVICE = "SELECT student, key, recipient, first_seen, state FROM device"


class TeachingPeople(WorkspaceBase):
    """Who teaches and who learns. Each write is on the disk when its method returns."""

    # The teacher

    def teacher(self) -> TeacherRecord | None:
        """Return the teacher whose file this is; None before the door was set up."""
        row = self._row("SELECT profile, name, key, recipient, recovery, locked, made FROM teacher")
        if row is None:
            return None
        profile, name, key, recipient, recovery, locked, made = row
        return TeacherRecord(profile, name, key, recipient, recovery, locked, time_of(made))

    def save_teacher(self, teacher: TeacherRecord) -> None:
        """Save the teacher, in place of the one before."""
        with self._writing():
            self._db.execute("DELETE FROM teacher")
            self._db.execute(
                "INSERT INTO teacher (profile, name, key, recipient, recovery, locked, made)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(teacher.profile, teacher.name, teacher.key, teacher.recipient),
                    *(teacher.recovery, teacher.locked, time_text(teacher.made)),
                ),
            )

    def setting(self, name: str) -> str:
        """Return what was saved under a name, a path as it is now; empty if nothing was."""
        row = self._row("SELECT value FROM setting WHERE name = ?", name)
        return self.places.found(row[0]) if row else ""

    def set_setting(self, name: str, value: str) -> None:
        """Save a setting of the teacher."""
        with self._writing():
            self._db.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, self.places.kept(value)),
            )

    # Classes

    def classes(self) -> tuple[SchoolClass, ...]:
        """Return all classes by their labels."""
        return tuple(map(_class, self._rows(f"{_CLASS} ORDER BY label, id")))

    def school_class(self, name: str) -> SchoolClass | None:
        """Return a class by its id."""
        row = self._row(f"{_CLASS} WHERE id = ?", name)
        return _class(row) if row else None

    def save_class(self, school_class: SchoolClass) -> None:
        """Add a class, or change one; its `sequence` never goes back."""
        until = school_class.retain_until
        with self._writing():
            self._db.execute(
                "INSERT INTO class (id, label, made, retain_until, sequence, archived)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET label = excluded.label,"
                " retain_until = excluded.retain_until, archived = excluded.archived,"
                " sequence = max(sequence, excluded.sequence)",
                (
                    *(school_class.id, school_class.label, time_text(school_class.made)),
                    *(until.isoformat() if until else None, school_class.sequence),
                    int(school_class.archived),
                ),
            )

    def next_sequence(self, school_class: str) -> int:
        """Take the next number for a document signed for a class; no number is given twice."""
        with self._writing():
            row = self._db.execute(
                "UPDATE class SET sequence = sequence + 1 WHERE id = ? RETURNING sequence",
                (school_class,),
            ).fetchone()
        return int(row[0])

    # Students

    def students(self, school_class: str = "") -> tuple[Student, ...]:
        """Return the students of a class, or all, by name; those who left are among them."""
        if school_class:
            rows = self._rows(f"{_STUDENT} WHERE class = ? ORDER BY name, id", school_class)
        else:
            rows = self._rows(f"{_STUDENT} ORDER BY name, id")
        return tuple(map(_student, rows))

    def student(self, name: str) -> Student | None:
        """Return a student by id."""
        row = self._row(f"{_STUDENT} WHERE id = ?", name)
        return _student(row) if row else None

    def save_students(self, *students: Student) -> None:
        """Add students or change those with the same id, all or none."""
        with self._writing():
            self._db.executemany(
                'INSERT INTO student (id, class, name, number, team, extra, joined, "left")'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " class = excluded.class, name = excluded.name, number = excluded.number,"
                ' team = excluded.team, extra = excluded.extra, "left" = excluded."left"',
                [
                    (
                        *(one.id, one.school_class, one.name, one.number, one.group, one.extra),
                        *(time_text(one.joined), time_text(one.left) if one.left else None),
                    )
                    for one in students
                ],
            )

    # Computers

    def devices(self, student: str = "") -> tuple[Device, ...]:
        """Return the computers of a student, or of all, in the order of their coming."""
        where, values = (" WHERE student = ?", (student,)) if student else ("", ())
        return tuple(
            map(_device, self._rows(f"{_DEVICE}{where} ORDER BY first_seen, key", *values))
        )

    def note_device(self, device: Device) -> Device:
        """Add a computer if it is not known yet; return it as it stands."""
        with self._writing():
            self._db.execute(
                "INSERT INTO device (student, key, recipient, first_seen, state)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    *(device.student, device.key, device.recipient),
                    *(time_text(device.first_seen), device.state.value),
                ),
            )
            row = self._db.execute(
                f"{_DEVICE} WHERE student = ? AND key = ?", (device.student, device.key)
            ).fetchone()
        return _device(row)

    def decide_device(self, student: str, key: str, state: DeviceState) -> None:
        """Confirm or refuse a computer of a student."""
        with self._writing():
            self._db.execute(
                "UPDATE device SET state = ? WHERE student = ? AND key = ?",
                (state.value, student, key),
            )


def _class(row: tuple[Any, ...]) -> SchoolClass:
    name, label, made, until, sequence, archived = row
    retain = date.fromisoformat(until) if until else None
    return SchoolClass(name, label, time_of(made), retain, sequence, bool(archived))


def _student(row: tuple[Any, ...]) -> Student:
    name, owner, called, number, group, extra, joined, gone = row
    return Student(name, owner, called, number, group, extra, time_of(joined), _maybe(gone))


def _device(row: tuple[Any, ...]) -> Device:
    student, key, recipient, seen, state = row
    return Device(student, key, recipient, time_of(seen), DeviceState(state))


def _maybe(text: str | None) -> datetime | None:
    return time_of(text) if text else None
