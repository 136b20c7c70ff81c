"""Old, new, damaged and foreign workspace files: each is migrated, or refused and left alone."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from tests.unit.storage.test_workspace_store import child, linux_only, said_by

from nklearn.base.errors import BugError, UserError
from nklearn.domain.records import Answer, Profile
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, NumericResponse
from nklearn.storage import workspace_file
from nklearn.storage.workspace_migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    Migration,
    migrate,
    schema_version,
)
from nklearn.storage.workspace_store import WorkspaceStore

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIXTURES = Path(__file__).parents[2] / "fixtures" / "workspaces"
NEXT = MIGRATIONS[-1].version + 1
STEP = Migration(NEXT, "more", ("CREATE TABLE more (x TEXT) STRICT", "INSERT INTO more VALUES (1)"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a workspace of this version in which something is saved."""
    folder = tmp_path / "home"
    with WorkspaceStore.open(folder) as store:
        store.save_profile(Profile("p", "Learner", NOW))
        for number in range(300):
            store.mark_read("p", "m/one", f"section-{number}", NOW)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def edit(folder: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "workspace.db")) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def refused(folder: Path, words: str) -> UserError:
    """Open what must be refused, and left byte for byte as it was."""
    before = contents(folder)
    with pytest.raises(UserError, match=words) as caught:
        WorkspaceStore.open(folder)
    assert contents(folder) == before
    assert str(folder / "workspace.db") in caught.value.what
    assert "as it is" in caught.value.safe
    assert caught.value.todo
    return caught.value


# Versions


def test_workspaces_of_every_version_open() -> None:
    shipped = sorted(path.name for path in FIXTURES.glob("v*.db"))
    assert shipped == sorted(f"v{step.version}.db" for step in MIGRATIONS)


@pytest.mark.parametrize("version", [step.version for step in MIGRATIONS])
def test_every_version_opens(tmp_path: Path, version: int) -> None:
    """Made once by tests/fixtures/make_workspace.py; they must read the same for ever."""
    shutil.copy(FIXTURES / f"v{version}.db", tmp_path / "workspace.db")
    with WorkspaceStore.open(tmp_path) as store:
        person = store.profile()
        assert person
        created = datetime(2026, 3, 1, 8, tzinfo=UTC)
        # Before readers had a last use of their own the last place says when.
        last_used = created + timedelta(seconds={1: 8, 2: 9}.get(version, 0))
        assert person == Profile("id-1", "Mina", created, "10B" if version > 2 else "", last_used)
        assert store.sections_read(person.id, "m/one") == {"first", "second"}
        assert store.place(person.id) == "nk:quiz/m"
        last = store.last_answer(person.id, "m/n1", "check")
        assert last
        assert (last.response, last.fraction) == (NumericResponse("70 %"), 0.0)
        (run,) = store.runs(person.id, "m")
        assert (run.seed, run.position, run.ended, run.retrying) == (1, 1, None, True)
        assert len(run.questions) == 5
        answers = store.run_answers(run.id)
        assert [given.question for given in answers] == list(run.questions[:2])
        assert answers[0].response in (ChoiceResponse("a"), NumericResponse("40"))
        assert [given.fraction for given in answers] == [1.0, 0.0]
        assert store.preference("theme") == "dark"
        assert store.preference("theme", person.id) == "dark"
        assert store.preference("text_size", person.id) == "130"
        assert store.preference("window") == b"\x01\xd9\xd0\xcb"
        several = store.last_answer(person.id, "m/s1", "check")
        if version == 1:
            assert several is None  # there were no such questions yet
        else:
            assert several
            assert several.response == ChoicesResponse(("a", "b", "d"))
            assert several.fraction == pytest.approx(2 / 3 - 1 / 2)
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert shape(store._db) == shape_of_a_new_one()


def shape(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Every table, index and trigger with its words, spaces aside and names in quotes or not."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2")
    return [(*row[:3], " ".join((row[3] or "").replace('"', "").split())) for row in rows]


def shape_of_a_new_one() -> list[tuple[str, ...]]:
    with contextlib.closing(workspace_file.open_memory(NOW)) as made:
        return shape(made)


def answers_of(path: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return raw.execute(
            "SELECT seq, id, profile, question, context, run, kind, response, fraction, at"
            " FROM answer ORDER BY seq"
        ).fetchall()


def test_the_rebuilt_table_of_answers_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    shutil.copy(FIXTURES / "v1.db", path)
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        # A gap in the numbers, as a failed write may leave it, and an answer far behind it.
        raw.execute(
            "INSERT INTO answer SELECT 900, 'far', profile, question, context, run, kind, response,"
            " fraction, at FROM answer WHERE seq = 1"
        )
    before = answers_of(path)
    with WorkspaceStore.open(tmp_path) as store:
        store.add_answer("id-1", Answer("new", "m/s1", "check", ChoicesResponse(()), 0.0, NOW))
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            store._db.execute("DELETE FROM answer")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            store._db.execute(
                "INSERT INTO answer (id, profile, question, context, kind, response, fraction, at)"
                " VALUES ('x', 'id-1', 'q', 'check', 'essay', '', 0, '')"
            )
    after = answers_of(path)
    assert after[:-1] == before
    assert after[-1][:2] == (901, "new")
    (copy,) = (tmp_path / "backups").iterdir()
    assert answers_of(copy) == before


def test_version_3_opens(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "v3.db", tmp_path / "workspace.db")
    with WorkspaceStore.open(tmp_path) as store:
        jun, mina = store.profiles()
        assert (jun.name, jun.school_class) == ("Jun", "")
        assert (mina.name, mina.school_class) == ("Mina", "10B")
        assert (jun.last_used or NOW) > jun.created > mina.created
        assert store.sections_read(mina.id, "m/one") == {"first", "second"}
        assert store.sections_read(jun.id, "m/one") == frozenset()
        assert store.preference("ask") == "always"
        for name, value in (("theme", "dark"), ("motion", "reduced"), ("lesson_face", "sans")):
            assert store.preference(name, mina.id) == store.preference(name, jun.id) == value


def test_the_reader_of_the_first_release_has_no_name_and_keeps_everything(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "v1.db", tmp_path / "workspace.db")
    edit(tmp_path, "UPDATE profile SET name = 'Learner'")
    with WorkspaceStore.open(tmp_path) as store:
        (person,) = store.profiles()
        assert (person.id, person.name) == ("id-1", "")
        assert store.sections_read(person.id, "m/one") == {"first", "second"}


def test_a_new_workspace(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path / "a" / "b", clock=lambda: NOW) as store:
        assert schema_version(store._db) == MIGRATIONS[-1].version
        assert store._db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        rows = store._db.execute("SELECT version, name, applied FROM migration").fetchall()
        assert rows == [(step.version, step.name, NOW.isoformat()) for step in MIGRATIONS]
    assert not (tmp_path / "a" / "b" / "backups").exists()


def test_an_empty_file_is_a_new_workspace(tmp_path: Path) -> None:
    (tmp_path / "workspace.db").touch()
    with WorkspaceStore.open(tmp_path) as store:
        assert store.profile() is None


def test_a_newer_version_is_refused_untouched(home: Path) -> None:
    edit(home, f"PRAGMA user_version = {NEXT}", "CREATE TABLE unknown (x)")
    error = refused(home, "newer version")
    assert "Install" in error.todo


def test_a_newer_version_that_is_still_in_the_log_is_refused(home: Path) -> None:
    """The other program was killed: the new version stands in its log, not yet in the header."""
    with contextlib.closing(sqlite3.connect(home / "workspace.db")) as raw:
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        raw.execute(f"PRAGMA user_version = {NEXT}")
        raw.execute("CREATE TABLE unknown (x)")
        raw.commit()
        copy = home.parent / "copy"
        shutil.copytree(home, copy)
    assert (copy / "workspace.db-wal").stat().st_size > 0
    with pytest.raises(UserError, match="newer version"):
        WorkspaceStore.open(copy)
    with contextlib.closing(sqlite3.connect(copy / "workspace.db")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert raw.execute("SELECT count(*) FROM section_read").fetchone() == (300,)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    edit(tmp_path, "CREATE TABLE theirs (x)", "PRAGMA user_version = 5")
    refused(tmp_path, "another program")


# Damage


def test_a_file_that_is_no_database(home: Path) -> None:
    (home / "workspace.db").write_bytes(Random(1).randbytes(20_000))
    refused(home, "damaged")


@pytest.mark.parametrize("size", [1, 15, 16, 99, 100, 511, 512, 4095])
@pytest.mark.parametrize("source", ["itself", "rubbish"])
def test_a_file_of_a_few_bytes(home: Path, size: int, source: str) -> None:
    """SQLite would take some of these for new files and write over them."""
    path = home / "workspace.db"
    data = path.read_bytes() if source == "itself" else Random(2).randbytes(size)
    path.write_bytes(data[:size])
    refused(home, "damaged")


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_file(home: Path, part: float) -> None:
    path = home / "workspace.db"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    refused(home, "damaged")


@pytest.mark.parametrize("page", range(8))
def test_a_page_of_rubbish(home: Path, page: int) -> None:
    path = home / "workspace.db"
    data = bytearray(path.read_bytes())
    start = max(page * 4096, 100)
    data[start : start + 600] = Random(page).randbytes(600)
    path.write_bytes(data)
    refused(home, "damaged")


def test_damage_with_older_copies_at_hand(home: Path) -> None:
    (home / "backups").mkdir()
    (home / "workspace.db").write_bytes(b"rubbish")
    assert str(home / "backups") in refused(home, "damaged").todo


def test_damage_found_while_it_is_open(home: Path) -> None:
    with WorkspaceStore.open(home) as store:
        path = home / "workspace.db"
        data = bytearray(path.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        path.write_bytes(data)
        store._db.execute("PRAGMA cache_size = 0")
        store._db.execute("PRAGMA shrink_memory")
        with pytest.raises(UserError, match="damaged"):
            store.sections_read("p", "m/one")


# Migrations


def step_on(folder: Path, steps: Sequence[Migration], now: datetime = NOW) -> None:
    with WorkspaceStore.open(folder) as store:
        migrate(store._db, folder / "backups", now, steps)


def test_a_step_with_its_record_and_a_copy_before(home: Path) -> None:
    step_on(home, [*MIGRATIONS, STEP])
    with contextlib.closing(sqlite3.connect(home / "workspace.db")) as raw:
        assert schema_version(raw) == NEXT
        assert raw.execute("SELECT x FROM more").fetchall() == [("1",)]
        assert raw.execute("SELECT name FROM migration WHERE version = ?", (NEXT,)).fetchone() == (
            "more",
        )
        assert raw.execute("SELECT count(*) FROM section_read").fetchone() == (300,)
    (copy,) = (home / "backups").iterdir()
    assert copy.name == f"workspace-v{NEXT - 1}-20260301T000000.000000Z.db"
    # The copy is a workspace that can be put back.
    (home / "workspace.db").unlink()
    copy.rename(home / "workspace.db")
    with WorkspaceStore.open(home) as store:
        assert len(store.sections_read("p", "m/one")) == 300


def test_a_step_that_fails_leaves_everything_as_it_was(home: Path) -> None:
    bad = Migration(NEXT, "bad", (*STEP.statements, "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        step_on(home, [*MIGRATIONS, bad])
    orphan = "INSERT INTO section_read VALUES ('nobody', 'l', 's', 't')"
    with pytest.raises(BugError, match="point nowhere"):
        step_on(home, [*MIGRATIONS, Migration(NEXT, "orphan", (orphan,))])
    with WorkspaceStore.open(home) as store:
        assert schema_version(store._db) == NEXT - 1
        assert store._db.execute("SELECT count(*) FROM migration").fetchone() == (len(MIGRATIONS),)
        assert len(store.sections_read("p", "m/one")) == 300
    step_on(home, [*MIGRATIONS, STEP], NOW + timedelta(days=1))


def test_of_two_steps_the_first_stays_when_the_second_fails(home: Path) -> None:
    bad = Migration(NEXT + 1, "bad", ("INSERT INTO nowhere VALUES (1)",))
    with pytest.raises(sqlite3.OperationalError):
        step_on(home, [*MIGRATIONS, STEP, bad])
    with contextlib.closing(sqlite3.connect(home / "workspace.db")) as raw:
        assert schema_version(raw) == NEXT
        assert raw.execute("SELECT x FROM more").fetchall() == [("1",)]


def test_the_last_three_copies_stay(home: Path) -> None:
    (home / "backups").mkdir()
    (home / "backups" / "mine.txt").write_text("not ours")
    for day in range(5):
        edit(home, f"PRAGMA user_version = {NEXT - 1}", "DROP TABLE IF EXISTS more")
        edit(home, f"DELETE FROM migration WHERE version = {NEXT}")
        step_on(home, [*MIGRATIONS, STEP], NOW + timedelta(days=day))
    kept = sorted(path.name.rpartition("-")[2][:8] for path in (home / "backups").glob("*.db"))
    assert kept == ["20260303", "20260304", "20260305"]
    assert (home / "backups" / "mine.txt").exists()


def test_the_new_copy_stays_when_the_clock_went_back(home: Path) -> None:
    for years in (0, 1, 2, -40):
        edit(home, f"PRAGMA user_version = {NEXT - 1}", "DROP TABLE IF EXISTS more")
        edit(home, f"DELETE FROM migration WHERE version = {NEXT}")
        step_on(home, [*MIGRATIONS, STEP], NOW.replace(year=NOW.year + years))
    kept = sorted(path.name.rpartition("-")[2][:4] for path in (home / "backups").glob("*.db"))
    assert kept == ["1986", "2027", "2028"]


@linux_only
@pytest.mark.parametrize("size", [0, 4096, 20_000])
def test_no_step_without_a_copy(home: Path, size: int) -> None:
    said = said_by(child("migrate-limited", home, size))
    assert said[0].startswith("refused: The disk did not take")
    assert said[1] == f"version: {NEXT - 1}"
    assert list((home / "backups").iterdir()) == []
    with WorkspaceStore.open(home) as store:
        assert len(store.sections_read("p", "m/one")) == 300
