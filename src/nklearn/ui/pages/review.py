"""Review: what was answered comes back when it is due, mixed across modules."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.questions import Question
from nklearn.learning.review import Queue, local_day
from nklearn.ui.pages.practice import PracticePage
from nklearn.ui.review.words import back_words, beyond_words, nothing_words
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.words import counted


class ReviewPage(PracticePage):
    """`nk:review` goes on with today's review, begins it, or says when the next one is.

    A review that was finished today shows its results, and leads on if more is due.
    """

    rail = "practice"

    @override
    def open(self, address: Address) -> None:
        self.address = Address("review")
        self.crumbs = ((self.tr("Practice"), "nk:practice"),)
        self._unfolded.clear()
        learner = self.context.learner
        self._quiz = learner.last_review() or learner.review(self._limit)
        if self._quiz is None:
            self._show_nothing()
        else:
            self._show()

    @property
    def _limit(self) -> int:
        return self.context.preferences.daily_review

    def _queue(self) -> Queue:
        return self.context.learner.review_queue(self._limit)

    def _show_nothing(self) -> None:
        self._quiz = self._view = self._fold = None
        self.heading = self.tr("Review")
        self._band.hide()
        self._footer.hide()
        self._scroll.empty()
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
        self._scroll.main.addWidget(card)
        self._scroll.finish()

    # -- what differs from practice ----------------------------------------------------------

    @override
    def _session_title(self) -> str:
        return self.tr("Review")

    @override
    def _way_out(self) -> tuple[str, str]:
        return self.tr("Back to home"), "nk:home"

    @override
    def _above(self, question: Question) -> str:
        module = self.context.catalog.module(question.module)
        return self.tr("From module %d, %s") % (module.number, module.title)

    @override
    def _show_after_results(self) -> None:
        queue, main = self._queue(), self._scroll.main
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
            quiz = self.context.learner.review(self._limit)
        except UserError as error:
            self.context.report(error, self._go_on)
            return
        self.context.saved()
        self._quiz = quiz
        if quiz is None:
            self._show_nothing()
        else:
            self._show()
