"""Names in boxes: the longest form that fits, in lines that break between words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

# What tells two bodies of one name apart in a list; in the picture their place does.
_ASIDE = re.compile(r"\s*\([^)]*\)$")

_LINE = 1.22  # the height of a line, to that of its letters


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of words with the size of their letters in px and the height of a line."""

    lines: tuple[str, ...]
    size: int
    line: float


@lru_cache(maxsize=256)
def forms(name: str) -> tuple[str, ...]:
    """Return a body's name from the longest form to the shortest.

    What it is (ministry, department) may go, since its box shows that, and what all have.
    """
    whole = _ASIDE.sub("", name)
    found = [whole]
    for word, short in (
        (
            QCoreApplication.translate("lineage", "Department"),
            QCoreApplication.translate("lineage", "Dept"),
        ),
        (
            QCoreApplication.translate("lineage", "General Bureau"),
            QCoreApplication.translate("lineage", "Bureau"),
        ),
    ):
        found.append(found[-1].replace(word, short))
    for pattern in (
        QCoreApplication.translate("lineage", "Ministry of "),
        QCoreApplication.translate("lineage", "Dept of "),
    ):
        found.append(found[-1].removeprefix(pattern))
    found.append(found[-1].replace(QCoreApplication.translate("lineage", " Industry"), ""))
    found.append(found[-1].removesuffix(QCoreApplication.translate("lineage", " Committee")))
    return tuple(dict.fromkeys(found))


def wrap(metrics: QFontMetricsF, text: str, width: float) -> list[str] | None:
    """Break a text into lines of at most `width`; None if a word is wider."""
    lines: list[str] = []
    for word in text.split():
        if metrics.horizontalAdvance(word) > width:
            return None
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def fit(font: QFont, name: str, extra: Sequence[str], room: QSizeF, sizes: Sequence[int]) -> Fitted:
    """Return the longest form of a body's name that fits into `room`, with `extra` lines below it.

    `sizes` are the sizes of letters to try, the best first. Where nothing fits, the shortest form
    stands in one elided line.
    """
    for form in forms(name):
        if found := _fit((form, *extra), font, room, sizes):
            return found
    return _cut(font, forms(name)[-1], room, sizes[-1])


def fit_words(font: QFont, words: str, room: QSizeF, sizes: Sequence[int]) -> Fitted:
    """Return words in as many lines as `room` has, elided where that is not enough."""
    return _fit((words,), font, room, sizes) or _cut(font, words, room, sizes[-1])


def _fit(parts: Sequence[str], font: QFont, room: QSizeF, sizes: Sequence[int]) -> Fitted | None:
    for size in sizes:
        metrics = _metrics(font, size)
        lines: list[str] = []
        for part in parts:
            wrapped = wrap(metrics, part, room.width())
            if wrapped is None:
                break
            lines += wrapped
        else:
            if len(lines) * size * _LINE <= room.height():
                return Fitted(tuple(lines), size, size * _LINE)
    return None


def _cut(font: QFont, words: str, room: QSizeF, size: int) -> Fitted:
    metrics = _metrics(font, size)
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    return Fitted((cut,), size, size * _LINE)


def _metrics(font: QFont, size: int) -> QFontMetricsF:
    sized = QFont(font)
    sized.setPixelSize(size)
    return QFontMetricsF(sized)


def least_width(font: QFont, name: str, extra: Sequence[str], size: int, lines: int) -> float:
    """Return the width at which some form of a name fits into `lines`, with `extra` lines below.

    One word alone stands for a name only where a single line is left for it.
    """
    metrics = _metrics(font, size)
    left = lines - len(extra)
    shapes = forms(name)
    if left > 1:
        shapes = [form for form in shapes if " " in form] or shapes[:1]
    needs = min(_narrowest(metrics, form.split(), left) for form in shapes)
    return max((needs, *map(metrics.horizontalAdvance, extra)))


def _narrowest(metrics: QFontMetricsF, words: Sequence[str], lines: int) -> float:
    """Return the least width of words in at most so many lines."""
    wide = metrics.horizontalAdvance
    if lines >= len(words):
        return max(map(wide, words))
    if lines <= 1:
        return wide(" ".join(words))
    return min(
        max(wide(" ".join(words[:n])), _narrowest(metrics, words[n:], lines - 1))
        for n in range(1, len(words))
    )
