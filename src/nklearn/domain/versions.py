"""Versions such as 0.4 and 1.12.3: which of two is the newer."""

from __future__ import annotations

import re

VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")


def version_key(text: str) -> tuple[int, ...]:
    """Return what to compare versions by; 1.2 and 1.2.0 are one, what is no version is oldest."""
    if not VERSION.fullmatch(text):
        return ()
    numbers = [int(part) for part in text.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return (0, *numbers)
