"""Erasing a student: a signed file that outranks every copy of what they handed in.

The erasure is kept and put into every folder where copies may turn up again. Sticks and computers
elsewhere can't be reached; what comes from them is never taken in.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import exchange, formats
from nklearn.classroom.admission import Book, Fate, judge
from nklearn.classroom.binding import Binding
from nklearn.classroom.knowledge import Snapshot
from nklearn.domain.teaching import Issued

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

REACH = (
    "Sticks, copies and computers elsewhere can’t be reached from here. "
    "What comes from them is never taken in again."
)


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did: files removed from folders, and why a folder could not be cleared."""

    student: str
    removed: int
    troubles: tuple[str, ...] = ()


def erase(desk: TeacherDesk, student: str, folders: Sequence[Path] = ()) -> ErasureReport:
    """Erase a student for good: from the teacher's file, and from the folders that are here.

    Raises:
        UserError: nothing could be saved; the student is still there.
    """
    store = desk.store
    found = store.student(student)
    if found is None:
        raise UserError("This student was erased before.", todo="There is nothing left to do.")
    hashes = store.events_of(student)
    data, document = _signed(desk, student, found.school_class)
    honour(desk, document, data)
    book = Snapshot.of(desk)
    removed, troubles = 0, list[str]()
    for folder in folders:
        try:
            removed += _clear(folder, hashes, book)
            exchange.put(folder, "erasure", data)
        except UserError as error:
            troubles.append(str(error))
    return ErasureReport(student, removed, tuple(troubles))


def honour(desk: TeacherDesk, erasure: formats.Erasure, data: bytes) -> None:
    """Do what an erasure says that this teacher signed, here or on another computer.

    Raises:
        UserError: it can't be saved.
    """
    desk.store.forget_files(desk.store.events_of(erasure.student))
    desk.store.erase_student(
        Issued(
            hash=hashlib.sha256(data).hexdigest(),
            school_class=erasure.school_class,
            about=erasure.student,
            sequence=erasure.sequence,
            data=data,
            at=desk.now(),
        )
    )


def _signed(desk: TeacherDesk, student: str, school_class: str) -> tuple[bytes, formats.Erasure]:
    """Sign an erasure. It bears no name, neither the student's nor the class's."""
    sequence = desk.store.next_sequence(school_class)
    moment = desk.now()
    recipient, recovery = desk.recipients
    document = formats.Erasure(
        school_class=school_class,
        student=student,
        sequence=sequence,
        teacher=formats.Teacher(
            name=desk.profile.name, key=desk.keys.public, recipient=recipient, recovery=recovery
        ),
        made=moment.replace(microsecond=0),
    )
    binding = Binding("erasure", school_class, student.lower(), sequence)
    data = signed.sign(
        desk.keys.signing,
        formats.encode(document),
        untrusted="NKLearn: a student was erased",
        trusted=str(binding),
    )
    return data, document


def _clear(folder: Path, hashes: frozenset[str], book: Book) -> int:
    """Remove what an erased student handed in from a folder; return how many files."""
    removed = 0
    for found in exchange.scan(folder):
        if found.sha256 and (found.sha256 in hashes or judge(found, book).fate is Fate.ERASED):
            with contextlib.suppress(OSError):
                found.path.unlink()
                removed += 1
    return removed
