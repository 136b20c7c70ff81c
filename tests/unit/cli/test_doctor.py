"""`nklearn doctor` finds what is broken: installed files, Qt's libraries, printing."""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import nklearn.cli.qt_trial as qt_trial
from nklearn.__main__ import main
from nklearn.base import manifest
from nklearn.base.manifest import Manifest

PACKAGES = Path(qt_trial.__file__).with_name("debian_packages.toml")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as an installer puts it in place; the program takes it for its own."""
    folder = tmp_path / "nklearn"
    (folder / "_internal").mkdir(parents=True)
    (folder / "nklearn").write_bytes(b"program")
    (folder / "_internal/content.db").write_bytes(b"content")
    made = Manifest("0.1.0", "c" * 40, "linux-x86_64", manifest.scan(folder))
    (folder / manifest.NAME).write_bytes(manifest.to_bytes(made))
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    return folder


def files(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    status = main(["doctor", "--files", *more])
    got = capsys.readouterr()
    return status, got.out + got.err


def test_whole_files_are_counted(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = files(capsys)
    assert (status, said) == (
        0,
        "2 files checked, no fault (NKLearn 0.1.0, linux-x86_64, commit cccccccccccc).\n",
    )


def test_every_fault_is_a_line_and_the_status_says_so(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "_internal/content.db").write_bytes(b"CONTENT")
    (installed / "nklearn").unlink()
    (installed / "_internal/more").touch()
    status, said = files(capsys)
    assert status == 1
    assert said.splitlines()[:3] == [
        "_internal/content.db: was changed; install NKLearn again",
        "_internal/more: is no part of NKLearn; remove it",
        "nklearn: is missing; install NKLearn again",
    ]
    assert said.splitlines()[3].startswith("2 files checked, 3 faults (")
    status, said = files(capsys, "--json")
    assert status == 1
    assert len(json.loads(said)["faults"]) == 3


def test_a_missing_or_damaged_list_is_a_fault_of_an_installed_program(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / manifest.NAME).write_bytes(b"{}")
    status, said = files(capsys)
    assert (status, "is damaged" in said) == (1, True)
    (installed / manifest.NAME).unlink()
    status, said = files(capsys)
    assert (status, "is missing. Install NKLearn again" in said) == (1, True)


def test_a_checkout_has_no_list_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = files(capsys)
    assert (status, "a checkout has none" in said) == (0, True)


def test_qt_loads_and_writes_pdf_without_a_screen() -> None:
    trial = qt_trial.try_qt()
    assert trial.problems == ()
    assert trial.version.startswith("6.")
    assert trial.printing.startswith("PDF can be written; ")


def test_a_qt_that_ends_without_an_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    trial = qt_trial.try_qt()
    assert trial.version == ""
    assert "Install NKLearn again" in trial.problems[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux names libraries so")
def test_the_library_that_a_plugin_lacks_is_named(tmp_path: Path) -> None:
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    # Elsewhere the plugin finds only such libraries of Qt as are loaded already.
    ctypes.CDLL(str(plugins / "platforms/libqxcb.so"))
    data = (plugins / "platforms/libqxcb.so").read_bytes()
    assert b"libxcb-cursor.so.0\0" in data
    lacking = tmp_path / "libqxcb.so"  # as on a system without that library
    lacking.write_bytes(data.replace(b"libxcb-cursor.so.0\0", b"libxcb-absent.so.0\0"))
    with pytest.raises(OSError, match="libxcb-absent") as caught:
        ctypes.CDLL(str(lacking))
    assert (
        qt_trial.missing_library(str(caught.value)) == "the library libxcb-absent.so.0 is missing"
    )
    known = str(caught.value).replace("absent", "cursor")
    assert qt_trial.missing_library(known) == (
        "the library libxcb-cursor.so.0 is missing; install the Debian package libxcb-cursor0"
    )
    more = qt_trial.missing_library(known, ["libegl1", "libxcb-cursor0"])
    assert more.endswith("; install the Debian packages libegl1, libxcb-cursor0")
    assert qt_trial.missing_library("version `GLIBC_9' not found") == "version `GLIBC_9' not found"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux names libraries so")
def test_nothing_is_lacking_where_a_window_opens() -> None:
    assert qt_trial.lacking_packages() == []


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="needs Debian")
def test_debian_agrees_with_the_names_of_its_packages() -> None:
    table: dict[str, str] = tomllib.loads(PACKAGES.read_text("utf-8"))["packages"]
    checked = 0
    for library, package in table.items():
        done = subprocess.run(
            ["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True
        )
        owners = {line.split(":")[0] for line in done.stdout.splitlines() if "/" in line}
        if owners:
            assert owners & set(package.split(" or ")), f"{library}: {owners}, not {package}"
            checked += 1
    assert checked >= 15  # those of packaging/apt-run.txt are there wherever tests run
