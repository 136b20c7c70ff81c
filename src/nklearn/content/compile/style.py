"""How text reads: its sentences, its grade by Flesch and Kincaid, and words that are not used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nklearn.content.compile import yaml_files
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.markdown import CITE
from nklearn.content.compile.models import BannedModel

_END = re.compile(rf"[.!?][\"”’')\]]*(?:\s?{CITE})*(?=\s+[\"“‘'(\[]?[^\W_a-z]|\s*$)")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|No|vs|St|Art|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*)$")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouyŏŭ]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouy]ed|[^l]e)$")


@dataclass(frozen=True, slots=True)
class Banned:
    """Words that are not used, why, and what to write instead."""

    pattern: re.Pattern[str]
    why: str
    instead: str


def load_banned(path: Path, faults: Faults) -> tuple[Banned, ...]:
    """Read the words that are not used; none if there is no such file."""
    if not path.exists():
        return ()
    found: list[Banned] = []
    for entry in yaml_files.read_list(path, faults):
        model = yaml_files.check(entry, BannedModel, faults)
        if model:
            forms = "|".join(re.escape(word) for word in model.words)
            pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
            found.append(Banned(pattern, model.why, model.instead))
    return tuple(found)


def unquoted(text: str) -> str:
    """Return the text with what stands in quotation marks blanked out, places kept."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends; a citation after the stop belongs to it."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _SHORT.search(text[start : match.start()]):
            continue
        found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def count_words(text: str) -> int:
    """Return the number of words; a number is one."""
    return len(_WORD.findall(text))


def reading(texts: list[str]) -> tuple[float, float]:
    """Return words a sentence and the Flesch-Kincaid grade of some paragraphs.

    Names and quoted words count as one syllable: a reader takes them as they are.
    """
    number = sum(len(sentences(text)) for text in texts)
    beats = [count for text in texts for count in _beats(text)]
    if not number or not beats:
        return 0.0, 0.0
    length = len(beats) / number
    return length, 0.39 * length + 11.8 * sum(beats) / len(beats) - 15.59


def _beats(text: str) -> list[int]:
    """Return the syllables of each word, one for those of names and in quotation marks."""
    bare = unquoted(text)
    openings = {
        match.start()
        for start, end in sentences(text)
        if (match := _WORD.search(text, start, end)) is not None
    }
    return [
        1
        if bare[match.start()] == " " or (match[0][0].isupper() and match.start() not in openings)
        else syllables(match[0])
        for match in _WORD.finditer(text)
    ]


@cache
def syllables(word: str) -> int:
    """Estimate the syllables of an English word by its groups of vowels.

    >>> [syllables(word) for word in ("coal", "output", "estimate", "mines", "1998")]
    [1, 2, 3, 1, 1]
    """
    word = word.lower()
    if word[0].isdigit():
        return 1
    count = len(_VOWELS.findall(word))
    if count > 1 and _SILENT.search(word):
        count -= 1
    return max(count, 1)
