"""What a portable program must not leave on the computer that it visits: files put aside.

SQLite sorts, Qt draws a PDF and Python copies into files that last a moment. In a portable
workspace they lie in its folder `tmp`, so that nothing of it is on the computer even then.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from nklearn.base import paths

ASIDE = "tmp"
# What Python, Qt and SQLite go by, on each system.
_NAMES = ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")


def stay_beside(home: Path) -> bool:
    """Put files aside into a portable workspace; say whether they go there.

    They go where the system has them if the workspace is not portable, is not made yet or can't
    be written.
    """
    if not paths.is_portable(home):
        return False
    folder = home / ASIDE
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    if not os.access(folder, os.W_OK):
        return False
    for name in _NAMES:
        os.environ[name] = str(folder)
    return True


def clear(home: Path) -> None:
    """Remove what was put aside and stayed: another computer, or a stick pulled out."""
    if not paths.is_portable(home):
        return
    for place, folders, files in os.walk(home / ASIDE, topdown=False):
        for name in files:
            with contextlib.suppress(OSError):
                Path(place, name).unlink()
        for name in folders:
            with contextlib.suppress(OSError):
                Path(place, name).rmdir()
