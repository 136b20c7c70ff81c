"""The card of home that says what is ready for review."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nklearn.base.overriding import override
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, column, label, row
from nklearn.ui.words import sentences

_PATIENCE = 250  # ms after which a card that is out of sight is filled as well


class ReviewCard(QFrame):
    """Says how many questions wait, or why none does.

    What is due takes a library and all answers to work out: the card fills itself once it was
    painted, so that no first look at the window waits for it, nor for what says it.
    """

    open_requested = Signal(str)
    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = False
        self.setProperty("role", "card")
        self._box = column(self, spacing=8)
        self._box.setContentsMargins(16, 14, 16, 14)
        self.setMinimumHeight(context.theme.px(64))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        QTimer.singleShot(_PATIENCE, self, self._ask)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        super().paintEvent(arg__1)
        QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self._fill()
            self.filled.emit()

    def _fill(self) -> None:
        from nklearn.learning.quiz import Outcome
        from nklearn.learning.review import local_day
        from nklearn.ui.review.words import beyond_words, left_out, nothing_words

        context = self._context
        learner, chosen = context.learner, context.preferences
        queue = learner.review_queue(chosen.daily_review, left_out(chosen))
        session = learner.last_review(left_out(chosen))
        if session and session.run.ended is None:
            places = enumerate(session.outcomes)
            left = [session.questions[n] for n, outcome in places if outcome is Outcome.OPEN]
            if left:
                self._waiting(left, self.tr("Continue review"), "")
                return
        if queue.questions:
            self._waiting(queue.questions, self.tr("Start review"), beyond_words(queue))
            return
        nothing = nothing_words(queue, local_day(context.people.now()))
        box = self._nothing(nothing.title, nothing.text)
        if not queue.begun:
            box.addSpacing(6)
            self._button(nothing.verb, nothing.goal, nothing.verb, box)

    def _waiting(self, questions: list[str] | tuple[str, ...], verb: str, more: str) -> None:
        from nklearn.ui.review.words import about_words

        line = row(spacing=14)
        count = len(questions)
        number = label(str(count), "big", wrap=False)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        one = self.tr("question you answered a while ago.")
        words = one if count == 1 else self.tr("questions you answered a while ago.")
        about = about_words(self._context.catalog, questions)
        told = label(" ".join(filter(None, (words, about, more))), "small")
        line.addWidget(told, 1)
        self._box.addLayout(line)
        self._button(verb, "nk:review", f"{verb}, {count} {told.text()}", self._box)

    def _nothing(self, title: str, text: str) -> QVBoxLayout:
        line = row(spacing=12)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(IconLabel(self._context.theme, "history", "ACCENT", 20), 0, top)
        words = column(spacing=2)
        words.addWidget(label(title, "heading"))
        if text:
            words.addWidget(label(text, "small"))
        line.addLayout(words, 1)
        self._box.addLayout(line)
        self.setAccessibleName(sentences(title, text) if text else title)
        return words

    def _button(self, words: str, goal: str, name: str, box: QVBoxLayout) -> None:
        button = Button(self._context.theme, words, small=True)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
