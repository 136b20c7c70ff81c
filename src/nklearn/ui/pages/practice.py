"""Practice: the quizzes, and one of them in one of its modes."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.records import Mode
from nklearn.learning.quiz import QuizSession
from nklearn.ui.practice.quiz_list import QuizList
from nklearn.ui.practice.session_page import SessionPage
from nklearn.ui.widgets.basics import Button
from nklearn.ui.words import mode_name

_MODES = {mode.value: mode for mode in (Mode.PRACTICE, Mode.CHECK, Mode.GRADED)}


class PracticePage(SessionPage):
    """`nk:practice` lists the quizzes, `nk:practice/<module>` takes one up where it stands.

    `?mode=check` tells the results at the end; `?mode=graded` shows work for a grade that a
    teacher's file began.
    """

    @override
    def open(self, address: Address) -> None:
        if address.path:
            session = self._take_up(address)
            self.address = address
            self.show_session(session)
        else:
            self.address = address
            self._open_list()

    def _take_up(self, address: Address) -> QuizSession:
        """Return the session that an address means, and name it in the crumbs."""
        module = self.context.catalog.module(address.rest)
        name = address.state.get("mode", Mode.PRACTICE.value)
        if name not in _MODES:
            raise UserError(
                f"There is no way “{name}” to practise.", todo="Choose one on the practice page."
            )
        learner, mode = self.context.learner, _MODES[name]
        session = learner.last_quiz(module.id, mode)
        if session is None and mode is Mode.GRADED:
            raise UserError(
                f"There is no graded work for “{module.title}” here.",
                todo="Graded work begins with a file from your teacher.",
            )
        session = session or learner.quiz(module.id, mode)
        self.crumbs = (
            (self.tr("Practice"), "nk:practice"),
            (module.title, str(Address.of("lessons", module.id))),
        )
        return session

    def _open_list(self) -> None:
        self.leave_session()
        self.crumbs, self.heading = (), self.tr("Practice")
        quizzes = QuizList(self.context)
        quizzes.open_requested.connect(self.open_requested)
        self.cards.main.addWidget(quizzes)
        self.cards.finish()

    @override
    def session_title(self, session: QuizSession) -> str:
        return f"{mode_name(session.mode)}: {self.crumbs[-1][0]}"

    @override
    def way_out(self) -> tuple[str, str]:
        return self.tr("Back to the module"), self.crumbs[-1][1]

    @override
    def show_after_results(self, session: QuizSession) -> None:
        if session.mode is Mode.GRADED:
            return
        words = self.tr("Start again with a new order")
        again = Button(self.context.theme, words, icon="rotate-ccw", on_click=self.restart)
        self.cards.main.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
