"""The summary of a module as one text with its notes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from nklearn.domain.lessons import Bullets, ModuleSummary, Paragraph, cited
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.noted_text import NotedText


class SummaryView(NotedText):
    """Draws all sections below `head`; the numbers of notes run through them.

    A page has many numbers and explains its words itself, so that its notes are brief.
    """

    brief = True

    def __init__(self, context: Context, summary: ModuleSummary, head: Sequence[QWidget]) -> None:
        super().__init__(context, cited(summary.texts))
        self.text.setContentsMargins(0, 20, 0, 20)
        for part in head:
            self.text.addWidget(part)
        self.headings: dict[str, QLabel] = {}
        for section in summary.sections:
            self.headings[section.id] = heading = label(section.title, "title")
            self.text.addSpacing(6)
            self.text.addWidget(heading)
            blocks = [b for b in section.blocks if isinstance(b, Paragraph | Bullets)]
            self.add_prose(blocks, section.title)
        self.text.addStretch(1)
        self.add_notes()
