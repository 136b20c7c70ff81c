"""Finding what somebody types within a text, as browsers do: anywhere, also within words.

Case, diacritics (ŏ, ü), kinds of quotation marks and dashes, and white space do not count.
"""

from __future__ import annotations

import unicodedata

_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
}


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text for comparison, and for each of its characters where it stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            bare = "" if signs and signs[-1] == " " else " "
        else:
            apart = unicodedata.normalize("NFKD", _SIGNS.get(sign, sign))
            bare = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
        for each in bare:
            signs.append(each)
            places.append(place)
    return "".join(signs), places


def find_all(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Return where `wanted` stands in `text`, none lying over another; nothing finds nothing."""
    needle = folded(wanted)[0].strip()
    if not needle:
        return ()
    hay, places = folded(text)
    found: list[tuple[int, int]] = []
    start = hay.find(needle)
    while start >= 0:
        end = start + len(needle)
        found.append((places[start], _after(text, places[end - 1])))
        start = hay.find(needle, end)
    return tuple(found)


def _after(text: str, place: int) -> int:
    """Return the place behind a character and the marks that stand upon it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
