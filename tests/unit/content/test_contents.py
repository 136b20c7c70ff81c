"""Content alone is put in place whole, taken back, and passed over where it can't be used."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.fixtures import packs
from tests.fixtures.packs import KEY, PROGRAM, STRANGER

from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.content.contents import Contents, Place, find_contents
from nklearn.content.installing import NotNewerError, pack
from nklearn.content.version_folder import POINTER
from nklearn.domain.site import Site
from nklearn.storage.workspace_store import WorkspaceStore

CHILD = Path(__file__).with_name("content_child.py")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    packs.content(tmp_path / "bundled.db", "1.0")
    return tmp_path


def start(home: Path, *, shared: bool = True, own_allowed: bool = True) -> Contents:
    """Begin anew, as a start of the program does, and open the content."""
    made = Contents(
        home / "bundled.db",
        home / "own",
        home / "shared" if shared else None,
        keys=(KEY.public,),
        own_allowed=own_allowed,
    )
    made.open().close()
    return made


def used(home: Path) -> tuple[str, Place]:
    found = start(home).used
    assert found is not None
    return found.version, found.place


def install(home: Path, version: str, *, older: bool = False, note: str = "") -> Path:
    file = packs.parcel(home / f"{version}{note}.nkcontent", version, note=note)
    return start(home).install(file, PROGRAM, older=older).path


def share(home: Path) -> Path:
    (home / "shared").mkdir(exist_ok=True)
    return home / "shared"


def read_pointer(folder: Path) -> dict[str, object]:
    return json.loads((folder / POINTER).read_text("ascii"))


def child(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CHILD), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


# -- put in place and taken back -----------------------------------------------------------------


def test_it_counts_from_the_next_start_on(home: Path) -> None:
    assert used(home) == ("1.0", Place.PROGRAM)
    contents = Contents(home / "bundled.db", home / "own", keys=(KEY.public,))
    with closing(contents.open()) as open_window:
        file = packs.parcel(home / "a.nkcontent", "1.1")
        done = contents.install(file, PROGRAM)
        assert (done.version, done.place, done.again) == ("1.1", Place.OWN, False)
        assert open_window.version == "1.0"
        following = contents.next()
        assert following is not None
        assert following.version == "1.1"
        assert contents.install(file, PROGRAM).again
    assert used(home) == ("1.1", Place.OWN)


def test_going_back_and_forth(home: Path) -> None:
    install(home, "1.1")
    install(home, "1.2")
    contents = start(home)
    assert contents.go_back().version == "1.1"
    assert used(home) == ("1.1", Place.OWN)
    contents = start(home)
    assert contents.went_back
    assert contents.go_back().version == "1.0"
    assert used(home) == ("1.0", Place.PROGRAM)
    contents = start(home)
    assert contents.before() is None
    with pytest.raises(UserError, match="no content before"):
        contents.go_back()
    contents.use_newest()
    assert used(home) == ("1.2", Place.OWN)
    assert not start(home).went_back


def test_what_was_gone_back_from_does_not_hold_up_what_is_newer_still(home: Path) -> None:
    install(home, "1.1")
    start(home).go_back()
    install(home, "1.2")
    assert used(home) == ("1.2", Place.OWN)
    start(home).go_back()
    assert used(home) == ("1.0", Place.PROGRAM)  # 1.1 was gone back from as well
    install(home, "1.1")  # until somebody installs it once more
    assert used(home) == ("1.1", Place.OWN)


def test_a_newer_program_brings_newer_content(home: Path) -> None:
    install(home, "1.1")
    packs.content(home / "bundled.db", "1.1", note="of the program")
    assert used(home) == ("1.1", Place.PROGRAM)
    packs.content(home / "bundled.db", "1.3")
    assert used(home) == ("1.3", Place.PROGRAM)
    assert start(home).go_back().version == "1.1"
    assert used(home) == ("1.1", Place.OWN)


def test_older_content_comes_by_an_explicit_wish_alone(home: Path) -> None:
    install(home, "1.2")
    with pytest.raises(NotNewerError, match=r"content 1\.1; content 1\.2 is in use"):
        install(home, "1.1")
    with pytest.raises(NotNewerError):
        install(home, "1.2", note="with other bytes")
    assert used(home) == ("1.2", Place.OWN)
    install(home, "1.1", older=True)
    assert used(home) == ("1.1", Place.OWN)
    install(home, "0.9", older=True)
    assert used(home) == ("0.9", Place.OWN)
    contents = start(home)
    assert contents.before() is None  # the others were gone back from
    contents.use_newest()
    assert used(home) == ("1.1", Place.OWN)


def test_one_content_before_stays_and_older_ones_go_once_no_window_reads_them(home: Path) -> None:
    first, second, third = (install(home, version) for version in ("1.1", "1.2", "1.3"))
    install(home, "1.4")
    assert first.exists()  # a window of this morning may still read it
    week = time.time() - 8 * 24 * 3600
    os.utime(first, (week, week))
    os.utime(third, (week, week))
    half = home / "own" / ".arriving-half"
    half.write_bytes(b"half")
    (home / "own" / "notes.txt").write_text("not ours")
    fifth = install(home, "1.5")
    assert [path.exists() for path in (first, second, third, fifth, half)] == [
        *(False, True, True, True, False),
    ]
    assert (home / "own" / "notes.txt").exists()


def test_a_name_says_version_and_hash_and_no_file_is_written_into(home: Path) -> None:
    path = install(home, "1.1")
    mark = str(json.loads((home / "own" / POINTER).read_text())["current"]["sha256"])
    assert path.name == f"1.1-{mark[:8]}.db"
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-1])  # its disk lost a byte
    again = install(home, "1.1")
    assert again.name == f"1.1-{mark[:8]}-2.db"
    assert used(home) == ("1.1", Place.OWN)
    assert path.stat().st_ino == before.st_ino
    start(home).go_back()
    assert used(home) == ("1.0", Place.PROGRAM)
    assert install(home, "1.1") == again  # its very bytes are there


@pytest.mark.skipif(os.name != "posix", reason="rights of Unix")
def test_a_folder_made_for_it_is_closed_to_others(home: Path) -> None:
    own = home / "workspace" / "content"
    file = packs.parcel(home / "a.nkcontent", "1.1")
    Contents(home / "bundled.db", own, keys=(KEY.public,)).install(file, PROGRAM)
    assert [folder.stat().st_mode & 0o777 for folder in (own.parent, own)] == [0o700, 0o700]


# -- refused before anything is changed ----------------------------------------------------------


def _workspace(home: Path) -> bytes:
    WorkspaceStore.open(home / "w").close()
    return (home / "w" / "workspace.db").read_bytes()


def _damaged(home: Path) -> bytes:
    """A content with a whole head and a page of zeros, which a trusted hand signed."""
    path = packs.content(home / "damaged.db", "1.1")
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'claim'"
        (page,) = connection.execute(sql).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = bytes(size)
    return bytes(data)


def _other_version(home: Path) -> bytes:
    return packs.content(home / "other.db", "1.3").read_bytes()


def test_nothing_but_a_whole_content_is_installed(home: Path) -> None:
    from nklearn.content import packed
    from nklearn.storage.sqlite_files import CONTENT

    nothing = b"SQLite format 3\0" * 9
    for held in (_workspace(home), _damaged(home), _other_version(home), nothing):
        file = home / "bad.nkcontent"
        file.write_bytes(packed.make(held, "1.1", CONTENT.version, KEY))
        with pytest.raises(UserError):
            start(home).install(file, PROGRAM)
        assert not (home / "own" / POINTER).exists()
        assert {path.name for path in (home / "own").iterdir()} == {"lock"}
    assert used(home) == ("1.0", Place.PROGRAM)


def test_a_damaged_content_is_not_packed(home: Path) -> None:
    (home / "d.db").write_bytes(_damaged(home))
    with pytest.raises(UserError, match="damaged"):
        pack(home / "d.db", KEY)


def test_strangers_and_other_programs_make_no_folder(home: Path) -> None:
    for file in (
        packs.parcel(home / "f.nkcontent", "1.1", STRANGER),
        packs.parcel(home / "n.nkcontent", "1.1", needs="9.0"),
        packs.parcel(home / "o.nkcontent", "1.1", before="0.1"),
        packs.content(home / "c.nkcontent", "1.1"),
    ):
        with pytest.raises(UserError) as told:
            start(home).install(file, PROGRAM)
        assert told.value.safe
        assert not (home / "own").exists()


def test_a_full_disk_changes_nothing(home: Path) -> None:
    install(home, "1.1")
    before = sorted(path.name for path in (home / "own").iterdir())
    file = packs.parcel(home / "b.nkcontent", "1.2")
    for room in (0, 5_000, 60_000):
        done = child("full", home, KEY.public, file, room)
        assert "refused: Could not write" in done.stdout, done.stderr
        assert sorted(path.name for path in (home / "own").iterdir()) == before
        assert used(home) == ("1.1", Place.OWN)
    assert "installed 1.2 own False" in child("full", home, KEY.public, file, 10**9).stdout


def test_killed_between_any_two_steps(home: Path) -> None:
    """The old content or the new one is used, and the next try succeeds."""
    install(home, "1.1")
    file = packs.parcel(home / "b.nkcontent", "1.2")
    kept = home / "kept"
    shutil.copytree(home / "own", kept)
    seen: list[str] = []
    for step in range(1, 100):
        shutil.rmtree(home / "own")
        shutil.copytree(kept, home / "own")
        done = child("killed", home, KEY.public, file, step)
        contents = start(home)
        assert not contents.problems
        assert contents.used is not None
        seen.append(contents.used.version)
        if done.returncode == 0:
            break
        assert done.returncode == 9, done.stderr
        assert install(home, "1.2").exists()
        assert used(home) == ("1.2", Place.OWN)
        assert not list((home / "own").glob(".arriving-*"))
    assert len(seen) > 8
    assert seen == sorted(seen)  # once it is the new one it stays
    assert seen[-1] == "1.2"


# -- passed over at start ------------------------------------------------------------------------


def test_what_can_not_be_opened_is_passed_over_with_a_notice(home: Path) -> None:
    install(home, "1.1")
    newest = install(home, "1.2")
    whole = newest.read_bytes()
    for spoil, told in (
        (whole[:-4096], "damaged"),
        (b"x" * len(whole), "not a database"),
        (whole[:60] + (99).to_bytes(4, "big") + whole[64:], "newer NKLearn"),
        (None, "missing"),
    ):
        newest.unlink(missing_ok=True)
        if spoil is not None:
            newest.write_bytes(spoil)
        contents = start(home)
        assert contents.used is not None
        assert contents.used.version == "1.1"
        (problem,) = contents.problems
        assert told in str(problem)
        assert "Content 1.1 is used instead" in problem.safe
    (home / "own" / str(start(home).used.path.name)).unlink()  # type: ignore[union-attr]
    contents = start(home)
    assert contents.used is not None
    assert contents.used.place is Place.PROGRAM
    assert len(contents.problems) == 2


def test_what_can_not_be_opened_is_let_go_by_going_back(home: Path) -> None:
    install(home, "1.1")
    install(home, "1.2").write_bytes(b"")
    contents = start(home)
    assert len(contents.problems) == 1
    assert contents.go_back().version == "1.1"
    contents = start(home)
    assert not contents.problems
    assert used(home) == ("1.1", Place.OWN)
    assert contents.go_back().version == "1.0"
    install(home, "1.2")
    assert used(home) == ("1.2", Place.OWN)


def test_the_programs_own_content_may_be_the_one_that_is_broken(home: Path) -> None:
    install(home, "1.1")
    (home / "bundled.db").write_bytes(b"nothing")
    contents = start(home)
    assert contents.used is not None
    assert contents.used.version == "1.1"
    assert "not a database" in str(contents.problems[0])
    shutil.rmtree(home / "own")
    with pytest.raises(UserError, match="not a database"):
        start(home)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 2}',
        '{"format": 1, "current": 3, "before": null, "refused": []}',
        '{"format": 1, "current": {}, "before": null, "refused": []}',
        '{"format": 1, "current": null, "before": null, "refused": [1]}',
        '{"format": 1, "current": {"name": "../../x.db", "version": "9", "size": 1, "sha256": ""},'
        ' "before": null, "refused": []}',
        "[" * 100_000,
        " " * 40_000,
    ],
)
def test_a_damaged_pointer_is_passed_over_and_mended_by_the_next_install(
    home: Path, text: str
) -> None:
    install(home, "1.1")
    (home / "own" / POINTER).write_text(text)
    contents = start(home)
    assert contents.used is not None
    assert contents.used.place is Place.PROGRAM
    assert "damaged" in str(contents.problems[0])
    install(home, "1.1")
    assert used(home) == ("1.1", Place.OWN)


def test_somebody_who_reads_is_not_disturbed(home: Path) -> None:
    install(home, "1.1")
    contents = Contents(home / "bundled.db", home / "own", keys=(KEY.public,))
    with closing(contents.open()) as reading:
        install(home, "1.2")
        install(home, "1.3")
        install(home, "1.4")
        assert reading.version == "1.1"
        reading.check_integrity()
        assert len(reading.claims()) == 3


# -- shared by many ------------------------------------------------------------------------------


def test_where_this_account_may_it_is_installed_for_everybody(home: Path) -> None:
    share(home)
    path = install(home, "1.1")
    assert path.parent == home / "shared"
    assert used(home) == ("1.1", Place.SHARED)
    assert not (home / "own").exists()
    for file in (path, home / "shared" / POINTER):
        assert file.stat().st_mode & 0o777 == 0o644


def test_the_newest_of_shared_and_own_counts(home: Path) -> None:
    install(home, "1.1")
    share(home)
    install(home, "1.2")
    assert used(home) == ("1.2", Place.SHARED)
    assert start(home).go_back().version == "1.1"  # for this person alone
    assert used(home) == ("1.1", Place.OWN)
    assert read_pointer(home / "shared")["refused"] == []
    shutil.rmtree(home / "shared")  # the share is not connected today
    contents = start(home)
    assert contents.used is not None
    assert (contents.used.version, contents.problems) == ("1.1", ())


def test_a_school_may_want_one_content_for_all(home: Path) -> None:
    install(home, "1.1")
    contents = start(home, own_allowed=False)
    assert contents.used is not None
    assert contents.used.version == "1.0"
    with pytest.raises(UserError, match="can’t be installed here"):
        contents.install(packs.parcel(home / "b.nkcontent", "1.2"), PROGRAM)
    share(home)
    contents = start(home, own_allowed=False)
    done = contents.install(packs.parcel(home / "b.nkcontent", "1.2"), PROGRAM)
    assert done.place is Place.SHARED


@pytest.mark.skipif(os.name != "posix", reason="rights of Unix")
def test_a_shared_folder_is_open_to_readers_whatever_the_account_is_used_to(home: Path) -> None:
    file = packs.parcel(home / "a.nkcontent", "1.1")
    before = os.umask(0o077)
    try:
        contents = Contents(home / "bundled.db", shared=home / "shared", keys=(KEY.public,))
        path = contents.install(file, PROGRAM).path
    finally:
        os.umask(before)
    made = (path, path.parent / POINTER, path.parent)
    assert [each.stat().st_mode & 0o777 for each in made] == [0o644, 0o644, 0o755]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to become another")
def test_an_account_that_may_only_read_takes_the_shared_content(home: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        shutil.copy(home / "bundled.db", folder / "bundled.db")
        (folder / "bundled.db").chmod(0o644)
        share(folder)
        install(folder, "1.1")
        (folder / "own").mkdir()
        os.chown(folder / "own", 65534, 65534)
        file = packs.parcel(folder / "b.nkcontent", "1.2")
        file.chmod(0o644)
        done = child("another", folder, KEY.public, file, 65534)
        assert done.stdout.split("\n")[:3] == ["1.1", "1", "installed 1.2 own False"], done.stderr
        assert used(folder) == ("1.2", Place.OWN)


def test_many_read_while_it_is_changed(home: Path) -> None:
    """No start ever meets half of a change, and none goes back to an older content."""
    share(home)
    files = [packs.parcel(home / f"{n}.nkcontent", f"1.{n}") for n in range(1, 7)]
    over = threading.Event()
    seen: list[list[str]] = []
    faults: list[object] = []

    def read() -> None:
        mine: list[str] = []
        seen.append(mine)
        while not over.is_set():
            try:
                contents = start(home)
                assert contents.used is not None
                mine.append(contents.used.version)
                faults.extend(contents.problems)
            except Exception as error:
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for file in files:
            start(home).install(file, PROGRAM)
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert not faults
    assert all(mine == sorted(mine) for mine in seen)
    assert used(home) == ("1.6", Place.SHARED)


def test_two_who_install_at_once_wait_for_each_other(home: Path) -> None:
    share(home)
    files = [packs.parcel(home / f"{n}.nkcontent", f"1.{n}") for n in (1, 2)]
    command = [sys.executable, str(CHILD), "install", str(home), KEY.public]
    running = [
        subprocess.Popen([*command, str(file), "0"], stdout=subprocess.PIPE, text=True)
        for file in files
    ]
    told = [process.communicate(timeout=60)[0] for process in running]
    assert "installed 1.2" in told[1]
    assert used(home) == ("1.2", Place.SHARED)
    for _, fault in start(home).check_files():
        assert not fault


# -- found ---------------------------------------------------------------------------------------


@pytest.fixture
def bundle(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of its own, with its key."""
    monkeypatch.setattr(sys, "_MEIPASS", str(home), raising=False)
    shutil.copy(home / "bundled.db", home / "content.db")
    (home / "release.pub").write_text(f"untrusted comment: minisign public key\n{KEY.public}\n")
    return home


def test_the_programs_key_and_the_schools_are_trusted(bundle: Path) -> None:
    assert paths.release_key() == KEY.public
    home = bundle / "home"
    find_contents(home, Site()).install(packs.parcel(bundle / "a.nkcontent", "1.1"), PROGRAM)
    theirs = packs.parcel(bundle / "b.nkcontent", "1.2", STRANGER)
    with pytest.raises(UserError, match="does not know"):
        find_contents(home, Site()).install(theirs, PROGRAM)
    site = Site(content_keys=(STRANGER.public,), content_folder=str(bundle / "none"))
    done = find_contents(home, site).install(theirs, PROGRAM)
    assert done.path.parent == home / "content"


def test_an_unsigned_program_takes_none(bundle: Path) -> None:
    (bundle / "release.pub").unlink()
    with pytest.raises(UserError, match="knows no key"):
        find_contents(bundle / "home", Site()).install(
            packs.parcel(bundle / "a.nkcontent", "1.1"), PROGRAM
        )


def test_a_content_that_is_named_is_the_only_one(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = packs.parcel(bundle / "a.nkcontent", "1.1")
    find_contents(bundle / "home", Site()).install(file, PROGRAM)
    monkeypatch.setenv("NKLEARN_CONTENT", str(bundle / "bundled.db"))
    contents = find_contents(bundle / "home", Site())
    contents.open().close()
    assert contents.used is not None
    assert contents.used.version == "1.0"
    assert contents.before() is None
    with pytest.raises(UserError, match="NKLEARN_CONTENT"):
        contents.install(file, PROGRAM)


def test_the_doctor_finds_a_byte_that_changed(home: Path) -> None:
    path = install(home, "1.1")
    assert [fault for _, fault in start(home).check_files()] == [""]
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert [bool(fault) for _, fault in start(home).check_files()] == [True]
