"""Paths as SQLite reads them: letters of drives, shares of servers, signs that mean something."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from nklearn.storage.sqlite_files import uri_of


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("E:\\NKLearn\\content.db"), "file:///E:/NKLearn/content.db?mode=ro"),
        (
            PureWindowsPath("\\\\server\\class 10\\content.db"),
            "file:////server/class%2010/content.db?mode=ro",
        ),
        (PurePosixPath("/media/a b/content.db"), "file:///media/a%20b/content.db?mode=ro"),
    ],
)
def test_uris(path: PureWindowsPath | PurePosixPath, uri: str) -> None:
    assert uri_of(path, "mode=ro") == uri


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "a#b?c.db", "교재.db", "é&mode=rw.db"])
def test_sqlite_finds_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE here (x)")
    with closing(sqlite3.connect(uri_of(path, "mode=ro&immutable=1"), uri=True)) as found:
        assert found.execute("SELECT name FROM sqlite_schema").fetchall() == [("here",)]


def test_sqlite_reads_four_slashes_as_a_path_of_two(tmp_path: Path) -> None:
    """What Windows takes for a share, Unix takes for the same path; a server it refuses."""
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE here (x)")
    with closing(sqlite3.connect(f"file:///{path}?mode=ro", uri=True)) as found:
        assert found.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect(f"file://server{path}?mode=ro", uri=True)
