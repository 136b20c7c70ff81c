"""Show that the same commit gives the same program, wherever it is built.

    python packaging/release/compare.py            build twice, in two clones, and compare
    python packaging/release/compare.py ONE OTHER  compare two frozen folders that are there

Two clones of what is committed are compiled, frozen and prepared in folders with other names, at
other times, with another order of names and another time zone. `content.db`, the teacher's pack
and the list of files must be the same, and so must be the bytes of every file; of one that is not,
the members that differ are named. The status is 1 if anything differs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import fresh_build
from bundle import ROOT, git

from nklearn.base import manifest
from nklearn.base.manifest import Entry
from nklearn.base.paths import TEACHER_PACK

# What may differ between two computers that build, and must not show in the result.
SURROUNDINGS: tuple[Mapping[str, str], ...] = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"TZ": "Asia/Seoul", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
)


def differences(one: Path, other: Path) -> list[str]:
    """Compare two frozen folders; return a line for each file that is not the same in both."""
    first, second = _entries(one), _entries(other)
    lines: list[str] = []
    for path in sorted(first.keys() | second.keys()):
        a, b = first.get(path), second.get(path)
        if a is None or b is None:
            lines.append(f"{path}: only in {one if b is None else other}")
        elif (a.executable, a.link) != (b.executable, b.link):
            lines.append(f"{path}: of another kind in each")
        elif a.sha256 != b.sha256:
            lines.append(f"{path}: {_why(one / path, other / path)}")
    return lines


def _entries(folder: Path) -> dict[str, Entry]:
    return {entry.path: entry for entry in manifest.scan(folder)}


def _why(one: Path, other: Path) -> str:
    """Say which members of two files differ, where they have members."""
    first, second = _members(one), _members(other)
    if not first or not second:
        return f"other bytes ({one.stat().st_size} and {other.stat().st_size})"
    names = first.keys() | second.keys()
    differing = sorted(name for name in names if first.get(name) != second.get(name))
    if not differing:
        return "the same members, but not in the same order, or with other times"
    return f"{len(differing)} members differ: {', '.join(differing[:10])}"


def _members(file: Path) -> dict[str, str]:
    """Return the checksums of what is packed into a file; nothing where it is no archive."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            return {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    if file.stem != "nklearn":
        return {}
    from PyInstaller.archive.readers import CArchiveReader

    found: dict[str, str] = {}
    archive = cast(Any, CArchiveReader)(str(file))  # PyInstaller has no types
    for name, row in archive.toc.items():
        if row[4] == "z":
            inner = archive.open_embedded_archive(name)
            for module in inner.toc:
                found[module] = sha256(inner.extract(module, raw=True) or b"").hexdigest()
        else:
            found[name] = sha256(archive.extract(name)).hexdigest()
    return found


def twice() -> list[str]:
    """Build twice and compare; return a line for each difference."""
    if git("status", "--porcelain", "--untracked-files=no"):
        print("What is not committed is not compared.", file=sys.stderr)
    # Far from one another, and neither name as long as the other.
    with tempfile.TemporaryDirectory(prefix="nklearn-") as place:
        one, other = Path(place) / "one", Path(place) / "far" / "away 다른 곳"
        for folder, surroundings in zip((one, other), SURROUNDINGS, strict=True):
            fresh_build.clone(folder)
            fresh_build.make(folder, surroundings)
        lines = [
            f"build/{name}: not the same bytes"
            for name in ("content.db", TEACHER_PACK)
            if (one / "build" / name).read_bytes() != (other / "build" / name).read_bytes()
        ]
        frozen = Path("build") / "frozen" / "nklearn"
        lines += differences(one / frozen, other / frozen)
        kept = ROOT / "build" / "again"
        shutil.rmtree(kept, ignore_errors=True)
        if lines:  # to be looked at
            for name, clone in (("one", one), ("other", other)):
                shutil.copytree(clone / frozen, kept / name, symlinks=True)
        else:
            print(f"{len(_entries(one / frozen))} files, all the same, byte for byte.")
    return lines


def main() -> int:
    """Compare, and print what differs."""
    parser = argparse.ArgumentParser(description="Build twice and compare.")
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    folders: list[Path] = parser.parse_args().folders
    if len(folders) not in (0, 2):
        parser.error("name two folders, or none")
    lines = differences(*folders) if folders else twice()
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
