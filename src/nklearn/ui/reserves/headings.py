"""What stands over a comparison: its finding, counted from the rows, and its measure."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from nklearn.content.dumbbells import Dumbbells
from nklearn.domain.claims import Unit


class Headings(QObject):
    """Words about rows; `units` are those that a table may shorten."""

    def __init__(self, units: Iterable[Unit], parent: QObject) -> None:
        super().__init__(parent)
        self._units = tuple(units)

    def finding(self, shown: Dumbbells) -> str:
        """Say what the rows show."""
        words = self.tr("%d of %d rows lie twofold or more apart")
        if shown.ratio:
            words = self.tr("%d of %d minerals lie twofold or more apart")
        return words % (shown.far, len(shown.items))

    def measure(self, shown: Dumbbells, *, table: bool = False) -> str:
        """Say what is beside what, on which scale; a table spells its units out."""
        first, second = shown.heads
        if shown.ratio:
            words = self.tr(
                "“{second}” as a multiple of “{first}”. Ratio scale; values as printed."
            )
        else:
            words = self.tr("“{first}” beside “{second}”. One scale of counts, from zero.")
        words = words.format(first=first, second=second)
        return f"{words} {self._spelt(shown)}" if table and shown.ratio else words

    def _spelt(self, shown: Dumbbells) -> str:
        labels = {row.unit for row in shown.rows}
        units = (each for each in self._units if each.label in labels)
        return "; ".join(f"{each.symbol}: {each.label}" for each in units) + "."
