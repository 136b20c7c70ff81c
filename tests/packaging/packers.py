"""A small frozen folder in place of the real one, and the packagers run on it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
EPOCH = "1790000000"

on_debian = pytest.mark.skipif(
    shutil.which("dpkg-query") is None or platform.machine() != "x86_64",
    reason="the packagers run on Debian and Ubuntu, on x86_64",
)

STARTS = """#!/bin/sh
[ "$1" = --version ] || exit 2
{more}
echo "NKLearn {version}"
"""


def frozen(folder: Path, version: str = "0.1.0", more: str = "") -> Path:
    """Make a frozen folder whose program is a script; `more` is what it does when it starts."""
    inside = folder / "_internal"
    (inside / "자료 folder").mkdir(parents=True)
    program = folder / "nklearn"
    program.write_text(STARTS.format(version=version, more=more), "utf-8")
    program.chmod(0o755)
    (inside / "version.json").write_text(f'{{"version": "{version}", "commit": ""}}\n', "utf-8")
    (inside / "자료 folder" / "b.txt").write_text(version, "utf-8")
    (inside / "noise.bin").write_bytes(Random(version).randbytes(150_000))
    (inside / "zeros.bin").write_bytes(bytes(600_000))
    (inside / "link.txt").symlink_to("version.json")
    shutil.copy("/bin/sleep", inside / "holder")  # a real program that can be kept running
    return folder


def pack(kind: str, folder: Path, dist: Path, *more: str, **environment: str) -> Path:
    """Run `deb.py` or `run.py` as `make package` does, and return what it made."""
    done = try_to_pack(kind, folder, dist, *more, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(done.stdout.splitlines()[-1])


def try_to_pack(
    kind: str, folder: Path, dist: Path, *more: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a packager that may fail."""
    return subprocess.run(
        [
            *(sys.executable, LINUX / f"{kind}.py", "--frozen", folder, "--dist", dist),
            *more,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment},
    )


@dataclass(frozen=True, slots=True)
class Account:
    """A home folder of a test, and what is done in it."""

    home: Path

    @property
    def program(self) -> Path:
        """The program's folder, where it goes by itself."""
        return self.home / ".local" / "opt" / "nklearn"

    @property
    def share(self) -> Path:
        """Menu, icons, file types, and the workspace."""
        return self.home / ".local" / "share"

    def environment(self) -> dict[str, str]:
        """Only what a login has: nothing of this checkout."""
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def do(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a command as this account."""
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=60,
            env=self.environment(),
            cwd=self.home,
        )

    def install(self, package: Path, *options: str) -> subprocess.CompletedProcess[str]:
        """Run an installer; tests may run as root."""
        return self.do(["sh", package, "--allow-root", *options])

    def uninstall(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the uninstaller that the installer put there."""
        return self.do([self.program / "nklearn-uninstall", *options])

    def version(self) -> str:
        """What the installed program says of itself."""
        return self.do([self.program / "current" / "nklearn", "--version"]).stdout.strip()

    def left(self) -> list[str]:
        """Everything in the home folder that is no folder leading to something else."""
        return sorted(
            path.relative_to(self.home).as_posix()
            for path in self.home.rglob("*")
            if path.is_symlink() or not path.is_dir() or not any(path.iterdir())
        )


def account(folder: Path) -> Account:
    """Make a home folder with blanks and Hangul in its name, and a workspace in it."""
    home = folder / "집 of 민수's class"
    workspace = home / ".local" / "share" / "nklearn"
    workspace.mkdir(parents=True)
    (workspace / "workspace.db").write_text("answers", "utf-8")
    return Account(home)
