"""What a teacher keeps: classes, students, their computers, assignments, results and decisions."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from nklearn.base.values import dataclass


class DeviceState(StrEnum):
    """Whether a teacher said that a computer is the student's."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Kind(StrEnum):
    """What an assignment is for. Graded: its file holds no keys."""

    GRADED = "graded"
    PRACTICE = "practice"


class Counts(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"
    AVERAGE = "average"


class Stage(StrEnum):
    """What a result says: that somebody began, or all that they handed in."""

    BEGUN = "begun"
    HANDED_IN = "handed in"


@dataclass(frozen=True, slots=True)
class TeacherRecord:
    """The one teacher of a file. `locked` is the JSON of the keys as they lie at rest.

    `key` is the public signing key (minisign), `recipient` and `recovery` are age recipients.
    """

    profile: str
    name: str
    key: str
    recipient: str
    recovery: str
    locked: str
    made: datetime


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class. `sequence` is the number of the last document signed for it.

    After `retain_until` its students are to be erased.
    """

    id: str
    label: str
    made: datetime
    retain_until: date | None = None
    sequence: int = 0
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody of a class. Only `id` ever stands in a file that leaves the teacher's computer.

    `number` is the school's own; `extra` is more time in percent; `left` is None while they stay.
    """

    id: str
    school_class: str
    name: str
    number: str
    group: str
    extra: int
    joined: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A computer that handed something in under a student's id: its keys, and what was decided."""

    student: str
    key: str
    recipient: str
    first_seen: datetime
    state: DeviceState = DeviceState.WAITING


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """An assignment that was not given out yet; `body` is its JSON."""

    id: str
    title: str
    body: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment as it was given out.

    `document` is the signed file, `hash` its SHA-256 in hex; `keys` is the JSON by which answers
    find back to the questions. One `id` may have been given out again with a higher `sequence`.
    """

    id: str
    sequence: int
    school_class: str
    title: str
    kind: Kind
    made: datetime
    due: datetime | None
    document: bytes
    hash: str
    keys: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that was taken in, as it came, so that it can be put back where it vanished."""

    hash: str
    kind: str
    school_class: str
    student: str
    assignment: str
    data: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """A result: whose, of what, and how it was scored.

    `payload` is the JSON of the result as signed. `fraction` (0 to 1) is None before it is
    scored; `waits` counts written answers without a mark. `scored_with` names keys and content.
    """

    id: str
    event: str
    school_class: str
    assignment: str
    assignment_hash: str
    student: str
    device: str
    attempt: int
    stage: Stage
    begun: datetime
    handed_in: datetime | None
    admitted: datetime
    payload: bytes
    fraction: float | None = None
    waits: int = 0
    scored_with: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What the gradebook needs of a result; times as seconds since 1970."""

    id: str
    assignment: str
    student: str
    attempt: int
    stage: Stage
    handed_in: float | None
    fraction: float | None
    waits: int


class Ruling(StrEnum):
    """What a teacher decided by hand about one student's work."""

    FRACTION = "fraction"
    EXCUSED = "excused"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Override:
    """A decision with its reason; the last one for a student and assignment counts."""

    assignment: str
    student: str
    ruling: Ruling
    fraction: float | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What a teacher gave for a written answer; the last one counts. `level` counts from 1."""

    result: str
    item: str
    level: int
    fraction: float
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Regrade:
    """Scores that were worked out anew: why, and the JSON of what changed for whom."""

    assignment: str
    why: str
    changes: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """A release or an erasure as it was signed; of an erasure `about` is the student's id."""

    hash: str
    school_class: str
    about: str
    sequence: int
    data: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file of an import and what became of it; `verdict` is a word, `words` the reason."""

    name: str
    size: int
    hash: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import: when, from where, and every file of it."""

    at: datetime
    folder: str
    files: tuple[FileSeen, ...] = field(default=())
