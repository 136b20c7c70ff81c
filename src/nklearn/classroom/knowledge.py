"""What a teacher knows when files are judged, as values that any thread may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nklearn.domain.teaching import DeviceState

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


@dataclass
class Snapshot:
    """What a teacher knew when an import began, as values: no thread needs the file for it."""

    identities: tuple[str, ...] = field(repr=False)
    teacher_key: str
    files: set[str]
    classes: Mapping[str, str]
    students: dict[str, str]
    devices: dict[tuple[str, str], DeviceState]
    assignments: Mapping[str, tuple[str, str]]
    erased: set[str]
    results: set[str]

    @classmethod
    def of(cls, desk: TeacherDesk) -> Snapshot:
        """Take what a teacher knows now."""
        store = desk.store
        return cls(
            identities=(desk.keys.identity,),
            teacher_key=desk.keys.public,
            files=set(store.settled_events()),
            classes={one.id: one.label for one in store.classes()},
            students={one.id: one.school_class for one in store.students()},
            devices={(one.student, one.key): one.state for one in store.devices()},
            assignments=store.assignment_hashes(),
            erased={one.about for one in store.erasures()},
            results=set(store.result_ids()),
        )

    def knows_file(self, sha256: str) -> bool:
        """Tell whether a file with this hash was taken in for good."""
        return sha256 in self.files

    def knows_result(self, record: str) -> bool:
        """Tell whether work was taken in that is kept under this id."""
        return record in self.results

    def class_label(self, school_class: str) -> str | None:
        """Return the name of a class of this teacher."""
        return self.classes.get(school_class)

    def class_of(self, student: str) -> str | None:
        """Return the id of a student's class."""
        return self.students.get(student)

    def device_state(self, student: str, key: str) -> DeviceState | None:
        """Return what was decided about a computer; None if it was never seen."""
        return self.devices.get((student, key))

    def assignment_of(self, file_hash: str) -> tuple[str, str] | None:
        """Return the id and class of the assignment whose file has this hash."""
        return self.assignments.get(file_hash)

    def is_erased(self, student: str) -> bool:
        """Tell whether a signed erasure names this student."""
        return student in self.erased
