"""What a student keeps of work for teachers: ids, keys, files received and handed in, attempts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from nklearn.base.values import dataclass
from nklearn.domain.teaching import Stage

_Item = TypeVar("_Item")


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


@dataclass(frozen=True, slots=True)
class KeptClasswork:
    """All of a person's work for teachers; without `key` where that must not leave a computer."""

    enrolments: tuple[Enrolment, ...] = ()
    teachers: tuple[TrustedTeacher, ...] = ()
    received: tuple[Received, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    handed: tuple[HandedIn, ...] = ()
    releases: tuple[Released, ...] = ()
    key: DeviceKey | None = None


def merged_classwork(here: KeptClasswork, there: KeptClasswork) -> KeptClasswork:
    """Return work for teachers of two computers as one; the keys and paths of `here` stay.

    Of an attempt on both the one that was handed in counts, else that of `here`.
    """

    def key_of(own: Attempt) -> tuple[str, int]:
        return own.assignment, own.number

    attempts = {key_of(own): own for own in here.attempts}
    for own in there.attempts:
        mine = attempts.get(key_of(own))
        if mine is None or (mine.ended is None and own.ended is not None):
            attempts[key_of(own)] = own
    return KeptClasswork(
        _united(here.enrolments, there.enrolments, lambda own: own.student),
        _united(here.teachers, there.teachers, lambda own: own.key),
        _united(here.received, there.received, lambda own: own.hash),
        tuple(attempts[key] for key in sorted(attempts)),
        _united(here.handed, there.handed, lambda own: own.id),
        _united(here.releases, there.releases, lambda own: own.hash),
        here.key or there.key,
    )


def _united(
    here: tuple[_Item, ...], there: tuple[_Item, ...], key: Callable[[_Item], str]
) -> tuple[_Item, ...]:
    known = {key(own) for own in here}
    return (*here, *(own for own in there if key(own) not in known))
