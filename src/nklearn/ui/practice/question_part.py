"""One question of a session: as it is asked, with its result, or as it was handed in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.content.drawings import drawing_of
from nklearn.domain.questions import Question
from nklearn.domain.records import Answer, Draft
from nklearn.learning.progress import Checked
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.practice.confidence_row import ConfidenceRow
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.basics import column, label
from nklearn.ui.widgets.prose import Prose


class QuestionPart(QWidget):
    """The stem, the chart, and what is answered; call one of `ask` and `show_…`.

    `changed` comes with every change of the answer or of how sure one is.
    """

    open_requested = Signal(str)
    changed = Signal()
    check_requested = Signal()

    def __init__(self, context: Context, question: Question, seed: str, above: str) -> None:
        """`seed` is that of the session, `above` a line above the question, or empty."""
        super().__init__()
        self._context, self.question = context, question
        self.feedback: Feedback | None = None
        self._confidence: ConfidenceRow | None = None
        self._box = column(self, spacing=12)
        if above:
            self._box.addWidget(label(above, "small"))
        self._box.addWidget(label(question.stem, "question"))
        self.view = answer_view(context, question, seed=seed)
        if question.chart is not None and not self.view.draws_chart:
            drawing = drawing_of(context.catalog, question.chart)
            chart = ChartCard(context.theme, drawing, height=230)
            chart.open_requested.connect(self.open_requested)
            self._box.addWidget(chart)
        self.view.open_requested.connect(self.open_requested)
        self._box.addWidget(self.view)
        self._note = label("", "small")
        self._note.hide()
        self._box.addWidget(self._note)

    def ask(self, draft: Draft | None) -> None:
        """Ask, with what was chosen or typed before."""
        if draft is not None:
            self.view.restore(draft.response)
        if self.question.scored and self._context.preferences.confidence == "ask":
            self._confidence = ConfidenceRow(self._context.theme)
            self._confidence.set_confidence(draft.confidence if draft else None)
            self._confidence.changed.connect(self.changed)
            self._box.addWidget(self._confidence)
        self.view.changed.connect(self.changed)
        self.view.check_requested.connect(self.check_requested)

    @property
    def draft(self) -> Draft | None:
        """What is answered now, and how sure one is of it; None without an answer."""
        response = self.view.response
        said = self._confidence.confidence if self._confidence else None
        return None if response is None else Draft(response, said)

    def note(self, words: str) -> None:
        """Say something below the answer; empty takes it away."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def show_checked(self, checked: Checked | None) -> None:
        """Show a result, or of a question that was left open what would have been right."""
        if checked is None:
            self.view.lock()
            self._box.addWidget(label(self.tr("You left this question open."), "heading"))
            prose = Prose(self._context.theme, self.tr("Explanation"), "body")
            prose.set_line(self.question.explanation)
            prose.open_directly()
            prose.open_requested.connect(self.open_requested)
            self._box.addWidget(prose)
            return
        self.view.show_result(checked)
        self._add_feedback(Feedback(self._context, self.question, checked))

    def show_key(self, checked: Checked) -> None:
        """Show the right answer to somebody who teaches, as the key that it is."""
        self.view.show_key(checked)
        self._add_feedback(Feedback(self._context, self.question, checked, key=True))

    def _add_feedback(self, made: Feedback) -> None:
        self.feedback = made
        made.open_requested.connect(self.open_requested)
        self._box.addWidget(made)

    def show_locked(self, given: Answer | None, words: str = "") -> None:
        """Show what was handed in, without a result; `words` say something else of it."""
        told = self.tr("You left this question open.")
        if given is not None:
            self.view.restore(given.response)
            told = self.tr("This is what you handed in. Your teacher releases the results.")
        told = words or told
        self.view.lock()
        self._box.addWidget(label(told, "secondary"))
