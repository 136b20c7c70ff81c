"""Review: what was answered comes back when it is due, mixed across modules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.questions import Question
from nklearn.learning.quiz import QuizSession
from nklearn.learning.review import Queue, local_day
from nklearn.ui.context import Context
from nklearn.ui.practice.session_page import SessionPage
from nklearn.ui.review.words import back_words, beyond_words, left_out, nothing_words
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.words import coming_day, counted


class ReviewPage(SessionPage):
    """`nk:review` goes on with today's review, begins it, or says when the next one is.

    A review that was finished today shows its results, and leads on if more is due.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._returns: Mapping[str, date] = {}

    @override
    def open(self, address: Address) -> None:
        self.address = Address("review")
        self.crumbs = ((self.tr("Practice"), "nk:practice"),)
        learner, away = self.context.learner, left_out(self.context.preferences)
        self._take_up(learner.last_review(away) or learner.review(self._limit, away))

    def _take_up(self, session: QuizSession | None) -> None:
        if session is None:
            self._show_nothing()
        else:
            self.show_session(session)

    @property
    def _limit(self) -> int:
        return self.context.preferences.daily_review

    def _queue(self) -> Queue:
        away = left_out(self.context.preferences)
        return self.context.learner.review_queue(self._limit, away)

    def _show_nothing(self) -> None:
        self.leave_session()
        self.heading = self.tr("Review")
        told = nothing_words(self._queue(), local_day(self.context.people.now()))
        card = frame("card")
        line = row(card, spacing=16)
        line.setContentsMargins(24, 22, 24, 22)
        icon = IconLabel(self.context.theme, "history", "ACCENT", 22)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        words.addWidget(label(told.title, "heading"))
        if told.text:
            words.addWidget(label(told.text, "secondary"))
        words.addSpacing(8)
        go = Button(self.context.theme, told.verb)
        go.clicked.connect(lambda: self.open_requested.emit(told.goal))
        words.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        self.cards.main.addWidget(card)
        self.cards.finish()

    # -- what differs from practice ----------------------------------------------------------

    @override
    def session_title(self, session: QuizSession) -> str:
        return self.tr("Review")

    @override
    def way_out(self) -> tuple[str, str]:
        return self.tr("Back to home"), "nk:home"

    @override
    def line_above(self, question: Question) -> str:
        module = self.context.catalog.module(question.module)
        return self.tr("From module %d, %s") % (module.number, module.title)

    @override
    def before_results(self) -> None:
        self._returns = self._queue().returns

    @override
    def line_below(self, question: Question) -> str:
        """Say when a question comes back."""
        if question.id not in self._returns:
            return ""
        today = local_day(self.context.people.now())
        return self.tr("comes back %s") % coming_day(self._returns[question.id], today)

    @override
    def show_after_results(self, session: QuizSession) -> None:
        queue, main = self._queue(), self.cards.main
        today = local_day(self.context.people.now())
        words = " ".join(filter(None, (beyond_words(queue), back_words(queue, today))))
        if words:
            main.addWidget(label(words, "secondary"))
        if queue.questions:
            count = len(queue.questions)
            one = self.tr("Review 1 more question")
            more = Button(
                self.context.theme, counted(count, one, self.tr("Review %d more questions"))
            )
            more.clicked.connect(self._go_on)
            main.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _go_on(self) -> None:
        try:
            away = left_out(self.context.preferences)
            quiz = self.context.learner.review(self._limit, away)
        except UserError as error:
            self.context.report(error, self._go_on)
            return
        self.context.saved()
        self._take_up(quiz)
