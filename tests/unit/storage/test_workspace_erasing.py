"""Whoever erases their data is gone from every byte of every file, and nobody else is touched."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from tests.unit.storage.test_workspace_files import FIXTURES
from tests.unit.storage.test_workspace_store import child, linux_only, said_by
from tests.unit.storage.workspace_child import NOW, fill_person

from nklearn.domain.records import Profile
from nklearn.learning.erasing import Erasing
from nklearn.storage.workspace_erasing import MARKER, owned_tables
from nklearn.storage.workspace_migrations import back_up
from nklearn.storage.workspace_store import WorkspaceStore

Rows = dict[str, list[tuple[object, ...]]]
MINA, JUN = "MARKERmina", "MARKERjun"


def rows_but(path: Path, person: str) -> Rows:
    """Return every row of every table but those of a person."""
    with contextlib.closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        owned = owned_tables(raw)
        found: Rows = {}
        for name in names:
            where = "profile" if name in owned else "id" if name == "profile" else ""
            sql = f'SELECT * FROM "{name}"' + (f" WHERE {where} <> '{person}'" if where else "")
            found[name] = sorted(raw.execute(sql).fetchall(), key=repr)
        return found


def files_with(folder: Path, marker: str) -> list[str]:
    """Return the files in a folder whose bytes hold a marker."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and marker.encode() in path.read_bytes()
    ]


def two_people(folder: Path, *, local: bool = True) -> None:
    """Make a workspace with two people in every table, and free pages with what one deleted."""
    with WorkspaceStore.open(folder, is_local=lambda _: local) as store:
        fill_person(store, MINA)
        fill_person(store, JUN)
        for number in range(40):
            note = f"{MINA}-gone-{number} " * 40
            store.set_place(MINA, note, NOW)
        back_up(store._db, folder / "backups", "workspace-v4", NOW)


def test_every_table_with_a_person_is_filled_by_these_tests(tmp_path: Path) -> None:
    two_people(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "workspace.db")) as raw:
        tables = {
            row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        with_profile = {
            name
            for name in tables
            if any(c[1] == "profile" for c in raw.execute(f"PRAGMA table_info('{name}')"))
        }
        assert with_profile - {"erasing"} == set(owned_tables(raw))
        # A table that names nobody: a new one has to be put here, or to have a column `profile`.
        nobodys = {"migration", "profile", "preference", "sqlite_sequence", "erasing"}
        assert tables == with_profile | nobodys
        for name in owned_tables(raw):
            for person in (MINA, JUN):
                held = raw.execute(f"SELECT * FROM {name} WHERE profile = ?", (person,)).fetchall()
                assert held, f"{name} has no row: fill_person must make one"
                assert person in repr(held)


@pytest.mark.parametrize("local", [True, False])
def test_nothing_is_left_in_any_byte(tmp_path: Path, local: bool) -> None:
    two_people(tmp_path, local=local)
    for version in (1, 2, 3):  # of these the person has an id of another time
        old = tmp_path / "backups" / f"workspace-v{version}-20260101T000000.000000Z.db"
        shutil.copy(FIXTURES / f"v{version}.db", old)
        with contextlib.closing(sqlite3.connect(old)) as raw, raw:
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.executescript(
                "DROP TRIGGER answer_is_final;"
                f"UPDATE answer SET profile = '{MINA}', response = '{MINA}-x';"
                f"UPDATE section_read SET profile = '{MINA}';"
                f"UPDATE quiz_run SET profile = '{MINA}'; UPDATE place SET profile = '{MINA}';"
                + (
                    f"UPDATE profile_preference SET profile = '{MINA}' WHERE profile = 'id-1';"
                    if version == 3
                    else ""
                )
                + f"UPDATE profile SET id = '{MINA}', name = '{MINA}-n' WHERE id = 'id-1';"
                "CREATE TRIGGER answer_is_final BEFORE UPDATE ON answer"
                " BEGIN SELECT RAISE(ABORT, 'answers are only added'); END"
            )
    before = rows_but(tmp_path / "workspace.db", MINA)
    assert len(files_with(tmp_path, MINA)) >= 5
    with WorkspaceStore.open(tmp_path, is_local=lambda _: local) as store:
        erased = Erasing(store).erase(Profile(MINA, "Mina", NOW))
        assert erased.unfinished is None
        assert erased.unreadable == ()
        assert files_with(tmp_path, MINA) == [], "while the file is still open"
        assert store.profile(MINA) is None
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store._db.execute("PRAGMA foreign_key_check").fetchone() is None
    assert files_with(tmp_path, MINA) == []
    assert rows_but(tmp_path / "workspace.db", "") == before
    copies = sorted((tmp_path / "backups").iterdir())
    assert len(copies) == 4
    for copy in copies:
        with contextlib.closing(sqlite3.connect(copy)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            names = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema")}
            assert {"answer_is_final", "answer_stays"} <= names, "the rules of the file are back"
    assert rows_but(copies[-1], "")["note"] == before["note"]
    assert not (tmp_path / MARKER).exists()


def test_answers_still_stay_afterwards(tmp_path: Path) -> None:
    two_people(tmp_path)
    with WorkspaceStore.open(tmp_path) as store:
        store.erase(MINA)
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            store._db.execute("DELETE FROM answer")


def test_a_backup_that_cannot_be_read_is_named_and_stays(tmp_path: Path) -> None:
    two_people(tmp_path)
    bad = tmp_path / "backups" / "workspace-v2-torn.db"
    bad.write_bytes((FIXTURES / "v2.db").read_bytes()[:5000])
    other = tmp_path / "backups" / "holiday.txt"
    other.write_text("not ours")
    with WorkspaceStore.open(tmp_path) as store:
        erasing = Erasing(store)
        erased = erasing.erase(Profile(MINA, "Mina", NOW))
        assert erased.unreadable == (bad,)
        assert bad.exists()
    with WorkspaceStore.open(tmp_path) as store:
        erasing = Erasing(store)
        assert erasing.unreadable == (bad,), "the next start names it too"
        erasing.remove((bad,))
        assert erasing.unreadable == ()
    assert not bad.exists()
    assert other.read_text() == "not ours"
    assert files_with(tmp_path, MINA) == []


def test_who_was_marked_but_is_here_was_not_erased(tmp_path: Path) -> None:
    two_people(tmp_path)
    (tmp_path / MARKER).write_text(json.dumps([MINA]))
    before = rows_but(tmp_path / "workspace.db", "")
    with WorkspaceStore.open(tmp_path):
        assert not (tmp_path / MARKER).exists()
    assert rows_but(tmp_path / "workspace.db", "") == before
    for nonsense in ("", "{", "7", "[1, null]"):
        (tmp_path / MARKER).write_text(nonsense)
        WorkspaceStore.open(tmp_path).close()
    assert rows_but(tmp_path / "workspace.db", "") == before


def test_the_next_start_finishes_what_was_killed_after_the_step(tmp_path: Path) -> None:
    two_people(tmp_path)
    with WorkspaceStore.open(tmp_path) as store:
        store.erase(MINA)
        half = tmp_path / "backups" / ".erase-workspace.db"
        shutil.copy(next((tmp_path / "backups").glob("workspace-*")), half)
    assert files_with(tmp_path, MINA), "in the backup, and named in the marker"
    WorkspaceStore.open(tmp_path).close()
    assert files_with(tmp_path, MINA) == []
    assert files_with(tmp_path, JUN)


@linux_only
@pytest.mark.parametrize("local", ["local", "far"])
def test_killed_at_any_moment_all_or_nothing_is_left(tmp_path: Path, local: str) -> None:
    two_people(tmp_path / "whole", local=local == "local")
    before = rows_but(tmp_path / "whole" / "workspace.db", "")
    without = rows_but(tmp_path / "whole" / "workspace.db", MINA)
    seen: set[bool] = set()
    for number in range(9):
        home = tmp_path / f"home-{number}"
        shutil.copytree(tmp_path / "whole", home)
        process = child("erase", home, MINA, local)
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        time.sleep(number * 0.006)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with WorkspaceStore.open(home, is_local=lambda _: local == "local") as store:
            there = store.profile(MINA) is not None
            assert store.unreadable_backups() == ()
        seen.add(there)
        assert rows_but(home / "workspace.db", "") == (before if there else without)
        if not there:
            assert files_with(home, MINA) == []
        assert not (home / MARKER).exists()
    assert seen == {True, False}, "kills before and after the step were both tried"


@linux_only
@pytest.mark.parametrize("local", ["local", "far"])
def test_a_full_disk_loses_nothing(tmp_path: Path, local: str) -> None:
    two_people(tmp_path, local=local == "local")
    before = rows_but(tmp_path / "workspace.db", "")
    lines = said_by(child("erase-limited", tmp_path, MINA, local, 2000))
    assert lines[0].startswith("refused: Your data could not be erased.")
    assert "Nothing was erased" in lines[0]
    assert lines[1] == "still there: True"
    assert rows_but(tmp_path / "workspace.db", "") == before
    assert not (tmp_path / MARKER).exists()


@linux_only
def test_a_disk_that_is_full_for_the_cleaning_is_cleaned_at_the_next_start(tmp_path: Path) -> None:
    two_people(tmp_path)
    with WorkspaceStore.open(tmp_path) as store:  # the log is empty, the file is large
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = (tmp_path / "workspace.db").stat().st_size
    found: dict[str, list[str]] = {}
    for limit in range(20_000, 2 * size, 24_000):
        home = tmp_path.with_name(f"limit-{limit}")
        shutil.copytree(tmp_path, home)
        lines = said_by(child("erase-limited", home, MINA, "local", limit))
        found.setdefault(lines[0].split(":")[0], []).append(str(home))
        WorkspaceStore.open(home).close()
        with WorkspaceStore.open(home) as store:
            if store.profile(MINA) is None:
                assert files_with(home, MINA) == []
    assert set(found) >= {"refused", "unfinished"}, found


def test_memory_can_erase_too() -> None:
    with WorkspaceStore.in_memory() as store:
        fill_person(store, MINA)
        assert Erasing(store).erase(Profile(MINA, "Mina", NOW)).unfinished is None
        assert store.profiles() == ()


def test_what_would_go_is_counted() -> None:
    with WorkspaceStore.in_memory() as store:
        fill_person(store, MINA)
        held = Erasing(store).holdings(Profile(MINA, "Mina", NOW))
        assert (held.sections, held.answers, held.notes, held.bookmarks) == (1, 2, 1, 1)
