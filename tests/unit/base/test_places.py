"""Where the workspace lies on each system, and paths that find back after a stick has moved."""

from __future__ import annotations

import ntpath
import posixpath
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.base import paths
from nklearn.base.file_names import fitting
from nklearn.base.places import BESIDE, Places, disk_of, found, kept, within

WINDOWS_HOME = "E:\\NKLearn\\workspace"
NAMES = st.text(min_size=1, max_size=12).map(fitting)
WAYS = st.lists(NAMES, max_size=5)


@given(WAYS, st.sampled_from(["E:", "e:"]), st.sampled_from("DFGZ"))
def test_a_folder_of_the_stick_is_found_under_another_letter(
    way: list[str], drive: str, letter: str
) -> None:
    text = kept(ntpath.join(f"{drive}\\", *way), WINDOWS_HOME, "E:\\", ntpath)
    assert text.startswith(BESIDE)
    assert "\\" not in text
    assert "e:" not in text.casefold().removeprefix(BESIDE)
    here = found(text, f"{letter}:\\NKLearn\\workspace", ntpath)
    assert PureWindowsPath(here) == PureWindowsPath(f"{letter}:\\", *way)


@given(WAYS)
def test_a_folder_of_the_stick_is_found_at_another_mount_point(way: list[str]) -> None:
    home, disk = "/media/mina/STICK/NKLearn/workspace", "/media/mina/STICK"
    text = kept(posixpath.join(disk, *way), home, disk, posixpath)
    here = found(text, "/run/media/jun/STICK 1/NKLearn/workspace", posixpath)
    assert PurePosixPath(here) == PurePosixPath("/run/media/jun/STICK 1", *way)
    at_windows = found(text, "F:\\NKLearn\\workspace", ntpath)
    assert PureWindowsPath(at_windows) == PureWindowsPath("F:\\", *way)


@pytest.mark.parametrize(
    "path",
    ["", "C:\\Users\\Mina\\School", "\\\\server\\share\\10B", "EE:\\x", "classes\\10B", "E:rel"],
)
def test_what_is_not_on_the_stick_is_kept_as_it_is(path: str) -> None:
    text = kept(path, WINDOWS_HOME, "E:\\", ntpath)
    assert text == path
    assert found(text, "F:\\NKLearn\\workspace", ntpath) == path


def test_spelled_alike_is_not_within() -> None:
    assert within("/media/stick/a", "/media/stick", posixpath)
    assert within("/media/stick", "/media/stick/", posixpath)
    assert within("E:\\a", "e:\\", ntpath)
    assert not within("/media/stick2", "/media/stick", posixpath)
    assert not within("/media/stick/../x", "/media/stick", posixpath)


def test_where_the_workspace_of_an_account_lies() -> None:
    windows = PureWindowsPath("C:\\Users\\Mina")
    unix = PurePosixPath("/home/mina")
    local = {"LOCALAPPDATA": "D:\\Local"}

    def home(platform: str, environment: dict[str, str]) -> str:
        person = windows if platform == "win32" else unix
        return str(paths.account_home(platform, environment, lambda: person))

    assert home("win32", local) == "D:\\Local\\NKLearn"
    assert home("win32", {}) == "C:\\Users\\Mina\\AppData\\Local\\NKLearn"
    assert home("darwin", local) == "/home/mina/Library/Application Support/NKLearn"
    assert home("linux", {"XDG_DATA_HOME": "/data"}) == "/data/nklearn"
    assert home("linux", {"XDG_DATA_HOME": "data"}) == "/home/mina/.local/share/nklearn"
    assert home("freebsd14", {}) == "/home/mina/.local/share/nklearn"


def test_the_folder_of_the_program_is_the_one_that_a_person_sees() -> None:
    mac = Path("/Volumes/STICK/NKLearn.app/Contents/MacOS/nklearn")
    assert paths.program_folder(mac) == Path("/Volumes/STICK")
    assert paths.program_folder(Path("/media/stick/a/nklearn")) == Path("/media/stick/a")
    assert paths.program_folder(Path("/srv/my.app/bin/nklearn")) == Path("/srv/my.app/bin")


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a frozen program that this process passes for."""
    folder = tmp_path / "NKLearn"
    (folder / "_internal").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "nklearn"))
    monkeypatch.delenv("NKLEARN_HOME", raising=False)
    return folder


@pytest.mark.parametrize("name", ["portable", "portable.txt"])
def test_a_file_beside_the_frozen_program_makes_it_portable(frozen: Path, name: str) -> None:
    assert paths.portable_home() is None
    assert not paths.default_home().is_relative_to(frozen)
    (frozen / name).touch()
    assert paths.default_home() == frozen / "workspace"
    assert paths.is_portable(frozen / "workspace" / "teaching" / "x")
    assert not paths.is_portable(frozen)


def test_the_environment_outranks_it(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (frozen / "portable").touch()
    monkeypatch.setenv("NKLEARN_HOME", str(frozen / "other"))
    assert paths.default_home() == frozen / "other"
    assert not paths.is_portable(paths.default_home())


def test_a_folder_of_that_name_makes_nothing_portable(frozen: Path) -> None:
    (frozen / "portable").mkdir()
    assert paths.portable_home() is None


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.portable_home() is None


def test_only_a_portable_workspace_keeps_ways(frozen: Path) -> None:
    home = frozen / "workspace"
    exchange = str(frozen / "Exchange")
    assert Places.of(home).kept(exchange) == exchange
    assert Places.of(None).kept(exchange) == exchange
    (frozen / "portable").touch()
    places = Places.of(home)
    assert places.kept(exchange) == f"{BESIDE}../Exchange"
    assert places.found(places.kept(exchange)) == exchange
    assert Path(disk_of(home)).is_mount()
