"""How to cite what is on screen: the works, in the style that a reader needs, with the places.

The entries of the works are written when content is compiled (`compile/bibliography.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nklearn.content.catalog import Catalog

#: The styles by their ids, with the names that readers know.
STYLES = {"apa": "APA", "mla": "MLA", "harvard": "Harvard"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that something rests on: `place` says where in it, and through whom it came."""

    source: str
    place: str = ""


def citation(catalog: Catalog, cited: Iterable[Cited], style: str) -> str:
    """Return the entries of the works in a style, each once, with all places in it behind.

    Raises:
        UnknownAddressError: there is no such source.
    """
    places: dict[str, list[str]] = {}
    for each in cited:
        places.setdefault(each.source, []).append(each.place)
    lines: list[str] = []
    for source, found in places.items():
        entry = catalog.source(source).citations[style]
        told = "; ".join(dict.fromkeys(filter(None, found)))
        lines.append(f"{entry} [{told}]" if told else entry)
    return "\n".join(lines)
