"""The list of the file types that the program opens, for whatever makes or checks packages.

`packaging/file-types.toml` holds it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIST = Path(__file__).with_name("file-types.toml")


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file: its ending with the dot, words for it, its MIME type, its first bytes."""

    ending: str
    name: str
    mime: str
    magic: str

    @property
    def windows_id(self) -> str:
        """What the registry of Windows calls it: NKLearn.assign."""
        return f"{program()['windows_prefix']}.{self.ending.removeprefix('.nk')}"


def read() -> dict[str, Any]:
    """Return the whole list as it is written."""
    return tomllib.loads(LIST.read_text("utf-8"))


def program() -> dict[str, str]:
    """Return what the program is called in each place."""
    return read()["program"]


def types() -> tuple[FileType, ...]:
    """Return every type, in the order of the list."""
    return tuple(FileType(**entry) for entry in read()["type"])
