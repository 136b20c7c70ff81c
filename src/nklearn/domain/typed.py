"""Reading what people type: numbers with their units, wordings with wildcards, counts of words.

Numbers: a dot or a comma is the decimal sign; commas that split a number into groups of three
("18,600") are thousands separators, and so is a thin or plain space between such groups. A comma
is a decimal comma in every other place: "18,6" is 18.6, and "0,125" is an eighth. Dots are never
thousands separators, so "18.600" is 18.6.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from nklearn.domain.questions import Numeric

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_MAX_DIGITS = 30
_WORD = re.compile(r"[^\W_](?:[\w’'.,:%-]*[^\W_%])?%?")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # comes along with what is pasted
_ALIKE = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_UNSEEN)}
)

Unread = Literal["number", "unit"]
"""Why an amount can't be read: it is no number, or its unit is missing where it is needed."""


def read_number(text: str, unit_words: Iterable[str] = ()) -> Decimal | None:
    """Read a typed number, with or without one of `unit_words` behind it; None if it is none."""
    return _number(_without_unit(text, unit_words)[0])


def read_amount(text: str, numeric: Numeric) -> Decimal | Unread:
    """Read a typed number in the question's unit, or say why it can't be read.

    A number in a unit of `numeric.factors` is turned into the asked one.
    """
    spelled = {word: Decimal(1) for word in numeric.unit_words} | dict(numeric.factors)
    rest, word = _without_unit(text, spelled)
    value = _number(rest)
    if value is None:
        return "number"
    if not word and numeric.unit_needed:
        return "unit"
    return value * spelled[word] if word else value


def _without_unit(text: str, words: Iterable[str]) -> tuple[str, str]:
    """Return what stands before the longest of `words` that ends a text, and that word.

    Of two words that differ in upper and lower case alone, the one that is typed so.
    """
    plain = _spaced(text)
    folded = plain.casefold()

    def rank(word: str) -> tuple[int, bool]:
        return len(word), plain.endswith(word)

    for word in sorted(filter(None, words), key=rank, reverse=True):
        ending = _spaced(word).casefold()
        if ending and folded.endswith(ending):
            return folded[: -len(ending)].strip(), word
    return folded, ""


def _spaced(text: str) -> str:
    """Return a text with single spaces, plain dashes, and nothing that can't be seen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def _number(text: str) -> Decimal | None:
    sign = -1 if text.startswith("-") else 1
    digits = text[1:].strip() if text[:1] in ("-", "+") else text
    if len(digits) > _MAX_DIGITS or not digits.isascii():
        return None
    if _SPACED.fullmatch(digits):
        digits = digits.replace(" ", "")
    elif _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if _PLAIN.fullmatch(digits):
        return sign * Decimal(digits.replace(",", "."))
    return None


def fits(wording: str, text: str) -> bool:
    r"""Tell whether a typed text is a wording: trimmed, NFC, upper and lower case alike.

    Runs of spaces are one space, and all dashes and apostrophes are alike. `*` in the wording
    stands for any letters, or none; `\*` is a star.
    """
    parts = [part.replace(r"\*", "*") for part in re.split(r"(?<!\\)\*", _folded(wording))]
    asked, typed = parts[0], _folded(text)
    if len(parts) == 1:
        return typed == asked
    # From left to right, each as early as it comes: no text, however long, takes long.
    if not typed.startswith(asked):
        return False
    at = len(asked)
    for part in parts[1:-1]:
        found = typed.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return typed.endswith(parts[-1]) and len(typed) - len(parts[-1]) >= at


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", _spaced(text).casefold())


def word_count(text: str) -> int:
    """Count words as a teacher would: runs of letters and digits, with what joins them.

    Marks above or below a letter belong to it, however they are typed.
    """
    whole = unicodedata.normalize("NFC", text).translate(dict.fromkeys(map(ord, _UNSEEN)))
    return len(_WORD.findall("".join(mark for mark in whole if not unicodedata.combining(mark))))
