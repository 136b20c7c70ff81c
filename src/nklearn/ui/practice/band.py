"""What stands above a session: its title, a block for each question, and where one is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from nklearn.learning.quiz import Outcome, QuizSession
from nklearn.ui.practice.question_strata import QuestionStrata
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.words import outcome_name


class SessionBand(QFrame):
    """`chosen` carries the place of a question that the reader wants to go to."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "band")
        box = row(self, spacing=20)
        box.setContentsMargins(24, 2, 24, 2)
        self._title = label("", "label", wrap=False)
        self._strata = QuestionStrata(theme)
        self._strata.chosen.connect(self.chosen)
        self._count = label("", "small", wrap=False)
        box.addWidget(self._title)
        box.addWidget(self._strata, 1)
        box.addWidget(self._count)

    def show_session(self, session: QuizSession, title: str) -> None:
        """Show how a session stands."""
        self._title.setText(title)
        total, outcomes, here = len(session.questions), session.outcomes, session.position
        if here < total:
            self._count.setText(self.tr("Question %d of %d") % (here + 1, total))
        elif Outcome.OPEN in outcomes:
            self._count.setText(self.tr("%d left open") % outcomes.count(Outcome.OPEN))
        else:
            self._count.setText(self.tr("All answered"))
        states = [
            "current" if n == here and outcome is Outcome.OPEN else str(outcome)
            for n, outcome in enumerate(outcomes)
        ]
        tips = [
            self.tr("Question %d: %s") % (n + 1, outcome_name(outcome).lower())
            for n, outcome in enumerate(outcomes)
        ]
        if here < total:
            tips[here] = self.tr("%s, open now") % tips[here]
        self._strata.show_states(states, tips, "; ".join(tips))
        self._strata.lead(session.can_go_to, here)
