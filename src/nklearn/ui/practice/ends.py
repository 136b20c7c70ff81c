"""What comes after the last question: the answers before they are handed in, or the results."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.questions import Question
from nklearn.learning.calibration import calibration
from nklearn.learning.quiz import Outcome, QuizSession
from nklearn.ui.context import Context
from nklearn.ui.practice.answer_list import AnswerList
from nklearn.ui.practice.calibration_card import CalibrationCard
from nklearn.ui.widgets.basics import column, label
from nklearn.ui.words import counted, score_words


class SummaryPart(QWidget):
    """Every question and whether it is answered; `look_requested` carries the place of one."""

    look_requested = Signal(int)

    def __init__(self, context: Context, session: QuizSession) -> None:
        super().__init__()
        box = column(self, spacing=12)
        box.addWidget(label(self.tr("Before you hand in"), "display"))
        box.addWidget(label(self._told(session), "secondary"))
        answers = AnswerList(context, session, verb=self.tr("Go to question %d"))
        answers.look_requested.connect(self.look_requested)
        box.addWidget(answers)

    def _told(self, session: QuizSession) -> str:
        left, total = session.outcomes.count(Outcome.OPEN), len(session.questions)
        if not left:
            return self.tr("All questions are answered. Until you hand in you can change any.")
        one = self.tr("1 question is open.")
        told = counted(left, one, self.tr("%d questions are open."))
        answered = self.tr("%d of %d are answered.") % (total - left, total)
        rest = self.tr("What you leave open counts as not right.")
        return f"{answered} {told} {rest}"


class ResultsPart(QWidget):
    """How it went, or that a teacher says so later; `look_requested` as before."""

    look_requested = Signal(int)

    def __init__(
        self, context: Context, session: QuizSession, more: Callable[[Question], str]
    ) -> None:
        """`more` returns what else is said of a question."""
        super().__init__()
        box = column(self, spacing=12)
        if session.told:
            box.addWidget(label(score_words(session.score), "display"))
            words = self.tr("Open any question to see what each part of it really is.")
            if session.mode.at_once:
                words = self.tr("First answers count.") + " " + words
            box.addWidget(label(words, "secondary"))
            if levels := calibration(session.counted.values()):
                box.addWidget(CalibrationCard(context.theme, levels))
        else:
            box.addWidget(label(self.tr("Handed in"), "display"))
            words = self.tr("Your teacher releases the results. Your answers stay as they are.")
            box.addWidget(label(words, "secondary"))
        answers = AnswerList(context, session, verb=self.tr("Look again"), more=more)
        answers.look_requested.connect(self.look_requested)
        box.addWidget(answers)
