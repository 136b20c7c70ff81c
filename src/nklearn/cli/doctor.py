"""`nklearn doctor`: what an administrator wants to know when something is odd."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path

from nklearn import __version__
from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.content.catalog import Catalog
from nklearn.storage.workspace_file import NAME
from nklearn.storage.workspace_store import WorkspaceStore


def doctor(home: Path, *, as_json: bool) -> int:
    """Print versions, paths, integrity and free space; return 1 if something is broken."""
    report: dict[str, str] = {
        "nklearn": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
    }
    for name in ("PySide6-Essentials", "pyqtgraph", "numpy", "sqlite-utils"):
        report[name] = _version(name)
    problems: list[str] = []
    report["content"] = _content(problems)
    report["workspace"] = _workspace(home, problems)
    report["portable"] = "workspace beside the program" if paths.is_portable(home) else "no"
    report["free space"] = _free(home)
    fonts = sorted(file.name for file in (paths.resources() / "fonts").glob("*.[to]tf"))
    report["fonts"] = ", ".join(fonts)
    if not fonts:
        problems.append("The bundled fonts are missing. Install NKLearn again.")
    if as_json:
        from nklearn.cli.commands import emit

        emit({**report, "problems": problems})
    else:
        for name, value in report.items():
            print(f"{name}: {value}")
        print("\n".join(problems) if problems else "No problem found.")
    return 1 if problems else 0


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "part of the program"


def _content(problems: list[str]) -> str:
    path = paths.content_db()
    try:
        catalog = Catalog.open(path)
        catalog.check_integrity()
    except UserError as error:
        problems.append(str(error))
        return f"{path}: broken"
    return f"{path}: pack {catalog.version}, whole"


def _workspace(home: Path, problems: list[str]) -> str:
    if not (home / NAME).exists():
        return f"{home}: not made yet"
    try:
        WorkspaceStore.open(home).close()  # opening checks the whole file
    except UserError as error:
        problems.append(str(error))
        return f"{home}: broken"
    return f"{home}: whole"


def _free(home: Path) -> str:
    folder = next((own for own in (home, *home.parents) if own.is_dir()), Path("/"))
    return f"{shutil.disk_usage(folder).free // 2**20} MiB in {folder}"
