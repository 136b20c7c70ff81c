"""Whether Qt loads and prints here: tried in a process of its own, without a screen.

A missing library makes Qt end a program without a word that helps, and a print server that does
not answer makes it wait; neither may happen to `nklearn doctor`.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 30  # a print server that is asked by name over a slow network takes its time
_MISSING = re.compile(r"(lib[^\s:/]+\.so[.\d]*): cannot open shared object file")
# Without one of these there is no window; the others Qt leaves out quietly.
_NEEDED = ("platforms/libqxcb.so", "platforms/libqoffscreen.so")
_PRINTING = "printsupport/libcupsprintersupport.so"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the version of Qt ("" if it does not load), a sentence on printing, and
    what is wrong, one sentence each."""

    version: str
    printing: str
    problems: tuple[str, ...]


def try_qt() -> Trial:
    """Try it in a child process, and say what a person can do about what failed."""
    own = [] if getattr(sys, "_MEIPASS", None) else ["-m", "nklearn"]
    try:
        done = subprocess.run(
            [sys.executable, *own, "doctor", "--qt"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        )
        found = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        todo = "Check whether its print server answers."
        return Trial("", "no answer", (f"Qt did not answer in {SECONDS} seconds. {todo}",))
    except (OSError, ValueError, IndexError):
        what = "Qt, which draws the window, ended without an answer. Install NKLearn again."
        return Trial("", "not tried", (what,))
    return _judged(found)


def run_trial() -> int:
    """Do what is tried, in the child process, and print it as one line of JSON."""
    found: dict[str, Any] = {"qt": "", "error": "", "broken": {}, "pdf": False, "printers": []}
    found["lacking"] = []
    try:
        _load(found)
        if not any(name in found["broken"] for name in _NEEDED):
            _print(found)
    except ImportError as error:
        found["error"] = str(error)
    if found["error"] or any(name in found["broken"] for name in _NEEDED):
        found["lacking"] = lacking_packages() if sys.platform.startswith("linux") else []
    print(json.dumps(found))
    return 0


def missing_library(message: str, lacking: Sequence[str] = ()) -> str:
    """Say a message of the loader in plain words: the library, and what to install.

    `lacking` are all packages that are missing, where that is known: the loader names one library.
    """
    match = _MISSING.search(message)
    if match is None:
        return message
    package = str(_table()["packages"].get(match[1], ""))
    packages = sorted(set(lacking) | ({package} if package else set[str]()))
    some = "the Debian packages " if len(packages) > 1 else "the Debian package "
    known = f"; install {some}{', '.join(packages)}" if packages else ""
    return f"the library {match[1]} is missing{known}"


def lacking_packages() -> list[str]:
    """Return the packages of Debian whose libraries Qt needs and this system has not."""
    table = _table()
    lacking: set[str] = set()
    for library, package in table["packages"].items():
        if library in table["optional"]:
            continue
        # One that is there may itself lack another one, which has its own turn.
        if _load_error(library).startswith(f"{library}: cannot open"):
            lacking.add(package)
    return sorted(lacking)


def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("debian_packages.toml").read_text("utf-8"))


def _load(found: dict[str, Any]) -> None:
    from PySide6 import QtCore

    for name in ("QtGui", "QtWidgets", "QtSvg", "QtPrintSupport"):
        import_module(f"PySide6.{name}")
    found["qt"] = QtCore.qVersion()
    if not sys.platform.startswith("linux"):
        return
    plugins = Path(QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath))
    for name in (*_NEEDED, _PRINTING):
        if error := _load_error(str(plugins / name)):
            found["broken"][name] = error


def _load_error(library: str) -> str:
    """Return what the loader says against a library; "" if it loads."""
    try:
        ctypes.CDLL(library)
    except OSError as error:
        # In the frozen program PyInstaller puts words of its own before those of the loader.
        return str(error.__cause__ or error)
    return ""


def _print(found: dict[str, Any]) -> None:
    """Write a page as PDF, and ask which printers there are."""
    from PySide6.QtGui import QGuiApplication, QPainter
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.pdf"
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(page))
        painter = QPainter(printer)
        painter.drawRect(100, 100, 400, 400)
        painter.end()
        found["pdf"] = page.exists() and page.read_bytes().startswith(b"%PDF")
    found["printers"] = QPrinterInfo.availablePrinterNames()
    application.quit()


def _judged(found: dict[str, Any]) -> Trial:
    lacking: list[str] = found["lacking"]
    if found["error"]:
        why = missing_library(found["error"], lacking)
        said = f"Qt, which draws the window, does not load: {why}."
        return Trial("", "not tried, as Qt does not load", (said,))
    broken: dict[str, str] = found["broken"]
    problems = [
        f"Qt can’t open {Path(name).stem.removeprefix('libq')} windows: "
        f"{missing_library(broken[name], lacking)}."
        for name in _NEEDED
        if name in broken
    ]
    if problems:
        return Trial(found["qt"], "not tried, as Qt opens no window", tuple(problems))
    if not found["pdf"]:
        problems.append("Qt could not write a page as PDF. Install NKLearn again.")
    said = ["PDF can be written" if found["pdf"] else "no PDF"]
    if _PRINTING in broken:
        said.append(f"no printer can be reached, as {missing_library(broken[_PRINTING])}")
    elif found["printers"]:
        said.append("printers: " + ", ".join(found["printers"]))
    else:
        said.append("the system names no printer")
    return Trial(found["qt"], "; ".join(said), tuple(problems))
