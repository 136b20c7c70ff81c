"""Opening SQLite files: cheap checks at the start, thorough ones for the doctor, plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePath

from nklearn.base.errors import UserError
from nklearn.base.values import dataclass

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class FileKind:
    """What tells one of our files from any other, and the words for it.

    `name` is how a sentence names it ("the content file"), `safe` and `todo` end messages.
    """

    name: str
    application_id: int
    version: int
    safe: str
    todo: str


CONTENT = FileKind(
    name="the content file",
    application_id=0x4E4B4C43,  # NKLC
    version=5,
    safe="Your own work is kept elsewhere and is safe.",
    todo="Install NKLearn again, or run `nklearn content build` in a checkout.",
)

TEACHER_PACK = FileKind(
    name="the teacher’s pack",
    application_id=0x4E4B4C54,  # NKLT
    version=1,
    safe="Nothing else was changed.",
    todo="Get the pack again from where this version of NKLearn came from.",
)


WORKSPACE_ID = 0x4E4B4C57  # NKLW, in the header of every workspace
TEACHING_ID = 0x4E4B4C44  # NKLD, of every `teaching.db`: a teacher's desk

_KNOWN = {
    CONTENT.application_id: CONTENT.name,
    TEACHER_PACK.application_id: TEACHER_PACK.name,
    WORKSPACE_ID: "a workspace",
    TEACHING_ID: "a teacher’s own file",
}


def open_read_only(path: Path, kind: FileKind) -> sqlite3.Connection:
    """Open a file that nothing writes while the program runs (no locks, no journal).

    Any thread may use the connection.

    Raises:
        UserError: missing, unreadable, damaged, another file's kind, or of another version.
    """
    _check_head(path, kind)
    uri = uri_of(path.resolve(), "mode=ro&immutable=1")
    with explained(path, kind):
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            _check_identity(connection, path, kind)
        except BaseException:
            connection.close()
            raise
    return connection


def uri_of(path: PurePath, options: str) -> str:
    """Return an absolute path as SQLite reads it in a URI.

    It knows no servers there, but Windows takes a path that begins with two slashes for a share;
    resolving a drive of the network gives such a path (https://www.sqlite.org/uri.html).
    """
    from urllib.parse import quote

    text = path.as_posix()
    rooted = text if text.startswith("/") else f"/{text}"
    return f"file://{quote(rooted, safe='/:', errors='surrogateescape')}?{options}"


def check_integrity(
    connection: sqlite3.Connection, path: Path, kind: FileKind, *, full: bool = False
) -> None:
    """Read the whole file and compare its parts; `full` compares indexes with tables too.

    Raises:
        UserError: it is damaged; `details` hold what SQLite found.
    """
    with explained(path, kind):
        check = "integrity_check" if full else "quick_check"
        found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(20)")]
    if found != ["ok"]:
        raise _damaged(path, kind, "\n".join(found))


@contextmanager
def explained(path: Path, kind: FileKind) -> Generator[None]:
    """Turn what SQLite says of a damaged file into plain words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _damaged(path, kind, str(error)) from error


def _check_head(path: Path, kind: FileKind) -> None:
    subject = kind.name[0].upper() + kind.name[1:]
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise UserError(f"{subject} is missing: {path}.", safe=kind.safe, todo=kind.todo) from error
    except OSError as error:
        raise UserError(
            f"{subject} can't be read: {path}: {error.strerror or error}.",
            safe=kind.safe,
            todo="Check that the file may be read by your account.",
        ) from error
    if head != _MAGIC:
        raise UserError(f"{subject} is not a database: {path}.", safe=kind.safe, todo=kind.todo)


def _check_identity(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    found = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found != kind.application_id:
        known = _KNOWN.get(found)
        what = f"{known} of NKLearn" if known else "a database of another program"
        told = f"{path} is {what}, not {kind.name}"
        raise UserError(
            f"{told}." if known else f"{told} of NKLearn.",
            safe=kind.safe,
            todo=kind.todo,
        )
    if version > kind.version:
        raise UserError(
            f"{path} was made by a newer NKLearn (format {version}; this one reads "
            f"{kind.version}).",
            safe=kind.safe,
            todo="Install the newer NKLearn.",
        )
    if version < kind.version:
        raise UserError(
            f"{path} was made by an older NKLearn (format {version}; this one reads "
            f"{kind.version}).",
            safe=kind.safe,
            todo=kind.todo,
        )


def _damaged(path: Path, kind: FileKind, details: str) -> UserError:
    subject = kind.name[0].upper() + kind.name[1:]
    return UserError(
        f"{subject} is damaged: {path}.", safe=kind.safe, todo=kind.todo, details=details
    )
