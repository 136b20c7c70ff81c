"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit: where it leads, what it is, and its words; `status` is empty for non-claims."""

    address: str
    kind: str
    title: str
    text: str
    source: str
    status: str
    sensitivity: str
