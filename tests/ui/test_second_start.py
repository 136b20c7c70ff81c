"""Two real processes on one workspace: the second hands over what it was asked to open."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from tests.fixtures.readers import add_reader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="select() on a pipe, signals")

CHILD = Path(__file__).with_name("running_child.py")
PATIENCE = 40.0
Start = Callable[..., "Window"]


class Window:
    """One start of the program."""

    def __init__(self, home: Path, content: Path, *arguments: str) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, str(CHILD), "--home", str(home), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NKLEARN_CONTENT": str(content)},
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def wait_for(self, beginning: str) -> str:
        """Return the next line that begins so; those before it are passed over."""
        end = time.monotonic() + PATIENCE
        seen: list[str] = []
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                seen.append(self._lines.get(timeout=min(left, 0.5)))
                if seen[-1].startswith(beginning):
                    return seen[-1]
        raise AssertionError(f"no {beginning!r} among {seen}")

    def said(self) -> list[str]:
        """All that was not waited for yet."""
        lines: list[str] = []
        while not self._lines.empty():
            lines.append(self._lines.get())
        return lines

    def tell(self, wish: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(wish + "\n")
        self.process.stdin.flush()

    def ends_well(self) -> list[str]:
        """Wait for the end with status 0 and no complaints; return what was still said."""
        assert self.process.wait(PATIENCE) == 0
        self._reader.join()
        assert self.process.stderr
        complaints = self.process.stderr.read().splitlines()
        # The platform without a screen has no stack of windows.
        assert [line for line in complaints if "This plugin does not support" not in line] == []
        return self.said()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


@pytest.fixture
def start(tmp_path: Path, shipped_content: Path) -> Generator[Start]:
    add_reader(tmp_path / "home", "Mina")
    started: list[Window] = []

    def begin(*arguments: str) -> Window:
        started.append(Window(tmp_path / "home", shipped_content, *arguments))
        return started[-1]

    yield begin
    for window in started:
        window.end()


def test_a_second_start_hands_over_and_ends(start: Start, tmp_path: Path) -> None:
    first = start()
    first.wait_for("AT nk:home")
    for address in ("nk:data/coal-iron-output", "nk:glossary/anthracite"):
        second = start(address)
        first.wait_for(f"AT {address}")
        assert second.ends_well() == ["ENDED 0"]

    first.tell("minimise")
    first.wait_for("STATE True")
    assert start().ends_well() == ["ENDED 0"]
    first.wait_for("STATE False True")  # in front, and where it was

    file = tmp_path / "homework.nkassign"
    file.write_bytes(b"anything")
    assert start(str(file)).ends_well() == ["ENDED 0"]
    words = first.wait_for("BOX")
    assert "The file “homework.nkassign” is not one that NKLearn made for a class" in words
    assert "The file was not touched." in words
    assert file.read_bytes() == b"anything"
    first.tell("close")
    assert start("nk:nowhere").ends_well() == ["ENDED 0"]
    assert "nowhere" in first.wait_for("BOX")

    first.tell("close")
    time.sleep(0.2)
    first.tell("close")
    assert "ENDED 0" in first.ends_well()
    last = start()
    last.wait_for("AT nk:home")


def test_the_first_start_opens_a_file_as_well(start: Start, tmp_path: Path) -> None:
    window = start(str(tmp_path / "gone.nkresult"))
    window.wait_for("AT nk:home")
    assert "The file “gone.nkresult” can’t be read." in window.wait_for("BOX")


def test_a_window_that_hangs_gets_a_second_one_beside_it(start: Start) -> None:
    first = start()
    first.wait_for("STATE")
    time.sleep(1)  # it watches
    first.process.send_signal(signal.SIGSTOP)
    second = start("nk:data")
    second.wait_for("AT nk:data")
    assert 3 <= time.monotonic() - second.began < 9
    first.process.send_signal(signal.SIGCONT)
    time.sleep(2)
    assert [line for line in first.said() if line.startswith("AT")] == []
    # The one that hung ends: the window beside it now takes what comes.
    first.process.kill()
    first.process.wait()
    time.sleep(2)
    assert start("nk:sources").ends_well() == ["ENDED 0"]
    second.wait_for("AT nk:sources")


def test_two_impatient_clicks_open_one_window(start: Start) -> None:
    windows = [start("nk:lessons"), start("nk:data"), start("nk:sources")]
    end = time.monotonic() + PATIENCE
    running = list(windows)
    while len(running) > 1 and time.monotonic() < end:
        running = [window for window in windows if window.process.poll() is None]
        time.sleep(0.05)
    (last,) = running
    for window in windows:
        if window is not last:
            assert window.ends_well() == ["ENDED 0"]
    last.tell("close")
    said = [line for line in last.ends_well() if line.startswith("AT")]
    assert sorted(said) == ["AT nk:data", "AT nk:lessons", "AT nk:sources"]


def test_after_a_kill_the_next_start_has_the_window(start: Start) -> None:
    first = start()
    first.wait_for("STATE")
    first.process.kill()
    first.process.wait()
    second = start("nk:data")
    second.wait_for("AT nk:data")
    assert start("nk:sources").ends_well() == ["ENDED 0"]
    second.wait_for("AT nk:sources")
