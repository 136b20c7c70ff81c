"""A teacher's pack: the graded questions with their keys, in a file of its own.

No learner gets this file; what is in it is in no `content.db`. docs/content-format.md has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from nklearn.domain.questions import Question
from nklearn.storage import question_rows, sqlite_files
from nklearn.storage.sqlite_files import TEACHER_PACK

_TEXTS = ", ".join(f"{name} TEXT NOT NULL" for name in question_rows.COLUMNS)
_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question (position INTEGER PRIMARY KEY, {_TEXTS});
CREATE UNIQUE INDEX question_id ON question (id);
CREATE INDEX question_module ON question (module);
"""


def build(version: str, questions: Sequence[Question]) -> bytes:
    """Return the bytes of a pack for content `version`; the same questions give the same."""
    marks = ", ".join("?" * (len(question_rows.COLUMNS) + 1))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
        connection.executemany(
            f"INSERT INTO question VALUES ({marks})",
            ((n, *question_rows.row_of(question)) for n, question in enumerate(questions)),
        )
        connection.commit()
        connection.execute(f"PRAGMA application_id = {TEACHER_PACK.application_id}")
        connection.execute(f"PRAGMA user_version = {TEACHER_PACK.version}")
        connection.execute("VACUUM")
        return connection.serialize()


class TeacherPack:
    """An open pack."""

    def __init__(self, path: Path) -> None:
        """Open `path`.

        Raises:
            UserError: it is missing, damaged, no pack, or of another format.
        """
        self._path = path
        self._connection = sqlite_files.open_read_only(path, TEACHER_PACK)
        try:
            sqlite_files.check_integrity(self._connection, path, TEACHER_PACK)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def version(self) -> str:
        """The version of the content that the questions are made for."""
        return str(self._rows("SELECT value FROM meta WHERE key = 'version'")[0][0])

    def questions(self, module: str = "") -> tuple[Question, ...]:
        """Return the graded questions of a module, or all, in the authors' order."""
        where = " WHERE module = ?" if module else ""
        rows = self._rows(
            f"{question_rows.SELECT}{where} ORDER BY position", *((module,) if module else ())
        )
        with sqlite_files.explained(self._path, TEACHER_PACK):
            try:
                return tuple(map(question_rows.question_of, rows))
            except (ValueError, TypeError) as error:
                raise sqlite3.DatabaseError(f"a question can't be read: {error}") from error

    def _rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        with sqlite_files.explained(self._path, TEACHER_PACK):
            return self._connection.execute(sql, values).fetchall()
