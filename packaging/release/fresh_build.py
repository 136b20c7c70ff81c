"""Build what is committed in a clone of its own, up to the frozen program ready to be packed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bundle import ROOT, fail, git

from nklearn.base.key_file import VARIABLE

_SECONDS = 1800
_STEPS = (
    ("-m", "nklearn", "content", "build"),
    ("packaging/freeze/freeze.py",),
    ("packaging/release/prepare.py", "build/frozen/nklearn"),
)


def clone(folder: Path) -> None:
    """Clone what is committed into a folder."""
    git("clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder))


def make(folder: Path, surroundings: Mapping[str, str]) -> Path:
    """Compile, freeze and prepare in a clone, unsigned; return the frozen folder.

    `surroundings` are more variables of the environment.

    Raises:
        SystemExit: a step failed.
    """
    env = {name: value for name, value in os.environ.items() if name != VARIABLE}
    env |= {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", **surroundings}
    # What PyInstaller remembers of earlier builds, with its times, must not serve this one.
    env["PYINSTALLER_CONFIG_DIR"] = str(folder / "build" / "pyinstaller")
    for step in _STEPS:
        done = subprocess.run([sys.executable, *step], cwd=folder, env=env, timeout=_SECONDS)
        if done.returncode:
            fail(f"building in {folder} failed at {' '.join(step)}")
    return folder / "build" / "frozen" / "nklearn"
