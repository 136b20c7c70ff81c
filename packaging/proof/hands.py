"""A screen without a monitor, and hands and eyes for the window on it: X events in, titles out.

The screen is on a socket that is a file, /tmp/.X11-unix/X<n>, and on no other: a program without
any network reaches it, and one in a chroot where that folder is bound.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

PATIENCE = 60.0
SOCKETS = Path("/tmp/.X11-unix")
Found = TypeVar("Found")


class StuckError(RuntimeError):
    """What was waited for didn't come."""


def until(what: str, look: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
    """Wait until `look` finds something.

    Raises:
        StuckError: it didn't in `patience` seconds.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise StuckError(f"waited {patience:.0f} s for {what}")


class Screen:
    """An X screen; `display` is its name."""

    def __init__(self, display: str) -> None:
        self.display = display
        self.environment = {**os.environ, "DISPLAY": display}

    def xdotool(self, *words: str | int) -> str:
        """Run xdotool; what it can't do shows in what it prints."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            capture_output=True,
            text=True,
            env=self.environment,
            timeout=PATIENCE,
        )
        return done.stdout.strip()

    def picture(self, path: Path) -> None:
        """Save what is on the screen as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        environment = {**self.environment, "QT_QPA_PLATFORM": "xcb"}
        subprocess.run([sys.executable, "-c", _PICTURE, path], env=environment, check=True)

    def titles(self) -> dict[str, int]:
        """Return the windows on the screen by their titles."""
        found = self.xdotool("search", "--onlyvisible", "--name", ".").split()
        return {self.xdotool("getwindowname", own): int(own) for own in found}


_PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


@contextlib.contextmanager
def screen(size: str = "1366x768") -> Generator[Screen]:
    """Give a screen of its own, gone at the end."""
    SOCKETS.mkdir(mode=0o1777, exist_ok=True)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24"]
    command += ["-noreset", "-nolisten", "tcp", "-nolisten", "local"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise StuckError("Xvfb did not start")
            yield Screen(f":{number}")
        finally:
            server.terminate()


class Window:
    """The program's window: what a person sees of it, and its keyboard."""

    def __init__(self, on: Screen) -> None:
        self._on = on

    def wait_for(self, title: str, patience: float = PATIENCE, *, dialog: bool = False) -> None:
        """Wait for a page or dialog with this title, and give it the keyboard.

        No window manager is here that would. Pages have the program's name in theirs, which tells
        a dialog apart that is called like its page.
        """
        shown = re.compile(re.escape(title) + ("" if dialog else "( – NKLearn)?"))

        def look() -> int | None:
            titles = self._on.titles()
            return next((titles[own] for own in titles if shown.fullmatch(own)), None)

        try:
            found = until(f"“{title}”", look, patience)
        except StuckError as stuck:
            raise StuckError(f"{stuck}; on the screen: {sorted(self._on.titles())}") from None
        self._on.xdotool("windowfocus", "--sync", found)

    def shows(self, title: str) -> bool:
        """Tell whether a page or dialog with this title is on the screen now."""
        return bool({title, f"{title} – NKLearn"} & self._on.titles().keys())

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._on.xdotool("key", "--delay", 40, *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._on.xdotool("type", "--delay", 12, text)

    def go_on(self, title: str) -> None:
        """Press Enter, once a page that is just shown has the keyboard, until another is shown."""
        end = time.monotonic() + PATIENCE
        while not self.shows(title):
            if time.monotonic() > end:
                raise StuckError(f"Enter does not lead to “{title}”: {sorted(self._on.titles())}")
            self.press("Return")
            time.sleep(1.5)
        self.wait_for(title)

    def close(self) -> None:
        """Close it as its button does. Not every xdotool can: its `windowclose` destroys it."""
        titles = self._on.titles()
        window = next((titles[own] for own in titles if own.endswith(" – NKLearn")), None)
        if window is not None:
            _ask_to_close(self._on.display, window)


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib, padded to the size of XEvent."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),
    ]


def _ask_to_close(name: str, window: int) -> None:
    """Send WM_DELETE_WINDOW."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(name.encode()))
    message = _ClientMessage(type=33, window=window, format=32)
    message.message_type = x.XInternAtom(display, b"WM_PROTOCOLS", 0)
    message.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x.XSync(display, 0)
    x.XCloseDisplay(display)
