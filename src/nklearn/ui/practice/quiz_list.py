"""What there is to practise: for each module two ways in, and how each stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Module
from nklearn.domain.records import Mode
from nklearn.learning.quiz import Outcome
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import counted, score_words


class QuizList(QWidget):
    """The practice page without a module."""

    open_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        box = column(self, spacing=12)
        box.addWidget(label(self.tr("Practice"), "display"))
        words = self.tr("Answer at your own pace. Every answer is saved and shown with its source.")
        box.addWidget(label(words, "secondary"))
        told = self.tr("Practise: each answer is followed by what it really is.")
        results = self.tr("Check yourself: results at the end; until then answers can be changed.")
        box.addWidget(label(f"{told} {results}", "small"))
        modules = [module for module in context.catalog.modules() if module.quiz]
        next_one = next((each for each in modules if not self._ended(each)), None)
        for module in modules:
            box.addWidget(self._card(module, first=module is next_one))
        line = row(spacing=12)
        review = Button(context.theme, self.tr("Review what you answered"), icon="history")
        review.clicked.connect(lambda: self.open_requested.emit("nk:review"))
        progress = Button(context.theme, self.tr("Your progress"), icon="chart-line")
        progress.clicked.connect(lambda: self.open_requested.emit("nk:progress"))
        line.addWidget(review)
        line.addWidget(progress)
        line.addStretch(1)
        box.addLayout(line)

    def _ended(self, module: Module) -> bool:
        session = self._context.learner.last_quiz(module.id, Mode.PRACTICE)
        return session is not None and session.run.ended is not None

    def _card(self, module: Module, *, first: bool) -> QFrame:
        """Return the card of a module; of all modules the `first` to practise stands out."""
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head: QHBoxLayout = row(spacing=10)
        head.addWidget(label(str(module.number), "number", wrap=False))
        head.addWidget(label(module.title, "heading"), 1)
        total = len(module.quiz)
        count = counted(total, self.tr("1 question"), self.tr("%d questions"))
        head.addWidget(label(count, "small", wrap=False))
        box.addLayout(head)
        ways = QWidget()
        flow = Flow(ways, spacing=24, line_spacing=10)
        practise = self.tr("Practise")
        flow.addWidget(self._way(module, Mode.PRACTICE, practise, primary=first))
        flow.addWidget(self._way(module, Mode.CHECK, self.tr("Check yourself")))
        if self._context.learner.last_quiz(module.id, Mode.GRADED) is not None:
            flow.addWidget(self._way(module, Mode.GRADED, self.tr("Graded work")))
        box.addWidget(ways)
        return card

    def _way(self, module: Module, mode: Mode, verb: str, *, primary: bool = False) -> QWidget:
        """Return the button of a way to practise, and beside it how that stands."""
        holder = QWidget()
        box = row(holder, spacing=10)
        state = self._state(module, mode)
        query = {} if mode is Mode.PRACTICE else {"mode": str(mode)}
        goal = str(Address.of("practice", module.id, **query))
        kind = "primary" if primary else "default"
        button = Button(self._context.theme, verb, kind=kind)
        name = ", ".join(filter(None, (f"{verb}: {module.title}", state)))
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(button)
        if state:
            box.addWidget(label(state, "small", wrap=False))
        return holder

    def _state(self, module: Module, mode: Mode) -> str:
        session = self._context.learner.last_quiz(module.id, mode)
        if session is None:
            return ""
        if session.run.ended is None:
            done = len(session.outcomes) - session.outcomes.count(Outcome.OPEN)
            return self.tr("%d of %d answered: continue") % (done, len(session.outcomes))
        if not session.told:
            return self.tr("Handed in. Your teacher releases the results.")
        return self.tr("Last time %s") % score_words(session.score)
