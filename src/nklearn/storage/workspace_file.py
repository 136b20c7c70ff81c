"""Opening a file that people write into safely, and what its failures mean in plain words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from nklearn.base.errors import BugError, UserError
from nklearn.base.files import sync_folder
from nklearn.base.values import dataclass
from nklearn.storage.workspace_migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    migrate,
    schema_version,
)

NAME = "workspace.db"
BACKUPS = "backups"
BUSY_SECONDS = 3.0
_MAGIC = b"SQLite format 3\0"
_SMALLEST = 512  # bytes of the smallest SQLite file
_STILL_THERE = "What is on the screen is still there."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in its folder, its mark in the header, the steps of its shape."""

    name: str
    application_id: int
    migrations: tuple[Migration, ...]

    @property
    def newest(self) -> int:
        """The schema version that this program knows."""
        return self.migrations[-1].version


WORKSPACE = FileKind(NAME, APPLICATION_ID, MIGRATIONS)


def open_file(
    folder: Path,
    now: datetime,
    is_local: Callable[[Path], bool],
    kind: FileKind = WORKSPACE,
) -> sqlite3.Connection:
    """Open or make the file of its kind in `folder` at this program's version, ready to write.

    A process opens such a file once at a time (see `_check_header`).
    `is_local` tells whether a folder is on a disk of this machine.

    Raises:
        UserError: the folder can't be written, the file is damaged, of another program or of a
            newer version (the file is then left as it was), or another process holds it.
    """
    path = folder / kind.name
    with plain_words(path, opening=True):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)
        _check_header(path, kind)
        with contextlib.suppress(OSError):  # what forbids it, SQLite says in plain words
            # Nobody else's to read; what SQLite puts beside it gets the same rights.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _check(connection, path, kind)
            _set_journal(connection, wal=is_local(folder))
            migrate(connection, folder / BACKUPS, now, kind.migrations)
            connection.execute("PRAGMA foreign_keys = ON")
            _try_writing(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_memory(now: datetime, kind: FileKind = WORKSPACE) -> sqlite3.Connection:
    """Open an empty file of its kind that ends with the program."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, None, now, kind.migrations)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextlib.contextmanager
def plain_words(path: Path, *, opening: bool = False) -> Generator[None]:
    """Turn failures of the file at `path` into UserError, and faults of ours into BugError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path, opening) from error
    except OSError as error:
        raise UserError(
            f"NKLearn could not use the folder {path.parent}: {error.strerror or error}.",
            safe="Nothing was half-written.",
            todo="Check that the folder may be written and that the disk has free space.",
            details=str(error),
        ) from error


def _explain(error: sqlite3.Error, path: Path, opening: bool) -> Exception:
    name: str = getattr(error, "sqlite_errorname", None) or ""
    details = f"{name}: {error}"
    safe = "Nothing was half-written." + ("" if opening else f" {_STILL_THERE}")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return UserError(
            f"Another program is using {path} and did not let go of it.",
            safe=safe,
            todo="Close other windows of NKLearn and backup programs, then try again.",
            details=details,
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return _read_only(path, safe, details)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOLFS")):
        return UserError(
            f"The disk did not take what was to be saved in {path}.",
            safe=safe,
            todo="Make free space on that disk and check that it is connected, then try again.",
            details=details,
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(path, details)
    return BugError(f"{path}: {details}")


def _read_only(path: Path, safe: str, details: str) -> UserError:
    return UserError(
        f"{path} can't be written.",
        safe=safe,
        todo="Check that the file and its folder are there and may be written.",
        details=details,
    )


def _damaged(path: Path, details: str) -> UserError:
    copies = path.parent / BACKUPS
    older = f" or put an older copy from {copies} in its place" if copies.is_dir() else ""
    return UserError(
        f"The file that holds your work is damaged: {path}.",
        safe="NKLearn left it as it is.",
        todo=f"Move that file to another folder to begin anew{older}, then start NKLearn again.",
        details=details,
    )


def _check_header(path: Path, kind: FileKind) -> None:
    """Refuse what can be refused before SQLite touches the file.

    Not while this process has the file open: closing any handle of a file drops all locks that
    a Unix process has on it, and other processes could then damage it
    (https://www.sqlite.org/howtocorrupt.html).
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_SMALLEST)
    except FileNotFoundError:
        return
    if len(header) == _SMALLEST and header.startswith(_MAGIC):
        if header[68:72] == kind.application_id.to_bytes(4, "big"):
            _refuse_newer(path, int.from_bytes(header[60:64], "big"), kind)
    elif header and not path.with_name(f"{kind.name}-journal").exists():
        # SQLite takes a file of a few bytes for a new one, unless a journal can mend it.
        raise _damaged(path, "no SQLite header")
    if not os.access(path, os.W_OK):  # SQLite would leave an empty log beside it
        raise _read_only(path, "It was left as it is.", "")


def _refuse_newer(path: Path, version: int, kind: FileKind) -> None:
    if version > kind.newest:
        raise UserError(
            f"{path} was made by a newer version of NKLearn.",
            safe="It was left as it is; nothing in it is lost.",
            todo="Install the newer version to go on with it.",
            details=f"Its schema version is {version}; this program knows {kind.newest}.",
        )


def _check(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    """Refuse a file that is damaged, newer or not ours. Reads only."""
    found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found != "ok":
        raise _damaged(path, found)
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != kind.application_id and not (empty and mark == 0):
        raise UserError(
            f"{path} is a database of another program.",
            safe="It was left as it is.",
            todo="Move that file to another folder, then start NKLearn again.",
            details=f"application_id {mark:#x}",
        )
    _refuse_newer(path, schema_version(connection), kind)


def _set_journal(connection: sqlite3.Connection, *, wal: bool) -> None:
    """Choose the journal, and let each commit reach the disk before it returns.

    A rollback journal commits by its removal, which lasts through a power cut only with EXTRA
    (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """
    wanted = "wal" if wal else "delete"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: past the cache of the drive
    connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _try_writing(connection: sqlite3.Connection) -> None:
    """Find out now, not at the first answer, if the file or its folder is read-only."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {schema_version(connection)}")
    connection.execute("ROLLBACK")


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another at the same path; None if none is there."""
    try:
        status = os.stat(path)  # noqa: PTH116 (one call, also for a path that is gone)
    except OSError:
        return None
    return status.st_dev, status.st_ino
