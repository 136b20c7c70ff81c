"""One thing of the notebook as a card: it leads to its section, and can be removed."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from nklearn.domain.notebook import Entry, EntryKind
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, clear, column, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.words import day_name, folded_words

_LONG = re.compile(r"(\S{24})(?=\S)")


class EntryCard(LinkCard):
    """`remove_requested` is the wish to let go of it; written answers stay."""

    remove_requested = Signal()

    def __init__(self, theme: Theme, entry: Entry, kind: str, today: date) -> None:
        """`kind` is what the entry is called."""
        title = entry.title or self.tr("No longer in the lessons")
        said = "" if entry.advisory else entry.quote
        super().__init__(entry.address, ". ".join(filter(None, (kind, title, said, entry.words))))
        self._theme, self._entry = theme, entry
        head = row(spacing=8)
        head.addWidget(chip(kind, "accent" if entry.kind is EntryKind.NOTE else ""))
        head.addWidget(label(title, "strong"), 1)
        when = day_name(entry.at.astimezone().date(), today)
        head.addWidget(label(when, "caption", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(head)
        self._quote: QVBoxLayout = column(spacing=4)
        if entry.quote:
            self.box.addLayout(self._quote)
            self._show_quote() if not entry.advisory else self._fold()
        if entry.words:
            self.box.addWidget(label(_breakable(entry.words)))
        if entry.kind is not EntryKind.RESPONSE:
            words = self.tr("Take back") if entry.kind is EntryKind.PROBLEM else self.tr("Remove")
            remove = Button(theme, words, kind="note", icon="trash-2")
            remove.setAccessibleName(f"{words}: {kind}, {title}")
            remove.clicked.connect(self.remove_requested)
            self.box.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_quote(self) -> None:
        asked = self._entry.kind in (EntryKind.RESPONSE, EntryKind.PROBLEM)
        words = self._entry.quote if asked else f"“{self._entry.quote}”"
        made = label(_breakable(words), "secondary")
        self._quote.addWidget(made)
        made.show()

    def _fold(self) -> None:
        self._quote.addWidget(label(folded_words(), "secondary"))
        show = Button(self._theme, self.tr("Show it"), small=True, on_click=self._unfold)
        self._quote.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._quote)
        self._show_quote()


def _breakable(words: str) -> str:
    """Return words that fit any width: a label breaks no line within a word by itself."""
    return _LONG.sub("\\1\u200b", words)
