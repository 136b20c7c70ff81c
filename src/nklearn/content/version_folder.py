"""A folder of contents, one file each, and the small file that points to the one in use.

No file of content is ever written into: a new one gets a name of its own, then the pointer is
replaced in one step. So a window that reads, or a program that is killed, never meets half of
anything. docs/content-file.md has the story. Light to import: every start reads the pointer.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from nklearn.base.errors import UserError
from nklearn.base.files import let_all_read, sync_folder, write_atomically
from nklearn.base.values import dataclass

POINTER = "in-use.json"
_FORMAT = 1
_LIMIT = 32 * 1024  # bytes of the pointer
_NAME = re.compile(r"[0-9][0-9.]{0,30}-[0-9a-f]{8}(-[0-9]{1,3})?\.db")
_REFUSED = 20  # how many are remembered
_PATIENCE = 10.0  # seconds for another one who changes the folder
_IN_USE = 7 * 24 * 3600.0  # seconds that a window may go on with what is no longer pointed to
_ARRIVING = ".arriving-"


@dataclass(frozen=True, slots=True)
class Entry:
    """A content in the folder: its file, its version, and how to know it again."""

    name: str
    version: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """What is in use and what was before it; `refused` are ids that somebody went back from."""

    current: Entry | None = None
    before: Entry | None = None
    refused: tuple[str, ...] = ()


class VersionFolder:
    """One folder; it need not be there. `for_all` lets other accounts read what is put there."""

    def __init__(self, path: Path, *, for_all: bool = False) -> None:
        """Take the folder; nothing is made yet."""
        self.path = path
        self._for_all = for_all

    def read(self) -> Pointer:
        """Return what the pointer says; an empty one if there is none.

        Raises:
            UserError: it is damaged, or of a newer program.
        """
        file = self.path / POINTER
        try:
            with file.open("rb") as stream:
                data = stream.read(_LIMIT + 1)
        except (FileNotFoundError, NotADirectoryError):
            return Pointer()
        except OSError as error:
            raise UserError(
                f"The folder of contents can’t be read: {self.path}: {error.strerror or error}.",
                todo="Check that it is connected and may be read by your account.",
            ) from error
        found = _pointer(data)
        if found is None:
            raise UserError(
                f"The list of contents in {self.path} is damaged, or was made by a newer NKLearn.",
                todo="Install the content once more.",
            )
        return found

    def file(self, entry: Entry) -> Path:
        """Return where a content lies."""
        return self.path / entry.name

    def add(
        self,
        entry: Entry,
        write: Callable[[BinaryIO], None],
        check: Callable[[Path], None],
        *,
        refuse: tuple[str, ...] = (),
    ) -> Entry:
        """Put a content into the folder and point to it; the one in use becomes the one before.

        `write` fills a new file, `check` looks it through before it gets its name; each may raise
        UserError, and nothing has changed then. `refuse` are ids not to be used any more.
        """
        with self._explained(), self._alone() as alone:
            self._tidy(halves=alone)
            there = self._same(entry)
            if there is None:
                there = replace(entry, name=self._free_name(entry))
                self._bring(there.name, write, check)
            known = self._read_or_nothing()
            before = known.current
            if before is None or before.name == there.name or not self._whole(before):
                before = known.before
            if before is not None and (before.name == there.name or not self._whole(before)):
                before = None
            kept = [own for own in (*known.refused, *refuse) if own != there.name]
            self._point(Pointer(there, before, _last(kept)), known)
            return there

    def refuse(self, name: str) -> None:
        """Note that a content is not to be used, whoever has it.

        Raises:
            UserError: the folder can't be written.
        """
        with self._explained(), self._alone():
            known = self._read_or_nothing()
            kept = [own for own in known.refused if own != name]
            self._point(replace(known, refused=_last([*kept, name])), known)

    def refuse_nothing(self) -> None:
        """Use the newest again.

        Raises:
            UserError: the folder can't be written.
        """
        with self._explained(), self._alone():
            known = self._read_or_nothing()
            if known.refused:
                self._point(replace(known, refused=()), known)

    def takes(self) -> bool:
        """Tell whether this account may put files there; the folder must be there."""
        import tempfile

        try:
            with tempfile.TemporaryFile(dir=self.path, prefix=_ARRIVING):
                return True
        except OSError:
            return False

    # -- steps -------------------------------------------------------------------------------

    def _bring(
        self, name: str, write: Callable[[BinaryIO], None], check: Callable[[Path], None]
    ) -> None:
        import tempfile

        handle, made = tempfile.mkstemp(dir=self.path, prefix=_ARRIVING)
        arriving = Path(made)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            check(arriving)
            if self._for_all:
                let_all_read(arriving)
            arriving.replace(self.path / name)
            sync_folder(self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                arriving.unlink()
            raise

    def _point(self, pointer: Pointer, known: Pointer) -> None:
        """Replace the pointer; what it no longer names stays for a while, from now on."""
        named = {own.name for own in (pointer.current, pointer.before) if own}
        for left in (known.current, known.before):
            if left is not None and left.name not in named:
                with contextlib.suppress(OSError):
                    os.utime(self.file(left))
        text = json.dumps({"format": _FORMAT, **asdict(pointer)}, indent=1) + "\n"
        write_atomically(self.path / POINTER, text.encode("ascii"), for_all=self._for_all)

    def _tidy(self, *, halves: bool) -> None:
        """Remove what nothing points to and no window can still read.

        Also `halves` that a kill left, where nobody else can be at work on them.
        """
        known = self._read_or_nothing()
        kept = {own.name for own in (known.current, known.before) if own}
        with contextlib.suppress(OSError):
            for file in list(self.path.iterdir()):
                half = file.name.startswith((_ARRIVING, f".{POINTER}."))
                if not half and (file.name in kept or not _NAME.fullmatch(file.name)):
                    continue
                with contextlib.suppress(OSError):
                    old = time.time() - file.stat().st_mtime > _IN_USE
                    if old or (half and halves):
                        file.unlink()

    def _same(self, entry: Entry) -> Entry | None:
        """Return the content if its very bytes are in the folder already."""
        import hashlib

        for file in sorted(self.path.glob(f"{Path(entry.name).stem}*.db")):
            with contextlib.suppress(OSError):
                if file.stat().st_size != entry.size:
                    continue
                with file.open("rb") as stream:
                    mark = hashlib.file_digest(stream, "sha256").hexdigest()
                if mark == entry.sha256 and _NAME.fullmatch(file.name):
                    return replace(entry, name=file.name)
        return None

    def _free_name(self, entry: Entry) -> str:
        """Return a name that no file has: one that is damaged may still be open somewhere."""
        stem = Path(entry.name).stem
        names = (entry.name, *(f"{stem}-{number}.db" for number in range(2, 1000)))
        return next(name for name in names if not (self.path / name).exists())

    def _whole(self, entry: Entry) -> bool:
        try:
            return self.file(entry).stat().st_size == entry.size
        except OSError:
            return False

    def _read_or_nothing(self) -> Pointer:
        try:
            return self.read()
        except UserError:
            return Pointer()

    @contextmanager
    def _alone(self) -> Generator[bool]:
        """Change the folder alone; gives False where its disk knows no locks to tell by."""
        from nklearn.base.locking import lock

        if not self.path.is_dir():
            mode = 0o755 if self._for_all else 0o700
            # The folder above may become that of the workspace: parents=True would open it to all.
            self.path.parent.mkdir(mode=mode, parents=True, exist_ok=True)
            self.path.mkdir(mode=mode, exist_ok=True)
            if self._for_all:
                let_all_read(self.path, folder=True)
        handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        until, alone = time.monotonic() + _PATIENCE, True
        try:
            while True:
                try:
                    lock(handle)
                    break
                except (BlockingIOError, PermissionError):
                    if time.monotonic() > until:
                        raise UserError(
                            f"Somebody else is changing the contents in {self.path}.",
                            safe="Nothing was changed.",
                            todo="Try again in a minute.",
                        ) from None
                    time.sleep(0.05)
                except OSError:
                    alone = False
                    break
            yield alone
        finally:
            os.close(handle)

    @contextmanager
    def _explained(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise UserError(
                f"Could not write to {self.path}: {error.strerror or error}.",
                safe="The content that you have was not touched.",
                todo="Check the free space and the rights of that folder, then try again.",
            ) from error


def _last(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[-_REFUSED:]


def _pointer(data: bytes) -> Pointer | None:
    """Read a pointer; None if it is not one of ours."""
    try:
        found = json.loads(data.decode("ascii")) if len(data) <= _LIMIT else None
        fields = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        if fields.pop("format", None) != _FORMAT or fields.keys() != {
            "current",
            "before",
            "refused",
        }:
            return None
        listed = cast("list[object]", fields["refused"])
        named = tuple(own for own in listed if isinstance(own, str))
        if type(listed) is not list or len(named) != len(listed):
            return None
        return Pointer(_entry(fields["current"]), _entry(fields["before"]), named)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _entry(found: object) -> Entry | None:
    """Read an entry.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    if found is None:
        return None
    if not isinstance(found, dict):
        raise TypeError("no entry")
    fields = cast("dict[str, Any]", found)
    texts = [fields[name] for name in ("name", "version", "sha256")]
    if not all(isinstance(text, str) for text in texts) or type(fields["size"]) is not int:
        raise TypeError("no entry")
    entry = Entry(**fields)
    if not _NAME.fullmatch(entry.name):
        raise ValueError("no name of a content")
    return entry
