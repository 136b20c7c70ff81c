"""The strip above a module with hard material: what follows, a way around it, and hiding it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, label, row


class AdvisoryStrip(QFrame):
    """One sentence on what follows, "Skip to summary" and "Hide"."""

    skip_requested = Signal()
    hide_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "advisory")
        box = row(self, spacing=10)
        box.setContentsMargins(14, 6, 12, 6)
        box.addWidget(IconLabel(theme, "triangle-alert", "CAUTION"))
        self._words = label("", "advice", tone="caution")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        box.addWidget(self._words, 1)
        for words, wish in (
            (self.tr("Skip to summary"), self.skip_requested),
            (self.tr("Hide"), self.hide_requested),
        ):
            made = Button(theme, words, small=True, on_click=wish.emit)
            made.setProperty("tone", "caution")
            box.addWidget(made)

    def show_words(self, words: str, talk_to: str = "") -> None:
        """Say what follows, and whom one can talk to."""
        words = f"{words} {talk_to}" if talk_to else words
        head, rest = escape(self.tr("Content advisory.")), escape(words)
        self._words.setText(f'<span style="font-weight: 600">{head}</span> {rest}')
        self._words.setAccessibleName(words)
        self.setAccessibleName(self.tr("Content advisory. %s") % words)
