"""Faults of the content: where, what, and what to do; collected, so that all are told at once."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One breach of the content format; `path` is relative to the root, `line` counts from 1."""

    path: PurePosixPath
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        """Give the fault as one line: `file:line: what; what to do`."""
        return " ".join(f"{self.path}:{self.line}: {self.what}; {self.todo}".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, relative to the root."""

    path: PurePosixPath
    line: int

    def at(self, line: int) -> Place:
        """Return another line of the same file."""
        return Place(self.path, line)


class Faults:
    """Collects faults while the files are read."""

    def __init__(self, root: Path) -> None:
        """Report paths as they stand below `root`."""
        self.root = root
        self._found: dict[Fault, None] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    def add(self, place: Place, what: str, todo: str) -> None:
        """Note one; the same one twice counts once."""
        self._found[Fault(place.path, place.line, what, todo)] = None

    def __contains__(self, place: Place) -> bool:
        """Whether one was noted at a place."""
        return any((fault.path, fault.line) == (place.path, place.line) for fault in self._found)

    def sorted(self) -> list[Fault]:
        """Return all by file and line."""
        return sorted(self._found)

    def place(self, path: Path, line: int = 1) -> Place:
        """Return a place in a file below the root."""
        return Place(PurePosixPath(path.relative_to(self.root).as_posix()), line)

    def read(self, path: Path) -> str | None:
        """Return the text of a file, or note why it can't be read and return None."""
        try:
            with path.open("rb") as stream:
                data = stream.read(_LIMIT + 1)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            self.add(self.place(path), f"can't be read ({reason})", "check that the file is there")
            return None
        if len(data) > _LIMIT:
            self.add(self.place(path), "larger than 8 MiB", "split the file")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.add(self.place(path, line), "not UTF-8 text", "save the file as UTF-8")
            return None
        for sign, what in (("\r", "a CR line end"), ("\0", "a NUL character")):
            if sign in text:
                line = text.count("\n", 0, text.index(sign)) + 1
                self.add(self.place(path, line), what, "save the file as plain text with LF ends")
                return None
        return text

    @contextmanager
    def guard(self, place: Place, todo: str) -> Generator[None]:
        """Turn a ValueError into a fault at `place`."""
        try:
            yield
        except ValueError as error:
            self.add(place, str(error), todo)
