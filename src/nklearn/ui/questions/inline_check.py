"""A question within the text of a lesson."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.content.drawings import drawing_of
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question, SingleChoice
from nklearn.domain.records import Draft
from nklearn.learning.progress import Checked
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.draft_keeper import DraftKeeper
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.basics import Button, IconLabel, clear, column, label, row
from nklearn.ui.words import sensitivity_words


class InlineCheck(QFrame):
    """A question within the text: answered at once, saved at once, and it may be tried again.

    Where one click is not the whole answer there is a button to check it. What is not checked
    yet is kept in the workspace.
    """

    open_requested = Signal(str)
    answered = Signal(QWidget)

    def __init__(self, context: Context, question: Question) -> None:
        super().__init__()
        self._context, self._question = context, question
        self._drafts = DraftKeeper(self, context)
        self._view: AnswerView | None = None
        self._check_button: Button | None = None
        self.setProperty("role", "check")
        box = column(self, spacing=10)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=8)
        icon = IconLabel(context.theme, "circle-help", "ACCENT")
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._stem = label("", "heading")
        head.addWidget(self._stem, 1)
        box.addLayout(head)
        self._body: QVBoxLayout = column(spacing=10)
        box.addLayout(self._body)
        if question.sensitivity is Sensitivity.NONE:
            self._open()
        else:
            self._keep_folded()

    def _name(self, words: str) -> None:
        self._stem.setText(words)
        self.setAccessibleName(self.tr("Check: %s") % words)

    def _open(self) -> None:
        self._name(self._question.stem)
        learner = self._context.learner
        name = self._question.id
        draft = self._drafts.follow(name, "", self._save_draft, learner.draft(name))
        self._ask(None if draft else learner.last_checked(self._question, "check"), draft)

    def _keep_folded(self) -> None:
        """Ask nothing about hard material until the reader wants it."""
        self._name(sensitivity_words(self._question.sensitivity))
        show = Button(self._context.theme, self.tr("Show it"), small=True, on_click=self._unfold)
        self._body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self) -> None:
        self._open()
        if self._view:
            self._view.show()  # a layout shows what it gets later, too late for the keyboard
            self._view.focus_first()

    def _ask(self, checked: Checked | None, draft: Draft | None = None) -> None:
        clear(self._body)
        body = self._question.body
        self._view = answer_view(self._context, self._question, instant=True)
        self._view.check_requested.connect(self._check)
        if self._question.chart is not None and not self._view.draws_chart:
            drawing = drawing_of(self._context.catalog, self._question.chart)
            chart = ChartCard(self._context.theme, drawing, height=200)
            chart.open_requested.connect(self.open_requested)
            self._body.addWidget(chart)
        self._view.open_requested.connect(self.open_requested)
        self._body.addWidget(self._view)
        if checked:
            self._show(checked)
            return
        if not isinstance(body, SingleChoice):
            self._add_check_button()
        if draft:
            self._view.restore(draft.response)
            self._enable(self._view.response is not None)
        self._view.changed.connect(self._changed)

    def _add_check_button(self) -> None:
        words = self._view.verb() if self._view else self.tr("Check")
        button = Button(self._context.theme, words, kind="primary", small=True, icon="check")
        button.setEnabled(False)
        button.clicked.connect(self._check)
        self._body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._check_button = button

    def _changed(self, answered: bool) -> None:
        response = self._view.response if self._view else None
        self._drafts.keep(None if response is None else Draft(response))
        self._enable(answered)

    def _enable(self, answered: bool) -> None:
        if self._check_button is not None:
            self._check_button.setEnabled(answered)

    def _save_draft(self, draft: Draft | None) -> None:
        self._context.learner.save_draft(self._question.id, draft)

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._drafts.flush()
        super().hideEvent(event)

    def _check(self) -> None:
        view = self._view
        response = view.response if view else None
        if view is None or response is None:
            return
        try:
            checked = self._context.learner.answer(self._question, response, "check")
        except UserError as error:
            self._drafts.hold()
            self._context.report(error, self._check)
            return
        if checked is None:
            self._drafts.flush()
            view.say_unreadable()
            return
        self._drafts.forget()
        self._context.saved()
        feedback = self._show(checked)
        feedback.focus_verdict()
        self.answered.emit(feedback)

    def _show(self, checked: Checked) -> Feedback:
        if self._check_button is not None:
            self._check_button.hide()
            self._check_button = None
        if self._view:
            self._view.show_result(checked)
        feedback = Feedback(self._context, self._question, checked)
        feedback.open_requested.connect(self.open_requested)
        self._body.addWidget(feedback)
        again = Button(self._context.theme, self.tr("Try again"), small=True, icon="rotate-ccw")
        again.clicked.connect(self._again)
        line = row()
        line.addWidget(again)
        line.addStretch(1)
        self._body.addLayout(line)
        return feedback

    def _again(self) -> None:
        self._ask(None)
        if self._view:
            self._view.focus_first()
