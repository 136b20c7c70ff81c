"""Handing over to a running window: who has the lock, and what comes through the inbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from nklearn.base import handover
from nklearn.base.handover import Holder, Inbox, Wish

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and rights of Unix")
HOLD = """
import sys, time
from pathlib import Path
from nklearn.base.handover import Inbox
inbox = Inbox(Path(sys.argv[1]))
print(inbox.claim().value, flush=True)
time.sleep(60)
"""
DROP = """
import os, sys, tempfile  # all before the rights go that Python may lie behind
from pathlib import Path
from nklearn.base.handover import Inbox, Wish
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
inbox = Inbox(Path(sys.argv[1]))
print(inbox.claim().value, inbox.hand_over(Wish("nk:home")), inbox.take())
"""


def child(code: str, home: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(home)], env=environment, stdout=subprocess.PIPE, text=True
    )


def put(inbox: Inbox, name: str, data: bytes) -> Path:
    path = inbox.folder / name
    path.write_bytes(data)
    return path


def message(**fields: object) -> bytes:
    return json.dumps({"version": 1, "address": "", "path": "", **fields}).encode()


# What a start was asked to open


def test_files_and_addresses_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Wish.of("") == Wish()
    assert Wish.of("nk:data/coal") == Wish(address="nk:data/coal")
    assert Wish.of("data/coal") == Wish(address="data/coal")
    assert Wish.of(str(tmp_path / "any")) == Wish(path=str(tmp_path / "any"))
    assert Wish.of("class.NKASSIGN") == Wish(path=str(tmp_path / "class.NKASSIGN"))


@pytest.mark.parametrize("wish", [Wish(), Wish(address="nk:지도?x=ŏ#1"), Wish(path="/a/\udcff b")])
def test_a_wish_arrives_as_it_was(tmp_path: Path, wish: Wish) -> None:
    window, second = Inbox(tmp_path), Inbox(tmp_path)
    assert window.claim() is Holder.WE
    taken: list[Wish] = []

    def watch() -> None:
        end = time.monotonic() + 30
        while not taken and time.monotonic() < end:
            taken.extend(window.take())
            time.sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    assert second.claim() is Holder.ANOTHER
    assert second.hand_over(wish)
    thread.join()
    assert taken == [wish]
    window.close()


GARBAGE = (
    b"",
    b"\xff\xfe",
    b"nonsense",
    b"[]",
    b"7",
    b"{}",
    b"[" * 30_000,
    b"9" * 20_000,
    message(version=True),
    message(version="1"),
    message(more=1),
    message(address=None),
    message(address=["nk:home"]),
    message(address="nk:" + "x" * 2000),
    message(address="nk:home\nnk:data"),
    message(address="nk:home", path="/etc/passwd"),
    message(path="relative.nkassign"),
    message(path="/" + "x" * 4096),
    message(path="/nul\0"),
    b" " * 40_000 + message(),
)


@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_goes_with_a_line_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    with Inbox(tmp_path) as inbox:
        inbox.claim()
        path = put(inbox, "1.open", data)
        put(inbox, "2.open", message(address="nk:home"))
        assert inbox.take() == [Wish(address="nk:home")]
        assert not path.exists()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith(f"NKLearn threw away {path}: ")


@posix_only
def test_what_is_no_file_is_told_once_and_hurts_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(message(address="nk:home"))
    with Inbox(tmp_path) as inbox:
        inbox.claim()
        (inbox.folder / "1.open").mkdir()
        os.mkfifo(inbox.folder / "2.open")  # reading it would wait for ever
        (inbox.folder / "3.open").symlink_to(secret)
        for _ in range(2):
            assert inbox.take() == []
        left = sorted(path.name for path in inbox.folder.iterdir())
        assert left == ["1.open", "lock", "ready"]
    assert secret.exists()
    assert capsys.readouterr().err.count("\n") == 3


def test_a_message_of_another_format_is_left_to_its_sender(tmp_path: Path) -> None:
    with Inbox(tmp_path) as inbox:
        inbox.claim()
        path = put(inbox, "1.open", message(version=2, more="x"))
        assert inbox.take() == []
        assert path.exists()


def test_what_a_killed_start_left_long_ago_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Inbox(tmp_path) as inbox:
        inbox.claim()
        old = time.time() - 3600
        for name in ("1.open", ".2.open.half-written", "3.open"):
            os.utime(put(inbox, name, message(version=2 if "3" in name else 1)), (old, old))
        put(inbox, "4.open", message(address="nk:home"))
        assert inbox.take() == [Wish(address="nk:home")]
        assert sorted(path.name for path in inbox.folder.iterdir()) == ["lock", "ready"]
    assert capsys.readouterr().err.count("nobody waits") == 3


# Who has the window


def test_one_has_the_window_until_it_closes(tmp_path: Path) -> None:
    first, second = Inbox(tmp_path / "new" / "home"), Inbox(tmp_path / "new" / "home")
    assert (first.claim(), second.claim(), first.claim()) == (
        Holder.WE,
        Holder.ANOTHER,
        Holder.WE,
    )
    first.close()
    assert second.claim() is Holder.WE
    assert first.claim() is Holder.ANOTHER
    second.close()


@posix_only
def test_the_lock_dies_with_a_killed_process(tmp_path: Path) -> None:
    """Its lock file stays, whatever process gets its number next."""
    with child(HOLD, tmp_path) as process, Inbox(tmp_path) as inbox:
        assert process.stdout
        assert process.stdout.readline() == "we\n"
        assert inbox.claim() is Holder.ANOTHER
        process.kill()
        process.wait()
        assert (inbox.folder / "lock").exists()
        assert inbox.claim() is Holder.WE


def test_a_window_that_ends_meanwhile_leaves_it_to_us(tmp_path: Path) -> None:
    first, second = Inbox(tmp_path), Inbox(tmp_path)
    first.claim()
    closing = threading.Timer(0.3, first.close)
    closing.start()
    began = time.monotonic()
    assert not second.hand_over(Wish("nk:home"))
    assert time.monotonic() - began < handover.PATIENCE
    assert second.claim() is Holder.WE
    assert second.take() == []
    second.close()
    closing.join()


def test_a_window_that_does_not_answer_gets_no_message(tmp_path: Path) -> None:
    first, second = Inbox(tmp_path), Inbox(tmp_path)
    first.claim()
    first.take()  # it watches, and then hangs
    began = time.monotonic()
    assert not second.hand_over(Wish("nk:home"))
    assert handover.PATIENCE <= time.monotonic() - began < handover.PATIENCE + 2
    assert second.claim() is Holder.ANOTHER
    assert first.take() == []
    first.close()


def test_what_no_window_would_take_is_not_handed_over(tmp_path: Path) -> None:
    with Inbox(tmp_path) as first:
        first.claim()
        assert not Inbox(tmp_path).hand_over(Wish(address="nk:" + "x" * 3000))
        assert first.take() == []


@posix_only
@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_may_only_be_read_has_no_window(made: bool) -> None:
    # Not in tmp_path: the child has no rights above it either.
    with tempfile.TemporaryDirectory() as name, Inbox(Path(name)) as inbox:
        if made:
            inbox.claim()
        Path(name).chmod(0o555)
        with child(DROP, Path(name)) as process:
            out, _ = process.communicate(timeout=30)
        assert process.returncode == 0
        assert out == "unknown False []\n"
        Path(name).chmod(0o755)


def test_a_home_below_a_file_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Inbox(tmp_path / "file" / "home").claim() is Holder.UNKNOWN


@posix_only
def test_screens_and_accounts_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    first = Inbox(tmp_path)
    monkeypatch.setenv("DISPLAY", "elsewhere:10")
    second = Inbox(tmp_path)
    assert first.claim() is second.claim() is Holder.WE
    first.close()
    second.close()


@posix_only
def test_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    with Inbox(tmp_path / "home") as inbox:
        inbox.claim()
        for folder in (tmp_path / "home", inbox.folder):
            assert folder.stat().st_mode & 0o077 == 0
