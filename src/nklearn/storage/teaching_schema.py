"""The shape of `teaching.db`, as the steps that led to it; docs/teaching-format.md explains it.

A shipped step is never edited; a new one is appended.
"""

from __future__ import annotations

from nklearn.storage.sqlite_files import TEACHING_ID
from nklearn.storage.workspace_file import FileKind
from nklearn.storage.workspace_migrations import Migration

_FIRST = Migration(
    1,
    "a teacher, classes, assignments, results, decisions",
    (
        f"PRAGMA application_id = {TEACHING_ID}",
        """CREATE TABLE migration (
            version INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            applied TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE teacher (
            profile TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            recipient TEXT NOT NULL,
            recovery TEXT NOT NULL,
            locked TEXT NOT NULL,
            made TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE setting (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE class (
            id TEXT PRIMARY KEY,
            label TEXT NOT NULL,
            made TEXT NOT NULL,
            retain_until TEXT,
            sequence INTEGER NOT NULL DEFAULT 0,
            archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE student (
            id TEXT PRIMARY KEY,
            class TEXT NOT NULL REFERENCES class (id),
            name TEXT NOT NULL,
            number TEXT NOT NULL,
            team TEXT NOT NULL,
            extra INTEGER NOT NULL DEFAULT 0 CHECK (extra BETWEEN 0 AND 300),
            joined TEXT NOT NULL,
            "left" TEXT
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX student_class ON student (class)",
        """CREATE TABLE device (
            student TEXT NOT NULL REFERENCES student (id),
            key TEXT NOT NULL,
            recipient TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused')),
            PRIMARY KEY (student, key)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE draft (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            changed TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE assignment (
            id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            class TEXT NOT NULL REFERENCES class (id),
            title TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('graded', 'practice')),
            made TEXT NOT NULL,
            due TEXT,
            document BLOB NOT NULL,
            hash TEXT NOT NULL UNIQUE,
            keys TEXT NOT NULL,
            folder TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (id, sequence)
        ) STRICT""",
        """CREATE TABLE event (
            hash TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            class TEXT NOT NULL,
            student TEXT NOT NULL,
            assignment TEXT NOT NULL,
            data BLOB NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX event_student ON event (student)",
        """CREATE TABLE result (
            id TEXT PRIMARY KEY,
            event TEXT NOT NULL REFERENCES event (hash),
            class TEXT NOT NULL,
            assignment TEXT NOT NULL,
            assignment_hash TEXT NOT NULL,
            student TEXT NOT NULL,
            device TEXT NOT NULL,
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            stage TEXT NOT NULL CHECK (stage IN ('begun', 'handed in')),
            begun TEXT NOT NULL,
            handed_in TEXT,
            handed_in_unix REAL,
            admitted TEXT NOT NULL,
            payload BLOB NOT NULL,
            fraction REAL CHECK (fraction BETWEEN 0 AND 1),
            waits INTEGER NOT NULL DEFAULT 0,
            scored_with TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        "CREATE INDEX result_assignment ON result (assignment, student)",
        # All that the gradebook reads of a result: it never has to touch the payloads.
        """CREATE INDEX result_line ON result
            (class, assignment, student, attempt, stage, handed_in_unix, fraction, waits, id)""",
        "CREATE INDEX result_student ON result (student)",
        """CREATE TABLE item_score (
            result TEXT NOT NULL REFERENCES result (id),
            item TEXT NOT NULL,
            fraction REAL CHECK (fraction BETWEEN 0 AND 1),
            PRIMARY KEY (result, item)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE override (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            assignment TEXT NOT NULL,
            student TEXT NOT NULL,
            ruling TEXT NOT NULL CHECK (ruling IN ('fraction', 'excused', 'cleared')),
            fraction REAL CHECK (fraction BETWEEN 0 AND 1),
            reason TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX override_student ON override (student)",
        """CREATE TABLE mark (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            result TEXT NOT NULL REFERENCES result (id),
            item TEXT NOT NULL,
            level INTEGER NOT NULL CHECK (level > 0),
            fraction REAL NOT NULL CHECK (fraction BETWEEN 0 AND 1),
            comment TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX mark_result ON mark (result)",
        """CREATE TABLE rubric (
            assignment TEXT PRIMARY KEY,
            body TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE regrade (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            assignment TEXT NOT NULL,
            why TEXT NOT NULL,
            changes TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE issued (
            hash TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('release', 'erasure')),
            class TEXT NOT NULL,
            about TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            data BLOB NOT NULL,
            at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX issued_about ON issued (kind, about)",
        """CREATE TABLE import_run (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            folder TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE file_seen (
            run INTEGER NOT NULL REFERENCES import_run (seq),
            place INTEGER NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            hash TEXT NOT NULL,
            verdict TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID""",
    ),
)

TEACHING = FileKind("teaching.db", TEACHING_ID, (_FIRST,))
