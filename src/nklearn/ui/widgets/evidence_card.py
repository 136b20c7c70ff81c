"""A card for a claim or cell: value, statement, chips, chain of hands, what it conflicts with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from nklearn.content.claim_view import ClaimView, Conflict
from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.evidence import Evidence
from nklearn.domain.lessons import Link, Paragraph
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.source_chain import SourceChain
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import claim_kind, folded_words, hands_name, status_name

# A longer value is words and no number: it stands smaller.
_SHORT = 32
# More ways into explorers are not shown: the records that use it lead there too.
_VIEWS = 6


class EvidenceCard(QFrame):
    """Shows one piece of evidence; `brief` is the form beside a question.

    With `view` it shows the rivals themselves and what rests on it; `flat` has no border, for a
    panel that is a card already. `unfolded` comes when hard material has been opened.
    """

    open_requested = Signal(str)
    unfolded = Signal()

    def __init__(
        self,
        theme: Theme,
        evidence: Evidence,
        *,
        brief: bool = False,
        view: ClaimView | None = None,
        flat: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._brief, self._view = theme, brief, view
        self.setProperty("role", "flat" if flat else "card")
        hard = evidence.sensitivity is not Sensitivity.NONE
        self.setAccessibleName(folded_words() if hard else evidence.title)
        self._box = column(self, spacing=8)
        if not flat:
            self._box.setContentsMargins(18, 16, 18, 16)
        if hard:
            self._fold(evidence)
        else:
            self._fill(evidence)

    def _fold(self, evidence: Evidence) -> None:
        """Keep hard material closed until the reader asks for it."""
        fold = Fold(self._theme, evidence.sensitivity)
        fold.opened.connect(lambda: self._unfold(evidence))
        self._box.addWidget(fold)

    def _unfold(self, evidence: Evidence) -> None:
        self.setAccessibleName(evidence.title)
        self._fill(evidence)
        self.unfolded.emit()

    def _fill(self, evidence: Evidence) -> None:
        add = self._box.addWidget
        if self._view is not None:
            add(label(claim_kind(self._view.kind), "small"))
        if evidence.value and not self._brief:
            short = len(evidence.value) <= _SHORT
            add(label(evidence.value, "big" if short else "heading"))
        role = "heading" if self._brief or self._view else "secondary"
        add(label(evidence.title, role))
        add(label(evidence.statement, "small" if self._brief else ""))
        self._box.addLayout(self._chips(evidence))
        for words in filter(None, (evidence.note, self._printed(evidence), self._years(evidence))):
            add(label(words, "small"))
        if evidence.formula:
            add(label(self.tr("Computed as %s.") % evidence.formula, "small"))
        add(label(self.tr("Where it comes from"), "label"))
        chain = SourceChain(self._theme, evidence.chain)
        chain.open_requested.connect(self.open_requested)
        add(chain)
        if self._view is None:
            add(label(self.tr("Where to find it: %s") % evidence.source_line, "small"))
        else:
            self._find(evidence)
        if self._view is not None:
            for conflict in self._view.conflicts:
                self._rivals(conflict)
            self._uses(self._view)
        elif evidence.disagreements:
            self._conflicts(evidence)
        if self._brief:
            more = Button(self._theme, self.tr("Open this fact"), small=True, icon="quote")
            more.clicked.connect(lambda: self.open_requested.emit(evidence.address))
            add(more, 0, Qt.AlignmentFlag.AlignLeft)

    # -- parts -------------------------------------------------------------------------------

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

    def _find(self, evidence: Evidence) -> None:
        """Say where in which work it stands; the work opens."""
        self._box.addWidget(label(self.tr("Where to find it"), "label"))
        place = self._link(evidence.source_line, f"nk:source/{evidence.locator.source}")
        self._box.addWidget(place)

    def _link(self, words: str, goal: str) -> Prose:
        """Return a line that leads somewhere; unlike a button's, its words may wrap."""
        line = Prose(self._theme, words, "small")
        line.set_line((Link(goal, words),))
        line.be_links()
        line.open_requested.connect(self.open_requested)
        return line

    def _uses(self, view: ClaimView) -> None:
        uses = Uses(self._theme, view.uses)
        uses.open_requested.connect(self.open_requested)
        self._box.addWidget(uses)
        if view.views:
            self._box.addWidget(label(self.tr("See it in"), "label"))
            links = Prose(self._theme, self.tr("See it in"), "small")
            lines = [Paragraph((Link(each.address, each.text),)) for each in view.views[:_VIEWS]]
            links.set_blocks(lines)
            links.be_links()
            links.open_requested.connect(self.open_requested)
            self._box.addWidget(links)

    # -- conflicts ---------------------------------------------------------------------------

    def _conflict_head(self, words: str) -> None:
        head = row(spacing=6)
        head.addWidget(IconLabel(self._theme, "equal-not", "CONFLICT", 16))
        head.addWidget(label(words, "label", tone="conflict"), 1)
        self._box.addLayout(head)

    def _rivals(self, conflict: Conflict) -> None:
        """Show each rival as a card that opens it, and what lessons say meanwhile."""
        found = conflict.disagreement
        goal = f"nk:disagreement/{found.id}"
        self._conflict_head(self.tr("Conflicts with"))
        if conflict.folded:
            self._box.addWidget(label(folded_words(), "small"))
        else:
            for rival in conflict.rivals:
                self._box.addWidget(self._rival(rival))
            self._box.addWidget(label(found.explanation, "small"))
            self._box.addWidget(label(self.tr("What our lessons say meanwhile"), "label"))
            self._box.addWidget(label(found.meanwhile, "small"))
        words = folded_words() if conflict.folded else found.title
        compare = self._compare(goal, words)
        self._box.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)

    def _compare(self, goal: str, what: str) -> Button:
        """Return the button to a disagreement; a screen reader is told which."""
        button = Button(self._theme, self.tr("Compare"), kind="note", icon="equal-not")
        button.setAccessibleName(self.tr("Compare: %s") % what)
        button.clicked.connect(lambda: self.open_requested.emit(goal))
        return button

    def _rival(self, rival: Evidence) -> LinkCard:
        hard = rival.sensitivity is not Sensitivity.NONE
        title = folded_words() if hard else rival.title
        value = "" if hard else rival.value
        name = ", ".join(filter(None, (value, title, rival.source_line)))
        card = LinkCard(rival.address, name)
        card.setProperty("role", "conflict")
        card.open_requested.connect(self.open_requested)
        card.box.setContentsMargins(12, 8, 12, 8)
        card.box.setSpacing(2)
        if value:
            card.box.addWidget(label(value, "label"))
        card.box.addWidget(label(title, "small"))
        card.box.addWidget(label(rival.source_line, "caption"))
        return card

    def _conflicts(self, evidence: Evidence) -> None:
        self._conflict_head(self.tr("Sources disagree"))
        for disagreement in evidence.disagreements:
            panel = frame("conflict")
            inner = column(panel, spacing=2)
            inner.setContentsMargins(12, 8, 12, 8)
            if disagreement.sensitivity in (Sensitivity.NONE, evidence.sensitivity):
                words = disagreement.title
                inner.addWidget(label(words, "label"))
                inner.addWidget(label(disagreement.explanation, "small"))
            else:
                words = folded_words()
                inner.addWidget(label(words, "label"))
            link = self._compare(f"nk:disagreement/{disagreement.id}", words)
            inner.addWidget(link)
            self._box.addWidget(panel)
