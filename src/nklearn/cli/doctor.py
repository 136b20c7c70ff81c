"""`nklearn doctor`: what an administrator wants to know when something is odd."""

from __future__ import annotations

import contextlib
import platform
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path

from nklearn import __version__
from nklearn.base import manifest, paths
from nklearn.base.errors import UserError
from nklearn.cli.qt_trial import try_qt
from nklearn.content.contents import Place, find_contents
from nklearn.domain.site import Site
from nklearn.learning.site import load_site
from nklearn.storage.workspace_file import NAME
from nklearn.storage.workspace_store import WorkspaceStore

NO_LIST = "no list of installed files here; a checkout has none."


def doctor(home: Path, *, as_json: bool) -> int:
    """Print versions, paths, integrity, fonts, printing, space; return 1 if something is broken."""
    report: dict[str, str] = {
        "nklearn": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
    }
    for name in ("PySide6-Essentials", "pyqtgraph", "numpy", "sqlite-utils"):
        # The installed program carries no metadata of what it is made of; its folder of licences
        # has an index with all versions.
        with contextlib.suppress(metadata.PackageNotFoundError):
            report[name] = metadata.version(name)
    problems: list[str] = []
    report["program"] = _program(problems)
    site = load_site()
    report["defaults"] = _defaults(site, problems)
    report["content"] = _content(home, site, problems)
    report["workspace"] = _workspace(home, problems)
    report["portable"] = "workspace beside the program" if paths.is_portable(home) else "no"
    report["free space"] = _free(home)
    fonts = sorted(file.name for file in (paths.resources() / "fonts").glob("*.[to]tf"))
    report["fonts"] = ", ".join(fonts)
    if not fonts:
        problems.append("The bundled fonts are missing. Install NKLearn again.")
    trial = try_qt()
    report["Qt"] = trial.version or "does not load"
    report["printing"] = trial.printing
    problems.extend(trial.problems)
    if as_json:
        from nklearn.cli.commands import emit

        emit({**report, "problems": problems})
    else:
        for name, value in report.items():
            print(f"{name}: {value}")
        print("\n".join(problems) if problems else "No problem found.")
    return 1 if problems else 0


def check_files(*, as_json: bool) -> int:
    """Compare the installed files with their list, one line a fault; return 1 if there is one.

    It needs nothing but those files: no window, no workspace, no account of its own.
    """
    folder = paths.program()
    if folder is None:
        made, faults = None, []
        said = NO_LIST[0].upper() + NO_LIST[1:]
    else:
        made, faults = _compared(folder)
        said = _checked(made, len(faults))
    if as_json:
        from nklearn.cli.commands import emit

        checked = len(made.files) if made else 0
        emit({"checked": checked, "faults": [str(fault) for fault in faults], "said": said})
    else:
        for fault in faults:
            print(fault)
        print(said)
    return 1 if faults else 0


def _program(problems: list[str]) -> str:
    """Say where the program lies and whether its files are those that were installed."""
    folder = paths.program()
    if folder is None:
        return f"{paths.root()}: {NO_LIST}"
    try:
        made, faults = _compared(folder)
    except UserError as error:
        problems.append(str(error))
        return f"{folder}: damaged"
    problems.extend(str(fault) for fault in faults)
    return f"{folder}: {_checked(made, len(faults))}"


def _compared(folder: Path) -> tuple[manifest.Manifest, list[manifest.Fault]]:
    made = manifest.read(folder)
    if made is None:
        raise UserError(
            f"The list of installed files, {folder / manifest.NAME}, is missing.",
            todo="Install NKLearn again.",
        )
    return made, manifest.check(folder, made)


def _checked(made: manifest.Manifest, faults: int) -> str:
    found = {0: "no fault", 1: "1 fault"}.get(faults, f"{faults} faults")
    about = f"NKLearn {made.version}, {made.platform}, commit {made.commit[:12]}"
    return f"{len(made.files)} files checked, {found} ({about})."


_WHERE = {Place.PROGRAM: "of the program", Place.SHARED: "shared", Place.OWN: "this account’s own"}


def _defaults(site: Site, problems: list[str]) -> str:
    """Say which file of defaults is used, and every fault in it."""
    problems.extend(site.faults)
    if not site.path:
        return "none"
    fixed = f", fixed: {', '.join(sorted(site.fixed))}" if site.fixed else ""
    return f"{site.path}: {', '.join(sorted(site.values)) or 'no preferences'}{fixed}"


def _content(home: Path, site: Site, problems: list[str]) -> str:
    """Say which content is used and from where; read all that may be used."""
    contents = find_contents(home, site)
    try:
        with contextlib.closing(contents.open()) as catalog:
            catalog.check_integrity()
    except UserError as error:
        problems.append(str(error))
        return f"{paths.content_db()}: broken"
    problems.extend(str(problem) for problem in contents.problems)
    for one, fault in contents.check_files():
        if fault:
            problems.append(f"Content {one.version}, {one.path}: {fault}.")
    used = contents.used
    if used is None:
        return "none"
    return f"{used.path}: pack {used.version}, {_WHERE[used.place]}, whole"


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
