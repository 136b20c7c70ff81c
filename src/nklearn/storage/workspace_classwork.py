"""A student's work for teachers: who they are in class, what they got, did and handed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from nklearn.storage.workspace_base import time_of, time_text
from nklearn.storage.workspace_notes import WorkspaceNotes

if TYPE_CHECKING:  # no start of the program waits for them
    from nklearn.domain.classwork import (
        Attempt,
        DeviceKey,
        Enrolment,
        HandedIn,
        KeptClasswork,
        Received,
        Released,
        TrustedTeacher,
    )

_RECEIVED = "SELECT hash, assignment, sequence, student, data, received FROM assigned"
_ATTEMPT = "SELECT assignment, number, hash, run, begun, ended, seconds, alternative FROM attempt"
_HANDED = "SELECT id, assignment, number, stage, hash, data, at, saved_to FROM handed_in"
_RELEASED = "SELECT hash, assignment, sequence, data, received FROM released"


class WorkspaceClasswork(WorkspaceNotes):
    """The tables of work for teachers; all rows belong to a person."""

    def enrolments(self, profile: str) -> tuple[Enrolment, ...]:
        """Return under which ids a person is known to teachers."""
        from nklearn.domain.classwork import Enrolment

        rows = self._rows(
            "SELECT student, at FROM enrolment WHERE profile = ? ORDER BY at", profile
        )
        return tuple(Enrolment(student, time_of(at)) for student, at in rows)

    def enrol(self, profile: str, enrolment: Enrolment) -> None:
        """Note the id that a slip gives."""
        with self._writing():
            self._db.execute(
                "INSERT INTO enrolment (profile, student, at) VALUES (?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (profile, enrolment.student, time_text(enrolment.at)),
            )

    def device_key(self, profile: str) -> DeviceKey | None:
        """Return the keys of a person on this computer."""
        from nklearn.domain.classwork import DeviceKey

        row = self._row("SELECT seed, identity, made FROM device_key WHERE profile = ?", profile)
        return DeviceKey(row[0], row[1], time_of(row[2])) if row else None

    def save_device_key(self, profile: str, key: DeviceKey) -> None:
        """Keep the keys of a person on this computer; the first ones stay."""
        with self._writing():
            self._db.execute(
                "INSERT INTO device_key (profile, seed, identity, made) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (profile, key.seed, key.identity, time_text(key.made)),
            )

    def trusted_teachers(self, profile: str) -> tuple[TrustedTeacher, ...]:
        """Return the teachers whose fingerprint a person compared."""
        from nklearn.domain.classwork import TrustedTeacher

        rows = self._rows(
            "SELECT key, name, at FROM trusted_teacher WHERE profile = ? ORDER BY at", profile
        )
        return tuple(TrustedTeacher(key, name, time_of(at)) for key, name, at in rows)

    def trust_teacher(self, profile: str, teacher: TrustedTeacher) -> None:
        """Note that a teacher's fingerprint was compared."""
        with self._writing():
            self._db.execute(
                "INSERT INTO trusted_teacher (profile, key, name, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (profile, key) DO UPDATE SET name = excluded.name",
                (profile, teacher.key, teacher.name, time_text(teacher.at)),
            )

    def receive(self, profile: str, received: Received) -> None:
        """Keep an assignment's file as it came; the same file twice is kept once."""
        with self._writing():
            self._db.execute(
                "INSERT INTO assigned (profile, hash, assignment, sequence, student, data,"
                " received) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    *(profile, received.hash, received.assignment, received.sequence),
                    *(received.student, received.data, time_text(received.at)),
                ),
            )

    def received(self, profile: str, assignment: str = "") -> tuple[Received, ...]:
        """Return all files of assignments, or of one, the highest sequence of each last."""
        from nklearn.domain.classwork import Received

        where, more = (" AND assignment = ?", (assignment,)) if assignment else ("", ())
        rows = self._rows(
            f"{_RECEIVED} WHERE profile = ?{where} ORDER BY received, sequence", profile, *more
        )
        return tuple(
            Received(hash_, work, sequence, student, data, time_of(at))
            for hash_, work, sequence, student, data, at in rows
        )

    def attempts(self, profile: str, assignment: str = "") -> tuple[Attempt, ...]:
        """Return the attempts at all assignments, or one, in their order."""
        where, more = (" AND assignment = ?", (assignment,)) if assignment else ("", ())
        rows = self._rows(
            f"{_ATTEMPT} WHERE profile = ?{where} ORDER BY assignment, number", profile, *more
        )
        return tuple(map(_attempt, rows))

    def save_attempt(self, profile: str, attempt: Attempt) -> None:
        """Add an attempt, or save how it stands."""
        with self._writing():
            self._put_attempt(profile, attempt)

    def hand_in(self, profile: str, attempt: Attempt, handed: HandedIn) -> None:
        """Save that an attempt was handed in, together with the sealed file."""
        with self._writing():
            self._put_attempt(profile, attempt)
            self._put_handed(profile, handed)

    def save_handed_in(self, profile: str, handed: HandedIn) -> None:
        """Keep a sealed file, or note where it was saved to."""
        with self._writing():
            self._put_handed(profile, handed)

    def handed_in(self, profile: str, assignment: str = "") -> tuple[HandedIn, ...]:
        """Return the sealed files of a person, of all assignments or one, oldest first."""
        from nklearn.domain.classwork import HandedIn
        from nklearn.domain.teaching import Stage

        where, more = (" AND assignment = ?", (assignment,)) if assignment else ("", ())
        rows = self._rows(f"{_HANDED} WHERE profile = ?{where} ORDER BY at, id", profile, *more)
        return tuple(
            HandedIn(row[0], row[1], row[2], Stage(row[3]), row[4], row[5], time_of(row[6]), row[7])
            for row in rows
        )

    def keep_release(self, profile: str, released: Released) -> None:
        """Keep a release's file; the same twice is kept once."""
        with self._writing():
            self._db.execute(
                "INSERT INTO released (profile, hash, assignment, sequence, data, received)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    *(profile, released.hash, released.assignment, released.sequence),
                    *(released.data, time_text(released.at)),
                ),
            )

    def releases(self, profile: str, assignment: str = "") -> tuple[Released, ...]:
        """Return the releases of all assignments, or one, the newest last."""
        from nklearn.domain.classwork import Released

        where, more = (" AND assignment = ?", (assignment,)) if assignment else ("", ())
        rows = self._rows(
            f"{_RELEASED} WHERE profile = ?{where} ORDER BY assignment, sequence", profile, *more
        )
        return tuple(
            Released(hash_, work, sequence, data, time_of(at))
            for hash_, work, sequence, data, at in rows
        )

    def kept_classwork(self, profile: str) -> KeptClasswork:
        """Return all of a person's work for teachers, with the keys of this computer."""
        from nklearn.domain.classwork import KeptClasswork

        return KeptClasswork(
            self.enrolments(profile),
            self.trusted_teachers(profile),
            self.received(profile),
            self.attempts(profile),
            self.handed_in(profile),
            self.releases(profile),
            self.device_key(profile),
        )

    def _put_classwork(self, profile: str, kept: KeptClasswork) -> None:
        """Put in what is not there yet; of attempts how they stand. Within a transaction."""
        for own in kept.attempts:
            self._put_attempt(profile, own)
        for handed in kept.handed:
            self._put_handed(profile, handed)
        key = kept.key
        rows: dict[str, list[tuple[object, ...]]] = {
            "enrolment (profile, student, at)": [
                (profile, own.student, time_text(own.at)) for own in kept.enrolments
            ],
            "trusted_teacher (profile, key, name, at)": [
                (profile, own.key, own.name, time_text(own.at)) for own in kept.teachers
            ],
            "assigned (profile, hash, assignment, sequence, student, data, received)": [
                (
                    *(profile, own.hash, own.assignment, own.sequence),
                    *(own.student, own.data, time_text(own.at)),
                )
                for own in kept.received
            ],
            "released (profile, hash, assignment, sequence, data, received)": [
                (profile, own.hash, own.assignment, own.sequence, own.data, time_text(own.at))
                for own in kept.releases
            ],
            "device_key (profile, seed, identity, made)": [
                (profile, key.seed, key.identity, time_text(key.made))
            ]
            if key
            else [],
        }
        for columns, values in rows.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            self._db.executemany(
                f"INSERT INTO {columns} VALUES ({marks}) ON CONFLICT DO NOTHING", values
            )

    def _put_attempt(self, profile: str, one: Attempt) -> None:
        self._db.execute(
            "INSERT INTO attempt (profile, assignment, number, hash, run, begun, ended, seconds,"
            " alternative) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (profile, assignment, number) DO UPDATE SET run = excluded.run,"
            " ended = excluded.ended, seconds = max(seconds, excluded.seconds),"
            " alternative = excluded.alternative",
            (
                *(profile, one.assignment, one.number, one.hash, one.run, time_text(one.begun)),
                *(time_text(one.ended) if one.ended else None, one.seconds, one.alternative),
            ),
        )

    def _put_handed(self, profile: str, one: HandedIn) -> None:
        self._db.execute(
            "INSERT INTO handed_in (profile, id, assignment, number, stage, hash, data, at,"
            " saved_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (profile, id) DO UPDATE SET saved_to = excluded.saved_to",
            (
                *(profile, one.id, one.assignment, one.number, one.stage.value, one.hash),
                *(one.data, time_text(one.at), one.saved_to),
            ),
        )


def _attempt(row: tuple[Any, ...]) -> Attempt:
    from nklearn.domain.classwork import Attempt

    assignment, number, hash_, run, begun, ended, seconds, alternative = row
    end: datetime | None = time_of(ended) if ended else None
    return Attempt(assignment, number, hash_, run, time_of(begun), end, seconds, alternative)
