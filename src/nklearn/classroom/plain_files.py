"""Plain files in folders that others use too: read whole or not at all, named without replacing.

What is read is a file and nothing else: no link, no pipe, nothing that grows meanwhile. What is
written gets its name when it is whole. A file that another program holds is tried again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from nklearn.base.files import patiently

TEMPORARY = (".nk-", ".tmp")  # what a name of ours begins and ends with until it is whole


class Trouble(Enum):
    """Why a file's bytes are not to be had."""

    LINK = "a link to somewhere else"
    NOT_A_FILE = "not a file"
    EMPTY = "empty"
    CHANGING = "still being written"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


class NotReadableError(Exception):
    """Something is there, but it is no whole plain file of the size that was allowed."""

    def __init__(self, trouble: Trouble, size: int = 0) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.size = size


def write_temporary(folder: Path, data: bytes, sleep: Callable[[float], None]) -> Path:
    """Write bytes under a name that nobody looks at, flushed; return where they are.

    Raises:
        OSError: nothing was left behind.
    """
    path = folder / f"{TEMPORARY[0]}{secrets.token_hex(8)}{TEMPORARY[1]}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = patiently(lambda: os.open(path, flags, 0o666), sleep)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return path


def rename_to_a_free_name(
    temporary: Path, wished: Path, data: bytes, sleep: Callable[[float], None]
) -> Path:
    """Give the temporary file its name; another one if other bytes have that name."""
    for number in range(1, 1000):
        path = wished if number == 1 else wished.with_stem(f"{wished.stem}-{number}")
        try:
            patiently(lambda path=path: _rename_without_replacing(temporary, path), sleep)
        except FileExistsError:
            if not holds(path, data, sleep):
                continue
        return path
    raise FileExistsError(errno.EEXIST, "a thousand other files have this name")


def _rename_without_replacing(temporary: Path, path: Path) -> None:
    if os.name == "nt":
        temporary.rename(path)  # refuses where something is
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        _rename_where_links_are_unknown(temporary, path)


def _rename_where_links_are_unknown(temporary: Path, path: Path) -> None:
    """Take the name with an empty file, then put ours in its place: sticks know no hard links.

    An empty file of that name is what such a start left behind when it was cut off; whoever wrote
    it meant the same bytes, as the name is made of their hash.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size:
            raise
    temporary.replace(path)


def holds(path: Path, data: bytes, sleep: Callable[[float], None]) -> bool:
    """Tell whether a file is there and has these bytes."""
    try:
        found = patiently(lambda: read_plain(path, len(data)), sleep)
    except (OSError, NotReadableError):
        return False
    return found == data


def read_plain(path: Path, limit: int, *, whole: bool = True) -> bytes:
    """Return a plain file's bytes; with `whole`, refuse one that is larger or changes meanwhile."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise NotReadableError(Trouble.LINK)
    if not stat.S_ISREG(mode):
        raise NotReadableError(Trouble.NOT_A_FILE)
    # A pipe that took the file’s place must not hold us up, a link not lead us away.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise NotReadableError(Trouble.NOT_A_FILE)
        if not whole:
            return _read(handle, limit)
        if before.st_size > limit:
            raise NotReadableError(Trouble.TOO_LARGE, before.st_size)
        data = _read(handle, before.st_size + 1)
        after = os.fstat(handle)
    finally:
        os.close(handle)
    if len(data) != before.st_size or after.st_size != before.st_size:
        raise NotReadableError(Trouble.CHANGING, after.st_size)
    if after.st_mtime_ns != before.st_mtime_ns:
        raise NotReadableError(Trouble.CHANGING, after.st_size)
    return data


def _read(handle: int, size: int) -> bytes:
    """Return up to so many bytes; a stream would make room for the largest file each time."""
    parts: list[bytes] = []
    while size and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
