"""All questions of a session in a list: before it is handed in, and with their results after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question
from nklearn.learning.quiz import Outcome, QuizSession
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.words import outcome_name, sensitivity_words

_LOOKS = {
    Outcome.RIGHT: ("circle-check", "positive"),
    Outcome.PARTLY: ("contrast", "caution"),
    Outcome.WRONG: ("circle-x", "negative"),
    Outcome.WAITS: ("clipboard-list", "accent"),
    Outcome.GIVEN: ("check", "accent"),
    Outcome.OPEN: ("circle", "secondary"),
}


class AnswerList(QWidget):
    """A card a question; `look_requested` carries the place of one."""

    look_requested = Signal(int)

    def __init__(
        self,
        context: Context,
        session: QuizSession,
        *,
        verb: str,
        more: Callable[[Question], str] = lambda _: "",
    ) -> None:
        """`verb` is what the button of each card says; a %d in it is the question’s number.

        `more` returns what else is said of a question.
        """
        super().__init__()
        self._context, self._more = context, more
        box = column(self, spacing=10)
        for place, outcome in enumerate(session.outcomes):
            question = session.question(place)
            box.addWidget(self._card(session, place, question, outcome, verb))

    def _card(
        self, session: QuizSession, place: int, question: Question, outcome: Outcome, verb: str
    ) -> QFrame:
        icon, tone = _LOOKS[outcome]
        ink = "TEXT_SECONDARY" if tone == "secondary" else tone.upper()
        card = frame("card")
        box = row(card, spacing=12)
        box.setContentsMargins(16, 10, 16, 10)
        box.addWidget(IconLabel(self._context.theme, icon, ink, 20))
        lines = column(spacing=2)
        hard = question.sensitivity is not Sensitivity.NONE
        words = sensitivity_words(question.sensitivity) if hard else question.stem
        lines.addWidget(label(f"{place + 1}. {words}", "heading"))
        first = session.mode.at_once and session.told
        told = ", ".join(filter(None, (outcome_name(outcome, first=first), self._more(question))))
        lines.addWidget(label(told, "small", tone="" if tone == "secondary" else tone))
        box.addLayout(lines, 1)
        which = self.tr("question %d") % (place + 1)
        name = f"{verb}: {which}"
        if "%d" in verb:
            name = verb = verb % (place + 1)
        look = Button(self._context.theme, verb, small=True)
        look.setAccessibleName(f"{name}, {told}")
        look.clicked.connect(self._looker(place))
        box.addWidget(look)
        return card

    def _looker(self, place: int) -> Callable[[], None]:
        return lambda: self.look_requested.emit(place)
