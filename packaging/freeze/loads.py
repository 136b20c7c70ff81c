"""Load, inside the frozen program, every module that it may ever ask for.

    python packaging/freeze/loads.py [PROGRAM]

Pages and the libraries behind them are imported when they are first opened. One that was left out
too much would otherwise show on a student's screen, and only there.
"""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import leave_out

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"


def imports(source: str) -> Iterator[str]:
    """Return what a module imports at any level; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sources() -> Iterator[tuple[str, Path]]:
    """Return the modules of the program that go into the bundle, and their files."""
    for file in sorted(SOURCES.rglob("*.py")):
        parts = file.relative_to(SOURCES).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if leave_out.wanted(name) and parts[-1] != "__main__":
            yield name, file


def asked_for() -> list[str]:
    """Return those modules, and all that they import and this system has."""
    own = dict(sources())
    named = {name for file in own.values() for name in imports(file.read_text("utf-8"))}
    others = {name for name in named - own.keys() if leave_out.wanted(name) and _is_module(name)}
    return sorted(own.keys() | others)


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # a name inside a module, or a module of another system
        return False


def check(program: Path) -> None:
    """Load them all in the frozen program.

    Raises:
        SystemExit: one can't be loaded there.
    """
    names = asked_for()
    done = subprocess.run([program, "doctor", "--load", *names], check=False)
    if done.returncode:
        sys.exit(f"{program.name} lacks what it will ask for: see leave-out.toml.")
    print(f"{len(names)} modules load in {program.name}.")


if __name__ == "__main__":
    check(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "frozen" / "nklearn" / "nklearn")
