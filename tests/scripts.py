"""Loading a script below `packaging/`, which is no Python package: a library has that name."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def script(way: str) -> ModuleType:
    """Return a script of `packaging/`, by its way from there, as a module."""
    path = ROOT / "packaging" / way
    name = f"nklearn_packaging_{path.stem}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made  # dataclasses look their module up
    spec.loader.exec_module(made)
    return made
