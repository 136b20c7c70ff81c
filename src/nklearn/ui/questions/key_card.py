"""A card for the side column that says which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from nklearn.ui.widgets.basics import column, frame, label, rule


def key_card(title: str, keys: Sequence[tuple[str, str]], more: str) -> QFrame:
    """Return a card with what each key does, and below it what else there is to say."""
    card = frame("card")
    box = column(card, spacing=10)
    box.setContentsMargins(18, 16, 18, 16)
    box.addWidget(label(title, "label"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for number, (key, words) in enumerate(keys):
        grid.addWidget(label(key, "key", wrap=False), number, 0, left)
        grid.addWidget(label(words, "small"), number, 1)
    box.addLayout(grid)
    box.addWidget(rule())
    box.addWidget(label(more, "small"))
    return card
