"""The shape of `workspace.db`, as the steps that led to it, and what carries a file along them.

A shipped step is never edited; a new one is appended. The number of the last step is the schema
version of the file (`user_version`). docs/workspace-format.md explains the tables.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nklearn.base.errors import BugError
from nklearn.base.values import dataclass
from nklearn.storage.sqlite_files import WORKSPACE_ID

APPLICATION_ID = WORKSPACE_ID
BACKUPS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its SQL statements leave the file at schema `version`."""

    version: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "profiles, reading, answers, quizzes, preferences",
        (
            f"PRAGMA application_id = {APPLICATION_ID}",
            """CREATE TABLE migration (
                version INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                applied TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE profile (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                created TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE section_read (
                profile TEXT NOT NULL REFERENCES profile (id),
                lesson TEXT NOT NULL,
                section TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, lesson, section)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE quiz_run (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                module TEXT NOT NULL,
                seed INTEGER NOT NULL,
                questions TEXT NOT NULL,
                position INTEGER NOT NULL,
                retrying INTEGER NOT NULL CHECK (retrying IN (0, 1)),
                started TEXT NOT NULL,
                ended TEXT
            ) STRICT""",
            """CREATE UNIQUE INDEX quiz_run_open ON quiz_run (profile, module)
                WHERE ended IS NULL""",
            "CREATE INDEX quiz_run_module ON quiz_run (profile, module)",
            """CREATE TABLE answer (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                context TEXT NOT NULL,
                run TEXT REFERENCES quiz_run (id),
                kind TEXT NOT NULL CHECK (kind IN ('choice', 'numeric')),
                response TEXT NOT NULL,
                fraction REAL NOT NULL CHECK (fraction BETWEEN 0 AND 1),
                at TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX answer_question ON answer (profile, question, context)",
            "CREATE INDEX answer_run ON answer (run)",
            """CREATE TRIGGER answer_is_final BEFORE UPDATE ON answer
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
            """CREATE TRIGGER answer_stays BEFORE DELETE ON answer
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
            """CREATE TABLE preference (
                name TEXT PRIMARY KEY,
                value ANY NOT NULL
            ) STRICT""",
            """CREATE TABLE place (
                profile TEXT PRIMARY KEY REFERENCES profile (id),
                address TEXT NOT NULL,
                at TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    Migration(
        2,
        "answers of several options",
        (
            # SQLite can't change a CHECK: the table is made anew, with every row and its `seq`.
            # Triggers go with the old table; dropping it fires none.
            """CREATE TABLE answer_2 (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                context TEXT NOT NULL,
                run TEXT REFERENCES quiz_run (id),
                kind TEXT NOT NULL CHECK (kind IN ('choice', 'choices', 'numeric')),
                response TEXT NOT NULL,
                fraction REAL NOT NULL CHECK (fraction BETWEEN 0 AND 1),
                at TEXT NOT NULL
            ) STRICT""",
            """INSERT INTO answer_2
                (seq, id, profile, question, context, run, kind, response, fraction, at)
                SELECT seq, id, profile, question, context, run, kind, response, fraction, at
                FROM answer ORDER BY seq""",
            "DROP TABLE answer",
            "ALTER TABLE answer_2 RENAME TO answer",
            "CREATE INDEX answer_question ON answer (profile, question, context)",
            "CREATE INDEX answer_run ON answer (run)",
            """CREATE TRIGGER answer_is_final BEFORE UPDATE ON answer
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
            """CREATE TRIGGER answer_stays BEFORE DELETE ON answer
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
        ),
    ),
    Migration(
        3,
        "several readers: class, last use, preferences of each",
        (
            "ALTER TABLE profile ADD COLUMN class TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE profile ADD COLUMN last_used TEXT NOT NULL DEFAULT ''",
            """UPDATE profile SET last_used = max(created,
                coalesce((SELECT at FROM place WHERE profile = profile.id), ''))""",
            # The first release asked nobody for a name.
            "UPDATE profile SET name = '' WHERE name = 'Learner'",
            """CREATE TABLE profile_preference (
                profile TEXT NOT NULL REFERENCES profile (id),
                name TEXT NOT NULL,
                value ANY NOT NULL,
                PRIMARY KEY (profile, name)
            ) STRICT, WITHOUT ROWID""",
            """INSERT INTO profile_preference (profile, name, value)
                SELECT profile.id, preference.name, preference.value FROM profile, preference
                WHERE preference.name IN ('theme', 'text_size')""",
        ),
    ),
    Migration(
        4,
        "all types of questions, sessions, review, notes, PIN, erasing",
        (
            """CREATE TABLE answer_4 (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                context TEXT NOT NULL,
                run TEXT REFERENCES quiz_run (id),
                kind TEXT NOT NULL CHECK (kind IN ('choice', 'choices', 'numeric', 'order',
                    'match', 'text', 'gaps', 'points', 'written')),
                response TEXT NOT NULL,
                fraction REAL CHECK (fraction BETWEEN 0 AND 1),
                at TEXT NOT NULL,
                confidence INTEGER CHECK (confidence BETWEEN 1 AND 3)
            ) STRICT""",
            """INSERT INTO answer_4
                (seq, id, profile, question, context, run, kind, response, fraction, at)
                SELECT seq, id, profile, question, context, run, kind, response, fraction, at
                FROM answer ORDER BY seq""",
            "DROP TABLE answer",
            "ALTER TABLE answer_4 RENAME TO answer",
            "CREATE INDEX answer_question ON answer (profile, question, context)",
            "CREATE INDEX answer_run ON answer (run)",
            # Whose rows are being erased; empty but within that one transaction.
            """CREATE TABLE erasing (
                profile TEXT PRIMARY KEY
            ) STRICT, WITHOUT ROWID""",
            """CREATE TRIGGER answer_is_final BEFORE UPDATE ON answer
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
            """CREATE TRIGGER answer_stays BEFORE DELETE ON answer
                WHEN OLD.profile NOT IN (SELECT profile FROM erasing)
                BEGIN SELECT RAISE(ABORT, 'answers are only added'); END""",
            "ALTER TABLE profile ADD COLUMN pin TEXT NOT NULL DEFAULT ''",
            """ALTER TABLE quiz_run ADD COLUMN mode TEXT NOT NULL DEFAULT 'practice'
                CHECK (mode IN ('practice', 'check', 'graded', 'review'))""",
            """ALTER TABLE quiz_run ADD COLUMN released INTEGER NOT NULL DEFAULT 0
                CHECK (released IN (0, 1))""",
            "DROP INDEX quiz_run_open",
            """CREATE UNIQUE INDEX quiz_run_open ON quiz_run (profile, module, mode)
                WHERE ended IS NULL""",
            """CREATE TABLE draft (
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                run TEXT NOT NULL,
                kind TEXT NOT NULL,
                response TEXT NOT NULL,
                confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
                at TEXT NOT NULL,
                PRIMARY KEY (profile, question, run)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE asked_again (
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, question)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE problem (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                question TEXT NOT NULL,
                words TEXT NOT NULL,
                content TEXT NOT NULL,
                at TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE bookmark (
                profile TEXT NOT NULL REFERENCES profile (id),
                section TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, section)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE note (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                profile TEXT NOT NULL REFERENCES profile (id),
                section TEXT NOT NULL,
                quote TEXT NOT NULL,
                before TEXT NOT NULL,
                after TEXT NOT NULL,
                words TEXT NOT NULL,
                made TEXT NOT NULL,
                changed TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX note_section ON note (profile, section)",
            """CREATE TABLE advisory_accepted (
                profile TEXT NOT NULL REFERENCES profile (id),
                module TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, module)
            ) STRICT, WITHOUT ROWID""",
        ),
    ),
    Migration(
        5,
        "work for a teacher",
        (
            # Who this person is in a class: the id that a slip of the teacher gives.
            """CREATE TABLE enrolment (
                profile TEXT NOT NULL REFERENCES profile (id),
                student TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, student)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE device_key (
                profile TEXT PRIMARY KEY REFERENCES profile (id),
                seed TEXT NOT NULL,
                identity TEXT NOT NULL,
                made TEXT NOT NULL
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE trusted_teacher (
                profile TEXT NOT NULL REFERENCES profile (id),
                key TEXT NOT NULL,
                name TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (profile, key)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE assigned (
                profile TEXT NOT NULL REFERENCES profile (id),
                hash TEXT NOT NULL,
                assignment TEXT NOT NULL,
                sequence INTEGER NOT NULL,
                student TEXT NOT NULL,
                data BLOB NOT NULL,
                received TEXT NOT NULL,
                PRIMARY KEY (profile, hash)
            ) STRICT""",
            """CREATE TABLE attempt (
                profile TEXT NOT NULL REFERENCES profile (id),
                assignment TEXT NOT NULL,
                number INTEGER NOT NULL CHECK (number > 0),
                hash TEXT NOT NULL,
                run TEXT NOT NULL,
                begun TEXT NOT NULL,
                ended TEXT,
                seconds REAL NOT NULL DEFAULT 0,
                alternative TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (profile, assignment, number)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE handed_in (
                profile TEXT NOT NULL REFERENCES profile (id),
                id TEXT NOT NULL,
                assignment TEXT NOT NULL,
                number INTEGER NOT NULL,
                stage TEXT NOT NULL CHECK (stage IN ('begun', 'handed in')),
                hash TEXT NOT NULL,
                data BLOB NOT NULL,
                at TEXT NOT NULL,
                saved_to TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (profile, id)
            ) STRICT""",
            """CREATE TABLE released (
                profile TEXT NOT NULL REFERENCES profile (id),
                hash TEXT NOT NULL,
                assignment TEXT NOT NULL,
                sequence INTEGER NOT NULL,
                data BLOB NOT NULL,
                received TEXT NOT NULL,
                PRIMARY KEY (profile, hash)
            ) STRICT""",
        ),
    ),
)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Run the block as one write: all of it is in the file at the end, or nothing.

    The connection is in autocommit mode (`isolation_level=None`). Any exception undoes the
    block and goes on to the caller.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the schema version of the open file; 0 is a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection,
    backups: Path | None,
    now: datetime,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Bring the open file to the last of `migrations`, each in one transaction with its record.

    A file that holds anything is first copied into the folder `backups`, of which the last
    `BACKUPS_KEPT` stay. Of two processes that do this at once, one does the work.

    Raises:
        sqlite3.Error, OSError: a step or the copy failed; the file is at a step before.
    """
    version = schema_version(connection)
    if version == migrations[-1].version:
        return
    if version and backups:
        back_up(connection, backups, f"workspace-v{version}", now)
    connection.execute("PRAGMA foreign_keys = OFF")  # so that a step may rebuild a table
    for migration in migrations:
        with transaction(connection):
            if schema_version(connection) < migration.version:
                _apply(connection, migration, now)


def _apply(connection: sqlite3.Connection, migration: Migration, now: datetime) -> None:
    for statement in migration.statements:
        connection.execute(statement)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise BugError(f"migration {migration.version} leaves rows that point nowhere")
    connection.execute(
        "INSERT INTO migration (version, name, applied) VALUES (?, ?, ?)",
        (migration.version, migration.name, now.astimezone(UTC).isoformat()),
    )
    connection.execute(f"PRAGMA user_version = {migration.version}")


def back_up(connection: sqlite3.Connection, folder: Path, stem: str, now: datetime) -> Path:
    """Copy the open file whole to `folder/stem-<time>.db`; keep the last `BACKUPS_KEPT` copies.

    Raises:
        sqlite3.Error, OSError: the copy failed; nothing of it is left.
    """
    import tempfile  # here, as no start needs it

    folder.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".copy-")
    os.close(handle)
    temporary = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as target:
            connection.backup(target)
            # The copy is one file, whatever journal the original has.
            target.execute("PRAGMA journal_mode = DELETE")
        copy = folder / f"{stem}-{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.db"
        temporary.replace(copy)
    finally:
        temporary.unlink(missing_ok=True)
    # The new one stays even if the clock went back and it looks like the oldest.
    others = [path for path in folder.glob("workspace-v*.db") if path != copy]
    others.sort(key=lambda path: path.name.rpartition("-")[2])
    for old in others[: 1 - BACKUPS_KEPT]:
        old.unlink()
    return copy
