"""Margin notes: beside the text, what a citation or a glossary word leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.evidence import Evidence
from nklearn.domain.lessons import GlossaryEntry, Link
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import chip, clear, column, label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import hands_name, sensitivity_words, status_chip


class MarginNote(QFrame):
    """A note under a rule: solid for a source, dotted for a glossary word."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, *, dotted: bool) -> None:
        super().__init__()
        self._theme, self._dotted = theme, dotted
        self._lit = self._brief = False
        self._fold: Fold | None = None
        self._link = Prose(theme, self.tr("Where it leads"), "small")
        self._link.open_requested.connect(self.open_requested)
        self._box = column(self, spacing=theme.px(3))
        self._box.setContentsMargins(0, theme.px(9), 0, theme.px(6))

    @classmethod
    def of_evidence(
        cls, theme: Theme, number: int, evidence: Evidence, *, brief: bool = False
    ) -> MarginNote:
        """Return the note of a citation; a brief one has no more than a title and the link."""
        note = cls(theme, dotted=False)
        note._brief = brief
        if evidence.sensitivity is Sensitivity.NONE:
            note._fill(number, evidence)
        else:
            note._keep_folded(number, evidence)
        return note

    @classmethod
    def of_term(cls, theme: Theme, entry: GlossaryEntry) -> MarginNote:
        """Return the note of a glossary word."""
        note = cls(theme, dotted=True)
        title = f"{entry.word} · {entry.hangul}" if entry.hangul else entry.word
        note._head("", label(title, "label"))
        note._box.addWidget(label(entry.meaning, "small"))
        note._end(note.tr("Glossary"), f"nk:glossary/{entry.id}")
        note.setAccessibleName(note.tr("Glossary: %s") % entry.word)
        return note

    def _fill(self, number: int, evidence: Evidence) -> None:
        self.setAccessibleName(self.tr("Note %s: %s") % (number, evidence.title))
        self._head(str(number), label(evidence.title, "label"))
        if not self._brief:
            self._box.addWidget(label(evidence.statement, "small"))
            if evidence.note:
                self._box.addWidget(label(evidence.note, "caption"))
            self._chips(evidence)
        if evidence.disagreements:
            self._box.addWidget(chip("≠ " + self.tr("Sources disagree"), "conflict"))
        self._end(evidence.source_line, evidence.address)

    def _keep_folded(self, number: int, evidence: Evidence) -> None:
        """Show that there is hard material, and it when the reader asks for it."""
        words = sensitivity_words(evidence.sensitivity)
        self.setAccessibleName(self.tr("Note %s: %s") % (number, words))
        self._fold = fold = Fold(self._theme, evidence.sensitivity, "label")
        self._head(str(number), fold)

        def unfold() -> None:
            self._fold = None
            clear(self._box)
            self._fill(number, evidence)
            self._link.show()  # a layout shows what it gets later, too late for the keyboard
            self.focus_link()

        fold.opened.connect(unfold)

    def _head(self, number: str, title: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        if number:
            tile = label(number, "tile", wrap=False)
            head.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title, 1)
        self._box.addLayout(head)

    def _chips(self, evidence: Evidence) -> None:
        chips = Flow()
        tone = "" if evidence.status is Status.AS_PRINTED else "accent"
        chips.addWidget(chip(status_chip(evidence.status), tone))
        chips.addWidget(chip(hands_name(evidence.hands)))
        self._box.addLayout(chips)

    def _end(self, words: str, address: str) -> None:
        self._link.set_line((Link(address, f"{words} →"),))
        self._box.addWidget(self._link)

    def focus_link(self) -> None:
        """Put the keyboard on the note's link, or on what opens the note."""
        if self._fold is not None:
            self._fold.focus_button()
        else:
            self._link.select_anchor(0)

    def light(self, lit: bool) -> None:
        """Show that this is the note that a reader asked for."""
        self._lit = lit
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._dotted:
            pen = QPen(self._theme.color("LINE_CONTROL"), 2, Qt.PenStyle.DotLine)
        else:
            pen = QPen(self._theme.color("ACCENT" if self._lit else "ACCENT_LINE"), 2)
        painter.setPen(pen)
        painter.drawLine(0, 1, self.width(), 1)
        painter.end()
