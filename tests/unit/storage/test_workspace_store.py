"""The workspace keeps what it acknowledged, and says in plain words what it can't do."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from nklearn.base.errors import BugError, UserError
from nklearn.domain.records import Answer, Profile, QuizRun
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, NumericResponse, Response
from nklearn.storage.workspace_store import WorkspaceStore

NOW = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)
PERSON = Profile("p", "Learner", NOW, "10B", NOW)
RUN = QuizRun("r", "m", 7, ("m/b", "m/a"), 0, NOW)
CHILD = Path(__file__).with_name("workspace_child.py")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of a Linux process")


def child(*arguments: object) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, CHILD, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said_by(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.splitlines()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WorkspaceStore]:
    with WorkspaceStore.open(tmp_path / "home") as opened:
        opened.save_profile(PERSON)
        yield opened


def answer(name: str, question: str = "m/a", *, run: str = "", fraction: float = 1.0) -> Answer:
    context = "quiz" if run else "check"
    return Answer(name, question, context, ChoiceResponse("a"), fraction, NOW, run)


def value(store: WorkspaceStore, pragma: str) -> object:
    return store._db.execute(f"PRAGMA {pragma}").fetchone()[0]


# What is written comes back


def test_records_come_back_as_they_were(store: WorkspaceStore, tmp_path: Path) -> None:
    typed = replace(answer("2"), response=NumericResponse(" 18 600 "), fraction=0.0)
    quiz = answer("3", run="r")
    store.add_answer("p", answer("1"))
    store.add_answer("p", typed)
    store.start_run("p", RUN)
    store.add_answer("p", quiz)
    moved = replace(RUN, position=1, retrying=True)
    store.save_run(moved)
    store.set_place("p", "nk:modules", NOW)
    store.set_preference("window", b"\x00\xff")
    store.close()
    with WorkspaceStore.open(tmp_path / "home") as again:
        assert again.keeps
        assert again.profile() == PERSON
        assert again.last_answer("p", "m/a", "check") == typed
        assert again.last_answer("p", "m/a", "quiz") == quiz
        assert again.last_answer("p", "m/other", "check") is None
        assert again.run_answers("r") == (quiz,)
        assert again.runs("p", "m") == (moved,)
        assert again.runs("p", "n") == ()
        assert again.place("p") == "nk:modules"
        assert again.preference("window") == b"\x00\xff"
        assert again.preference("theme") is None


def test_profiles_and_their_preferences_stay_apart(store: WorkspaceStore) -> None:
    later = NOW + timedelta(hours=1)
    store.save_profile(Profile("q", "Jun", NOW, "", later))
    assert [person.id for person in store.profiles()] == ["q", "p"]
    store.touch_profile("p", later + timedelta(seconds=1))
    assert [person.id for person in store.profiles()] == ["p", "q"]
    assert store.profile("q") == Profile("q", "Jun", NOW, "", later)
    assert store.profile("nobody") is None
    store.set_preference("theme", "dark", "p")
    store.set_preference("theme", "contrast", "q")
    assert store.preference("theme", "p") == "dark"
    assert store.preference("theme") == "contrast", "what was chosen last is the computer's"
    store.set_preference("theme", "light")
    assert store.preference("theme", "q") == "contrast"
    with pytest.raises(BugError):
        store.set_preference("theme", "dark", "nobody")
    assert store.preference("theme") == "light", "a write is whole or not at all"


def test_times_are_utc(store: WorkspaceStore) -> None:
    seoul = timezone(timedelta(hours=9))
    first = store.mark_read("p", "m/one", "s", NOW.astimezone(seoul))
    assert first == NOW
    assert first.tzinfo is UTC
    with pytest.raises(BugError, match="zone"):
        store.mark_read("p", "m/one", "t", NOW.replace(tzinfo=None))
    assert store.sections_read("p", "m/one") == {"s"}


def test_a_clock_that_goes_back_changes_no_order(store: WorkspaceStore) -> None:
    store.add_answer("p", answer("1"))
    store.add_answer("p", replace(answer("2"), at=NOW - timedelta(days=400)))
    last = store.last_answer("p", "m/a", "check")
    assert last
    assert last.id == "2"


def test_of_one_quiz_one_run_is_open(store: WorkspaceStore) -> None:
    store.start_run("p", RUN)
    store.start_run("p", replace(RUN, id="other", module="n"))
    store.start_run("p", replace(RUN, id="r2"))
    assert [run.ended is None for run in store.runs("p", "m")] == [False, True]
    assert store.runs("p", "n")[0].ended is None


def test_an_answer_ends_the_retry_with_it(store: WorkspaceStore) -> None:
    store.start_run("p", replace(RUN, retrying=True))
    store.add_answer("p", answer("1", run="r"))
    assert store.runs("p", "m")[0].retrying is False


@pytest.mark.parametrize(
    "response",
    [
        ChoiceResponse("a"),
        ChoicesResponse(("a", "c")),
        ChoicesResponse(()),
        ChoicesResponse(('"]', "한")),
        NumericResponse("37,5 Mt"),
    ],
)
def test_each_kind_of_answer_comes_back_as_it_was(
    store: WorkspaceStore, response: Response
) -> None:
    given = replace(answer("1"), response=response, fraction=0.25)
    store.add_answer("p", given)
    assert store.last_answer("p", given.question, "check") == given


def test_answers_are_only_added(store: WorkspaceStore) -> None:
    store.add_answer("p", answer("1"))
    for sql in ("UPDATE answer SET fraction = 0", "DELETE FROM answer"):
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            store._db.execute(sql)


def test_a_write_is_whole_or_not_at_all(store: WorkspaceStore) -> None:
    store.start_run("p", replace(RUN, retrying=True))
    for wrong in (answer("1", run="unknown"), answer("1", fraction=1.5)):
        with pytest.raises(BugError):
            store.add_answer("p", wrong)
    with pytest.raises(BugError):
        store.start_run("p", RUN)  # the same id; the open run must stay open
    assert store.run_answers("r") == ()
    assert store.runs("p", "m") == (replace(RUN, retrying=True),)
    store.add_answer("p", answer("1", run="r"))


def test_settings_of_the_file(store: WorkspaceStore) -> None:
    assert value(store, "journal_mode") == "wal"  # the tests' folder is on a local disk
    assert value(store, "synchronous") == 2
    assert value(store, "foreign_keys") == 1
    assert value(store, "busy_timeout") == 3000
    assert value(store, "fullfsync") == 1


def test_on_a_network_disk_there_is_no_log(tmp_path: Path) -> None:
    """Also if the file had one before, e.g. when it was copied there."""
    with WorkspaceStore.open(tmp_path) as store:
        store.save_profile(PERSON)
    with WorkspaceStore.open(tmp_path, is_local=lambda _: False) as store:
        assert value(store, "journal_mode") == "delete"
        assert value(store, "synchronous") == 3  # EXTRA: the removal of the journal lasts too
        store.mark_read("p", "m/one", "s", NOW)
        assert [path.name for path in tmp_path.iterdir()] == ["workspace.db"]
    with WorkspaceStore.open(tmp_path) as store:
        assert value(store, "journal_mode") == "wal"
        assert store.sections_read("p", "m/one") == {"s"}


def test_a_second_connection_sees_each_write_at_once(store: WorkspaceStore) -> None:
    assert store.path
    with contextlib.closing(sqlite3.connect(store.path)) as other:
        for number in range(3):
            store.mark_read("p", "m/one", str(number), NOW)
            assert other.execute("SELECT count(*) FROM section_read").fetchone() == (number + 1,)


def test_in_memory_nothing_is_kept() -> None:
    with WorkspaceStore.in_memory() as store:
        assert not store.keeps
        assert store.path is None
        store.save_profile(PERSON)
        store.add_answer("p", answer("1"))
        assert store.last_answer("p", "m/a", "check") == answer("1")
    with WorkspaceStore.in_memory() as store:
        assert store.profile() is None


# Trouble while it is open


def test_the_folder_goes_and_comes_back(store: WorkspaceStore, tmp_path: Path) -> None:
    (tmp_path / "home").rename(tmp_path / "away")
    for _ in range(2):
        with pytest.raises(UserError, match="is gone") as caught:
            store.mark_read("p", "m/one", "s", NOW)
        assert caught.value.safe
        assert caught.value.todo
    assert store.sections_read("p", "m/one") == set()
    (tmp_path / "away").rename(tmp_path / "home")
    store.mark_read("p", "m/one", "s", NOW)
    assert store.sections_read("p", "m/one") == {"s"}


def test_another_file_in_its_place_is_not_written(store: WorkspaceStore) -> None:
    assert store.path
    store.path.rename(store.path.with_name("old.db"))
    store.path.write_bytes(b"")
    with pytest.raises(UserError, match="another file is in its place"):
        store.mark_read("p", "m/one", "s", NOW)
    assert store.path.read_bytes() == b""


def test_a_file_held_by_another_program(store: WorkspaceStore) -> None:
    assert store.path
    store._db.execute("PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another program is using") as caught:
            store.mark_read("p", "m/one", "s", NOW)
        assert "SQLITE_BUSY" in caught.value.details
        other.execute("ROLLBACK")
    store.mark_read("p", "m/one", "s", NOW)


def test_a_closed_store_is_a_bug(tmp_path: Path) -> None:
    store = WorkspaceStore.open(tmp_path)
    store.close()
    with pytest.raises(BugError):
        store.profile()


@linux_only
def test_a_disk_that_fills_up_and_is_freed(tmp_path: Path) -> None:
    said = dict(line.split(": ", 1) for line in said_by(child("fill", tmp_path)) if ":" in line)
    assert "did not take" in said["full"]
    saved = int(said["saved"])
    assert saved > 3
    assert int(said["read back"]) == saved
    with WorkspaceStore.open(tmp_path) as store:
        assert len(store.sections_read("p", "m/one")) == saved + 1
        assert value(store, "integrity_check") == "ok"


@linux_only
def test_a_real_small_disk_that_fills_up(tmp_path: Path) -> None:
    """A file system of 700 KB in a namespace of its own; not every system lets us make one."""
    mount = 'mount -t tmpfs -o size=700k none "$0" && exec "$@"'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    try:
        subprocess.run([*alone, mount, tmp_path, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file systems of our own here: {error}")
    deed = [sys.executable, CHILD, "fill-disk", tmp_path]
    done = subprocess.run(
        [*alone, mount, tmp_path, *deed],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert "did not take" in said["full"]
    assert "SQLITE_FULL" in said["full"]
    saved = int(said["saved"])
    assert saved > 3
    assert int(said["read back"]) == saved + 1
    assert said["check"] == "ok"


@linux_only
@pytest.mark.parametrize("disk", ["local", "network"])
@pytest.mark.parametrize("size", [0, 1, 512, 4096, 5000, 12_000, 30_000])
def test_a_disk_that_is_full_at_the_start(tmp_path: Path, size: int, disk: str) -> None:
    said = said_by(child("open-limited", tmp_path / "home", size, disk))
    assert said[0].startswith("refused: The disk did not take")
    with WorkspaceStore.open(tmp_path / "home") as store:  # later there is space
        store.save_profile(PERSON)
        assert value(store, "integrity_check") == "ok"


@linux_only
@pytest.mark.parametrize("disk", ["local", "network"])
@pytest.mark.parametrize("made", [False, True], ids=["nothing there", "a workspace there"])
@pytest.mark.parametrize("only", ["folder", "file"])
def test_what_may_only_be_read_is_refused(made: bool, disk: str, only: str) -> None:
    # Not in tmp_path: the child has no rights above it either.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "workspace.db"
        if made:
            WorkspaceStore.open(folder, is_local=lambda _: disk == "local").close()
        elif only == "file":
            path.touch()
        folder.chmod(0o555 if only == "folder" else 0o777)
        if path.exists():
            path.chmod(0o666 if only == "folder" else 0o444)
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        said = said_by(child("drop-rights", folder, disk))
        assert said[0].startswith("refused:")
        assert "can't be written" in said[0]
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        folder.chmod(0o755)


def test_a_path_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "home"):
        with pytest.raises(UserError, match="could not use the folder"):
            WorkspaceStore.open(folder)
    assert (tmp_path / "file").read_text() == "x"


def test_processes_that_write_at_the_same_time(tmp_path: Path) -> None:
    """Three make the file and write into it at once: nobody's work is lost, nobody is refused."""
    for attempt in range(3):
        home = tmp_path / str(attempt)
        writers = [child("write-many", home, tag, 40) for tag in "abc"]
        for writer in writers:
            assert said_by(writer) == ["saved: 40"]
        with WorkspaceStore.open(home) as store:
            wanted = {f"{tag}-{n}" for tag in "abc" for n in range(40)}
            assert store.sections_read("p", "m/one") == wanted
            assert value(store, "integrity_check") == "ok"


def test_two_windows_that_answer_one_quiz_at_the_same_time(tmp_path: Path) -> None:
    """No answer of either is lost, each one's keep their order, and both find all of them."""
    with WorkspaceStore.open(tmp_path) as ours:
        ours.save_profile(PERSON)
        ours.start_run("p", RUN)
        writers = [child("answer-many", tmp_path, tag, 40) for tag in "ab"]
        for number in range(20):
            ours.add_answer("p", answer(f"c-{number}", run="r"))
        for writer in writers:
            assert said_by(writer) == ["saved: 40"]
        found = [given.id for given in ours.run_answers("r")]
    with WorkspaceStore.open(tmp_path) as again:
        assert found == [given.id for given in again.run_answers("r")]
        assert value(again, "integrity_check") == "ok"
    for tag, number in (("a", 40), ("b", 40), ("c", 20)):
        mine = [name for name in found if name.startswith(tag)]
        assert mine == [f"{tag}-{n}" for n in range(number)]
