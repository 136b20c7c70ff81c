"""The three streams of a process, as they must be before anything is printed.

A program of Windows without a console has none. Where output goes into a file or a pipe, Windows
takes the code page of the country and its own line ends; and no terminal should end a command
because it lacks a letter.
"""

from __future__ import annotations

import io
import os
import sys


def prepare(platform: str = sys.platform) -> None:
    """Make all three streams usable; what a stream can't write is written as its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Open to the end of the process, as the ones that a system gives.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if platform == "win32" and not stream.isatty():
            stream.reconfigure(encoding="utf-8", newline="\n")
        if stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
