"""Words found in labels that are quoted as printed, restored words and all: where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from nklearn.storage import search_words

_WORD = re.compile(r"[^\W_]+")
# How alike two words must be for one to be offered for the other, and how long at least.
_ALIKE, _LONG = 0.6, 4
_SHAPES = str.maketrans("‘’“”\u00a0\u202f", "''\"\"  ")

#: Where a text begins and ends within another.
Span = tuple[int, int]


def terms(text: str) -> tuple[str, ...]:
    """Return the words that somebody looks for, each once."""
    return tuple(dict.fromkeys(_WORD.findall(_folded(text))))


def spans(text: str, wanted: Iterable[str]) -> tuple[Span, ...]:
    """Return where in `text` words begin with one of those wanted; brackets divide no word.

    In "milita[ry]" both "military" and "milit" are found. Empty unless each is there.
    """
    kept = [place for place, letter in enumerate(text) if letter not in "[]"]
    plain = _folded("".join(text[place] for place in kept))
    found: set[Span] = set()
    for term in wanted:
        own = {
            (kept[word.start()], kept[word.start() + len(term) - 1] + 1)
            for word in _WORD.finditer(plain)
            if word.group().startswith(term)
        }
        if not own:
            return ()
        found |= own
    return _apart(sorted(found))


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where in `text` stands what somebody looks for, parts of words as well.

    Case and diacritics do not count, as in search, nor the shape of quotes and spaces.

    >>> occurrences("Ch’ŏllima, chollima", "CH'OLLIMA")
    ((0, 9),)
    """
    sought = " ".join(search_words.folded(wanted).translate(_SHAPES).split())
    if not sought:
        return ()
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for own in search_words.folded(letter).translate(_SHAPES):
            letters.append(own)
            places.append(place)
    plain, found, start = "".join(letters), list[Span](), 0
    while (start := plain.find(sought, start)) >= 0:
        end = start + len(sought)
        found.append((places[start], places[end - 1] + 1))
        start = end
    return tuple(found)


def nearest(text: str, labels: Iterable[str]) -> str:
    """Return the words of `text` with those that begin no word of `labels` spelt as one does.

    Empty if no word is near, or if all are there.
    """
    known = {word for label in labels for word in terms(label.replace("[", "").replace("]", ""))}
    long = sorted(word for word in known if len(word) >= _LONG)
    words: list[str] = []
    for term in terms(text):
        if any(word.startswith(term) for word in known):
            words.append(term)
            continue
        near = get_close_matches(term, long, 1, _ALIKE)
        if not near:
            return ""
        words += near
    return "" if tuple(words) == terms(text) else " ".join(words)


def _folded(text: str) -> str:
    """Return a text for comparison, letter for letter as long as it was."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _apart(found: list[Span]) -> tuple[Span, ...]:
    """Return spans with those joined that lie over one another."""
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
