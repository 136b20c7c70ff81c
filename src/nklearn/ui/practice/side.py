"""What stands beside a question: how to answer it, a place to start, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.questions import Question
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.words import difficulty_name, folded_words


class AskingSide(QWidget):
    """While a question is asked: how to answer, what it asks, and a hint for who wants one."""

    def __init__(self, context: Context, view: AnswerView, lines: Sequence[str]) -> None:
        """`lines` say when the answer is saved, and with which keys one answers."""
        super().__init__()
        self._context = context
        box = column(self, spacing=14)
        if own := view.side_card():
            box.addWidget(own)
        if view.question.hint:
            box.addWidget(self._hint_card(view.question.hint))
        if not view.question.blind:
            box.addWidget(self._asks_card(view.question, lines))
        else:
            for line in filter(None, lines):
                box.addWidget(label(line, "small"))

    def _asks_card(self, question: Question, lines: Sequence[str]) -> QFrame:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(self.tr("What this asks"), "label"))
        box.addWidget(label(difficulty_name(question.difficulty), "secondary"))
        for line in filter(None, lines):
            box.addWidget(label(line, "small"))
        return card

    def _hint_card(self, hint: str) -> QFrame:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        head = row(spacing=8)
        head.addWidget(IconLabel(self._context.theme, "lightbulb", "TEXT_SECONDARY"))
        head.addWidget(label(self.tr("A place to start"), "label"), 1)
        box.addLayout(head)
        words = label(hint, "secondary")
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words.hide()
        show = Button(self._context.theme, self.tr("Show a hint"), small=True)
        box.addWidget(words)
        box.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(label(self.tr("Using a hint does not change your result."), "small"))

        def reveal() -> None:
            words.show()
            words.setFocus(Qt.FocusReason.OtherFocusReason)
            show.hide()

        show.clicked.connect(reveal)
        return card


class SourceSide(QWidget):
    """After the check: every claim with its chain of hands, what disagrees, and the section."""

    open_requested = Signal(str)

    def __init__(self, context: Context, question: Question) -> None:
        super().__init__()
        self._context = context
        box = column(self, spacing=12)
        box.addWidget(label(self.tr("Where this comes from"), "label"))
        rivals: dict[str, Disagreement] = {}
        for target in question.claims:
            evidence = context.catalog.evidence(target)
            rivals |= {each.id: each for each in evidence.disagreements}
            # What disagrees is told once, below, and not on the card of every claim.
            alone = replace(evidence, disagreements=())
            card = EvidenceCard(context.theme, alone, brief=True)
            card.open_requested.connect(self.open_requested)
            box.addWidget(card)
        for rival in rivals.values():
            box.addWidget(self._conflict_card(rival, question))
        lesson, _, section = question.section.rpartition("/")
        goal = str(Address.of("lesson", f"{question.module}/{lesson}", fragment=section))
        words = self.tr("Read the section again")
        read = Button(context.theme, words, kind="text", icon="book-open")
        read.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)

    def _conflict_card(self, rival: Disagreement, question: Question) -> QFrame:
        """Say what disagrees; of hard material only that something does."""
        card = frame("conflict")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 14, 18, 14)
        head = row(spacing=6)
        head.addWidget(IconLabel(self._context.theme, "equal-not", "CONFLICT", 16))
        head.addWidget(label(self.tr("Sources disagree"), "label", tone="conflict"), 1)
        box.addLayout(head)
        plain = rival.sensitivity in (Sensitivity.NONE, question.sensitivity)
        title = rival.title if plain else folded_words()
        box.addWidget(label(title, "label"))
        if plain:
            box.addWidget(label(rival.explanation, "small"))
        compare = Button(self._context.theme, self.tr("Compare"), kind="note", icon="equal-not")
        compare.setAccessibleName(self.tr("Compare: %s") % title)
        goal = str(Address.of("disagreement", rival.id))
        compare.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)
        return card
