"""The streams of a process: none, in a code page, into a file."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from nklearn.base.streams import prepare

WORDS = "“Sŏjae’s” 관리소\n"


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\r\n", write_through=True)


def written(made: io.TextIOWrapper) -> bytes:
    assert isinstance(made.buffer, io.BytesIO)
    return made.buffer.getvalue()


def test_a_program_without_a_console_has_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    prepare("win32")
    opened = (sys.stdin, sys.stdout, sys.stderr)
    try:
        print(WORDS)
        print(WORDS, file=sys.stderr)
        sys.stdout.buffer.write(b"x")
        assert not sys.stdin.isatty()
        assert sys.stdin.read() == ""
    finally:
        for each in opened:
            each.close()


def test_files_of_windows_are_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    made = stream("cp1252")
    monkeypatch.setattr(sys, "stdout", made)
    prepare("win32")
    print(WORDS, end="")
    assert written(made) == WORDS.encode()


def test_what_a_stream_can_not_write_does_not_end_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = stream("cp949")
    monkeypatch.setattr(sys, "stdout", made)
    prepare("linux")
    print(WORDS, end="")
    assert "관리소" in written(made).decode("cp949")
    assert b"\\u014f" in written(made)


def test_a_terminal_that_knows_ascii_alone() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "nklearn", "--help"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"--home" in said.stdout
    code = f"from nklearn.base.streams import prepare; prepare(); print({WORDS!r})"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"\\u201c" in said.stdout
