"""The words of search: one folding for the index and for what a person types.

Case, diacritics (ŏ, ü), apostrophes and thousands separators do not count. Hangul words are
indexed with every ending of theirs, so that a part of a word is found as the beginning of one.
Words with one stem (mine, mines, mining) are found by one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")
_VOWEL = re.compile(r"[aeiouy]")
# Endings, and how many letters must be left before them.
_ENDINGS = (("ment", 5), ("ing", 3), ("ed", 3), ("ion", 5), ("er", 4))
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order; Hangul runs are words of their own.

    >>> words("Ch'ŏllima coal's 37,500 t 무연탄값2")
    ['chollima', 'coal', '37500', 't', '무연탄값', '2']
    """
    plain = text.isascii()
    text = folded(text)
    if not plain:
        text = _HANGUL.sub(r" \g<0> ", text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return _WORD.findall(text)


def folded(text: str) -> str:
    """Return `text` without what does not count in search: case and diacritics.

    >>> folded("Ch'ŏllima")
    "ch'ollima"
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", _MARKS.sub("", apart))
    return text.casefold()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what a folded English word shares with its other forms; numbers stay as they are.

    It is a key to compare by, not a word. Short words lose a plural's s alone.

    >>> [stem(word) for word in ("mines", "mining", "cities", "punished", "punishment", "class")]
    ['mine', 'mine', 'city', 'punish', 'punish', 'class']
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    word = _singular(word)
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = _closed(word[: -len(ending)])
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _closed(rest: str) -> str:
    """Undo what an ending did to the end of a word: digg(ing), min(ing)."""
    if not _VOWEL.search(rest):
        return f"{rest}e"
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiouls":
        return rest[:-1]
    return f"{rest}e" if len(rest) < 4 else rest


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


class Synonyms:
    """Groups of words and phrases that search takes for one another, by their stems."""

    def __init__(self, groups: Iterable[Sequence[str]], stop_words: frozenset[str]) -> None:
        """Take the groups as authors write them; stop words in phrases don't count."""
        self._by_phrase: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        self._longest = 0
        for group in groups:
            forms = [_stems(member, stop_words) for member in group]
            for form in filter(None, forms):
                others = [other for other in forms if other and other != form]
                self._by_phrase.setdefault(form, []).extend(others)
                self._longest = max(self._longest, len(form))
        self._stop_words = stop_words

    def meant(self, typed: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
        """Return for each word typed what else it, or a phrase around it, may be called."""
        telling = [word for word in typed if word not in self._stop_words]
        stems = [stem(word) for word in telling]
        found: dict[str, list[tuple[str, ...]]] = {}
        for place in range(len(telling)):
            for end in range(place + 1, min(len(telling), place + self._longest) + 1):
                for other in self._by_phrase.get(tuple(stems[place:end]), ()):
                    for word in telling[place:end]:
                        if other not in found.setdefault(word, []):
                            found[word].append(other)
        return found


def _stems(phrase: str, stop_words: frozenset[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(phrase) if word not in stop_words)
