"""What a student keeps of work for teachers: ids, keys, files received and handed in, attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nklearn.domain.teaching import Stage


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The id by which a teacher knows a person, from the slip that they got."""

    student: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The keys of a person on one computer: an Ed25519 seed in hex, and an age identity."""

    seed: str
    identity: str
    made: datetime


@dataclass(frozen=True, slots=True)
class TrustedTeacher:
    """A teacher whose fingerprint the person compared: public key (minisign) and name."""

    key: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """An assignment's file as it came. Of one `assignment` the highest `sequence` holds."""

    hash: str
    assignment: str
    sequence: int
    student: str
    data: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at an assignment. `number` counts from 1, `run` is its session of questions or empty.

    `hash` is the file that it was begun with. `seconds` is the time used so far; `alternative` is
    what somebody wrote who took the other task.
    """

    assignment: str
    number: int
    hash: str
    run: str
    begun: datetime
    ended: datetime | None = None
    seconds: float = 0.0
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A sealed file made for the teacher, and where it was last saved to (a path, or empty)."""

    id: str
    assignment: str
    number: int
    stage: Stage
    hash: str
    data: bytes
    at: datetime
    saved_to: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """A release's file as it came; the highest `sequence` of an assignment holds."""

    hash: str
    assignment: str
    sequence: int
    data: bytes
    at: datetime
