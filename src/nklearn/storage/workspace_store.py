"""What people did, in `workspace.db`: each write is on the disk when its method returns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from nklearn.base.errors import UserError
from nklearn.storage import workspace_file
from nklearn.storage.local_disk import is_local
from nklearn.storage.workspace_base import time_of as _time
from nklearn.storage.workspace_base import time_text as _text
from nklearn.storage.workspace_work import WorkspaceWork


def _utc_now() -> datetime:
    return datetime.now(UTC)


class WorkspaceStore(WorkspaceWork):
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
        store = cls(connection, folder / workspace_file.NAME)
        with contextlib.suppress(UserError):  # what can't be finished now waits for the next start
            store.finish_erasing()
        return store

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

    def reads(self, profile: str) -> tuple[tuple[str, datetime], ...]:
        """Return every section (`module/lesson/section`) that was read, with when it was first."""
        rows = self._rows(
            "SELECT lesson || '/' || section, at FROM section_read WHERE profile = ?"
            " ORDER BY at, lesson, section",
            profile,
        )
        return tuple((row[0], _time(row[1])) for row in rows)

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
