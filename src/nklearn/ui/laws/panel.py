"""Beside a list of law: a record with all that it rests on, or what it says before it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from nklearn.content.entries import Entry
from nklearn.domain.evidence import Evidence
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, label
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.record_parts import RecordParts, grounds_of, record_title
from nklearn.ui.words import NAMED, capital, counted, kind_name


class RecordPanel(QObject):
    """Fills a column; `accepted` says that the reader wants to see what is folded."""

    accepted = Signal()

    def __init__(
        self,
        theme: Theme,
        evidence: Callable[[str], Evidence],
        box: QVBoxLayout,
        open_: Callable[[str], object],
    ) -> None:
        super().__init__(box)
        self._theme, self._evidence, self._box, self._open = theme, evidence, box, open_
        self._parts = RecordParts(self, theme, open_, stacked=True)

    def show_nothing(self) -> None:
        """Say what will stand here."""
        words = self.tr("Choose a record: its text, its facts and their sources stand here.")
        self._box.addWidget(label(words, "secondary"))

    def show_folded(self, shown: Entry) -> None:
        """Say what a hard record speaks of, and offer to open it."""
        named = shown.kind in NAMED
        words = label(kind_name(shown.kind), "title")
        self._box.addWidget(record_title(shown, small=True) if named else words)
        fold = Fold(self._theme, shown.sensitivity)
        fold.opened.connect(self.accepted)
        self._box.addWidget(fold)

    def show_entry(self, shown: Entry) -> None:
        """Show a record: what it says, what it rests on, what belongs to it."""
        grounds = grounds_of(shown)
        self._box.addWidget(self._parts.head(shown, grounds))
        page = Button(self._theme, self.tr("Open its page"), icon="arrow-right", small=True)
        page.setAccessibleName(self.tr("Open the page of %s") % capital(shown.title))
        page.clicked.connect(lambda: self._open(shown.address))
        self._box.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        if grounds:
            words = counted(
                len(grounds),
                self.tr("What this rests on: 1 fact"),
                self.tr("What this rests on: %d facts"),
            )
            self._box.addWidget(label(words, "heading"))
        for number, target in enumerate(grounds, 1):
            self._box.addWidget(self._parts.ground(self._evidence(target), number))
        for group in shown.related:
            self._box.addWidget(self._parts.related(group))
