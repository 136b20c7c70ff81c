"""Figures and number words in prose: where they stand, what they are worth, how rounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from nklearn.domain.claims import Unit

_TABLES: dict[str, Any] = json.loads(
    Path(__file__).with_name("number_words.json").read_text(encoding="utf-8")
)
_NUMBERS: dict[str, int] = _TABLES["numbers"]
_MAGNITUDES: dict[str, int] = _TABLES["magnitudes"]
_FACTORS: dict[str, str] = _TABLES["factors"]
_PARTS: dict[str, int] = _TABLES["parts"]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WORD, _SIZE, _PART = _any(_NUMBERS), _any(_MAGNITUDES), _any(_PARTS)
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
# Every number begins a word with one of few letters: most of the text is passed over quickly.
_FIRST = "".join(sorted({word[0] for word in (*_NUMBERS, *_FACTORS, *_TABLES["vague"], "a", "d")}))
_TOKEN = re.compile(
    rf"""
    (?<!\w)(?=[-−\d{_FIRST}]) (?:
    (?P<date>(?<![\w.])\d{{1,2}}\s(?:{_any(_TABLES["months"])})\s\d{{4}}\b)
  | (?P<decade>(?<!\w)\d{{3}}0s\b)
  | (?P<ratio>\b(?P<of>\d+|{_WORD})\s(?:in|out\sof)\s(?:every\s)?(?P<all>\d+|{_WORD})\b
      (?!\s(?:{_SIZE})))
  | (?P<part>\b(?:(?P<count>{_WORD})[\s-](?:{_PART})s?\b
      |an?\s(?:{_PART})\b(?=\s(?:of|more|less|lower|higher|as)\b|[.,;)]|\s*$)))
  | (?P<digits>(?<!\w)(?<!\d[.,])[-−]?{_DIGITS})(?:\s(?P<size>{_SIZE})\b)?
  | (?P<factor>(?<!first\s)(?<!second\s)\b(?:{_any(_FACTORS)})\b(?!-\w))
  | (?P<fold>\b(?P<times>{_WORD}|\d+)-?fold\b)
  | (?P<vague>\b(?:{_any(_TABLES["vague"])})\b)
  | (?P<dozen>\b(?:(?:one|two|three)\s)?dozen\b)
  | (?P<words>\b(?:(?:{_WORD})(?:-(?:{_WORD}))?\b|an?(?=\s(?:{_SIZE})\b))(?:\s(?:{_SIZE})\b)*)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# "25 and 25.5 million tonnes": what follows the second number holds for the first.
_NEXT = re.compile(rf"\s?(?:and|or|to|–|-|,)\s?(?P<digits>{_DIGITS})(?:\s(?P<size>{_SIZE})\b)?")
ABOUT, LARGER, SMALLER = "about", "larger", "smaller"
_ROUNDING: dict[str, list[str]] = _TABLES["rounding"]
_SORTS = {word: sort for sort, words in _ROUNDING.items() for word in words}
_ROUNDED = re.compile(rf"\b({_any(_SORTS)})(?:\s(?:an?|the|US\$))?\s*\$?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written. `kind`: number, part (a share or a factor), decade, date, vague.

    `value` is the number, in `unit` if one is written after it; `scaled` says that a word such as
    "million" was multiplied in; `rounding` is empty, about, larger or smaller; `step` is the
    size of the last digit that counts; `again` is how else it can be read.
    """

    kind: str
    text: str
    start: int
    value: Decimal
    unit: Unit | None = None
    scaled: bool = False
    rounding: str = ""
    step: Decimal = Decimal(1)
    again: Figure | None = None


class FigureFinder:
    """Finds figures in text, with the units that may follow them."""

    def __init__(self, units: Iterable[tuple[Unit, tuple[str, ...]]]) -> None:
        """Take the units of measure, each with the further words it goes by."""
        self._units: dict[str, Unit] = {}
        for unit, further in units:
            for form in (unit.label, unit.symbol, *further):
                if form:
                    self._units.setdefault(form.casefold(), unit)
        forms = sorted((re.escape(form) for form in self._units), key=len, reverse=True)
        self._unit = re.compile(rf"[\s-]?({'|'.join(forms) or '(?!)'})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> list[Figure]:
        """Return the figures of `text` in order."""
        found: list[Figure] = []
        for match in _TOKEN.finditer(text):
            figure = self._figure(match, text)
            if figure is not None:
                found.append(figure)
        return found

    def _figure(self, match: re.Match[str], text: str) -> Figure | None:
        shown, start = match[0], match.start()
        plain = Figure("number", shown, start, Decimal(0), rounding=_rounding(text[:start]))
        if match["date"]:
            return replace(plain, kind="date", value=Decimal(shown[-4:]))
        if match["decade"]:
            return replace(plain, kind="decade", value=Decimal(shown[:4]))
        if match["vague"]:
            return replace(plain, kind="vague")
        if match["ratio"]:
            of, whole = _worth(match["of"]), _worth(match["all"])
            return replace(plain, kind="part", value=of / whole) if of < whole else None
        if match["part"]:
            count = _worth(match["count"]) if match["count"] else Decimal(1)
            piece = re.split(r"[\s-]", shown.lower())[-1].removesuffix("s")
            return replace(plain, kind="part", value=count / _PARTS[piece])
        if match["factor"]:
            return replace(plain, kind="part", value=Decimal(_FACTORS[shown.lower()]))
        if match["fold"]:
            return replace(plain, kind="part", value=_worth(match["times"]))
        if match["dozen"]:
            count = _worth(shown.split()[0]) if " " in shown else Decimal(1)
            return replace(plain, value=12 * count)
        return self._digits(match, text, plain) if match["digits"] else self._words(match, plain)

    def _digits(self, match: re.Match[str], text: str, plain: Figure) -> Figure:
        digits = match["digits"]
        plain = replace(plain, value=_worth(digits), step=_step(digits))
        figure = self._measured(match, text, plain)
        if figure.unit is None and not figure.scaled:
            following = _NEXT.match(text, match.end("digits"))
            if following:
                return replace(figure, again=self._measured(following, text, plain))
        return figure

    def _measured(self, match: re.Match[str], text: str, plain: Figure) -> Figure:
        """Return a figure with the size and unit that follow the digits of `match`."""
        unit = self._unit_at(text, match.end("digits"))
        if unit is not None or not match["size"]:
            return replace(plain, unit=unit)
        size = _MAGNITUDES[match["size"].lower()]
        unit = self._unit_at(text, match.end("size"))
        value, step = plain.value * size, plain.step * size
        return replace(plain, value=value, step=step, unit=unit, scaled=True)

    def _words(self, match: re.Match[str], plain: Figure) -> Figure | None:
        first, *sizes = plain.text.lower().split()
        value = Decimal(1) if first in ("a", "an") else _worth(first)
        unit = self._unit_at(match.string, match.start() + len(first))
        if unit is None:
            for size in sizes:
                value *= _MAGNITUDES[size]
            unit = self._unit_at(match.string, match.end())
        if first == "one" and unit is None and not sizes:
            return None  # the pronoun, most often
        return replace(plain, value=value, unit=unit, scaled=bool(sizes), step=_step(str(value)))

    def _unit_at(self, text: str, place: int) -> Unit | None:
        found = self._unit.match(text, place)
        return self._units[found[1].casefold()] if found else None


def _worth(text: str) -> Decimal:
    text = text.lower().replace("−", "-").replace(",", "")
    if text in _NUMBERS:
        return Decimal(_NUMBERS[text])
    if text[0].isalpha():
        return sum((_worth(part) for part in text.split("-")), Decimal(0))
    return Decimal(text)


def _step(digits: str) -> Decimal:
    """Return the size of the last digit that is written, zeros at the end not counted."""
    if "." in digits:
        return Decimal(1).scaleb(-len(digits.partition(".")[2]))
    whole = digits.replace(",", "").lstrip("-−0")
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")))


def _rounding(before: str) -> str:
    found = _ROUNDED.search(before[-40:])
    return _SORTS[found[1].lower()] if found else ""
