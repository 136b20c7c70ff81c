"""What people did, in `workspace.db`: each write is on the disk when its method returns."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from nklearn.domain.questions import (
    ChoiceResponse,
    ChoicesResponse,
    NumericResponse,
    Response,
)
from nklearn.domain.records import Answer, QuizRun
from nklearn.storage import workspace_file
from nklearn.storage.local_disk import is_local
from nklearn.storage.workspace_base import time_of as _time
from nklearn.storage.workspace_base import time_text as _text
from nklearn.storage.workspace_people import WorkspacePeople


def _utc_now() -> datetime:
    return datetime.now(UTC)


class WorkspaceStore(WorkspacePeople):
    """The workspace of one account.

    Every write is one transaction; when its method returns, it lasts through a crash and a
    power cut. Every method may raise UserError (disk full, folder gone, file held by another
    program); the write has then not happened, and may be tried again. Times are UTC.
    """

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime] = _utc_now,
        is_local: Callable[[Path], bool] = is_local,
    ) -> Self:
        """Open the workspace of `folder`, or make one there; an older one is migrated.

        `is_local` tells whether a folder is on a disk of this machine.

        Raises:
            UserError: the folder can't be written, or the file there is damaged, newer, of
                another program or in use; it was left as it was. `in_memory` always works.
        """
        connection = workspace_file.open_file(folder, clock(), is_local)
        return cls(connection, folder / workspace_file.NAME)

    @classmethod
    def in_memory(cls, *, clock: Callable[[], datetime] = _utc_now) -> Self:
        """Make an empty workspace of which nothing is kept."""
        return cls(workspace_file.open_memory(clock()), None)

    # Reading

    def mark_read(self, profile: str, lesson: str, section: str, at: datetime) -> datetime:
        """Note that a section was read; return when it was first."""
        with self._writing():
            self._db.execute(
                "INSERT INTO section_read (profile, lesson, section, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (profile, lesson, section, _text(at)),
            )
            first = self._db.execute(
                "SELECT at FROM section_read WHERE profile = ? AND lesson = ? AND section = ?",
                (profile, lesson, section),
            ).fetchone()
        return _time(first[0])

    def sections_read(self, profile: str, lesson: str) -> frozenset[str]:
        """Return the ids of the sections of `lesson` (`module/lesson`) that were read."""
        rows = self._rows(
            "SELECT section FROM section_read WHERE profile = ? AND lesson = ?", profile, lesson
        )
        return frozenset(row[0] for row in rows)

    # Answers

    def add_answer(self, profile: str, answer: Answer) -> None:
        """Add an answer; one of a quiz run also ends the retry of its question."""
        kind, response = _response_text(answer.response)
        with self._writing():
            self._db.execute(
                "INSERT INTO answer"
                " (id, profile, question, context, run, kind, response, fraction, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.id,
                    profile,
                    answer.question,
                    answer.context,
                    answer.run or None,
                    kind,
                    response,
                    answer.fraction,
                    _text(answer.at),
                ),
            )
            if answer.run:
                self._db.execute("UPDATE quiz_run SET retrying = 0 WHERE id = ?", (answer.run,))

    def last_answer(self, profile: str, question: str, context: str) -> Answer | None:
        """Return the latest answer to a question in a context."""
        row = self._row(
            f"{_ANSWER} WHERE profile = ? AND question = ? AND context = ?"
            " ORDER BY seq DESC LIMIT 1",
            profile,
            question,
            context,
        )
        return _answer(row) if row else None

    def run_answers(self, run: str) -> tuple[Answer, ...]:
        """Return every answer of a quiz run, in the order in which they were given."""
        return tuple(map(_answer, self._rows(f"{_ANSWER} WHERE run = ? ORDER BY seq", run)))

    # Quizzes

    def start_run(self, profile: str, run: QuizRun) -> None:
        """Begin a quiz run; one that still goes on for the same module ends unfinished.

        `run.seed` is from 0 to 2**63 - 1.
        """
        with self._writing():
            self._db.execute(
                "UPDATE quiz_run SET ended = ? WHERE profile = ? AND module = ? AND ended IS NULL",
                (_text(run.started), profile, run.module),
            )
            self._db.execute(
                "INSERT INTO quiz_run"
                " (id, profile, module, seed, questions, position, retrying, started, ended)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run.id,
                    profile,
                    run.module,
                    run.seed,
                    json.dumps(run.questions),
                    run.position,
                    int(run.retrying),
                    _text(run.started),
                    _text(run.ended) if run.ended else None,
                ),
            )

    def save_run(self, run: QuizRun) -> None:
        """Save where a run stands: its position, retry and end."""
        ended = _text(run.ended) if run.ended else None
        with self._writing():
            self._db.execute(
                "UPDATE quiz_run SET position = ?, retrying = ?, ended = ? WHERE id = ?",
                (run.position, int(run.retrying), ended, run.id),
            )

    def runs(self, profile: str, module: str) -> tuple[QuizRun, ...]:
        """Return every run of a module's quiz, the oldest first; at most the last is open."""
        rows = self._rows(
            "SELECT id, module, seed, questions, position, started, ended, retrying FROM quiz_run"
            " WHERE profile = ? AND module = ? ORDER BY seq",
            profile,
            module,
        )
        return tuple(map(_run, rows))

    # Place

    def place(self, profile: str) -> str | None:
        """Return the address where this person was last."""
        row = self._row("SELECT address FROM place WHERE profile = ?", profile)
        return row[0] if row else None

    def set_place(self, profile: str, address: str, at: datetime) -> None:
        """Save the address where this person is."""
        with self._writing():
            self._db.execute(
                "INSERT INTO place (profile, address, at) VALUES (?, ?, ?)"
                " ON CONFLICT (profile) DO UPDATE SET address = excluded.address, at = excluded.at",
                (profile, address, _text(at)),
            )


_ANSWER = "SELECT id, question, context, kind, response, fraction, at, run FROM answer"


def _answer(row: tuple[Any, ...]) -> Answer:
    response = _response(row[3], row[4])
    return Answer(row[0], row[1], row[2], response, row[5], _time(row[6]), row[7] or "")


def _run(row: tuple[Any, ...]) -> QuizRun:
    return QuizRun(
        id=row[0],
        module=row[1],
        seed=row[2],
        questions=tuple(json.loads(row[3])),
        position=row[4],
        started=_time(row[5]),
        ended=_time(row[6]) if row[6] else None,
        retrying=bool(row[7]),
    )


def _response(kind: str, text: str) -> Response:
    match kind:
        case "choice":
            return ChoiceResponse(text)
        case "choices":
            return ChoicesResponse(tuple(json.loads(text)))
        case _:
            return NumericResponse(text)


def _response_text(response: Response) -> tuple[str, str]:
    match response:
        case ChoiceResponse(option):
            return "choice", option
        case ChoicesResponse(options):
            return "choices", json.dumps(options)
        case NumericResponse(text):
            return "numeric", text
