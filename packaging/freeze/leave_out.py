"""What of PyInstaller's list goes into the bundle: leave-out.toml, and what follows from it."""

from __future__ import annotations

import fnmatch
import posixpath
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

Entry = tuple[str, str, str]  # the name in the bundle, the file, PyInstaller's type code

LISTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("leave-out.toml").read_text("utf-8")
)
MODULES: list[str] = [name for group in LISTS["modules"] for name in group["names"]]
HOOKS: list[str] = [name for group in LISTS["hooks"] for name in group["names"]]
_FILES: list[str] = [name for group in LISTS["files"] for name in group["names"]]


def stays(name: str) -> bool:
    """Whether a file, by its name in the bundle, is one that the program needs."""
    name = _usual(name)
    return not any(fnmatch.fnmatchcase(name, pattern) for pattern in _FILES)


def wanted(module: str) -> bool:
    """Whether a module goes into the bundle."""
    return not any(module == name or module.startswith(f"{name}.") for name in MODULES)


def reachable(entries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out the shared libraries that nothing which stays links to.

    PyInstaller gathers libraries before plugins are left out, so their libraries would stay.
    `imports` gives the names of the libraries that a file links to.
    """
    kept = [entry for entry in entries if stays(entry[0])]
    files = {_last(entry): entry[1] for entry in kept if _is_library(entry) and not _is_link(entry)}
    found: set[str] = set()
    waiting = [entry[1] for entry in kept if not _is_library(entry)]
    while waiting:
        new = {name for name in map(str.casefold, imports(waiting.pop())) if name in files} - found
        found |= new
        waiting += [files[name] for name in new]
    return [entry for entry in kept if not _is_library(entry) or _last(entry) in found]


def without_dangling(datas: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Leave out the links to libraries that were left out."""
    names = {entry[0] for entry in binaries}
    return [
        entry
        for entry in datas
        if entry[2] != "SYMLINK"
        or posixpath.normpath(posixpath.join(posixpath.dirname(entry[0]), entry[1])) in names
    ]


def _usual(name: str) -> str:
    """Return a name in the bundle as Linux and macOS have it: Windows keeps plugins elsewhere."""
    name = name.replace("\\", "/")
    for folder in ("plugins", "translations"):
        name = name.replace(f"PySide6/{folder}/", f"PySide6/Qt/{folder}/")
    return name


def _last(entry: Entry) -> str:
    """Return the name by which others link to a library; Windows doesn't mind case."""
    return PurePosixPath(_usual(entry[0])).name.casefold()


def _is_link(entry: Entry) -> bool:
    return entry[2] == "SYMLINK"


def _is_library(entry: Entry) -> bool:
    """Whether this is there for others: neither Python itself nor a plugin of Qt."""
    name = _usual(entry[0])
    last = PurePosixPath(name).name
    # As a library, as a framework of macOS, and as Windows has it.
    python = last.startswith(("libpython", "python3")) or last in {"Python", "Python3"}
    return entry[2] in ("BINARY", "SYMLINK") and "/plugins/" not in name and not python
