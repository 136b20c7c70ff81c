"""The list of every installed file, by which damage is found.

`packaging/release/manifest.py` writes it into the frozen program; `nklearn doctor` and the
installers compare with it. It guards against damage, not against somebody who may write into the
folder of the program: they could write another list. What was downloaded is checked by signature.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal, cast

from nklearn.base.errors import UserError

BUNDLE = "_internal"  # what the program is made of, beside its executable
NAME = f"{BUNDLE}/MANIFEST.json"
FORMAT = 1
LIMIT = 8 * 1024 * 1024  # bytes of the list; it has some 100 for each file

Kind = Literal["missing", "changed", "additional", "unreadable"]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One file, by its path below the folder of the program, with "/" on every system."""

    path: str
    size: int = 0
    sha256: str = ""  # 64 hexadecimal digits; empty for a link
    executable: bool = False
    link: str = ""  # where a symbolic link leads, as it is written in the link


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was installed: the version, the commit and platform it was made for, and its files."""

    version: str
    commit: str
    platform: str
    files: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One file that is not as it was installed."""

    path: str
    kind: Kind
    detail: str = ""

    def __str__(self) -> str:
        """Say it on one line, with what to do."""
        words = {
            "missing": "is missing; install NKLearn again",
            "changed": "was changed; install NKLearn again",
            "additional": "is no part of NKLearn; remove it",
            "unreadable": "can't be read; check the rights of the folder",
        }[self.kind]
        said = f" ({self.detail})" if self.detail else ""
        return f"{self.path}: {words}{said}"


def scan(folder: Path) -> tuple[Entry, ...]:
    """Return what lies below a folder, sorted by path, but for the list itself.

    Raises:
        OSError: something can't be read.
    """
    return tuple(sorted(_entry(folder, path) for path in _paths(folder) if path != NAME))


def to_bytes(manifest: Manifest) -> bytes:
    """Write the list: the same list gives the same bytes, one line a file."""
    head = {
        "format": FORMAT,
        "name": "nklearn",
        "version": manifest.version,
        "commit": manifest.commit,
        "platform": manifest.platform,
    }
    lines = ",\n".join("  " + _json(_fields(entry)) for entry in sorted(manifest.files))
    return f'{_json(head)[:-1]},\n "files": [\n{lines}\n]}}\n'.encode()


def read(folder: Path) -> Manifest | None:
    """Return the list in the folder of a program; None if there is none, as in a checkout.

    Raises:
        UserError: the list can't be read, or is damaged.
    """
    path = folder / NAME
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(
            f"Could not read {path}: {error.strerror or error}.",
            todo="Check the rights of that folder.",
        ) from error
    try:
        if len(data) > LIMIT:
            raise ValueError("too large")
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            f"The list of installed files, {path}, is damaged.", todo="Install NKLearn again."
        ) from error


def check(folder: Path, manifest: Manifest) -> list[Fault]:
    """Compare a folder with its list; return what is missing, changed or too much, by path.

    Files beside the bundle that are not in the list are a person's own (a portable workspace, an
    uninstaller) and no fault.
    """
    faults = [fault for entry in manifest.files if (fault := _fault(folder, entry))]
    listed = {entry.path for entry in manifest.files} | {NAME}
    for path in _paths(folder / BUNDLE, BUNDLE + "/"):
        if path not in listed:
            faults.append(Fault(path, "additional"))
    return sorted(faults)


def _paths(folder: Path, prefix: str = "") -> Iterator[str]:
    """Yield what is no folder below one; links to folders are links, and are not followed."""
    for found, folders, files in os.walk(folder):
        here = Path(found)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*files, *links):
            yield prefix + (here / name).relative_to(folder).as_posix()


def _entry(folder: Path, path: str) -> Entry:
    file = folder / path
    about = file.lstat()
    if stat.S_ISLNK(about.st_mode):
        return Entry(path, link=file.readlink().as_posix())
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Entry(path, about.st_size, digest, bool(about.st_mode & stat.S_IXUSR))


def _fault(folder: Path, entry: Entry) -> Fault | None:
    try:
        found = _entry(folder, entry.path)
    except (FileNotFoundError, NotADirectoryError):
        return Fault(entry.path, "missing")
    except IsADirectoryError:
        return Fault(entry.path, "changed", "a folder stands in its place")
    except OSError as error:
        return Fault(entry.path, "unreadable", error.strerror or str(error))
    if found.link != entry.link:
        return Fault(entry.path, "changed", "a link that leads elsewhere, or none")
    if found.size != entry.size:
        return Fault(entry.path, "changed", f"{found.size} bytes instead of {entry.size}")
    if found.sha256 != entry.sha256:
        return Fault(entry.path, "changed")
    # Windows knows no such right, and neither does a stick with a file system of Windows, where
    # everything can be run: only a right that was lost matters.
    if os.name == "posix" and entry.executable and not found.executable:
        return Fault(entry.path, "changed", "it can't be run any more")
    return None


def _fields(entry: Entry) -> dict[str, object]:
    if entry.link:
        return {"path": entry.path, "link": entry.link}
    fields: dict[str, object] = {
        "path": entry.path,
        "size": entry.size,
        "sha256": entry.sha256,
    }
    return {**fields, "executable": True} if entry.executable else fields


def _manifest(raw: dict[str, Any]) -> Manifest:
    if raw["format"] != FORMAT:
        raise ValueError("another format")
    head = {name: str(raw[name]) for name in ("version", "commit", "platform")}
    files = tuple(_listed(entry) for entry in cast(list[dict[str, Any]], raw["files"]))
    if not files or len({entry.path for entry in files}) != len(files):
        raise ValueError("no files, or one twice")
    return Manifest(**head, files=files)


def _listed(raw: dict[str, Any]) -> Entry:
    path = PurePosixPath(str(raw["path"]))
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in str(path):
        raise ValueError("a path that leads out of the folder")
    if "link" in raw:
        return Entry(str(path), link=str(raw["link"]))
    digest = str(raw["sha256"])
    if len(digest) != 64:
        raise ValueError("not a checksum")
    return Entry(str(path), int(raw["size"]), digest, bool(raw.get("executable", False)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
