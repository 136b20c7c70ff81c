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
_ALIKE = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'"))

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
    """Return what stands before the longest of `words` that ends a text, and that word."""
    text = text.replace("−", "-").strip()
    for word in sorted(filter(None, words), key=len, reverse=True):
        if text.casefold().endswith(word.casefold()):
            return text[: -len(word)].strip(), word
    return text, ""


def _number(text: str) -> Decimal | None:
    sign = -1 if text.startswith("-") else 1
    digits = " ".join(text[1:].split() if text[:1] in ("-", "+") else text.split())
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
    parts = re.split(r"(?<!\\)\*", wording)
    pattern = ".*".join(re.escape(_folded(part.replace(r"\*", "*"), trim=False)) for part in parts)
    return re.fullmatch(pattern.strip(), _folded(text), re.DOTALL) is not None


def _folded(text: str, *, trim: bool = True) -> str:
    text = unicodedata.normalize("NFC", text).translate(_ALIKE).casefold()
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return text.strip() if trim else text


def word_count(text: str) -> int:
    """Count words as a teacher would: runs of letters and digits, with what joins them."""
    return len(_WORD.findall(text))
