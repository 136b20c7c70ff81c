"""The line that says what was taken away, for pages that have no other place for it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from nklearn.ui import accessible
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.widgets.basics import label


def told_line(take: TakeAway) -> QLabel:
    """Return a line that shows and says what `take` tells; it is hidden while there is nothing."""
    line = label("", "small")
    line.hide()

    def tell(words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))
        accessible.announce(line, words)

    take.told.connect(tell)
    return line
