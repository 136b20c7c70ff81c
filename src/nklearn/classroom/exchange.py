"""The exchange folder: putting files into it whole, and finding what others have put there.

The folder is a stick, a share, or one that another program keeps in step between computers, so
anything may be in it: copies, halves, strangers. A name serves people and tells nothing; what a
file is worth is for `admission` to find out from its bytes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

from nklearn.base.errors import UserError
from nklearn.base.files import sync_folder

ENDINGS = {
    "assignment": ".nkassign",
    "result": ".nkresult",
    "release": ".nkrelease",
    "erasure": ".nkerase",
}
LARGEST = 8 * 1024 * 1024  # bytes of a file that anybody of ours writes
TEMPORARY = (".nk-", ".tmp")  # what a name of ours begins and ends with until it is whole

_T = TypeVar("_T")

_AGE, _SIGNED = b"age-encryption.org/v1", b"untrusted comment:"
_OURS = re.compile(r"\.nk(assign|result|release|erase)", re.IGNORECASE)
_ARRIVING = re.compile(
    r"^(\.syncthing\.|~syncthing~|\.~|~\$)|\.(part|partial|crdownload|tmp)$|~$", re.I
)
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini", "ehthumbs.db", "system volume information"}
_TRIES, _FIRST_PAUSE = 6, 0.02  # about 0.6 s in all
_BUSY = {errno.EBUSY, errno.EAGAIN, errno.ETXTBSY}
_HELD = {errno.EACCES, errno.EPERM}  # how Windows says that another program has the file open
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EIO}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_FORGOTTEN = 24 * 3600.0  # seconds after which a temporary file is a leftover


class Trouble(Enum):
    """Why a file's bytes are not to be had."""

    LINK = "a link to somewhere else"
    NOT_A_FILE = "not a file"
    EMPTY = "empty"
    CHANGING = "still being written"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the folder: its bytes and their hash, or why there are none.

    `label` is how a person finds it from the folder on. `expected` says whether its name or its
    first bytes look like ours; the bytes of others are not read. `arriving` says that its name is
    one that programs give to a file that they are still writing.
    """

    path: Path
    label: str
    expected: bool
    data: bytes = b""
    sha256: str = ""
    size: int = 0
    arriving: bool = False
    trouble: Trouble | None = None
    details: str = ""


def name_of(kind: str, data: bytes, document: str = "") -> str:
    """Make the name of a file: lower-case ASCII, safe on every system, made of its hash."""
    mark = hashlib.sha256(data).hexdigest()[:16]
    told = re.sub(r"[^a-z0-9]", "", document.lower())[:8]
    return "-".join(part for part in (kind, told, mark) if part) + ENDINGS[kind]


# Writing


def put(
    folder: Path,
    kind: str,
    data: bytes,
    document: str = "",
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Path:
    """Put a file into the folder, whole or not at all, never over another; return where it is.

    A file that has these bytes under that name already is what was wished for. `document` is an
    id that people may see in the name, as that of an assignment.

    Raises:
        UserError: the disk is full, the folder is gone or may not be written.
    """
    name = name_of(kind, data, document)
    try:
        if _holds(folder / name, data, sleep):
            return folder / name
        temporary = _write_temporary(folder, data, sleep)
        try:
            path = _rename_to_a_free_name(temporary, folder / name, data, sleep)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # some shares refuse it; the file itself is flushed
            sync_folder(folder)
    except OSError as error:
        raise _refusal(folder, error) from error
    return path


def tidy(folder: Path, now: float | None = None) -> int:
    """Remove temporary files that a computer left behind a day ago; say how many."""
    removed = 0
    now = time.time() if now is None else now
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _is_temporary(entry.name):
                continue
            with contextlib.suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _FORGOTTEN:
                    Path(entry.path).unlink()
                    removed += 1
    return removed


def _write_temporary(folder: Path, data: bytes, sleep: Callable[[float], None]) -> Path:
    path = folder / f"{TEMPORARY[0]}{secrets.token_hex(8)}{TEMPORARY[1]}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = _patiently(lambda: os.open(path, flags, 0o666), sleep)
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


def _rename_to_a_free_name(
    temporary: Path, wished: Path, data: bytes, sleep: Callable[[float], None]
) -> Path:
    """Give the temporary file its name; another one if other bytes have that name."""
    for number in range(1, 1000):
        path = wished if number == 1 else wished.with_stem(f"{wished.stem}-{number}")
        try:
            _patiently(lambda path=path: _rename_without_replacing(temporary, path), sleep)
        except FileExistsError:
            if not _holds(path, data, sleep):
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


def _holds(path: Path, data: bytes, sleep: Callable[[float], None]) -> bool:
    """Tell whether a file is there and has these bytes."""
    try:
        found = _patiently(lambda: _read(path, len(data)), sleep)
    except (OSError, _NotReadableError):
        return False
    return found == data


def _patiently(act: Callable[[], _T], sleep: Callable[[float], None]) -> _T:
    """Do it again for a moment while another program holds the file."""
    pause = _FIRST_PAUSE
    for _ in range(_TRIES - 1):
        try:
            return act()
        except OSError as error:
            held = os.name == "nt" and error.errno in _HELD
            if not held and error.errno not in _BUSY:
                raise
        sleep(pause)
        pause *= 2
    return act()


def _refusal(folder: Path, error: OSError) -> UserError:
    details = f"{type(error).__name__}: {error}"
    safe = "Nothing was half-written."
    if error.errno in _FULL:
        return UserError(
            f"There is no room left in {folder}.",
            safe=safe,
            todo="Make room there or choose another folder, then try again.",
            details=details,
        )
    if error.errno in _NO_RIGHTS:
        return UserError(
            f"This account may not write into {folder}, or another program holds it.",
            safe=safe,
            todo="Check whether the stick is write-protected, or choose another folder.",
            details=details,
        )
    if error.errno in _GONE:
        return UserError(
            f"The folder {folder} is not there any more.",
            safe=safe,
            todo="Put the stick in again or connect to the share, then try again.",
            details=details,
        )
    return UserError(
        f"Could not write into {folder}: {error.strerror or error}.",
        safe=safe,
        todo="Try again, or choose another folder.",
        details=details,
    )


# Finding


def scan(
    folder: Path, *, limit: int = LARGEST, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Found]:
    """Give each file of the folder and of the folders in it, one level deep, in order of name.

    One file's bytes are held at a time. Links and folders in folders are not followed; our own
    temporary files and what systems keep in folders are passed over.

    Raises:
        UserError: the folder itself can't be listed.
    """
    try:
        top = _listed(folder)
    except OSError as error:
        raise UserError(
            f"The folder {folder} can’t be read: {error.strerror or error}.",
            todo="Put the stick in again or connect to the share, or choose another folder.",
        ) from error
    for name, is_folder in top:
        if not is_folder:
            yield look(folder / name, name, limit=limit, sleep=sleep)
            continue
        try:
            inside = _listed(folder / name)
        except OSError as error:
            yield Found(folder / name, name, True, trouble=Trouble.UNREADABLE, details=str(error))
            continue
        for below, is_deeper in inside:
            if not is_deeper:
                label = f"{name}/{below}"
                yield look(folder / name / below, label, limit=limit, sleep=sleep)


def look(
    path: Path,
    label: str = "",
    *,
    limit: int = LARGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> Found:
    """Read one file, at most `limit` bytes of it; what went wrong is said in what is returned."""
    label = label or path.name
    ours = bool(_OURS.search(path.name))
    arriving = bool(_ARRIVING.search(path.name))

    def no(trouble: Trouble, size: int = 0, details: str = "") -> Found:
        return Found(path, label, ours, b"", "", size, arriving, trouble, details)

    try:
        if not ours and not _begins_like_ours(path, sleep):
            return Found(path, label, False, arriving=arriving)
        ours = True
        data = _patiently(lambda: _read(path, limit), sleep)
    except _NotReadableError as error:
        return no(error.trouble, error.size)
    except OSError as error:
        return no(Trouble.UNREADABLE, details=f"{type(error).__name__}: {error}")
    if not data:
        return no(Trouble.EMPTY)
    mark = hashlib.sha256(data).hexdigest()
    return Found(path, label, True, data, mark, len(data), arriving)


class _NotReadableError(Exception):
    def __init__(self, trouble: Trouble, size: int = 0) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.size = size


def _listed(folder: Path) -> list[tuple[str, bool]]:
    """List names and whether each is a folder to look into, those of the system left out."""
    with os.scandir(folder) as entries:
        found = [(entry.name, _is_folder(entry)) for entry in entries]
    return sorted(pair for pair in found if not _is_passed_over(*pair))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        if not entry.is_dir(follow_symlinks=False):
            return False
        tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    except OSError:
        return False
    # A junction of Windows is a link to a folder, though no symlink.
    return tag != getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _is_passed_over(name: str, is_folder: bool) -> bool:
    if _is_temporary(name) or name.lower() in _OF_THE_SYSTEM:
        return True
    return name.startswith(".") and (is_folder or not _OURS.search(name))


def _is_temporary(name: str) -> bool:
    return name.startswith(TEMPORARY[0]) and name.endswith(TEMPORARY[1])


def _begins_like_ours(path: Path, sleep: Callable[[float], None]) -> bool:
    try:
        start = _patiently(lambda: _read(path, len(_AGE), whole=False), sleep)
    except _NotReadableError:
        return False
    return start == _AGE or start.startswith(_SIGNED)


def _read(path: Path, limit: int, *, whole: bool = True) -> bytes:
    """Return a plain file's bytes; with `whole`, refuse one that is larger or changes meanwhile."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise _NotReadableError(Trouble.LINK)
    if not stat.S_ISREG(mode):
        raise _NotReadableError(Trouble.NOT_A_FILE)
    # A pipe that took the file’s place must not hold us up, a link not lead us away.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise _NotReadableError(Trouble.NOT_A_FILE)
        if not whole:
            return stream.read(limit)
        if before.st_size > limit:
            raise _NotReadableError(Trouble.TOO_LARGE, before.st_size)
        data = stream.read(limit + 1)
        after = os.fstat(stream.fileno())
    if len(data) != before.st_size or after.st_size != before.st_size:
        raise _NotReadableError(Trouble.CHANGING, after.st_size)
    if after.st_mtime_ns != before.st_mtime_ns:
        raise _NotReadableError(Trouble.CHANGING, after.st_size)
    return data
