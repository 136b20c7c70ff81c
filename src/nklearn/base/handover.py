"""One window for a workspace: a second start hands over what it was asked to open, and ends.

Who runs is known by a lock of the operating system, which dies with its process. A message is a
small file in a folder of `inbox/` that belongs to one account, machine and screen, so that nobody
hands anything to a window that they can't see. `docs/workspace-format.md` has the whole story.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import zlib
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from nklearn.base.errors import UserError
from nklearn.base.files import read_text, sync_folder, write_atomically
from nklearn.base.locking import lock
from nklearn.base.values import dataclass

FOLDER = "inbox"
CLASS_FILES = (".nkassign", ".nkresult", ".nkrelease", ".nkerase", ".nkcontent")
PATIENCE = 3.0  # seconds for a window that looks into its inbox
PATIENCE_WITH_START = 10.0  # seconds for one that is still starting
_LOOK_EACH = 0.05
_FORMAT = 1
_LIMIT = 32 * 1024  # bytes of a message
_LONGEST = {"address": 2000, "path": 4096}  # characters
_LEFT_BEHIND = 60.0  # seconds after which nobody waits for an answer any more
_LOCK, _READY, _MESSAGE = "lock", "ready", ".open"


class Holder(Enum):
    """Who has the window of this workspace on this screen."""

    WE = "we"
    ANOTHER = "another"
    UNKNOWN = "unknown"  # the folder can't be written, or its disk knows no locks


@dataclass(frozen=True, slots=True)
class Wish:
    """What a start was asked to open: an address, a file (absolute path), or nothing at all."""

    address: str = ""
    path: str = ""

    @classmethod
    def of(cls, target: str) -> Wish:
        """Tell a file from an address: it is absolute, or has the name of a class file."""
        if Path(target).is_absolute() or target.lower().endswith(CLASS_FILES):
            return cls(path=str(Path(target).absolute()))
        return cls(address=target)

    @classmethod
    def read(cls, text: str) -> Wish | None:
        """Read a message; None if it is of another format, which another version may know.

        Raises:
            ValueError: it is not a message.
        """
        try:
            found = json.loads(text)
        except RecursionError as error:
            raise ValueError("too deep") from error
        fields = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        if type(fields.get("version")) is not int:
            raise ValueError("no version")
        if fields.pop("version") != _FORMAT:
            return None
        if fields.keys() != _LONGEST.keys():
            raise ValueError("other fields than address and path")
        for name, value in fields.items():
            if not isinstance(value, str) or len(value) > _LONGEST[name]:
                raise ValueError(f"the {name} is no text, or too long")
            if any(ord(sign) < 32 for sign in value):
                raise ValueError(f"the {name} has control characters")
        wish = cls(**fields)
        if wish.path and (wish.address or not Path(wish.path).is_absolute()):
            raise ValueError("neither one address nor one absolute path")
        return wish


class Inbox:
    """The inbox of a workspace on this account, machine and screen. Closing it frees the lock."""

    def __init__(self, home: Path) -> None:
        """Take the workspace folder; nothing is made yet."""
        self._home = home
        self._folder = home / FOLDER / f"{zlib.crc32(_whose().encode('utf-8', 'replace')):08x}"
        self._lock: int | None = None
        self._told: set[str] = set()

    @property
    def folder(self) -> Path:
        """Where messages arrive."""
        return self._folder

    def claim(self) -> Holder:
        """Become the one who has the window, if nobody is; say who is."""
        if self._lock is not None:
            return Holder.WE
        try:
            if not self._home.is_dir():
                self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
                sync_folder(self._home.parent)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return Holder.UNKNOWN
        try:
            lock(handle)
        except OSError as error:
            os.close(handle)
            held = isinstance(error, BlockingIOError | PermissionError)
            return Holder.ANOTHER if held else Holder.UNKNOWN
        self._lock = handle
        with contextlib.suppress(OSError):
            (self._folder / _READY).unlink(missing_ok=True)
        return Holder.WE

    # What the second start does

    def hand_over(self, wish: Wish) -> bool:
        """Give a wish to the running window; say whether it took it.

        If it did not in time, the message is taken back. If it ended meanwhile, the window is
        ours now.
        """
        try:
            message = self._post(wish)
        except (UserError, ValueError):
            return False
        began = time.monotonic()
        while self.claim() is Holder.ANOTHER:
            if not os.path.lexists(message):
                return True
            ready = (self._folder / _READY).exists()
            if time.monotonic() - began > (PATIENCE if ready else PATIENCE_WITH_START):
                break
            time.sleep(_LOOK_EACH)
        return not _take_back(message)

    def _post(self, wish: Wish) -> Path:
        text = json.dumps({"version": _FORMAT, **asdict(wish)})
        Wish.read(text)  # what the window would throw away is for our own window to explain
        _let_it_come_to_the_front()
        message = self._folder / f"{time.time_ns():020}-{os.getpid()}{_MESSAGE}"
        write_atomically(message, text.encode())
        return message

    # What the window does

    def take(self) -> list[Wish]:
        """Take all wishes that wait, the oldest first; garbage goes, with a line in the log."""
        wishes: list[Wish] = []
        with contextlib.suppress(OSError):
            ready = self._folder / _READY
            if not ready.exists():
                ready.touch()
            now = ready.stat().st_mtime
            for file in sorted(self._folder.iterdir()):
                if file.name not in (_LOCK, _READY) and (wish := self._take(file, now)):
                    wishes.append(wish)
        return wishes

    def _take(self, file: Path, now: float) -> Wish | None:
        """Return the wish of a message that nobody took back; `now` is by the folder's clock."""
        wish: Wish | None = None
        try:
            left_behind = now - file.lstat().st_mtime > _LEFT_BEHIND
            if left_behind:
                raise ValueError("nobody waits for it any more")
            if file.suffix != _MESSAGE:
                return None  # being written
            if file.is_symlink() or not file.is_file():
                raise ValueError("not a file")
            if (wish := Wish.read(read_text(file, limit=_LIMIT))) is None:
                return None  # its sender will open a window that knows this format
        except (UserError, ValueError) as error:
            if file.name not in self._told:
                self._told.add(file.name)
                print(f"NKLearn threw away {file}: {error}", file=sys.stderr)
        except OSError:
            return None  # taken back, or still in use: the next look will tell
        try:
            file.unlink()
        except OSError:
            return None
        return wish

    def close(self) -> None:
        """Let another start have the window."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        """Give the inbox itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let another start have the window."""
        self.close()


def _take_back(message: Path) -> bool:
    """Remove a message; say whether it was still there. Windows needs patience with a reader."""
    for _ in range(10):
        try:
            message.unlink()
        except FileNotFoundError:
            return False
        except OSError:
            time.sleep(_LOOK_EACH)
        else:
            return True
    return True


def _whose() -> str:
    """Name the machine, account and screen of this process."""
    environment = os.environ.get
    if sys.platform == "win32":
        names = ("COMPUTERNAME", "USERDOMAIN", "USERNAME", "SESSIONNAME")
        return "\n".join(environment(name, "") for name in names)
    screen = f"{environment('WAYLAND_DISPLAY', '')}\n{environment('DISPLAY', '')}"
    return f"{os.uname().nodename}\n{os.getuid()}\n{screen}"


def _let_it_come_to_the_front() -> None:
    """Windows lets only the program that was started last give away the foreground."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY
