"""Practice: the quizzes, and one quiz question by question, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.content.drawings import drawing_of
from nklearn.domain.addresses import Address
from nklearn.domain.grading import Grade
from nklearn.domain.lessons import Module
from nklearn.domain.questions import Question
from nklearn.domain.responses import Response
from nklearn.learning.progress import Checked
from nklearn.learning.quiz import Outcome, QuizSession, QuizState
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import Feedback, outcome_look
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted, difficulty_name, score_words


class PracticePage(Page):
    """`nk:practice` lists the quizzes, `nk:practice/<module>` takes one up where it stands."""

    rail = "practice"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._module: Module | None = None
        self._quiz: QuizSession | None = None
        self._view: AnswerView | None = None
        self._feedback: Feedback | None = None
        self._drafts: dict[str, Response] = {}
        box = column(self)
        self._band = frame("band")
        band = row(self._band, spacing=20)
        band.setContentsMargins(24, 12, 24, 12)
        self._title = label("", "label", wrap=False)
        self._strata = Strata(theme, 10)
        self._count = label("", "small", wrap=False)
        band.addWidget(self._title)
        band.addWidget(self._strata, 1)
        band.addWidget(self._count)
        box.addWidget(self._band)
        self._scroll = ScrollColumn(theme)
        box.addWidget(self._scroll, 1)
        self._footer = frame("footer")
        foot = row(self._footer, spacing=12)
        foot.setContentsMargins(24, 8, 24, 8)
        self._hint = label("", "small")
        foot.addWidget(self._hint, 1)
        self._again = Button(theme, self.tr("Try again"), icon="rotate-ccw")
        self._again.clicked.connect(self._retry)
        self._go = Button(theme, "", kind="primary", icon="arrow-right", icon_after=True)
        self._go.clicked.connect(self._forward)
        foot.addWidget(self._again)
        foot.addWidget(self._go)
        box.addWidget(self._footer)

    @override
    def panes(self) -> list[QWidget]:
        return [self._scroll, self._footer]

    @override
    def start(self) -> QWidget:
        if self._quiz is None:
            return self._scroll
        if self._view is None or self._quiz.state is not QuizState.ASKING:
            return self._go
        return self._view.entry() or self._view

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        self.address = address
        if not address.path:
            self._open_list()
            return
        self._module = self.context.catalog.module(address.rest)
        self._quiz = self.context.learner.last_quiz(self._module.id)
        if self._quiz is None:
            self._quiz = self.context.learner.quiz(self._module.id)
        self.crumbs = (
            (self.tr("Practice"), "nk:practice"),
            (self._module.title, str(Address.of("lessons", self._module.id))),
        )
        self._show()

    def _open_list(self) -> None:
        self._quiz = self._view = None
        self.crumbs, self.heading = (), self.tr("Practice")
        self._band.hide()
        self._footer.hide()
        self._scroll.empty()
        self._scroll.main.addWidget(label(self.tr("Practice"), "display"))
        words = self.tr("Answer at your own pace. Every answer is saved and shown with its source.")
        self._scroll.main.addWidget(label(words, "secondary"))
        for module in self.context.catalog.modules():
            self._scroll.main.addWidget(self._module_card(module))
        self._scroll.finish()

    def _module_card(self, module: Module) -> LinkCard:
        progress = self.context.learner.progress(module)
        total = len(module.quiz)
        if progress.quiz_open is not None:
            state = self.tr("%d of %d answered: continue") % (progress.quiz_open, total)
        elif progress.quiz_last:
            state = self.tr("Last time %s") % score_words(progress.quiz_last)
        else:
            state = counted(total, self.tr("1 question"), self.tr("%d questions"))
        goal = str(Address.of("practice", module.id))
        card = LinkCard(goal, f"{module.title}, {state}")
        card.open_requested.connect(self.open_requested)
        head = row(spacing=10)
        head.addWidget(label(str(module.number), "number", wrap=False))
        head.addWidget(label(module.title, "heading"), 1)
        card.box.addLayout(head)
        card.box.addWidget(label(state, "small"))
        return card

    # -- showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        quiz = self._quiz
        if quiz is None:
            return
        self._band.show()
        self._footer.show()
        self._scroll.empty()
        self._view = None
        self._title.setText(self._session_title())
        finished = quiz.state is QuizState.FINISHED
        total = len(quiz.questions)
        place = self.tr("Question %d of %d") % (min(quiz.position + 1, total), total)
        self._count.setText(self.tr("All answered") if finished else place)
        self._show_strata(quiz)
        if finished:
            self.heading = self.tr("Your answers")
            self._show_results(quiz)
        else:
            self.heading = self.tr("Question %d") % (quiz.position + 1)
            self._show_question(quiz)
        self._scroll.finish()
        if self._view is not None and quiz.state is QuizState.ASKING:
            self._view.focus_first()
        else:
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(self.address)

    def _session_title(self) -> str:
        """Say what is asked here."""
        return self.tr("Practice: %s") % (self._module.title if self._module else "")

    def _way_out(self) -> tuple[str, str]:
        """Return the words and the address of what comes after the results."""
        name = self._module.id if self._module else ""
        return self.tr("Back to the module"), str(Address.of("lessons", name))

    def _stem(self, question: Question) -> str:
        """Return what stands for a question in the list of results."""
        return question.stem

    def _told_below(self, question: Question) -> str:
        """Return what else is said of a question in the list of results."""
        return ""

    def _show_after_results(self) -> None:
        """Offer what can be done below the results."""
        again = Button(
            self.context.theme, self.tr("Start again with a new order"), icon="rotate-ccw"
        )
        again.clicked.connect(self._restart)
        self._scroll.main.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_strata(self, quiz: QuizSession) -> None:
        names = {
            Outcome.RIGHT: self.tr("correct"),
            Outcome.PARTLY: self.tr("partly right"),
            Outcome.WRONG: self.tr("not correct"),
            Outcome.OPEN: self.tr("not answered"),
            Outcome.WAITS: self.tr("waits for your teacher"),
            Outcome.GIVEN: self.tr("answered"),
        }
        states = [
            "current" if n == quiz.position and outcome is Outcome.OPEN else str(outcome)
            for n, outcome in enumerate(quiz.outcomes)
        ]
        tips = [
            self.tr("Question %d: %s") % (n + 1, names[outcome])
            for n, outcome in enumerate(quiz.outcomes)
        ]
        self._strata.show_states(states, tips, "; ".join(tips))

    def _show_question(self, quiz: QuizSession) -> None:
        catalog, main = self.context.catalog, self._scroll.main
        question = catalog.question(quiz.current)
        main.addWidget(label(question.stem, "question"))
        if question.chart is not None:
            chart = ChartCard(
                self.context.theme, drawing_of(self.context.catalog, question.chart), height=230
            )
            chart.open_requested.connect(self.open_requested)
            main.addWidget(chart)
        self._view = answer_view(self.context, question, seed=quiz.seed)
        self._view.changed.connect(self._go.setEnabled)
        self._view.changed.connect(self._keep_draft)
        self._view.check_requested.connect(self._check)
        main.addWidget(self._view)
        if checked := quiz.checked:
            self._show_checked(question, checked)
        else:
            self._show_asking(question)

    def _keep_draft(self) -> None:
        """Remember what is chosen or typed but not checked, for who looks elsewhere meanwhile."""
        if self._view is None:
            return
        if (response := self._view.response) is not None:
            self._drafts[self._view.question.id] = response
        else:
            self._drafts.pop(self._view.question.id, None)

    def _show_asking(self, question: Question) -> None:
        self._again.hide()
        self._go.set_text(self.tr("Check"))
        self._go.set_icon("check")
        self._go.setEnabled(False)
        if self._view is not None and (draft := self._drafts.get(question.id)) is not None:
            self._view.restore(draft)
        keys = self._view.keys() if self._view else ""
        self._hint.setText(self.tr("Saved when you check. %s") % keys)
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(self.tr("What this asks"), "label"))
        box.addWidget(label(difficulty_name(question.difficulty), "secondary"))
        box.addWidget(label(self.tr("The source is shown after you check."), "small"))
        self._scroll.side.addWidget(card)

    def _show_checked(self, question: Question, checked: Checked) -> None:
        if self._view:
            self._view.show_result(checked)
        feedback = Feedback(self.context, question, checked)
        feedback.open_requested.connect(self.open_requested)
        self._scroll.main.addWidget(feedback)
        self._feedback = feedback
        theme, side = self.context.theme, self._scroll.side
        side.addWidget(label(self.tr("Where this comes from"), "label"))
        for target in question.claims:
            card = EvidenceCard(theme, self.context.catalog.evidence(target), brief=True)
            card.open_requested.connect(self.open_requested)
            side.addWidget(card)
        lesson, _, section = question.section.rpartition("/")
        goal = str(Address.of("lesson", f"{question.module}/{lesson}", fragment=section))
        read = Button(theme, self.tr("Read the section again"), kind="text", icon="book-open")
        read.clicked.connect(lambda: self.open_requested.emit(goal))
        side.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)
        self._again.setVisible(not checked.grade.right)
        last = self._quiz is not None and self._quiz.position == len(self._quiz.questions) - 1
        self._go.set_text(self.tr("See your answers") if last else self.tr("Next question"))
        self._go.set_icon("arrow-right")
        self._go.setEnabled(True)
        self._hint.setText(self.tr("The first answer to each question counts."))

    def _show_results(self, quiz: QuizSession) -> None:
        main, theme, score = self._scroll.main, self.context.theme, quiz.score
        main.addWidget(label(score_words(score), "display"))
        words = self.tr("First answers count. Open any question to see what each option really is.")
        main.addWidget(label(words, "secondary"))
        verdicts = {
            Outcome.RIGHT: self.tr("Correct at first"),
            Outcome.PARTLY: self.tr("Partly right at first"),
            Outcome.WRONG: self.tr("Not correct at first"),
            Outcome.WAITS: self.tr("Waits for your teacher"),
        }
        for place, outcome in enumerate(quiz.outcomes):
            question = self.context.catalog.question(quiz.questions[place])
            icon, tone = outcome_look(Grade(quiz.attempts(place)[0].fraction))
            card = frame("card")
            box = row(card, spacing=12)
            box.setContentsMargins(16, 10, 16, 10)
            box.addWidget(IconLabel(theme, icon, tone.upper(), 20))
            lines = column(spacing=2)
            lines.addWidget(label(self._stem(question), "heading"))
            told = ", ".join(filter(None, (verdicts[outcome], self._told_below(question))))
            lines.addWidget(label(told, "small", tone=tone))
            box.addLayout(lines, 1)
            look = Button(theme, self.tr("Look again"), small=True)
            look.setAccessibleName(self.tr("Look again at question %d") % (place + 1))
            look.clicked.connect(lambda _=False, place=place: self._look(place))
            box.addWidget(look)
            main.addWidget(card)
        self._show_after_results()
        self._again.hide()
        self._go.set_text(self._way_out()[0])
        self._go.set_icon("arrow-right")
        self._go.setEnabled(True)
        self._hint.setText("")

    # -- acting ------------------------------------------------------------------------------

    def _try(self, work: Callable[[], None], again: Callable[[], None]) -> bool:
        try:
            work()
        except UserError as error:
            self.context.report(error, again)
            return False
        self.context.saved()
        return True

    def _check(self) -> None:
        quiz, view = self._quiz, self._view
        response = view.response if view else None
        if quiz is None or view is None or response is None or quiz.state is not QuizState.ASKING:
            return
        try:
            checked = quiz.answer(response)
        except UserError as error:
            self.context.report(error, self._check)
            return
        if checked is None:
            view.say_unreadable()
            self._reveal_later(view)
            return
        self._drafts.pop(view.question.id, None)
        self.context.saved()
        self._show()
        if self._feedback is not None:
            self._feedback.focus_verdict()
            # Its place is known once the options have grown by what each really is.
            self._reveal_later(self._feedback)

    def _reveal_later(self, part: QWidget) -> None:
        QTimer.singleShot(0, part, lambda: self._reveal(part))

    def _reveal(self, part: QWidget) -> None:
        if part in (self._view, self._feedback):
            layouts.finish()
            self._scroll.ensureWidgetVisible(part)

    def _forward(self) -> None:
        quiz = self._quiz
        if quiz is None:
            return
        if quiz.state is QuizState.ASKING:
            self._check()
        elif quiz.state is QuizState.CHECKED:
            if self._try(quiz.next, self._forward):
                self._show()
        else:
            self.open_requested.emit(self._way_out()[1])

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._quiz is not None and self._quiz.state is QuizState.CHECKED:
            self._forward()
        else:
            super().keyPressEvent(event)

    def _retry(self) -> None:
        if self._quiz and self._try(self._quiz.retry, self._retry):
            self._show()

    def _restart(self) -> None:
        if self._quiz and self._try(self._quiz.restart, self._restart):
            self._show()

    def _look(self, place: int) -> None:
        quiz = self._quiz
        if quiz and self._try(lambda: quiz.go_to(place), partial(self._look, place)):
            self._show()
