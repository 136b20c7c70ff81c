"""A small frozen program: the layout and the archive of a real one, with few files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from bundle import git
from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter

MODULES = ("json", "json.decoder", "nklearn", "nklearn.base.manifest", "segno", "nacl.signing")


def stand_in(folder: Path, content: Path, modules: Iterable[str] = MODULES) -> Path:
    """Make a folder with files of every kind of owner; return it."""
    inner = folder / "_internal"
    for path in (
        "base_library.zip",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicuuc.so.73",
        "resources/icons/info.svg",
        "resources/icons/app-mark.svg",
        "resources/fonts/NKLearnSans-Regular.ttf",
        "resources/fonts/NKLearnHangul-Regular.otf",
        *_native("msgspec", "pyrage"),
    ):
        (inner / path).parent.mkdir(parents=True, exist_ok=True)
        (inner / path).write_text(f"stands for {path}", "utf-8")
    (inner / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    shutil.copyfile(content, inner / "content.db")
    made = {"version": metadata.version("nklearn"), "commit": git("rev-parse", "HEAD")}
    (inner / "version.json").write_text(json.dumps(made), "utf-8")
    _executable(folder / "nklearn", modules)
    return folder


def _native(*packages: str) -> list[str]:
    """Return the native libraries that Python packages have in the environment."""
    return [
        str(file)
        for name in packages
        for file in metadata.files(name) or ()
        if file.suffix in (".so", ".pyd")
    ]


def _executable(path: Path, modules: Iterable[str]) -> None:
    """Write an executable without its code: PyInstaller's own archive of modules alone."""
    source = path.with_name("module.py")
    source.write_text("", "utf-8")
    archive = path.with_name("PYZ.pyz")
    code = {name: compile("", name, "exec") for name in modules}
    entries = [(name, str(source), "PYMODULE") for name in modules]
    cast(Any, ZlibArchiveWriter)(str(archive), entries, code)
    listed = [("PYZ.pyz", str(archive), False, "z")]
    cast(Any, CArchiveWriter)(str(path), listed, "libpython3.so")
    path.chmod(0o755)
    for made in (source, archive):
        made.unlink()
