"""What there is to practise: for each module two ways in, and how each stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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
        for module in context.catalog.modules():
            if module.quiz:
                box.addWidget(self._card(module))
        line = row(spacing=12)
        review = Button(context.theme, self.tr("Review what you answered"), icon="history")
        review.clicked.connect(lambda: self.open_requested.emit("nk:review"))
        progress = Button(context.theme, self.tr("Your progress"), icon="chart-line")
        progress.clicked.connect(lambda: self.open_requested.emit("nk:progress"))
        line.addWidget(review)
        line.addWidget(progress)
        line.addStretch(1)
        box.addLayout(line)

    def _card(self, module: Module) -> QFrame:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head: QHBoxLayout = row(spacing=10)
        head.addWidget(label(str(module.number), "number", wrap=False))
        head.addWidget(label(module.title, "heading"), 1)
        box.addLayout(head)
        total = len(module.quiz)
        count = counted(total, self.tr("1 question"), self.tr("%d questions"))
        box.addWidget(label(count, "small"))
        ways = QWidget()
        flow = Flow(ways, spacing=24, line_spacing=12)
        told = self.tr("Each answer is followed by what it really is.")
        flow.addWidget(self._way(module, Mode.PRACTICE, self.tr("Practise"), told))
        told = self.tr("Results at the end; until then answers can be changed.")
        flow.addWidget(self._way(module, Mode.CHECK, self.tr("Check yourself"), told))
        if self._context.learner.last_quiz(module.id, Mode.GRADED) is not None:
            flow.addWidget(self._way(module, Mode.GRADED, self.tr("Graded work"), ""))
        box.addWidget(ways)
        return card

    def _way(self, module: Module, mode: Mode, verb: str, told: str) -> QWidget:
        holder = QWidget()
        holder.setMinimumWidth(self._context.theme.px(360))
        box = column(holder, spacing=4)
        state = self._state(module, mode)
        query = {} if mode is Mode.PRACTICE else {"mode": str(mode)}
        goal = str(Address.of("practice", module.id, **query))
        kind = "primary" if mode is Mode.PRACTICE else "default"
        button = Button(self._context.theme, verb, kind=kind)
        name = ", ".join(filter(None, (f"{verb}: {module.title}", state)))
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(label(state or told, "small"))
        box.addStretch(1)
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
