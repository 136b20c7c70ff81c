"""What the release scripts know of the frozen program: where it lies, and what it was made of."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn, cast

from nklearn import __version__

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "build" / "frozen" / "nklearn"
DIST = ROOT / "dist"


def fail(what: str) -> NoReturn:
    """End with status 1 and one line that says why."""
    print(f"packaging/release: {what}", file=sys.stderr)
    sys.exit(1)


def version_of(folder: Path) -> str:
    """Return the version that was frozen."""
    return str(_made_of(folder).get("version") or __version__)


def commit_of(folder: Path) -> str:
    """Return the commit that was frozen: what the frozen folder says, else what is checked out."""
    return str(_made_of(folder).get("commit") or "") or git("rev-parse", "HEAD")


def time_of(commit: str) -> int:
    """Return when a commit was made, in seconds since 1970: the one time that a release bears."""
    # What was frozen with changes that are not committed has a sign behind the commit.
    digits = commit[:40]
    return int(git("show", "--no-patch", "--format=%ct", digits))


def platform_name() -> str:
    """Return for which system and processor the program on this machine is made."""
    return f"{sys.platform}-{platform.machine().lower().replace('amd64', 'x86_64')}"


def git(*arguments: str) -> str:
    """Ask the checkout.

    Raises:
        SystemExit: git is missing, or this is no checkout.
    """
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        fail(f"'git {' '.join(arguments)}' failed; a release is made from a checkout")
    return done.stdout.strip()


def _made_of(folder: Path) -> dict[str, Any]:
    path = folder / "_internal" / "version.json"
    return cast(dict[str, Any], json.loads(path.read_text("utf-8"))) if path.exists() else {}
