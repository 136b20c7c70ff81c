"""What the frozen program takes from the system: libraries that it links to and does not bring.

Read from the ELF files themselves, so that a list can't fall behind the bundle. Package names
are in system-libraries.toml; a library that is in neither fails the packaging.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frozen import HERE, is_file, run

TABLE = HERE / "system-libraries.toml"
_BATCH = 50
_NEEDED = re.compile(r"^ +NEEDED +(\S+)$", re.M)
_GLIBC = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One library or file of the system, and the packages that have it."""

    name: str
    debian: str
    fedora: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Needs:
    """All that is taken from the system; `glibc` is the lowest version, "" if it isn't used."""

    glibc: str
    glibc_package: str
    wanted: tuple[Wanted, ...]

    def depends(self) -> str:
        """The field Depends of a Debian package."""
        libc = [f"{self.glibc_package} (>= {self.glibc})"] if self.glibc else []
        return ", ".join([*libc, *(each.debian for each in self.wanted if not each.optional)])

    def recommends(self) -> str:
        """The field Recommends of a Debian package."""
        return ", ".join(each.debian for each in self.wanted if each.optional)


def find(files: Iterable[Path], table: Path = TABLE) -> Needs:
    """Read what files (of any kind) need and don't have among themselves.

    Raises:
        SystemExit: a library is in neither the bundle nor the table.
    """
    files = list(files)
    told = tomllib.loads(table.read_text("utf-8"))
    glibc, paths = told.pop("glibc"), told.pop("files", {})
    needed, version = _read([path for path in files if is_file(path) and _is_elf(path)])
    outside = needed - {path.name for path in files} - set(glibc["libraries"])
    if unknown := outside - told.keys():
        sys.exit(
            f"Neither bundled nor in {table.name}: {', '.join(sorted(unknown))}. "
            "Bundle it, or name the package that has it."
        )
    wanted = [_wanted(name, told[name]) for name in sorted(outside)]
    wanted += [_wanted(name, row) for name, row in sorted(paths.items())]
    return Needs(version, glibc["debian"], tuple(wanted))


def _wanted(name: str, row: dict[str, str | bool]) -> Wanted:
    return Wanted(name, str(row["debian"]), str(row["fedora"]), bool(row.get("optional")))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _read(files: list[Path]) -> tuple[set[str], str]:
    """Return the names of the libraries that the files link to, and the highest GLIBC version."""
    needed: set[str] = set()
    versions: set[str] = set()
    for start in range(0, len(files), _BATCH):
        told = run(["objdump", "-p", *files[start : start + _BATCH]])
        needed |= set(_NEEDED.findall(told))
        versions |= set(_GLIBC.findall(told))
    highest = max(versions, key=lambda text: [int(part) for part in text.split(".")], default="")
    return needed, highest
