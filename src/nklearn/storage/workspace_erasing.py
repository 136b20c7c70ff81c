"""Erasing a person: every row of theirs, its bytes, and what backups hold of them.

A small file beside the workspace, `erasing.json`, names who is being erased. It is written first
and removed last, so that the next start finishes what a killed program left.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from nklearn.base.errors import UserError
from nklearn.base.files import patiently, sync_folder, write_atomically
from nklearn.storage.sqlite_files import uri_of
from nklearn.storage.workspace_classwork import WorkspaceClasswork
from nklearn.storage.workspace_file import BACKUPS

MARKER = "erasing.json"
_MAGIC = b"SQLite format 3\0"
_REWRITTEN = ".erase-"  # how the name of a backup begins that is being rewritten
_HALF_MADE = (_REWRITTEN, ".copy-")
_BESIDE = ("-journal", "-wal", "-shm")


class WorkspaceErasing(WorkspaceClasswork):
    """Lets go of people, down to the bytes of every file that held them."""

    def holdings(self, profile: str) -> dict[str, int]:
        """Return how many rows of a person each table has that has any."""
        counts: dict[str, int] = {}
        for table in owned_tables(self._db):
            row = self._row(f'SELECT count(*) FROM "{table}" WHERE profile = ?', profile)
            if row and row[0]:
                counts[table] = row[0]
        return counts

    def erase(self, profile: str) -> None:
        """Remove every row of a person from the file, in one step.

        What deleted rows leave in the files stays until `finish_erasing`, which the next start
        calls if nobody else does.

        Raises:
            UserError: nothing was erased.
        """
        marked = self._marked()
        self._mark({*marked, profile})
        try:
            with self._writing():
                # Deleted bytes are overwritten; which tables come first matters no more.
                self._db.execute("PRAGMA secure_delete = ON")
                self._db.execute("PRAGMA defer_foreign_keys = ON")
                self._db.execute("INSERT INTO erasing (profile) VALUES (?)", (profile,))
                _delete(self._db, profile)
                self._db.execute("DELETE FROM erasing WHERE profile = ?", (profile,))
        except BaseException:
            with contextlib.suppress(UserError):
                self._mark(marked)
            raise

    def finish_erasing(self) -> None:
        """Clean the file and every backup of those who were erased; mostly there is none.

        A backup that can't be read is left, and `unreadable_backups` names it.

        Raises:
            UserError: there is still something to do; the next call goes on.
        """
        marked = self._marked()
        # Who is here was not erased: the program was killed before.
        gone = {name for name in marked if self.profile(name) is None}
        if gone != marked:
            self._mark(gone)
        if not gone or self._path is None:
            return
        with self._plain_words():
            self._scrub()
            if not _clean_backups(self._path.parent / BACKUPS, gone):
                self._mark(set())

    def unreadable_backups(self) -> tuple[Path, ...]:
        """Return the backups that may hold somebody who was erased, and can't be read."""
        if self._path is None or not self._marked():
            return ()
        return tuple(path for path in _backups(self._path.parent / BACKUPS) if not _readable(path))

    def settle_backups(self, remove: Iterable[Path]) -> None:
        """Remove unreadable backups; those that are not named stay, and are asked about no more.

        Raises:
            UserError: one can't be removed.
        """
        if self._path is None:
            return
        with self._plain_words():
            for path in remove:
                path.unlink(missing_ok=True)
            sync_folder(self._path.parent / BACKUPS)
        self._mark(set())

    def _scrub(self) -> None:
        """Rewrite the file: rows that were deleted before left bytes in it, and in the log."""
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("PRAGMA temp_store = MEMORY")
        self._db.execute("VACUUM")
        if self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise UserError(
                f"Another program is using {self._path} and did not let go of it.",
                safe="What was to be erased is no longer shown, and will be cleaned away.",
                todo="Close other windows of NKLearn, then start NKLearn again.",
            )

    def _marked(self) -> set[str]:
        if self._path is None:
            return set()
        try:
            stored: object = json.loads(self._path.with_name(MARKER).read_bytes())
        except (OSError, ValueError):
            return set()
        names = cast("list[object]", stored) if isinstance(stored, list) else []
        return {name for name in names if isinstance(name, str)}

    def _mark(self, names: set[str]) -> None:
        if self._path is None:
            return
        marker = self._path.with_name(MARKER)
        if names:
            write_atomically(marker, json.dumps(sorted(names)).encode())
        elif marker.exists():
            with self._plain_words():
                marker.unlink(missing_ok=True)
                sync_folder(marker.parent)


def owned_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows belong to a person: those with a column `profile`."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT t.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
            " WHERE t.type = 'table' AND c.name = 'profile' AND t.name <> 'erasing'"
            " ORDER BY t.name"
        )
    ]


def _delete(connection: sqlite3.Connection, profile: str) -> None:
    for table in owned_tables(connection):
        connection.execute(f'DELETE FROM "{table}" WHERE profile = ?', (profile,))
    connection.execute("DELETE FROM profile WHERE id = ?", (profile,))


def _backups(folder: Path) -> list[Path]:
    """Return the databases of a folder, and what has the name of one."""
    found: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith(_HALF_MADE) or path.name.endswith(_BESIDE):
            continue
        if path.suffix == ".db" or _head(path) == _MAGIC:
            found.append(path)
    return found


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC))
    except OSError:
        return b""


def _readable(path: Path) -> bool:
    if _head(path) != _MAGIC:
        return False
    try:
        with contextlib.closing(sqlite3.connect(uri_of(path.resolve(), "mode=ro"), uri=True)) as (
            opened
        ):
            return opened.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def _clean_backups(folder: Path, gone: set[str]) -> bool:
    """Rewrite every backup without those who are gone; say whether one could not be read."""
    unread = False
    if not folder.is_dir():
        return unread
    for path in folder.rglob("*"):
        if path.name.startswith(_HALF_MADE) and path.is_file():
            path.unlink()  # of a program that was killed
    for path in _backups(folder):
        if not _readable(path):
            unread = True
        elif _holds_people(path):
            _rewrite(path, gone)
    return unread


def _holds_people(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(uri_of(path.resolve(), "mode=ro"), uri=True)) as db:
        return bool(db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'profile'").fetchone())


def _rewrite(path: Path, gone: set[str]) -> None:
    """Put a copy in the place of a backup, of whatever version, that holds everybody else."""
    copy = path.with_name(f"{_REWRITTEN}{path.name}")
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("PRAGMA secure_delete = ON")
            target.execute("PRAGMA temp_store = MEMORY")
            _rewrite_open(target, gone)
            target.execute("VACUUM")
        with contextlib.suppress(OSError):  # sticks know no rights
            copy.chmod(path.stat().st_mode & 0o7777)
        _sync(copy)
        patiently(lambda: copy.replace(path))
        sync_folder(path.parent)
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
    finally:
        for ending in ("", *_BESIDE):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _rewrite_open(target: sqlite3.Connection, gone: set[str]) -> None:
    """Delete those who are gone; triggers of old versions forbid it, and come back after."""
    triggers = target.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for name, _ in triggers:
        target.execute(f'DROP TRIGGER "{name}"')
    for profile in sorted(gone):
        _delete(target, profile)
    for _, statement in triggers:
        target.execute(statement)
    target.execute("COMMIT")


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
