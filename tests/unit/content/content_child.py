"""What tests do with contents in a process of its own: `content_child.py <deed> ...`.

A process of its own can lose its disk, its rights, or its life at a chosen step.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.content.contents import Contents

_STEPS = ("open", "os.", "fcntl.flock", "tempfile.")


def contents(home: Path, key: str) -> Contents:
    return Contents(home / "bundled.db", home / "own", home / "shared", keys=(key,))


def die_at(step: int) -> None:
    """End this process, as if killed, before what it does to files for the `step`th time."""
    count = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal count
        reads = event == "open" and args[1] in ("r", "rb")
        if event.startswith(_STEPS) and not reads:
            count += 1
            if count == step:
                os._exit(9)

    sys.addaudithook(hook)


def main(deed: str, home: Path, key: str, file: Path, number: int) -> None:
    if deed == "killed":
        die_at(number)
    elif deed == "full":
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, hard))
    elif deed == "another":
        # All is imported once: the library may be closed to the other account.
        Contents(home / "bundled.db", home / "first", keys=(key,)).install(file, "0.1.0")
        contents(home, key).target()
        os.setuid(number)
        catalog = contents(home, key).open()
        print(catalog.version)
        print(len(catalog.modules()))
        catalog.close()
    try:
        done = contents(home, key).install(file, "0.1.0")
    except UserError as error:
        print(f"refused: {error}")
    else:
        print(f"installed {done.version} {done.place.value} {done.again}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), int(sys.argv[5]))
