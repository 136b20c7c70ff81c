"""Locks of the operating system on open files: they end with their process, however it ends."""

from __future__ import annotations

import sys


def lock(handle: int) -> None:
    """Lock an open file until it is closed; OSError if another process has it, or no lock works."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
