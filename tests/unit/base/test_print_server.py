"""CUPS is asked by its socket, unless somebody named a server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nklearn.base.print_server import stay_local

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="CUPS on Linux")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVER", "")  # so that it is as before afterwards


def test_only_the_socket_is_asked(tmp_path: Path) -> None:
    settings = tmp_path / "client.conf"
    settings.write_text("# ServerName print.school\nEncryption Never\n", "utf-8")
    assert stay_local(settings)
    assert os.environ["CUPS_SERVER"].startswith("/")


def test_a_server_that_the_school_names_is_left_alone(tmp_path: Path) -> None:
    settings = tmp_path / "client.conf"
    settings.write_bytes(b"\xff\n  servername print.school\n")
    assert not stay_local(settings)
    assert not os.environ["CUPS_SERVER"]


def test_one_that_the_account_names_too(tmp_path: Path) -> None:
    own = tmp_path / ".cups/client.conf"
    own.parent.mkdir()
    own.write_text("ServerName print.school\n", "utf-8")
    assert not stay_local(tmp_path / "none")


def test_one_that_the_environment_names_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print.school:631")
    assert not stay_local(tmp_path / "none")
    assert os.environ["CUPS_SERVER"] == "print.school:631"


def test_an_account_without_a_home_starts_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)  # nobody’s: the system names no home
    with pytest.raises(RuntimeError):
        Path.home()
    assert stay_local(tmp_path / "none")
