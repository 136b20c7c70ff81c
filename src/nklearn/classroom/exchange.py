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
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.base.files import patiently, sync_folder
from nklearn.classroom.plain_files import (
    TEMPORARY,
    NotReadableError,
    Trouble,
    holds,
    read_plain,
    rename_to_a_free_name,
    write_temporary,
)

ENDINGS = {
    "assignment": ".nkassign",
    "result": ".nkresult",
    "release": ".nkrelease",
    "erasure": ".nkerase",
}
LARGEST = 8 * 1024 * 1024  # bytes of a file that anybody of ours writes


_AGE, _SIGNED = b"age-encryption.org/v1", b"untrusted comment:"
_OURS = re.compile(r"\.nk(assign|result|release|erase)", re.IGNORECASE)
_ARRIVING = re.compile(
    r"^(\.syncthing\.|~syncthing~|\.~|~\$)|\.(part|partial|crdownload|tmp)$|~$", re.I
)
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini", "ehthumbs.db", "system volume information"}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EIO}
_NO_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_FORGOTTEN = 24 * 3600.0  # seconds after which a temporary file is a leftover


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
        if holds(folder / name, data, sleep):
            return folder / name
        temporary = write_temporary(folder, data, sleep)
        try:
            path = rename_to_a_free_name(temporary, folder / name, data, sleep)
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
        data = patiently(lambda: read_plain(path, limit), sleep)
    except NotReadableError as error:
        return no(error.trouble, error.size)
    except OSError as error:
        return no(Trouble.UNREADABLE, details=f"{type(error).__name__}: {error}")
    if not data:
        return no(Trouble.EMPTY)
    mark = hashlib.sha256(data).hexdigest()
    return Found(path, label, True, data, mark, len(data), arriving)


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
        start = patiently(lambda: read_plain(path, len(_AGE), whole=False), sleep)
    except NotReadableError:
        return False
    return start == _AGE or start.startswith(_SIGNED)
