"""The files of a OneRoster export: a folder, or a ZIP file that nobody has to trust.

Nothing is unpacked to the disk, and no more is read of any file than such an export may hold.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from nklearn.base.errors import UserError

ARCHIVE, MEMBER = 64 * 1024 * 1024, 100_000_000
_MEMBERS = 200
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LINE = 100_000
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)


class Parts(Protocol):
    """The CSV files of an export, by name without ending."""

    def has(self, name: str) -> bool:
        """Tell whether a file is there."""
        ...

    def lines(self, name: str) -> Iterator[str]:
        """Give the lines of a file with their ends; UserError where it can't be read."""
        ...


@contextlib.contextmanager
def opened_parts(path: Path) -> Generator[Parts]:
    """Open an export.

    Raises:
        UserError: it is neither a folder nor a ZIP file with a manifest, or it is unsafe.
    """
    with contextlib.ExitStack() as stack:
        try:
            parts = _Folder(path) if path.is_dir() else _Archive(_archive(path, stack))
        except UserError:
            raise
        except _DAMAGED as error:
            raise UserError(
                f"{path.name} can’t be opened as a ZIP file.",
                todo="Choose the ZIP file or the folder of a OneRoster export.",
                details=str(error),
            ) from error
        if not parts.has("manifest"):
            raise UserError(
                f"{path.name} holds no manifest.csv, so it is no OneRoster 1.1 export.",
                todo="Choose the ZIP file or the folder of the export; a plain list goes in "
                "by “Import a list”.",
            )
        yield parts


def _archive(path: Path, stack: contextlib.ExitStack) -> zipfile.ZipFile:
    stream = stack.enter_context(path.open("rb"))
    if path.stat().st_size > ARCHIVE:
        raise UserError(
            f"{path.name} is larger than {ARCHIVE // 1024 // 1024} MB.",
            todo="Export the classes of one school, not of a whole district.",
        )
    # Each entry costs memory as soon as the list of entries is read, so count them before.
    if _count(stream, b"PK\x01\x02") > _MEMBERS * 5:
        raise UserError(
            f"{path.name} lists far more files than a OneRoster export has.",
            todo="Check that it is the right file.",
        )
    return stack.enter_context(zipfile.ZipFile(stream))


def _count(stream: IO[bytes], sign: bytes) -> int:
    """Return how often a sign stands in a stream, which is at its start again then."""
    found, rest = 0, b""
    while chunk := stream.read(1024 * 1024):
        held = rest + chunk
        found += held.count(sign)
        rest = held[-(len(sign) - 1) :]
    stream.seek(0)
    return found


class _Folder:
    def __init__(self, path: Path) -> None:
        self._files: dict[str, Path] = {}
        for count, each in enumerate(path.iterdir()):
            if count > _MEMBERS * 5:
                break
            if each.suffix.casefold() == ".csv" and each.is_file() and not each.is_symlink():
                self._files[each.stem.casefold()] = each

    def has(self, name: str) -> bool:
        return name in self._files

    def lines(self, name: str) -> Iterator[str]:
        try:
            with self._files[name].open("rb") as stream:
                yield from _lines(name, stream)
        except OSError as error:
            raise UserError(
                f"Could not read {name}.csv: {error.strerror or error}.",
                todo="Check that the file is there and may be read.",
            ) from error


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._files: dict[str, zipfile.ZipInfo] = {}
        folders: set[str] = set()
        for info in archive.infolist()[: _MEMBERS * 5]:
            where = _safe(info.filename)
            if info.is_dir() or where.suffix.casefold() != ".csv" or _of_a_mac(where):
                continue
            folders.add(str(where.parent))
            name = where.stem.casefold()
            if name in self._files:
                raise UserError(
                    f"{where.name} is in this ZIP file twice.",
                    todo="Export it again into a new ZIP file.",
                )
            _check(info)
            self._files[name] = info
        if len(folders) > 1:
            raise UserError(
                "The CSV files of this ZIP file lie in several folders.",
                todo="Choose a ZIP file with one OneRoster export.",
            )

    def has(self, name: str) -> bool:
        return name in self._files

    def lines(self, name: str) -> Iterator[str]:
        try:
            with self._archive.open(self._files[name]) as stream:
                yield from _lines(name, stream)
        except UserError:
            raise
        except _DAMAGED as error:
            raise UserError(
                f"{name}.csv is damaged in this ZIP file.",
                todo="Export it again, or copy it again from where it came.",
                details=str(error),
            ) from error


def _safe(name: str) -> PurePosixPath:
    """Return the path of an entry that stays where it is."""
    where = PurePosixPath(name.replace("\\", "/"))
    if where.is_absolute() or ".." in where.parts or ":" in name or "\0" in name:
        raise UserError(
            "This ZIP file has an entry that points outside of it, as no export has.",
            safe="Nothing was unpacked.",
            todo="Ask where the file came from.",
        )
    return where


def _of_a_mac(where: PurePosixPath) -> bool:
    return "__MACOSX" in where.parts or where.name.startswith("._")


def _check(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise UserError(
            "This ZIP file is protected by a password.",
            todo="Unpack it, then choose the folder.",
        )
    if info.compress_type not in _METHODS:
        raise UserError(
            "This ZIP file is packed in a way that NKLearn doesn’t read.",
            todo="Unpack it, then choose the folder.",
        )


def _lines(name: str, stream: IO[bytes]) -> Iterator[str]:
    """Give the lines of a UTF-8 file, no more of them than such a file may hold.

    What is packed is unpacked as it is asked for, a few thousand bytes at a time.
    """
    held = length = 0
    try:
        with io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
            while line := text.readline(_LINE):
                held += 1
                length += len(line)
                if length > MEMBER:
                    raise UserError(
                        f"{name}.csv has more than {MEMBER // 1000 // 1000} million characters.",
                        todo="Export the classes of one school, not of a whole district.",
                    )
                yield line
    except UnicodeDecodeError as error:
        raise UserError(
            f"{name}.csv is not UTF-8 text near line {held + 1}, as the standard asks.",
            todo="Export it again as UTF-8.",
        ) from error
