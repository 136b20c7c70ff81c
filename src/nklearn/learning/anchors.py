"""Where a note belongs: a quote with some words before and after it, found again in changed text.

As the text quote selector of the W3C's Web Annotation Data Model: the words themselves, and what
stands around them to tell apart places that read alike. White space and the kind of quotation
marks, hyphens and dashes do not count.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from nklearn.base.values import dataclass

# How many characters around a quote are kept; whole words of them.
_AROUND = 60
# How much of an altered quote must be left: difflib's ratio, and of it in words found.
_ALIKE = 0.7
_WORDS_LEFT = 0.5
_ALIKE_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, and those around them; `exact` is empty for a text as a whole."""

    exact: str = ""
    before: str = ""
    after: str = ""


def quote(text: str, start: int, end: int) -> Quote:
    """Return the quote of `text[start:end]`, without white space at its ends."""
    start, end = trimmed(text, start, end)
    before = text[max(0, start - _AROUND) : start]
    if start > _AROUND:
        before = before.partition(" ")[2] or before
    after = text[end : end + _AROUND]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return Quote(text[start:end], before, after)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space at its ends; an empty one if there is nothing else."""
    start, end = (max(0, min(place, len(text))) for place in sorted((start, end)))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range made longer so that it cuts no word; an empty one stays empty."""
    start, end = trimmed(text, start, end)
    if start < end:
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    return start, end


def find(text: str, wanted: Quote) -> tuple[int, int] | None:
    """Return where a quote stands in a text now; None if nothing is like it enough."""
    even, places = _evened(text)
    exact = _evened(wanted.exact)[0].strip()
    if not exact:
        return None
    before, after = _evened(wanted.before)[0], _evened(wanted.after)[0]
    found = _same(even, exact, before, after) or _alike(even, exact, before, after)
    if found is None:
        return None
    start, end = found
    return places[start], places[end - 1] + 1


def _evened(text: str) -> tuple[str, list[int]]:
    """Return the text with single spaces and plain signs, and where each character stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.translate(_ALIKE_SIGNS)):
        if not sign.isspace():
            signs.append(sign)
        elif signs and signs[-1] == " ":
            continue
        else:
            signs.append(" ")
        places.append(place)
    return "".join(signs), places


def _same(text: str, exact: str, before: str, after: str) -> tuple[int, int] | None:
    """Return the place with the very words whose surroundings fit best; the first of equals."""
    best: tuple[int, int, int] | None = None
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        fit = _common(text[:start][::-1], before[::-1]) + _common(text[end:], after)
        if best is None or fit > best[0]:
            best = (fit, start, end)
        start = text.find(exact, start + 1)
    return best[1:] if best else None


def _common(text: str, around: str) -> int:
    """Return how many characters of the surroundings stand here, even if some were changed."""
    near = text[: len(around) + 20]
    blocks = SequenceMatcher(None, near, around, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 2)


def _alike(text: str, exact: str, before: str, after: str) -> tuple[int, int] | None:
    """Return the place that came from the quote by changing words, if enough of it is left.

    The quote with its surroundings is laid along the text word by word; where the first or the
    last word of the quote is gone, the surroundings say where it was.
    """
    old = [*_WORD.findall(before), *_WORD.findall(exact), *_WORD.findall(after)]
    first = len(_WORD.findall(before))
    last = first + len(_WORD.findall(exact)) - 1
    spots = [found.span() for found in _WORD.finditer(text)]
    now = [text[start:end] for start, end in spots]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, old, now, autojunk=False).get_matching_blocks():
        pairs.update((block.a + n, block.b + n) for n in range(block.size))
    kept = [n for n in range(first, last + 1) if n in pairs]
    if len(kept) < _WORDS_LEFT * (last - first + 1):
        return None
    start, end = pairs[kept[0]], pairs[kept[-1]]
    if kept[0] > first and (first - 1) in pairs:
        start = max(pairs[first - 1] + 1, start - 2 * (kept[0] - first))
    if kept[-1] < last and (last + 1) in pairs:
        end = min(pairs[last + 1] - 1, end + 2 * (last - kept[-1]))
    place = spots[start][0], spots[end][1]
    ratio = SequenceMatcher(None, text[place[0] : place[1]], exact, autojunk=False).ratio()
    return place if ratio >= _ALIKE else None
