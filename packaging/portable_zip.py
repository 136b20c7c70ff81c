"""Pack a frozen folder for a stick: `portable_zip.py FOLDER OUT.zip`.

The archive holds one folder NKLearn with the file `portable` in it, which keeps the workspace
beside the program. Unpacked over an older one it leaves the workspace alone. Links are left out, as
sticks know none: PyInstaller makes them beside libraries that find one another without. The same
folder gives the same bytes: times are those of SOURCE_DATE_EPOCH, or 1980.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
import zipfile
from pathlib import Path

TOP = "NKLearn"
NOTE = """\
While this file is here, NKLearn keeps its workspace in the folder "workspace" beside it, and
nothing on the computer. Quit NKLearn before the stick is taken out. docs/packaging.md has the rest.
"""
OURS = ("portable", "portable.txt")
LIST = "_internal/MANIFEST.json"
OLDEST = 315532800  # 1980 begins: a ZIP knows no earlier time


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    """Return the head of a file in the archive."""
    seconds = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), OLDEST)
    made = zipfile.ZipInfo(f"{TOP}/{name}", time.gmtime(seconds)[:6])
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 3  # the rights below are those of Unix, wherever it is packed
    made.external_attr = mode << 16
    return made


def without_links(data: bytes) -> bytes:
    """Return the list of installed files without the links, which a stick can't have."""
    listed = json.loads(data)
    listed["files"] = [each for each in listed["files"] if "link" not in each]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def pack(folder: Path, out: Path) -> None:
    """Write the archive, the names in order."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(entry("portable", stat.S_IFREG | 0o644), NOTE)
        for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or path.is_dir() or name in OURS or name.startswith("workspace/"):
                continue
            rights = 0o755 if os.access(path, os.X_OK) else 0o644
            data = without_links(path.read_bytes()) if name == LIST else path.read_bytes()
            archive.writestr(entry(name, stat.S_IFREG | rights), data)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
