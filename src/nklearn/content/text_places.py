"""Places in a text, as claims name them, in the order of the text: for groups and for sorting."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERED = re.compile(
    r"\b(section|table|graph|chart|image|footnote|fact|article|paragraph)s? (\d+)([A-Z]?)\b", re.I
)
_PART = re.compile(r"part “([^”]+)”")
_NAMED = re.compile(
    r"\b(cover|title page|foreword|acknowledgements|introduction|conclusion)\b", re.I
)
_ARTICLE = re.compile(r"^Article “[^”]*”,? ?")
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) (paragraph|row)",
    re.I,
)
_ORDINALS: tuple[str, ...] = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "last"),
)
_FRONT, _BODY, _END, _TABLES, _NOTES, _REST = range(6)
_RANK = {
    "introduction": _FRONT,
    "section": _BODY,
    "fact": _BODY,
    "article": _BODY,
    "paragraph": _BODY,
    "conclusion": _END,
    "footnote": _NOTES,
}
# What stands around a text tells less than the text; it comes last.
_NAMES = ("foreword", "introduction", "conclusion", "cover", "title page", "acknowledgements")

Order = tuple[int, str, int, str]


@lru_cache(maxsize=2048)
def place_group(place: str) -> tuple[str, Order]:
    """Return the part of a text that a place lies in, and what sorts it among the other parts.

    >>> place_group("Section 2B, paragraph on mobilising resources")[0]
    'Section 2B'
    >>> place_group("Computed from Table 9")[0]
    'Table 9'
    """
    rest = _ARTICLE.sub("", place)
    if part := _PART.search(rest):
        return part[1], (_BODY, "part", 0, part[1])
    found = [match for match in (_NUMBERED.search(rest), _NAMED.search(rest)) if match]
    if not found:
        head = re.split(r"[,;:]", rest)[0].strip()
        head = head[:1].upper() + head[1:]
        return head, (_REST, head.casefold(), 0, "")
    first = min(found, key=lambda match: match.start())
    word = first[1].casefold()
    if first.re is _NAMED:
        return first[1].capitalize(), (_RANK.get(word, _REST), "", _NAMES.index(word), "")
    rank = _RANK.get(word, _TABLES)
    letter = first[3].upper()
    named = "" if rank == _BODY else word
    return f"{word.capitalize()} {first[2]}{letter}", (rank, named, int(first[2]), letter)


def place_order(place: str) -> tuple[Order, int, str]:
    """Return what sorts places as they follow one another in a text."""
    ordinal = _ORDINAL.search(place)
    number = _ORDINALS.index(ordinal[1].casefold()) if ordinal else len(_ORDINALS)
    return place_group(place)[1], number, place
