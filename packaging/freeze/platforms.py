"""What the PyInstaller build has on each system besides the program: names, icons, descriptions.

Windows has two programs: one without a console, for menus and double clicks, and `nklearn-cli`
for commands, as a program of Windows either has a console or none. macOS has one in a bundle.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

PACKAGING = Path(__file__).resolve().parents[1]


def make(platform: str, folder: Path) -> Path:
    """Make the parts that a system's programs carry; return their folder."""
    scripts: list[str] = []
    if platform in ("win32", "darwin"):
        scripts.append("make_icons.py")
    if platform == "win32":
        scripts.append("windows/version_info.py")
    if platform == "darwin":
        scripts.append("macos/info_plist.py")
    for script in scripts:
        subprocess.run([sys.executable, PACKAGING / script, folder], check=True)
    return folder


def programs(platform: str, parts: Path) -> list[dict[str, Any]]:
    """Return what tells the programs of a system apart, as arguments of PyInstaller's EXE."""
    if platform == "win32":
        told = {"icon": str(parts / "nklearn.ico"), "version": str(parts / "version-info.txt")}
        window = {"name": "nklearn", "console": False, **told}
        return [window, {"name": "nklearn-cli", "console": True, **told}]
    # With a console a bundle of macOS would have no window in the Dock.
    return [{"name": "nklearn", "console": platform != "darwin"}]


def bundle(parts: Path) -> dict[str, Any]:
    """Return the arguments of PyInstaller's BUNDLE, which makes NKLearn.app."""
    import plistlib

    values = plistlib.loads((parts / "Info.plist").read_bytes())
    return {
        "name": "NKLearn.app",
        "icon": str(parts / "nklearn.icns"),
        "bundle_identifier": values["CFBundleIdentifier"],
        "version": values["CFBundleShortVersionString"],
        "info_plist": values,
    }
