"""What a teacher decides: overrides, marks, rubrics, regrades, releases and erasures."""

from __future__ import annotations

import json
from typing import Any

from nklearn.domain.teaching import Issued, Mark, Override, Regrade, Ruling
from nklearn.storage.teaching_work import TeachingWork
from nklearn.storage.workspace_base import time_of, time_text

_MARK = "SELECT m.result, m.item, m.level, m.fraction, m.comment, m.at FROM mark m"
_ISSUED = "SELECT hash, class, about, sequence, data, at FROM issued"


class TeachingDecisions(TeachingWork):
    """Logs that only grow; the last entry counts."""

    def add_override(self, override: Override) -> None:
        """Note a decision about one student's work."""
        with self._writing():
            self._db.execute(
                "INSERT INTO override (assignment, student, ruling, fraction, reason, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(override.assignment, override.student, override.ruling.value),
                    *(override.fraction, override.reason, time_text(override.at)),
                ),
            )

    def overrides(self, assignment: str = "") -> tuple[Override, ...]:
        """Return every decision, the first in front, about an assignment or all."""
        where, values = (" WHERE assignment = ?", (assignment,)) if assignment else ("", ())
        rows = self._rows(
            f"SELECT assignment, student, ruling, fraction, reason, at FROM override{where}"
            " ORDER BY seq",
            *values,
        )
        return tuple(Override(r[0], r[1], Ruling(r[2]), r[3], r[4], time_of(r[5])) for r in rows)

    def add_mark(self, mark: Mark) -> None:
        """Note the mark of a written answer."""
        with self._writing():
            self._db.execute(
                "INSERT INTO mark (result, item, level, fraction, comment, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(mark.result, mark.item, mark.level, mark.fraction, mark.comment),
                    time_text(mark.at),
                ),
            )

    def marks(self, assignment: str = "") -> tuple[Mark, ...]:
        """Return every mark given, the first in front, of an assignment or all."""
        joined = " JOIN result r ON r.id = m.result WHERE r.assignment = ?" if assignment else ""
        values = (assignment,) if assignment else ()
        rows = self._rows(f"{_MARK}{joined} ORDER BY m.seq", *values)
        return tuple(
            Mark(result, item, level, fraction, comment, time_of(at))
            for result, item, level, fraction, comment, at in rows
        )

    def rubric(self, assignment: str) -> str:
        """Return the JSON of an assignment's rubric; empty if it has the usual one."""
        row = self._row("SELECT body FROM rubric WHERE assignment = ?", assignment)
        return row[0] if row else ""

    def save_rubric(self, assignment: str, body: str) -> None:
        """Give an assignment a rubric of its own."""
        with self._writing():
            self._db.execute(
                "INSERT INTO rubric (assignment, body) VALUES (?, ?)"
                " ON CONFLICT (assignment) DO UPDATE SET body = excluded.body",
                (assignment, body),
            )

    def add_regrade(self, regrade: Regrade) -> None:
        """Note that scores were worked out anew."""
        with self._writing():
            self._db.execute(
                "INSERT INTO regrade (assignment, why, changes, at) VALUES (?, ?, ?, ?)",
                (regrade.assignment, regrade.why, regrade.changes, time_text(regrade.at)),
            )

    def regrades(self, assignment: str) -> tuple[Regrade, ...]:
        """Return how often and why an assignment was regraded, the first in front."""
        rows = self._rows(
            "SELECT assignment, why, changes, at FROM regrade WHERE assignment = ? ORDER BY seq",
            assignment,
        )
        return tuple(Regrade(work, why, changes, time_of(at)) for work, why, changes, at in rows)

    def add_release(self, release: Issued) -> None:
        """Keep a release as it was signed; `about` is the assignment."""
        self._issue("release", release)

    def releases(self, assignment: str = "") -> tuple[Issued, ...]:
        """Return the releases of an assignment, or all, the first in front.

        `data` is empty where somebody was erased whom a part of the file was for.
        """
        return self._issued("release", assignment)

    def erasures(self, student: str = "") -> tuple[Issued, ...]:
        """Return the signed erasures, of a student or all."""
        return self._issued("erasure", student)

    def erase_student(self, erasure: Issued) -> None:
        """Let go of a student and of all that they handed in; keep the signed erasure.

        What was there is overwritten in the file; `about` is the student.
        """
        student = (erasure.about,)
        self._db.execute("PRAGMA secure_delete = ON")
        with self._writing():
            self._add_issued("erasure", erasure)
            of_results = "IN (SELECT id FROM result WHERE student = ?)"
            for table in ("item_score", "mark"):
                self._db.execute(f"DELETE FROM {table} WHERE result {of_results}", student)
            for table in ("result", "event", "override", "device"):
                self._db.execute(f"DELETE FROM {table} WHERE student = ?", student)
            self._db.execute("DELETE FROM student WHERE id = ?", student)
            self._forget_mentions(erasure.about)
        with self._plain_words():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _forget_mentions(self, student: str) -> None:
        """Take a student out of what tells of others too: regrades, releases, drafts, lists."""
        db = self._db
        db.execute("DELETE FROM file_seen WHERE instr(words, ?)", (student,))
        db.execute(
            "UPDATE issued SET data = x'' WHERE kind = 'release' AND instr(data, CAST(? AS BLOB))",
            (f'"{student}"',),
        )
        found = "SELECT seq, changes FROM regrade WHERE instr(changes, ?)"
        for seq, changes in db.execute(found, (student,)).fetchall():
            changed = _without(changes, student)
            db.execute("UPDATE regrade SET changes = ? WHERE seq = ?", (changed, seq))
        found = "SELECT id, body FROM draft WHERE instr(body, ?)"
        for name, body in db.execute(found, (student,)).fetchall():
            if left := _draft_without(body, student):
                db.execute("UPDATE draft SET body = ? WHERE id = ?", (left, name))
            else:
                db.execute("DELETE FROM draft WHERE id = ?", (name,))

    def _issue(self, kind: str, document: Issued) -> None:
        with self._writing():
            self._add_issued(kind, document)

    def _add_issued(self, kind: str, document: Issued) -> None:
        self._db.execute(
            "INSERT INTO issued (hash, kind, class, about, sequence, data, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                *(document.hash, kind, document.school_class, document.about),
                *(document.sequence, document.data, time_text(document.at)),
            ),
        )

    def _issued(self, kind: str, about: str) -> tuple[Issued, ...]:
        more, values = (" AND about = ?", (about,)) if about else ("", ())
        rows = self._rows(f"{_ISSUED} WHERE kind = ?{more} ORDER BY sequence, at", kind, *values)
        return tuple(
            Issued(hash_, owner, of, sequence, data, time_of(at))
            for hash_, owner, of, sequence, data, at in rows
        )


def _without(changes: str, student: str) -> str:
    """Return the log of a regrade without a student; an unreadable one becomes empty."""
    try:
        held = json.loads(changes)
        held["changes"] = [one for one in held["changes"] if one["student"] != student]
        text = json.dumps(held)
    except (ValueError, TypeError, KeyError):
        return "{}"
    return "{}" if student in text else text


def _draft_without(body: str, student: str) -> str:
    """Return a draft without a student; empty if it was for nobody else, or is unreadable.

    A draft that names nobody is for the whole class, so it must not come to that by erasing.
    """
    try:
        held: dict[str, Any] = json.loads(body)
        named: list[str] = held.get("students") or []
        extra: dict[str, int] = held.get("extra") or {}
        held["students"] = [one for one in named if one != student]
        held["extra"] = {one: more for one, more in extra.items() if one != student}
        text = json.dumps(held, ensure_ascii=False)
    except (ValueError, TypeError, AttributeError):
        return ""
    return "" if student in text or (named and not held["students"]) else text
