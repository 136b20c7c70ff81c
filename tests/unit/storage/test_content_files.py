"""A content file that is missing, damaged, another's or of another time, in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Unit
from nklearn.storage.content_writer import Pack, build
from nklearn.storage.sqlite_files import CONTENT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    from decimal import Decimal

    units = [Unit(f"u{number}", "u", "u", "d", Decimal(1)) for number in range(5000)]
    path = tmp_path / "a folder" / "content #1?.db"
    path.parent.mkdir()
    path.write_bytes(build(Pack("1", units=units)))
    return path


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        Catalog.open(path)
    assert caught.value.safe == "Your own work is kept elsewhere and is safe."
    assert caught.value.todo
    return caught.value


def test_opens_under_an_odd_name_and_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    catalog = Catalog.open(path)
    assert catalog.version == "1"
    catalog.check_integrity()
    catalog.close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.db").what == (
        f"The content file is missing: {tmp_path / 'no.db'}."
    )


def test_a_folder(tmp_path: Path) -> None:
    assert "can't be read" in refused(tmp_path).what


@pytest.mark.parametrize("data", [b"", b"SQLite", b"PK\3\4 something else", b"x" * 9000])
def test_not_a_database(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert refused(path).what == f"The content file is not a database: {path}."


@pytest.mark.parametrize("kept", [16, 50, 99])
def test_cut_short_in_the_head(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    refused(path)


def test_cut_short_later(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(UserError) as caught:
        catalog = Catalog.open(path)
        try:
            catalog.check_integrity()
        finally:
            catalog.close()
    assert caught.value.what == f"The content file is damaged: {path}."
    assert caught.value.details


def test_overwritten_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 8192 - 4096)
    path.write_bytes(bytes(data))
    catalog = Catalog.open(path)
    with pytest.raises(UserError, match="is damaged"):
        catalog.check_integrity()
    with pytest.raises(UserError, match="is damaged"):
        catalog.unit("u1")
    catalog.close()


def test_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    assert "of another program" in refused(path).what


@pytest.mark.parametrize(
    ("version", "word"), [(CONTENT.version + 1, "newer"), (CONTENT.version - 1, "older")]
)
def test_of_another_time(path: Path, version: int, word: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    assert f"made by an {word} NKLearn" in refused(path).what.replace("a newer", "an newer")
