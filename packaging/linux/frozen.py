"""What both Linux packagers share: the frozen folder they pack, its version and date, and sizes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FROZEN = ROOT / "build" / "frozen" / "nklearn"
DIST = ROOT / "dist"
_MB = 1_000_000
_ODD_IN_NAMES = frozenset('\\"`$')


@dataclass(frozen=True, slots=True)
class Frozen:
    """A folder of an executable `nklearn` and `_internal/`.

    `epoch`: seconds since 1970 UTC that every packed file is dated with.
    """

    folder: Path
    version: str
    epoch: int

    @property
    def date(self) -> str:
        """The day of `epoch`, in UTC, as 2026-11-22."""
        return datetime.fromtimestamp(self.epoch, UTC).date().isoformat()

    def entries(self) -> list[Path]:
        """All folders, files and links below the folder, always in the same order."""
        return sorted(self.folder.rglob("*"), key=lambda path: path.as_posix())

    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.entries() if is_file(path))

    def fill(self, text: str) -> str:
        """Put version and date into a template."""
        return text.replace("@VERSION@", self.version).replace("@DATE@", self.date)


def take(folder: Path) -> Frozen:
    """Look at a frozen folder.

    Raises:
        SystemExit: it is none, or holds names that no package should carry.
    """
    if not os.access(folder / "nklearn", os.X_OK) or not (folder / "_internal").is_dir():
        sys.exit(f"{folder} holds no frozen program. `make freeze` makes it.")
    told = json.loads((folder / "_internal" / "version.json").read_text("utf-8"))
    found = Frozen(folder, str(told["version"]), _epoch())
    for path in found.entries():
        name = path.relative_to(folder).as_posix()
        if not name.isprintable() or _ODD_IN_NAMES & set(name):
            sys.exit(f"{name!r} in {folder} is no name for a file of a package.")
        if name.endswith(".db") and "teacher" in name:
            sys.exit(f"{name} must not be in a learner's package.")
    return found


def is_file(path: Path) -> bool:
    """Tell a file from a folder and from a link."""
    return path.is_file() and not path.is_symlink()


def _epoch() -> int:
    """The commit's date, or what SOURCE_DATE_EPOCH says."""
    if named := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(named)
    return int(run(["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]))


def run(command: Sequence[str | Path], cwd: Path | None = None, **environment: str) -> str:
    """Run a tool, in a folder and with more variables if they are named; return what it prints.

    Raises:
        SystemExit: it isn't installed, or failed; its own words are shown.
    """
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        )
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed; packaging/apt-package.txt names its package.")
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def copy(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy one file to a path whose folders may be missing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def write(target: Path, text: str, mode: int = 0o644) -> None:
    """Write one file to a path whose folders may be missing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    target.chmod(mode)


def program_mode(path: Path) -> int:
    """The rights of a packed file: programs can be started, libraries are only read."""
    library = ".so" in path.suffixes
    return 0o755 if path.stat().st_mode & 0o100 and not library else 0o644


def measure(package: Path, packed: int, installed: int) -> None:
    """Print the sizes in bytes of a package and of what it installs.

    Raises:
        SystemExit: one is above what packaging/limits.toml allows; the package is removed.
    """
    limits = tomllib.loads((ROOT / "packaging" / "limits.toml").read_text("utf-8"))
    too_large = False
    for kind, size in (("packed", packed), ("installed", installed)):
        most, aim = limits[kind]["most"], limits[kind]["aim"]
        too_large |= size > most * _MB
        print(f"{package.name}: {kind} {size / _MB:.1f} MB (aim {aim}, at most {most})")
    if too_large:
        package.unlink()
        sys.exit(f"{package.name} is too large, and was removed.")
