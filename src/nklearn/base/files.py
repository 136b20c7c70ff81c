"""Reading with a limit, and writing so that a file is either the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from nklearn.base.errors import UserError

_T = TypeVar("_T")

_TRIES, _FIRST_PAUSE = 6, 0.02  # about 0.6 s in all
_BUSY = frozenset({errno.EBUSY, errno.EAGAIN, errno.ETXTBSY})
# How Windows says that another program has the file open.
_HELD = frozenset({errno.EACCES, errno.EPERM})
# How a disk says that it can't flush a folder. Not EIO: that is a fault.
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def patiently(
    act: Callable[[], _T], sleep: Callable[[float], None] = time.sleep, system: str = os.name
) -> _T:
    """Do it again for a moment while another program holds the file."""
    pause = _FIRST_PAUSE
    for _ in range(_TRIES - 1):
        try:
            return act()
        except OSError as error:
            if error.errno not in _BUSY and (system != "nt" or error.errno not in _HELD):
                raise
        sleep(pause)
        pause *= 2
    return act()


def read_text(path: Path, *, limit: int = 8 * 1024 * 1024) -> str:
    """Return a UTF-8 text file of at most `limit` bytes.

    Raises:
        UserError: the file can't be read, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UserError(
            f"Could not read {path}: {error.strerror or error}.",
            todo="Check that the file is there and may be read.",
        ) from error
    if len(data) > limit:
        raise UserError(
            f"{path} is larger than {limit} bytes.", todo="Check that it is the right file."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{path}, line {line}: not UTF-8 text.", todo="Save the file as UTF-8."
        ) from error


def write_atomically(path: Path, data: bytes, *, for_all: bool = False) -> None:
    """Put `data` into `path` by way of a flushed temporary file beside it.

    Whatever happens, `path` holds its old bytes or the new ones, never a part of them. Other
    accounts may read it only if it is `for_all`.

    Raises:
        UserError: the folder can't be written or the disk is full.
    """
    import tempfile  # here, as no start needs it

    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:20]}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if for_all:
            let_all_read(Path(temporary))
        whole = Path(temporary)
        patiently(lambda: whole.replace(path))  # Windows replaces nothing that a reader has open
        temporary = ""
        sync_folder(path.parent)
    except OSError as error:
        raise UserError(
            f"Could not write {path}: {error.strerror or error}.",
            safe="Nothing was half-written.",
            todo="Check the free space and the rights of that folder, then try again.",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def let_all_read(path: Path, *, folder: bool = False) -> None:
    """Let every account read a file or folder of this one, where the disk has such rights."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # a disk without rights lets all read anyway
            path.chmod(0o755 if folder else 0o644)


def open_to_others(folder: Path) -> bool:
    """Tell whether other accounts may read or write a folder, where the system has such rights."""
    try:
        return os.name == "posix" and bool(folder.stat().st_mode & 0o066)
    except OSError:
        return False


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(handle)
