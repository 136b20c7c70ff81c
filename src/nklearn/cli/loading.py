"""Whether modules load: asked of the frozen program by those who make it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module


def load(names: Iterable[str]) -> int:
    """Import each module; name on stderr those that can't be, and return 1 if there are any."""
    broken = 0
    for name in names:
        try:
            import_module(name)
        except Exception as error:  # whatever a module does when it loads is its fault
            broken = 1
            print(f"{name}: {error}", file=sys.stderr)
    return broken
