"""What is said after the check: the verdict, why, and the working of a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from nklearn.domain.grading import Grade, tally
from nklearn.domain.quantities import number_text, value_text
from nklearn.domain.questions import MultipleResponse, Numeric, Question
from nklearn.domain.responses import ChoicesResponse
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import plain
from nklearn.ui.widgets.basics import IconLabel, column, frame, label
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import counted


def outcome_look(grade: Grade) -> tuple[str, str]:
    """Return the icon and the tone that stand for how an answer went."""
    if grade.right:
        return "circle-check", "positive"
    return ("contrast", "caution") if grade.partly else ("circle-x", "negative")


class Feedback(QWidget):
    """What is said after the check: the verdict, why, and the working of a number."""

    open_requested = Signal(str)

    def __init__(self, context: Context, question: Question, checked: Checked) -> None:
        super().__init__()
        theme = context.theme
        icon, tone = outcome_look(checked.grade)
        outer = column(self)
        panel = frame("feedback", tone=tone)
        outer.addWidget(panel)
        box = column(panel, spacing=6)
        box.setContentsMargins(16, 2, 0, 2)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(IconLabel(theme, icon, tone.upper(), 20))
        words = self._verdict(question, checked)
        self.verdict = label(words, "heading", tone=tone)
        self.verdict.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        verdict.addWidget(self.verdict, 1)
        box.addLayout(verdict)
        rule = self._rule(question, checked)
        if rule:
            box.addWidget(label(rule, "small"))
        for spans in filter(None, (checked.grade.slip, question.explanation)):
            prose = Prose(theme, self.tr("Explanation"), "body")
            prose.set_line(spans)
            prose.open_directly()
            prose.open_requested.connect(self.open_requested)
            box.addWidget(prose)
        if isinstance(question.body, Numeric):
            box.addLayout(self._working(context, question.body))
        spoken = [words, rule, plain(checked.grade.slip), plain(question.explanation)]
        self.setAccessibleName(". ".join(filter(None, spoken)))
        self.verdict.setAccessibleName(". ".join(filter(None, spoken)))

    def _verdict(self, question: Question, checked: Checked) -> str:
        body, response = question.body, checked.answer.response
        if checked.grade.right:
            return self.tr("Correct")
        if not isinstance(body, MultipleResponse) or not isinstance(response, ChoicesResponse):
            return self.tr("Not this one")
        if not checked.grade.partly:
            return self.tr("Not this one")
        counts = tally(body, response)
        words = self.tr("Partly right: %d of %d found") % (counts.found, counts.right)
        if counts.wrong_chosen:
            one, many = self.tr("1 wrong one chosen"), self.tr("%d wrong ones chosen")
            return f"{words}, {counted(counts.wrong_chosen, one, many)}"
        return words

    def _rule(self, question: Question, checked: Checked) -> str:
        """Say why a right one chosen did not count in full, where that is not plain to see."""
        body, response = question.body, checked.answer.response
        if isinstance(body, MultipleResponse) and isinstance(response, ChoicesResponse):
            counts = tally(body, response)
            if counts.found and counts.wrong_chosen:
                return self.tr("Each wrong one takes away from what the right ones give.")
        return ""

    def focus_verdict(self) -> None:
        """Put the keyboard on the verdict, so that a screen reader says it."""
        self.show()
        self.verdict.setFocus(Qt.FocusReason.OtherFocusReason)

    def _working(self, context: Context, body: Numeric) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        high = value_text(body.high, context.catalog.unit(body.unit).symbol)
        accepted = self.tr("%s to %s, both included") % (number_text(body.low), high)
        lines = [*body.working, (self.tr("Accepted"), accepted)]
        for number, (name, line) in enumerate(lines):
            grid.addWidget(label(name, "secondary", wrap=False), number, 0)
            grid.addWidget(label(line), number, 1)
        return grid
