"""Where the rows of a list lie: one column or several, each row as high as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from nklearn.content.songbun_view import LabelRow
from nklearn.ui.theme import Theme

_GAP, _BETWEEN = 2, 8
#: Room at the left of a row's words for its number, and at their right for its mark.
NUMBER, MARK = 30, 20
_PAD = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place: `rect` of the whole, `words` laid out at `spot`."""

    row: LabelRow
    rect: QRectF
    words: QTextLayout
    spot: QPointF


def laid_out(
    theme: Theme, rows: Sequence[LabelRow], texts: Sequence[str], width: float, columns: int
) -> list[Placed]:
    """Return rows in columns of even width, down one and then the next, as even as can be."""
    px = theme.px
    wide = (width - (columns - 1) * px(_BETWEEN)) / columns
    room = wide - px(NUMBER) - px(MARK)
    words = [_words(theme, row, text, room) for row, text in zip(rows, texts, strict=True)]
    least = theme.type("small")[1] + 2 * px(_PAD)
    heights = [max(least, each.boundingRect().height() + 2 * px(_PAD)) + px(_GAP) for each in words]
    placed: list[Placed] = []
    for column, (start, end) in enumerate(pairwise(_breaks(heights, columns))):
        left, top = column * (wide + px(_BETWEEN)), 0.0
        for number in range(start, end):
            rect = QRectF(left, top, wide, heights[number] - px(_GAP))
            inner = words[number].boundingRect().height()
            spot = QPointF(left + px(NUMBER), top + (rect.height() - inner) / 2)
            placed.append(Placed(rows[number], rect, words[number], spot))
            top += heights[number]
    return placed


def _words(theme: Theme, row: LabelRow, text: str, width: float) -> QTextLayout:
    layout = QTextLayout(text, theme.font("small"))
    formats: list[QTextLayout.FormatRange] = []
    for start, end in row.found if text == row.text else ():
        part = QTextLayout.FormatRange()
        part.start, part.length = start, end - start
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.DemiBold)
        form.setForeground(theme.color("ACCENT"))
        form.setFontUnderline(theme.name == "contrast")
        part.format = form
        formats.append(part)
    layout.setFormats(formats)
    line_height, top = theme.type("small")[1], 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top + (line_height - line.height()) / 2))
        top += line_height
    layout.endLayout()
    return layout


def _breaks(heights: Sequence[float], columns: int) -> list[int]:
    """Return where columns begin, and the end, so that the highest is as low as can be."""
    low, high = max(heights, default=0.0), sum(heights)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    starts = _filled(heights, high)
    return [*starts, *[len(heights)] * (columns + 1 - len(starts))]


def _filled(heights: Sequence[float], most: float) -> list[int]:
    """Return where columns begin if each is filled up to `most`."""
    starts, used = [0], 0.0
    for number, height in enumerate(heights):
        if used and used + height > most + 0.5:
            starts.append(number)
            used = 0.0
        used += height
    return starts
