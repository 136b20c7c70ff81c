"""Freeze NKLearn: one folder that runs without Python, Qt or rights, `build/frozen/nklearn/`.

Every installer is made of that folder. What stays out is in leave-out.toml; the content must be
compiled before (`make freeze` does both).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import icu
import loads

from nklearn import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FROZEN = ROOT / "build" / "frozen" / "nklearn"
BUNDLE = FROZEN / "_internal"
# The one that has a console on Windows, where a program either has one or not.
_PROGRAM = "nklearn-cli.exe" if sys.platform == "win32" else "nklearn"


def commit() -> tuple[str, int]:
    """Return the commit that is built, "" outside a clone, and its time (seconds, UTC)."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%H %ct"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        return "", int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    name, seconds = done.stdout.split()
    return name, int(seconds)


def freeze() -> None:
    """Make the folder anew.

    Raises:
        SystemExit: PyInstaller failed, or something is in the folder that must not be.
    """
    name, seconds = commit()
    version = {"version": __version__, "commit": name}
    (ROOT / "build" / "version.json").write_text(json.dumps(version) + "\n", "utf-8")
    work = ROOT / "build" / "freeze"
    shutil.rmtree(FROZEN, ignore_errors=True)
    # Without these the order of sets and the times of files would make each build another one.
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(seconds)}
    # Columns of lines are for a Python that has the sources; without them modules load faster.
    fixed["PYTHONNODEBUGRANGES"] = "1"
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", FROZEN.parent, "--workpath", work, HERE / "nklearn.spec"),
        ],
        check=True,
        env={**os.environ, **fixed},
    )
    if sys.platform.startswith("linux"):
        _strip()
        for file in BUNDLE.rglob("*"):
            if file.is_file() and not file.is_symlink():
                file.chmod(0o644)  # libraries are loaded, not run; Debian's packages hold them so
        icu.thin(next(BUNDLE.glob("PySide6/Qt/lib/libicudata.so.*")))
    for found in FROZEN.rglob("*"):
        if "Network" in found.name or found.name.startswith("teacher-pack"):
            sys.exit(f"{found.relative_to(FROZEN)} must not be in the program.")
    loads.check(FROZEN / _PROGRAM)
    size = sum(file.stat().st_size for file in FROZEN.rglob("*") if not file.is_symlink())
    print(f"{FROZEN.relative_to(ROOT)}: {size / 1e6:.1f} MB")


def _strip() -> None:
    """Take the symbols for debuggers out of Python and PyNaCl; NumPy's OpenBLAS breaks without."""
    for pattern in ("libpython*", "python3*/**/*.so", "nacl/*.so"):
        for file in BUNDLE.glob(pattern):
            subprocess.run(["strip", "--strip-unneeded", file], check=True)
    for file in (*BUNDLE.glob("libpython*"), *BUNDLE.glob("python3*/**/*.so")):
        # Where Python lay when it was built; the starter says where it lies now.
        subprocess.run(["chrpath", "--delete", file], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    freeze()
