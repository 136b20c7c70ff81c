"""Write the list of all files into the frozen program: `_internal/MANIFEST.json`.

    python packaging/release/manifest.py [build/frozen/nklearn]

Nothing may change in the folder afterwards: `nklearn doctor` and the installers compare it with
this list. The same folder gives the same bytes. The form is that of `nklearn.base.manifest`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bundle import FROZEN, commit_of, fail, platform_name, version_of

from nklearn.base import manifest


def write(folder: Path) -> manifest.Manifest:
    """List what is in a frozen folder, and put the list there; return it."""
    made = manifest.Manifest(
        version=version_of(folder),
        commit=commit_of(folder),
        platform=platform_name(),
        files=manifest.scan(folder),
    )
    for entry in made.files:
        # A list with such a link would pass here and fail on every computer that it goes to.
        if entry.link and not (folder / entry.path).resolve().is_relative_to(folder.resolve()):
            fail(f"{entry.path} leads out of the program: {entry.link}")
    path = folder / manifest.NAME
    path.write_bytes(manifest.to_bytes(made))
    path.chmod(0o644)
    return made


def main() -> int:
    """Write the list, then read it back and compare the folder with it."""
    parser = argparse.ArgumentParser(description="Write the list of installed files.")
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    folder: Path = parser.parse_args().folder
    made = write(folder)
    if manifest.read(folder) != made or manifest.check(folder, made):
        fail("the folder changed while its files were listed")
    total = sum(entry.size for entry in made.files)
    print(f"{manifest.NAME}: {len(made.files)} files, {total / 1e6:.1f} MB, {made.platform}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
