"""The words of search: one folding for the index and for what a person types.

Case, diacritics (ŏ, ü), apostrophes and thousands separators do not count. Hangul words are
indexed with every ending of theirs, so that a part of a word is found as the beginning of one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; Hangul runs are words of their own.

    >>> words("Ch'ŏllima coal's 37,500 t 무연탄값2")
    ['chollima', 'coal', '37500', 't', '무연탄값', '2']
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        bare = unicodedata.normalize("NFC", _MARKS.sub("", apart))
        text = _HANGUL.sub(r" \g<0> ", bare)
    text = text.casefold()
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return _WORD.findall(text)


def is_hangul(word: str) -> bool:
    """Whether a folded word is written in Hangul."""
    return _HANGUL.match(word) is not None


def endings(found: Iterable[str]) -> list[str]:
    """Return the proper endings of the Hangul words among `found`, without repeats."""
    parts = (word[start:] for word in found if is_hangul(word) for start in range(1, len(word)))
    return list(dict.fromkeys(parts))


class Names:
    """Groups of spellings of one name: a text that holds one of them is found by all."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        """Take the spellings as authors write them."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._spellings: list[list[str]] = []
        for group in groups:
            number = len(self._spellings)
            # Il-sung is written Ilsung as well.
            spellings = dict.fromkeys([*group, *(name.replace("-", "") for name in group)])
            forms = dict.fromkeys(tuple(words(spelling)) for spelling in spellings)
            self._spellings.append(list(dict.fromkeys(word for form in forms for word in form)))
            for form in forms:
                if form:
                    self._by_first.setdefault(form[0], []).append((form, number))

    def others(self, found: Sequence[str]) -> list[str]:
        """Return the words of all spellings of the names that stand among folded words."""
        groups: dict[int, None] = {}
        for place, word in enumerate(found):
            for form, number in self._by_first.get(word, ()):
                if tuple(found[place : place + len(form)]) == form:
                    groups[number] = None
        return list(dict.fromkeys(word for group in groups for word in self._spellings[group]))
