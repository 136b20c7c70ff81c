"""Drafts, assignments, files taken in, and the results that were in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from nklearn.domain.teaching import (
    Admitted,
    Assigned,
    FileSeen,
    ImportRun,
    Kind,
    ResultLine,
    ResultRecord,
    SavedDraft,
    Stage,
)
from nklearn.storage.teaching_people import TeachingPeople
from nklearn.storage.workspace_base import time_of, time_text

_ASSIGNED = (
    "SELECT id, sequence, class, title, kind, made, due, document, hash, keys, folder"
    " FROM assignment"
)
_EVENT = "SELECT hash, kind, class, student, assignment, data, at FROM event"
_RESULT = (
    "SELECT id, event, class, assignment, assignment_hash, student, device, attempt, stage,"
    " begun, handed_in, admitted, payload, fraction, waits, scored_with FROM result"
)
_IN_ORDER = " ORDER BY assignment, student, attempt, stage, id"


class TeachingWork(TeachingPeople):
    """What was given out and what came back. Each write is whole or has not happened."""

    # Drafts

    def drafts(self) -> tuple[SavedDraft, ...]:
        """Return what was begun and not given out, changed last first."""
        rows = self._rows("SELECT id, title, body, changed FROM draft ORDER BY changed DESC, id")
        return tuple(SavedDraft(name, title, body, time_of(at)) for name, title, body, at in rows)

    def save_draft(self, draft: SavedDraft) -> None:
        """Save a draft, in place of the one with its id."""
        with self._writing():
            self._db.execute(
                "INSERT INTO draft (id, title, body, changed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body,"
                " changed = excluded.changed",
                (draft.id, draft.title, draft.body, time_text(draft.changed)),
            )

    def drop_draft(self, name: str) -> None:
        """Let go of a draft."""
        with self._writing():
            self._db.execute("DELETE FROM draft WHERE id = ?", (name,))

    # Assignments

    def add_assignment(self, given: Assigned, *, drop_draft: str = "") -> None:
        """Save an assignment as it was signed; the draft that it was made of goes with it."""
        with self._writing():
            self._db.execute(
                "INSERT INTO assignment (id, sequence, class, title, kind, made, due, document,"
                " hash, keys, folder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(given.id, given.sequence, given.school_class, given.title, given.kind.value),
                    *(time_text(given.made), time_text(given.due) if given.due else None),
                    *(given.document, given.hash, given.keys, self.places.kept(given.folder)),
                ),
            )
            self._db.execute("DELETE FROM draft WHERE id = ?", (drop_draft,))

    def assignments(self, school_class: str = "") -> tuple[Assigned, ...]:
        """Return every assignment as it was last given out, in the order of their first time."""
        where, values = (" WHERE class = ?", (school_class,)) if school_class else ("", ())
        newest: dict[str, Assigned] = {}
        for row in self._rows(f"{_ASSIGNED}{where} ORDER BY made, sequence", *values):
            given = self._assigned(row)
            newest[given.id] = given  # keeps its first place
        return tuple(newest.values())

    def versions(self, assignment: str) -> tuple[Assigned, ...]:
        """Return an assignment each time that it was given out, the first in front."""
        rows = self._rows(f"{_ASSIGNED} WHERE id = ? ORDER BY sequence", assignment)
        return tuple(map(self._assigned, rows))

    def assignment_of_hash(self, hash_: str) -> Assigned | None:
        """Return the assignment whose file has this hash."""
        row = self._row(f"{_ASSIGNED} WHERE hash = ?", hash_)
        return self._assigned(row) if row else None

    def _assigned(self, row: tuple[Any, ...]) -> Assigned:
        name, sequence, owner, title, kind, made, due, *rest = row
        end = time_of(due) if due else None
        given = Assigned(name, sequence, owner, title, Kind(kind), time_of(made), end, *rest)
        return replace(given, folder=self.places.found(given.folder))

    # Files taken in

    def knows_event(self, hash_: str) -> bool:
        """Tell whether a file with this hash was taken in."""
        return self._row("SELECT 1 FROM event WHERE hash = ?", hash_) is not None

    def known_events(self) -> frozenset[str]:
        """Return the hashes of all files that were taken in."""
        return frozenset(row[0] for row in self._rows("SELECT hash FROM event"))

    def events(self, school_class: str = "") -> tuple[Admitted, ...]:
        """Return the files that were taken in for a class, or all, as they came."""
        where, values = (" WHERE class = ?", (school_class,)) if school_class else ("", ())
        rows = self._rows(f"{_EVENT}{where} ORDER BY at, hash", *values)
        return tuple(map(_admitted, rows))

    def event(self, hash_: str) -> Admitted | None:
        """Return a file that was taken in."""
        row = self._row(f"{_EVENT} WHERE hash = ?", hash_)
        return _admitted(row) if row else None

    def admit(
        self,
        events: Iterable[tuple[Admitted, ResultRecord | None, Mapping[str, float | None]]],
    ) -> None:
        """Take files in, all or none: each with its result and the scores of its items.

        What is here already stays as it is.
        """
        with self._writing():
            lines: list[tuple[str, str, float | None]] = []
            for event, result, scores in events:
                self._db.execute(
                    "INSERT INTO event (hash, kind, class, student, assignment, data, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (
                        *(event.hash, event.kind, event.school_class, event.student),
                        *(event.assignment, event.data, time_text(event.at)),
                    ),
                )
                if result and self._add_result(result):
                    lines += ((result.id, item, scores[item]) for item in scores)
            # In the order of their table, which is much faster than as they come.
            self._add_scores(sorted(lines, key=itemgetter(0, 1)))

    def _add_result(self, one: ResultRecord) -> bool:
        """Add a result; tell whether it was not here yet."""
        added = self._db.execute(
            "INSERT INTO result (id, event, class, assignment, assignment_hash, student, device,"
            " attempt, stage, begun, handed_in, handed_in_unix, admitted, payload, fraction, waits,"
            " scored_with) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (
                *(one.id, one.event, one.school_class, one.assignment, one.assignment_hash),
                *(one.student, one.device, one.attempt, one.stage.value, time_text(one.begun)),
                time_text(one.handed_in) if one.handed_in else None,
                one.handed_in.timestamp() if one.handed_in else None,
                *(time_text(one.admitted), one.payload, one.fraction, one.waits, one.scored_with),
            ),
        )
        return added.rowcount > 0

    # Results and their scores

    def results(self, assignment: str = "", student: str = "") -> tuple[ResultRecord, ...]:
        """Return results with all that was answered, of an assignment, a student, both or all."""
        wanted = {"assignment": assignment, "student": student}
        used = {name: value for name, value in wanted.items() if value}
        where = " WHERE " + " AND ".join(f"{name} = ?" for name in used) if used else ""
        return tuple(map(_result, self._rows(f"{_RESULT}{where}{_IN_ORDER}", *used.values())))

    def handed_in(self, assignment: str) -> tuple[ResultRecord, ...]:
        """Return the results of an assignment that were handed in; who only began has none."""
        where = " WHERE assignment = ? AND stage = ?"
        rows = self._rows(f"{_RESULT}{where}{_IN_ORDER}", assignment, Stage.HANDED_IN.value)
        return tuple(map(_result, rows))

    def result(self, name: str) -> ResultRecord | None:
        """Return one result."""
        row = self._row(f"{_RESULT} WHERE id = ?", name)
        return _result(row) if row else None

    def result_lines(self, school_class: str) -> list[ResultLine]:
        """Return what the gradebook needs of all results of a class; fast for a school."""
        rows = self._rows(
            "SELECT id, assignment, student, attempt, stage, handed_in_unix, fraction, waits"
            " FROM result INDEXED BY result_line WHERE class = ?",
            school_class,
        )
        stages = {stage.value: stage for stage in Stage}
        return [
            ResultLine(name, work, student, attempt, stages[stage], at, fraction, waits)
            for name, work, student, attempt, stage, at, fraction, waits in rows
        ]

    def item_scores(self, assignment: str) -> dict[str, dict[str, float | None]]:
        """Return, for each result of an assignment, the scores of its items."""
        found: dict[str, dict[str, float | None]] = {}
        for result, item, fraction in self._rows(
            "SELECT s.result, s.item, s.fraction FROM item_score s JOIN result r ON r.id = s.result"
            " WHERE r.assignment = ? ORDER BY s.result, s.item",
            assignment,
        ):
            found.setdefault(result, {})[item] = fraction
        return found

    def rescore(
        self,
        result: str,
        fraction: float | None,
        waits: int,
        scored_with: str,
        scores: Mapping[str, float | None],
    ) -> None:
        """Save another score of a result, with those of its items."""
        with self._writing():
            self._db.execute(
                "UPDATE result SET fraction = ?, waits = ?, scored_with = ? WHERE id = ?",
                (fraction, waits, scored_with, result),
            )
            self._db.execute("DELETE FROM item_score WHERE result = ?", (result,))
            self._add_scores([(result, item, fraction) for item, fraction in scores.items()])

    def _add_scores(self, lines: Sequence[tuple[str, str, float | None]]) -> None:
        """Add scores of items: result, item, fraction."""
        self._db.executemany(
            "INSERT INTO item_score (result, item, fraction) VALUES (?, ?, ?)", lines
        )

    # Imports

    def add_import(self, run: ImportRun) -> None:
        """Note what an import found, file by file."""
        with self._writing():
            key = self._db.execute(
                "INSERT INTO import_run (at, folder) VALUES (?, ?)",
                (time_text(run.at), self.places.kept(run.folder)),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO file_seen (run, place, name, size, hash, verdict, words)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (key, place, one.name, one.size, one.hash, one.verdict, one.words)
                    for place, one in enumerate(run.files)
                ],
            )

    def last_import(self) -> ImportRun | None:
        """Return the import that was last."""
        row = self._row("SELECT seq, at, folder FROM import_run ORDER BY seq DESC LIMIT 1")
        if row is None:
            return None
        files = self._rows(
            "SELECT name, size, hash, verdict, words FROM file_seen WHERE run = CAST(? AS INTEGER)"
            " ORDER BY place",
            str(row[0]),
        )
        return ImportRun(
            time_of(row[1]), self.places.found(row[2]), tuple(FileSeen(*one) for one in files)
        )


def _admitted(row: tuple[Any, ...]) -> Admitted:
    hash_, kind, owner, student, assignment, data, at = row
    return Admitted(hash_, kind, owner, student, assignment, data, time_of(at))


def _result(row: tuple[Any, ...]) -> ResultRecord:
    *texts, attempt, stage, begun, handed_in, admitted, payload, fraction, waits, scored = row
    return ResultRecord(
        *texts,
        attempt=attempt,
        stage=Stage(stage),
        begun=time_of(begun),
        handed_in=_maybe(handed_in),
        admitted=time_of(admitted),
        payload=payload,
        fraction=fraction,
        waits=waits,
        scored_with=scored,
    )


def _maybe(text: str | None) -> datetime | None:
    return time_of(text) if text else None
