"""Entries of works in citation styles, made by a CSL processor when content is compiled.

The styles are those of the Citation Style Language project (`citation_styles/`, CC BY-SA 3.0).
Readers get the finished text, so that neither processor nor styles are in their program.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from nklearn.domain.claims import Source

_STYLES = Path(__file__).parent / "citation_styles"
# American usage, which the processor doesn't know: full stops and commas inside quotation marks.
_AMERICAN = frozenset({"apa", "mla"})
_OUTSIDE = re.compile(r"([”’])([.,])")
_TWICE = re.compile(r"^(.{8,}?[.”])(?:\. )?\s*\1(?=\s|$)")
# The processor takes a name's part after a hyphen for a particle if it is in small letters.
_LOWER_PART = re.compile(r"(?<=-)[a-z]")


def styles() -> list[str]:
    """Return the ids of the styles that there are."""
    return sorted(path.stem for path in _STYLES.glob("*.csl"))


def entries(sources: Iterable[Source]) -> dict[str, dict[str, str]]:
    """Return the entry of each source in each style, as plain text: source id, style, text."""
    items = [_item(source) for source in sources]
    found: dict[str, dict[str, str]] = {item["id"]: {} for item in items}
    known = json.dumps(items)
    for style in styles():
        for name, text in _entries(known, style).items():
            found[name][style] = text
    return found


def _item(source: Source) -> dict[str, Any]:
    """Return the CSL-JSON of a source as the processor needs it."""
    item = cast("dict[str, Any]", json.loads(source.csl))
    if source.url:
        item.setdefault("URL", source.url)
    for role in ("author", "editor", "translator"):
        for name in item.get(role, ()):
            if given := name.get("given"):
                name["given"] = _LOWER_PART.sub(lambda found: found[0].upper(), given)
    return item


# The processor takes half the time of compiling: the same works are put into words once.
@lru_cache(maxsize=12)
def _entries(known: str, style: str) -> Mapping[str, str]:
    items = cast("list[dict[str, Any]]", json.loads(known))
    if not items:
        return {}
    # Here and not above: it brings lxml in, which no check of a single file needs.
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that the processor does not know
        rules = CitationStylesStyle(str(_STYLES / f"{style}.csl"), validate=False)
        works = CiteProcJSON(items)
        bibliography = CitationStylesBibliography(rules, works, formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        texts = [str(text) for text in bibliography.bibliography()]
        keys = [str(key) for key in bibliography.keys]
    return {key: _tidied(text, style) for key, text in zip(keys, texts, strict=True)}


def _tidied(text: str, style: str) -> str:
    text = re.sub(r"\.{2,}$", ".", " ".join(text.split()))
    # Where nobody is named, the title stands for the author; the processor gives it twice then.
    text = _TWICE.sub(r"\1", text)
    return _OUTSIDE.sub(r"\2\1", text) if style in _AMERICAN else text
