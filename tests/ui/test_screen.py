"""A start without a screen, or on one that the installed program can't use, says so plainly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nklearn.base.errors import UserError
from nklearn.ui.screen import platform_for


@pytest.mark.parametrize(
    ("environment", "checkout", "bundled"),
    [
        ({"DISPLAY": ":0"}, "", "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "", "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, "", "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "", None),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "wayland"}, "", None),
        ({"QT_QPA_PLATFORM": "offscreen"}, "", ""),
        ({}, None, None),
    ],
)
def test_the_platform_follows_from_the_desktop(
    environment: dict[str, str], checkout: str | None, bundled: str | None
) -> None:
    for installed, expected in ((False, checkout), (True, bundled)):
        if expected is None:
            with pytest.raises(UserError):
                platform_for(environment, bundled=installed)
        else:
            assert platform_for(environment, bundled=installed) == expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a screen")
def test_without_a_screen_the_program_ends_with_a_sentence(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "nklearn", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 1
    assert "There is no screen here" in done.stderr
    assert "Traceback" not in done.stderr
