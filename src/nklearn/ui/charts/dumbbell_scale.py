"""The scale of a dumbbell chart: of logarithms for ratios, from zero for counts."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from nklearn.content.dumbbells import Dumbbell, Dumbbells
from nklearn.ui.charts.furniture import nice_ticks

# What stays free at the ends of the plot, in px, and beyond the furthest ratio, in powers of two.
_EDGE = 8
_BEYOND = 0.2


class Scale:
    """Says where the ends of rows lie across a plot."""

    def __init__(self, shown: Dumbbells) -> None:
        self._ratio = shown.ratio
        if shown.ratio:
            known = [float(row.ratio.number) for row in shown.rows if row.ratio.number]
            logs = [0.0, *(math.log2(each) for each in known)]
            self._low, self._high = min(logs) - _BEYOND, max(logs) + _BEYOND
        else:
            ends = (end.number for row in shown.rows for end in row.ends)
            self._low, self._high = 0.0, nice_ticks(max(float(n or 0) for n in ends))[-1]

    def x(self, value: float, plot: QRectF) -> float:
        """Return where a power of two, or a count, lies in the plot."""
        room = plot.adjusted(_EDGE, 0, -_EDGE, 0)
        return room.left() + (value - self._low) / (self._high - self._low) * room.width()

    def of(self, row: Dumbbell, which: int, plot: QRectF) -> float | None:
        """Return where an end of a row lies; None if it has no value to stand at."""
        if not self._ratio:
            number = row.ends[which].number
            return None if number is None else self.x(float(number), plot)
        if which == 0:
            return self.x(0.0, plot) if row.first.number else None
        ratio = row.ratio.number
        return self.x(math.log2(float(ratio)), plot) if ratio else None

    def ticks(self, same: str) -> list[tuple[float, str]]:
        """Return the marks of the scale with their words; `same` is that of the ratio 1."""
        if not self._ratio:
            return [(value, f"{value:,.10g}") for value in nice_ticks(self._high)]
        powers = range(math.ceil(self._low), math.floor(self._high) + 1)
        return [(float(n), _times(n) if n else same) for n in powers]


def _times(power: int) -> str:
    return f"{2**power}×" if power > 0 else f"1/{2**-power}"
