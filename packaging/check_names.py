"""Check that every name below some folders can be unpacked on every system, Windows above all.

    python packaging/check_names.py FOLDER ...

Prints one line a fault and returns 1 if there is any. Standard library and `nklearn.base` alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from nklearn.base.file_names import LONGEST_WAY, collisions, fault

_OF_TOOLS = frozenset({"__pycache__", ".git"})


def faults(folder: Path) -> Iterator[str]:
    """Tell what is wrong with names below a folder: `path: why`."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _OF_TOOLS)
        names = (*folders, *sorted(files))
        alike = collisions(names)
        for name in names:
            way = Path(place, name).relative_to(folder)
            why = fault(name) or ("another name differs only in case" if name in alike else "")
            if not why and len(str(way)) > LONGEST_WAY:
                why = f"its path has more than {LONGEST_WAY} signs"
            if why:
                yield f"{way.as_posix()}: {why}"


def main(folders: Iterable[str]) -> int:
    """Check each folder; return the exit status."""
    found = [line for folder in folders for line in faults(Path(folder))]
    print("\n".join(found) if found else "All names can be used on every system.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
