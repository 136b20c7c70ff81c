"""Whether a folder lies on a disk that stays in this machine: only there may SQLite keep a log.

SQLite's write-ahead log needs memory shared by all users of the file, which network disks do
not give (https://www.sqlite.org/wal.html). Sticks give it, but the log is a second file that
holds what was saved last: pulled out, such a stick has a `workspace.db` that alone is not all,
can't be read from a stick that is locked against writing, and is copied without its log sooner
or later. So file systems of sticks count as not local; so does what can't be told.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

_LOCAL = re.compile(
    r"apfs|bcachefs|btrfs|ext[234]|f2fs|hfs|hfsplus|jfs|nilfs2|ntfs|ntfs3"
    r"|overlay|ramfs|reiserfs|tmpfs|ufs|xfs|zfs"
)
_STICKS = frozenset({"exfat", "msdos"})  # as macOS names them; it calls them local
_WINDOWS_LOCAL = frozenset({3, 6})  # DRIVE_FIXED, DRIVE_RAMDISK; not DRIVE_REMOVABLE
_MAC_MOUNT = re.compile(r".+? on (/.*) \(([^()]*)\)")


def is_local(folder: Path) -> bool:
    """Tell whether `folder`, which exists, is on a disk of this machine that stays in it.

    False if unknown.
    """
    try:
        place = folder.resolve(strict=True)
        if sys.platform == "win32":
            return _windows_drive_type(place.anchor) in _WINDOWS_LOCAL
        if sys.platform == "darwin":
            return mac_is_local(str(place), _mac_mounts())
        return linux_is_local(str(place), Path("/proc/self/mountinfo").read_text("utf-8"))
    except (OSError, ValueError):
        return False


def linux_is_local(place: str, mountinfo: str) -> bool:
    """Decide by the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).

    The mount with the longest path above `place` holds it; of two at one path the later one.
    """
    mounts: list[tuple[str, str]] = []
    for line in mountinfo.splitlines():
        left, dash, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        if dash and len(fields) > 4:
            mounts.append((_unescape(fields[4]), kinds[0]))
    return _LOCAL.fullmatch(_holder(place, mounts)) is not None


def mac_is_local(place: str, mounts: str) -> bool:
    """Decide by what `/sbin/mount` prints: `device on /path (type, local, ...)`."""
    found = (_MAC_MOUNT.fullmatch(line) for line in mounts.splitlines())
    pairs = [(match[1], match[2]) for match in found if match]
    said = frozenset(_holder(place, pairs).split(", "))
    return "local" in said and said.isdisjoint(_STICKS)


def _holder(place: str, mounts: list[tuple[str, str]]) -> str:
    """Return what is said of the mount that holds `place`, or nothing."""
    held, said = -1, ""
    for point, about in mounts:
        depth = len(PurePosixPath(point).parts)
        if depth >= held and PurePosixPath(place).is_relative_to(point):
            held, said = depth, about
    return said


def _unescape(path: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), path)


def _windows_drive_type(root: str) -> int:
    import ctypes

    if sys.platform != "win32":
        return 0
    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def _mac_mounts() -> str:
    import subprocess

    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
    except subprocess.SubprocessError:
        return ""
    return done.stdout.decode("utf-8", "replace")
