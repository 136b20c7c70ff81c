"""A card for a claim or cell: value, statement, chips, chain of hands, what it conflicts with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.evidence import Evidence
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.source_chain import SourceChain
from nklearn.ui.words import hands_name, status_name

# A longer value is words and no number: it stands smaller.
_SHORT = 32


class EvidenceCard(QFrame):
    """Shows one piece of evidence; `brief` is the form beside a question."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, evidence: Evidence, *, brief: bool = False) -> None:
        super().__init__()
        self._theme, self._brief = theme, brief
        self.setProperty("role", "card")
        self.setAccessibleName(evidence.title)
        self._box = column(self, spacing=8)
        self._box.setContentsMargins(18, 16, 18, 16)
        if evidence.sensitivity is Sensitivity.NONE:
            self._fill(evidence)
        else:
            self._fold(evidence)

    def _fold(self, evidence: Evidence) -> None:
        """Keep hard material closed until the reader asks for it."""
        fold = Fold(self._theme, evidence.sensitivity)
        fold.opened.connect(lambda: self._fill(evidence))
        self._box.addWidget(fold)

    def _fill(self, evidence: Evidence) -> None:
        if evidence.value and not self._brief:
            short = len(evidence.value) <= _SHORT
            self._box.addWidget(label(evidence.value, "big" if short else "heading"))
        role = "heading" if self._brief else "secondary"
        self._box.addWidget(label(evidence.title, role))
        self._box.addWidget(label(evidence.statement, "small" if self._brief else ""))
        self._box.addLayout(self._chips(evidence))
        for words in filter(None, (evidence.note, self._printed(evidence), self._years(evidence))):
            self._box.addWidget(label(words, "small"))
        if evidence.formula:
            self._box.addWidget(label(self.tr("Computed as %s.") % evidence.formula, "small"))
        self._box.addWidget(label(self.tr("Where it comes from"), "label"))
        chain = SourceChain(self._theme, evidence.chain)
        chain.open_requested.connect(self.open_requested)
        self._box.addWidget(chain)
        self._box.addWidget(label(self.tr("Where to find it: %s") % evidence.source_line, "small"))
        if evidence.disagreements:
            self._conflicts(evidence)
        if self._brief:
            more = Button(self._theme, self.tr("Open this fact"), small=True, icon="quote")
            more.clicked.connect(lambda: self.open_requested.emit(evidence.address))
            line = row()
            line.addWidget(more)
            line.addStretch(1)
            self._box.addLayout(line)

    def _chips(self, evidence: Evidence) -> Flow:
        line = Flow()
        tone = "" if evidence.status is Status.AS_PRINTED else "accent"
        line.addWidget(chip(status_name(evidence.status), tone))
        line.addWidget(chip(hands_name(evidence.hands)))
        return line

    def _printed(self, evidence: Evidence) -> str:
        return self.tr("Printed as “%s”.") % evidence.printed if evidence.printed else ""

    def _years(self, evidence: Evidence) -> str:
        years = ", ".join(str(year) for year in evidence.years)
        return self.tr("About: %s") % years if years and not self._brief else ""

    def _conflicts(self, evidence: Evidence) -> None:
        head = row(spacing=6)
        head.addWidget(IconLabel(self._theme, "equal-not", "CONFLICT", 16))
        head.addWidget(label(self.tr("Sources disagree"), "label", tone="conflict"), 1)
        self._box.addLayout(head)
        for disagreement in evidence.disagreements:
            panel = frame("conflict")
            inner = column(panel, spacing=2)
            inner.setContentsMargins(12, 8, 12, 8)
            if disagreement.sensitivity in (Sensitivity.NONE, evidence.sensitivity):
                inner.addWidget(label(disagreement.title, "label"))
                inner.addWidget(label(disagreement.explanation, "small"))
            else:
                inner.addWidget(label(self.tr("Folded: this may be hard to read"), "label"))
            link = Button(self._theme, self.tr("Compare"), kind="note", icon="equal-not")
            goal = f"nk:disagreement/{disagreement.id}"
            link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
            inner.addWidget(link)
            self._box.addWidget(panel)
