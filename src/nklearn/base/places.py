"""Paths that are kept in a file which travels: a stick has another letter on each computer.

In a portable workspace a folder on the same stick is kept by its way from the workspace; every
other path is kept as it is, and where it is not found the program says that the folder is not
connected. Both ways are pure, and take the rules of Windows or of Unix as an argument.
"""

from __future__ import annotations

import ntpath
import os
from pathlib import Path
from types import ModuleType

from nklearn.base import paths
from nklearn.base.values import dataclass

BESIDE = "beside:"  # no absolute path begins so, on any system


def kept(path: str, home: str, disk: str, rules: ModuleType = os.path) -> str:
    """Return `path` as it is to be kept in a workspace at `home`, of a stick that begins at `disk`.

    All are absolute. What is not on the stick is kept as it is.
    """
    if not path or not within(path, disk, rules):
        return path
    way = rules.relpath(path, home)
    return BESIDE + way.replace(rules.sep, "/")


def found(text: str, home: str, rules: ModuleType = os.path) -> str:
    """Return the path that `kept` made `text` of, where `home` is now."""
    if not text.startswith(BESIDE):
        return text
    way = text.removeprefix(BESIDE).replace("/", rules.sep)
    return rules.normpath(rules.join(home, way))


def within(path: str, folder: str, rules: ModuleType = os.path) -> bool:
    """Tell whether an absolute path is a folder or in it, by its words alone."""
    if not rules.isabs(path):
        return False
    one, other = (rules.normcase(rules.normpath(each)) for each in (path, folder))
    return one == other or one.startswith(other.rstrip(rules.sep) + rules.sep)


def disk_of(folder: Path) -> str:
    """Return where the disk that holds `folder` begins: a drive, or a mount point."""
    if os.path is ntpath:
        return ntpath.splitdrive(str(folder))[0] + ntpath.sep
    place = folder
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return str(place)


@dataclass(frozen=True, slots=True)
class Places:
    """How the files of one workspace keep paths; `disk` is empty where it does not travel."""

    home: str = ""
    disk: str = ""

    @classmethod
    def of(cls, folder: Path | None) -> Places:
        """Return how a file in `folder` keeps paths; None is a file in memory."""
        if folder is None:
            return cls()
        home = folder.absolute()
        return cls(str(home), disk_of(home) if paths.is_portable(home) else "")

    def kept(self, path: str) -> str:
        """Return a path as it is to be kept."""
        return kept(path, self.home, self.disk) if self.disk else path

    def found(self, text: str) -> str:
        """Return the path of a text that `kept` made, as it is now."""
        return found(text, self.home) if self.home else text
