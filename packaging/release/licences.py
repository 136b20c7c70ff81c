"""Gather the licences of all that is bundled into `_internal/resources/licences/`.

    python packaging/release/licences.py [build/frozen/nklearn]

The folder is made anew: `INDEX.md` lists every part with its version, licence and texts, and the
texts lie beside it. It fails if a file belongs to nothing known, or a text is missing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from bundle import FROZEN, ROOT, fail
from inventory import Inventory, Part

FOLDER = Path("_internal") / "resources" / "licences"
INDEX = "INDEX.md"
_ASSETS = "README.md"  # what was changed in fonts and icons


def gather(folder: Path) -> list[Part]:
    """Write the folder of licences into a frozen folder; return what is in the program."""
    parts = Inventory(folder).sort()
    share_texts(parts)
    texts: dict[str, bytes] = {}
    for part in parts:
        for name, data in part.texts.items():
            if texts.setdefault(name, data) != data:
                fail(f"two texts are called {name}")
    target = folder / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    texts[_ASSETS] = (ROOT / "resources" / "licences" / _ASSETS).read_bytes()
    texts[INDEX] = index(parts).encode()
    for name, data in texts.items():
        (target / name).write_bytes(data)
        (target / name).chmod(0o644)
    return parts


def share_texts(parts: Iterable[Part]) -> None:
    """Let parts with the same text share one file: Debian's packages of one source often do."""
    first: dict[bytes, str] = {}
    for part in parts:
        part.texts = {first.setdefault(data, name): data for name, data in part.texts.items()}


def index(parts: Iterable[Part]) -> str:
    """Return the list of parts as Markdown, those inside another one below it."""
    lines = [
        "# What is in this program, and under which licence",
        "",
        "NKLearn is under the MIT licence, its course content under CC BY 4.0. This lists what it",
        "holds. Each text lies beside this file; `Qt-notes.txt` says where the source of Qt is and",
        "how its libraries are replaced, `README.md` what was changed in fonts and icons.",
        "",
        "| What | Version | Licence | Texts |",
        "|---|---|---|---|",
    ]
    listed = list(parts)
    for part in listed:
        if not part.inside:
            lines.append(_row(part))
            lines += [_row(inner) for inner in listed if inner.inside == part.name]
    sources = [part for part in listed if part.source and not part.inside]
    if sources:
        lines += ["", "## Where the libraries of Debian are from", ""]
        lines += [f"- {part.name}: {part.source}" for part in sources]
    return "\n".join(lines) + "\n"


def _row(part: Part) -> str:
    name = f"— in {part.inside}: {part.name}" if part.inside else part.name
    about = f"{name} ({part.changes})" if part.changes else name
    by = f"; by {part.source}" if part.inside and part.source else ""
    texts = ", ".join(f"`{text}`" for text in part.texts)
    licence = part.licence or part.licence_name
    return f"| {_cell(about + by)} | {part.version} | {_cell(licence)} | {texts} |"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


def main() -> int:
    """Write the folder and say what it holds."""
    parser = argparse.ArgumentParser(description="Gather the licences of what is bundled.")
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    folder: Path = parser.parse_args().folder
    parts = gather(folder)
    texts = list((folder / FOLDER).iterdir())
    size = sum(text.stat().st_size for text in texts)
    print(f"{FOLDER.as_posix()}: {len(parts)} parts, {len(texts)} texts, {size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
