"""A picture to take on the tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """A picture to take: its file name, its address, and what is done before it."""

    name: str
    address: str
    before: Callable[[], object] | None = None
