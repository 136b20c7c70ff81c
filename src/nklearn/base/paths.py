"""Where things lie: in a checkout, in the frozen program, and in a person's own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of fonts, icons and licences (checkout or frozen program)."""
    return root() / "resources"


def translations() -> Path:
    """Return the folder of compiled translations; `NKLEARN_TRANSLATIONS` names another one."""
    named = os.environ.get("NKLEARN_TRANSLATIONS")
    return Path(named) if named else resources() / "translations"


def frozen() -> bool:
    """Return whether this is the installed program and no checkout."""
    return hasattr(sys, "_MEIPASS")


def root() -> Path:
    """Return the folder that holds `resources/`: the bundle's, or the checkout's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[3]


# Beside the content it was compiled with; it never goes into a learner's installer.
TEACHER_PACK = "teacher-pack.db"


def content_db() -> Path:
    """Return where the compiled content lies.

    `NKLEARN_CONTENT` names another file; tests and content authors use it.
    """
    named = os.environ.get("NKLEARN_CONTENT")
    if named:
        return Path(named)
    if frozen():
        return root() / "content.db"
    return root() / "build" / "content.db"


def default_home() -> Path:
    """Return the account's folder for NKLearn's workspace, by the platform's custom."""
    named = os.environ.get("NKLEARN_HOME")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "NKLearn"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "NKLearn"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "nklearn"
