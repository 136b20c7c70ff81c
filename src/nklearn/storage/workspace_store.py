"""What people did, in `workspace.db`: each write is on the disk when its method returns."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nklearn.base.errors import BugError, UserError
from nklearn.domain.questions import (
    ChoiceResponse,
    ChoicesResponse,
    NumericResponse,
    Response,
)
from nklearn.domain.records import Answer, Profile, QuizRun
from nklearn.storage import workspace_file
from nklearn.storage.local_disk import is_local
from nklearn.storage.workspace_migrations import transaction


def _utc_now() -> datetime:
    return datetime.now(UTC)


class WorkspaceStore:
    """The workspace of one account.

    Every write is one transaction; when its method returns, it lasts through a crash and a
    power cut. Every method may raise UserError (disk full, folder gone, file held by another
    program); the write has then not happened, and may be tried again. Times are UTC.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        """Take an open connection; `path` is None for a workspace in memory."""
        self._db = connection
        self._path = path
        self._identity = workspace_file.identity(path) if path else None

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

    @property
    def keeps(self) -> bool:
        """Whether what is saved lasts beyond the end of the program."""
        return self._path is not None

    @property
    def path(self) -> Path | None:
        """The file; None for a workspace in memory."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()

    # Profile

    def profile(self) -> Profile | None:
        """Return the person of this workspace, if one is known."""
        row = self._row("SELECT id, name, created FROM profile ORDER BY created, id LIMIT 1")
        return Profile(row[0], row[1], _time(row[2])) if row else None

    def save_profile(self, profile: Profile) -> None:
        """Add a profile, or give the one with this id its new name."""
        with self._writing():
            self._db.execute(
                "INSERT INTO profile (id, name, created) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                (profile.id, profile.name, _text(profile.created)),
            )

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

    # Preferences and place

    def preference(self, name: str) -> object:
        """Return what was saved under `name` (text or bytes); None if nothing was."""
        row = self._row("SELECT value FROM preference WHERE name = ?", name)
        return row[0] if row else None

    def set_preference(self, name: str, value: str | bytes) -> None:
        """Save a preference of this workspace."""
        with self._writing():
            self._db.execute(
                "INSERT INTO preference (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

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

    # Ground

    @contextlib.contextmanager
    def _writing(self) -> Generator[None]:
        with self._plain_words(), transaction(self._db):
            yield
            self._check_still_there()

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with self._plain_words():
            return self._db.execute(sql, values).fetchall()

    def _row(self, sql: str, *values: str) -> tuple[Any, ...] | None:
        rows = self._rows(sql, *values)
        return rows[0] if rows else None

    def _plain_words(self) -> contextlib.AbstractContextManager[None]:
        return workspace_file.plain_words(self._path or Path(":memory:"))

    def _check_still_there(self) -> None:
        """Refuse to save into a file that has lost its name: no one would find it again."""
        if self._path and workspace_file.identity(self._path) != self._identity:
            raise UserError(
                f"{self._path} is gone, or another file is in its place.",
                safe="What is on the screen is still there.",
                todo="Put the folder back or connect its disk, then try again; if that does not "
                "help, start NKLearn again.",
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


def _text(time: datetime) -> str:
    if time.tzinfo is None:
        raise BugError("a time without its zone can't be saved")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
