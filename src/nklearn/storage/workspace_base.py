"""The ground of the workspace store: one connection, whole writes, failures in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nklearn.base.errors import BugError, UserError
from nklearn.base.places import Places
from nklearn.storage import workspace_file
from nklearn.storage.workspace_migrations import transaction


class WorkspaceBase:
    """An open workspace; what is in it is the business of those that build on this."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        """Take an open connection; `path` is None for a workspace in memory."""
        self._db = connection
        self._path = path
        self.places = Places.of(path.parent if path else None)
        self._identity = workspace_file.identity(path) if path else None

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


def time_text(time: datetime) -> str:
    """Return a time with its zone as the text that is stored, in UTC."""
    if time.tzinfo is None:
        raise BugError("a time without its zone can't be saved")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(text: str) -> datetime:
    """Return the time that `time_text` wrote."""
    return datetime.fromisoformat(text)
