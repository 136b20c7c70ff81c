"""Practice: the quizzes, and one session question by question, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.content.drawings import drawing_of
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question
from nklearn.domain.records import Draft, Mode
from nklearn.learning.calibration import calibration
from nklearn.learning.progress import Checked
from nklearn.learning.quiz import Outcome, QuizSession, QuizState
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.practice.answer_list import AnswerList
from nklearn.ui.practice.calibration_card import CalibrationCard
from nklearn.ui.practice.confidence_row import ConfidenceRow
from nklearn.ui.practice.footer import PracticeFooter
from nklearn.ui.practice.question_strata import QuestionStrata
from nklearn.ui.practice.quiz_list import QuizList
from nklearn.ui.practice.report_dialog import ReportDialog
from nklearn.ui.practice.side import AskingSide, SourceSide
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.draft_keeper import DraftKeeper
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.words import mode_name, outcome_name, score_words


class PracticePage(Page):
    """`nk:practice` lists the quizzes, `nk:practice/<module>` takes one up where it stands.

    `?mode=check` tells the results at the end; `?mode=graded` shows work for a grade that a
    teacher's file began.
    """

    rail = "practice"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._quiz: QuizSession | None = None
        self._view: AnswerView | None = None
        self._feedback: Feedback | None = None
        self._confidence: ConfidenceRow | None = None
        self._fold: Fold | None = None
        self._unfolded: set[str] = set()
        self._drafts = DraftKeeper(self, self._save_draft, context.unsaved)
        box = column(self)
        self._band = frame("band")
        band = row(self._band, spacing=20)
        band.setContentsMargins(24, 2, 24, 2)
        self._title = label("", "label", wrap=False)
        self._strata = QuestionStrata(theme)
        self._strata.chosen.connect(self._look)
        self._count = label("", "small", wrap=False)
        band.addWidget(self._title)
        band.addWidget(self._strata, 1)
        band.addWidget(self._count)
        box.addWidget(self._band)
        self._scroll = ScrollColumn(theme)
        box.addWidget(self._scroll, 1)
        self._footer = foot = PracticeFooter(theme)
        foot.again_wished.connect(self._wish_again)
        foot.report_requested.connect(self._report_problem)
        foot.skip_requested.connect(self._skip)
        foot.retry_requested.connect(self._retry)
        foot.go_requested.connect(self._forward)
        box.addWidget(foot)

    @override
    def panes(self) -> list[QWidget]:
        return [self._strata, self._scroll, self._footer] if self._quiz else [self._scroll]

    @override
    def start(self) -> QWidget:
        if self._quiz is None:
            return self._scroll
        if self._fold is not None:
            return self._fold
        if self._view is None or self._quiz.state is not QuizState.ASKING:
            return self._footer.go
        return self._view.entry() or self._view

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._drafts.flush()
        super().hideEvent(event)

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        self._drafts.flush()
        self.address = address
        self._unfolded.clear()
        if address.path:
            self._quiz = self._take_up(address)
            self._show()
        else:
            self._open_list()

    def _take_up(self, address: Address) -> QuizSession:
        """Return the session that an address means, and name it in the crumbs."""
        module = self.context.catalog.module(address.rest)
        mode = {"check": Mode.CHECK, "graded": Mode.GRADED}.get(
            address.state.get("mode", ""), Mode.PRACTICE
        )
        learner = self.context.learner
        session = learner.last_quiz(module.id, mode)
        if session is None and mode is Mode.GRADED:
            raise UserError(
                f"There is no graded work for “{module.title}” here.",
                todo="Graded work begins with a file from your teacher.",
            )
        self.crumbs = (
            (self.tr("Practice"), "nk:practice"),
            (module.title, str(Address.of("lessons", module.id))),
        )
        return session or learner.quiz(module.id, mode)

    def _open_list(self) -> None:
        self._quiz = self._view = self._fold = None
        self.crumbs, self.heading = (), self.tr("Practice")
        self._band.hide()
        self._footer.hide()
        self._scroll.empty()
        quizzes = QuizList(self.context)
        quizzes.open_requested.connect(self.open_requested)
        self._scroll.main.addWidget(quizzes)
        self._scroll.finish()

    # -- what pages that ask differ in ---------------------------------------------------------

    def _session_title(self) -> str:
        """Say what is asked here."""
        return f"{mode_name(self._quiz.mode)}: {self.crumbs[-1][0]}" if self._quiz else ""

    def _above(self, question: Question) -> str:
        """Return a line above a question; empty for none."""
        return ""

    def _told_below(self, question: Question) -> str:
        """Return what else is said of a question in the list of results."""
        return ""

    def _way_out(self) -> tuple[str, str]:
        """Return the words and the address of what comes after the results."""
        return self.tr("Back to the module"), self.crumbs[-1][1]

    def _show_after_results(self) -> None:
        """Offer what can be done below the results."""
        words = self.tr("Start again with a new order")
        again = Button(self.context.theme, words, icon="rotate-ccw")
        again.clicked.connect(self._restart)
        self._scroll.main.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    # -- showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        quiz = self._quiz
        if quiz is None:
            return
        self._band.show()
        self._footer.show()
        self._scroll.empty()
        self._view = self._feedback = self._confidence = self._fold = None
        self._title.setText(self._session_title())
        self._show_strata(quiz)
        if quiz.state is QuizState.SUMMARY:
            self.heading = self.tr("Before you hand in")
            self._show_summary(quiz)
        elif quiz.state is QuizState.FINISHED:
            self.heading = self.tr("Your answers")
            self._show_results(quiz)
        else:
            self.heading = self.tr("Question %d") % (quiz.position + 1)
            self._show_question(quiz)
        self._scroll.finish()
        self._give_keyboard(quiz)
        self.moved.emit(self.address)

    def _give_keyboard(self, quiz: QuizSession) -> None:
        if self._fold is not None:
            fold = self._fold
            QTimer.singleShot(0, fold, lambda: (layouts.finish(), fold.focus_button()))
        elif self._view is not None and quiz.state is QuizState.ASKING:
            self._view.focus_first()
        else:
            self._footer.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_strata(self, quiz: QuizSession) -> None:
        total, outcomes = len(quiz.questions), quiz.outcomes
        here = quiz.position
        if here < total:
            self._count.setText(self.tr("Question %d of %d") % (here + 1, total))
        elif Outcome.OPEN in outcomes:
            self._count.setText(self.tr("%d left open") % outcomes.count(Outcome.OPEN))
        else:
            self._count.setText(self.tr("All answered"))
        states = [
            "current" if n == here and outcome is Outcome.OPEN else str(outcome)
            for n, outcome in enumerate(outcomes)
        ]
        tips = [
            self.tr("Question %d: %s") % (n + 1, outcome_name(outcome).lower())
            for n, outcome in enumerate(outcomes)
        ]
        self._strata.show_states(states, tips, "; ".join(tips))
        self._strata.lead(quiz.can_go_to, here)

    def _show_question(self, quiz: QuizSession) -> None:
        catalog, main = self.context.catalog, self._scroll.main
        question = catalog.question(quiz.current)
        if above := self._above(question):
            main.addWidget(label(above, "small"))
        hard = question.sensitivity is not Sensitivity.NONE
        if hard and question.id not in self._unfolded and quiz.state is QuizState.ASKING:
            self._show_folded(quiz, question)
            return
        main.addWidget(label(question.stem, "question"))
        self._view = view = answer_view(self.context, question, seed=quiz.seed)
        if question.chart is not None and not view.draws_chart:
            drawing = drawing_of(catalog, question.chart)
            chart = ChartCard(self.context.theme, drawing, height=230)
            chart.open_requested.connect(self.open_requested)
            main.addWidget(chart)
        view.open_requested.connect(self.open_requested)
        main.addWidget(view)
        match quiz.state:
            case QuizState.ASKING:
                self._show_asking(quiz, view)
            case QuizState.LOCKED:
                self._show_locked(quiz, view)
            case _:
                self._show_checked(quiz, view)

    def _show_folded(self, quiz: QuizSession, question: Question) -> None:
        """Say what a question speaks of; it is asked once the reader wants that, or put off."""
        card = frame("card")
        box = column(card, spacing=12)
        box.setContentsMargins(24, 20, 24, 20)
        self._fold = fold = Fold(self.context.theme, question.sensitivity)

        def unfold() -> None:
            self._unfolded.add(question.id)
            self._show()

        # Later: what is taken out then includes the fold, which is still at work.
        fold.opened.connect(lambda: QTimer.singleShot(0, self, unfold))
        box.addWidget(fold)
        self._scroll.main.addWidget(card)
        self._footer.offer(self.tr("Check"), "check", skip=self._may_skip(quiz))
        self._footer.go.setEnabled(False)

    def _show_asking(self, quiz: QuizSession, view: AnswerView) -> None:
        draft = self._drafts.waiting(quiz.current) or quiz.draft
        if draft is not None:
            view.restore(draft.response)
        at_once = quiz.mode.at_once
        if view.question.scored and self.context.preferences.confidence == "ask":
            self._confidence = ConfidenceRow(self.context.theme)
            self._confidence.set_confidence(draft.confidence if draft else None)
            self._confidence.changed.connect(self._changed)
            self._scroll.main.addWidget(self._confidence)
        if at_once:
            saved = self.tr("The source is shown after you check.")
            verb, icon = view.verb(), "check"
        else:
            saved = self.tr("You can change your answer until you hand in.")
            last = quiz.position == len(quiz.questions) - 1
            verb = self.tr("See all answers") if last else self.tr("Next question")
            icon = "arrow-right"
        keys = view.keys() if at_once else ""
        self._scroll.side.addWidget(AskingSide(self.context, view, (saved, keys)))
        self._footer.offer(verb, icon, skip=at_once and quiz.can_skip(), report=True)
        self._footer.go.setEnabled(not at_once or view.response is not None)
        view.changed.connect(self._changed)
        view.check_requested.connect(self._forward)

    def _show_checked(self, quiz: QuizSession, view: AnswerView) -> None:
        question, checked = view.question, quiz.checked
        if checked is not None:
            view.show_result(checked)
            self._add_feedback(question, checked)
        else:
            view.lock()
            self._add_open(question)
        source = SourceSide(self.context, question)
        source.open_requested.connect(self.open_requested)
        self._scroll.side.addWidget(source)
        last = quiz.position == len(quiz.questions) - 1
        self._footer.offer(
            self.tr("See your answers") if last else self.tr("Next question"),
            "arrow-right",
            retry=quiz.mode.at_once and checked is not None and not checked.grade.right,
            asked=question.id in self.context.learner.asked_again if question.scored else None,
            report=True,
        )

    def _add_feedback(self, question: Question, checked: Checked) -> None:
        self._feedback = feedback = Feedback(self.context, question, checked)
        feedback.open_requested.connect(self.open_requested)
        self._scroll.main.addWidget(feedback)

    def _add_open(self, question: Question) -> None:
        main = self._scroll.main
        main.addWidget(label(self.tr("You left this question open."), "heading"))
        prose = Prose(self.context.theme, self.tr("Explanation"), "body")
        prose.set_line(question.explanation)
        prose.open_directly()
        prose.open_requested.connect(self.open_requested)
        main.addWidget(prose)

    def _show_locked(self, quiz: QuizSession, view: AnswerView) -> None:
        given = quiz.answer_for(quiz.position)
        if given is not None:
            view.restore(given.response)
        view.lock()
        told = self.tr("This is what you handed in. Your teacher releases the results.")
        if given is None:
            told = self.tr("You left this question open.")
        self._scroll.main.addWidget(label(told, "secondary"))
        last = quiz.position == len(quiz.questions) - 1
        words = self.tr("See your answers") if last else self.tr("Next question")
        self._footer.offer(words, "arrow-right", report=True)

    def _show_summary(self, quiz: QuizSession) -> None:
        main = self._scroll.main
        left = quiz.outcomes.count(Outcome.OPEN)
        main.addWidget(label(self.tr("Before you hand in"), "display"))
        if left:
            done = len(quiz.questions) - left
            words = self.tr("%d of %d are answered. What is left open counts as not right.")
            main.addWidget(label(words % (done, len(quiz.questions)), "secondary"))
        else:
            words = self.tr("All questions are answered. Until you hand in you can change any.")
            main.addWidget(label(words, "secondary"))
        self._add_list(quiz, self.tr("Go to it"))
        self._footer.offer(self.tr("Hand in"), "check")

    def _show_results(self, quiz: QuizSession) -> None:
        main = self._scroll.main
        if not quiz.told:
            main.addWidget(label(self.tr("Handed in"), "display"))
            words = self.tr("Your teacher releases the results. Your answers stay as they are.")
            main.addWidget(label(words, "secondary"))
        else:
            main.addWidget(label(score_words(quiz.score), "display"))
            words = self.tr("Open any question to see what each part of it really is.")
            if quiz.mode.at_once:
                words = self.tr("First answers count.") + " " + words
            main.addWidget(label(words, "secondary"))
            if levels := calibration(quiz.counted.values()):
                main.addWidget(CalibrationCard(self.context.theme, levels))
        self._add_list(quiz, self.tr("Look again"))
        if quiz.mode is not Mode.GRADED:
            self._show_after_results()
        self._footer.offer(self._way_out()[0], "arrow-right")

    def _add_list(self, quiz: QuizSession, verb: str) -> None:
        answers = AnswerList(self.context, quiz, verb=verb, more=self._told_below)
        answers.look_requested.connect(self._look)
        self._scroll.main.addWidget(answers)

    # -- drafts ------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Keep what is chosen or typed but not checked."""
        quiz, view = self._quiz, self._view
        if quiz is None or view is None or quiz.state is not QuizState.ASKING:
            return
        response = view.response
        if quiz.mode.at_once:
            self._footer.go.setEnabled(response is not None)
        said = self._confidence.confidence if self._confidence else None
        draft = None if response is None else Draft(response, said)
        self._drafts.keep(view.question.id, draft)

    def _save_draft(self, question: str, draft: Draft | None) -> None:
        if self._quiz is not None and question in self._quiz.questions:
            self._quiz.save_draft(draft, question)
            self.context.saved()

    # -- acting ------------------------------------------------------------------------------

    def _try(self, work: Callable[[], object], again: Callable[[], None]) -> bool:
        try:
            work()
        except UserError as error:
            self.context.report(error, again)
            return False
        self.context.saved()
        return True

    def _answer(self, again: Callable[[], None]) -> bool:
        """Score and save what is answered; tell whether one may go on."""
        quiz, view = self._quiz, self._view
        response = view.response if view else None
        if quiz is None or view is None or response is None:
            return quiz is not None and not quiz.mode.at_once
        said = self._confidence.confidence if self._confidence else None
        given = quiz.answer_for(quiz.position)
        if (
            not quiz.mode.at_once
            and given
            and (given.response, given.confidence)
            == (
                response,
                said,
            )
        ):
            self._drafts.flush()
            return True
        self._drafts.flush()  # it is kept, should the answer be refused or not be saved
        try:
            checked = quiz.answer(response, said)
        except UserError as error:
            self.context.report(error, again)
            return False
        if checked is None:
            view.say_unreadable()
            self._reveal_later(view)
            return False
        self._drafts.forget(view.question.id)
        self.context.saved()
        return True

    def _forward(self) -> None:
        """Do what the chief button says."""
        quiz = self._quiz
        if quiz is None:
            return
        match quiz.state:
            case QuizState.ASKING if quiz.mode.at_once:
                if self._answer(self._forward):
                    self._show()
                    self._go_to_feedback()
            case QuizState.ASKING:
                if self._answer(self._forward) and self._try(quiz.next, self._forward):
                    self._show()
            case QuizState.SUMMARY:
                if self._try(quiz.hand_in, self._forward):
                    self._show()
            case QuizState.FINISHED:
                self.open_requested.emit(self._way_out()[1])
            case _:
                if self._try(quiz.next, self._forward):
                    self._show()

    def _go_to_feedback(self) -> None:
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

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        settled = self._quiz is not None and self._quiz.state in (
            QuizState.CHECKED,
            QuizState.LOCKED,
        )
        if enter and settled:
            self._forward()
        else:
            super().keyPressEvent(event)

    def _may_skip(self, quiz: QuizSession) -> bool:
        return quiz.can_skip() or not quiz.mode.at_once

    def _skip(self) -> None:
        quiz = self._quiz
        if quiz is None:
            return
        self._drafts.flush()
        if self._try(quiz.skip if quiz.mode.at_once else quiz.next, self._skip):
            self._show()

    def _retry(self) -> None:
        if self._quiz and self._try(self._quiz.retry, self._retry):
            self._show()

    def _restart(self) -> None:
        if self._quiz and self._try(self._quiz.restart, self._restart):
            self._show()

    def _look(self, place: int) -> None:
        """Go to a question; where feedback waits for the end, what is answered is saved first."""
        quiz = self._quiz
        if quiz is None:
            return
        again = partial(self._look, place)
        self._drafts.flush()
        waits = not quiz.mode.at_once and quiz.state is QuizState.ASKING
        if waits and self._fold is None and not self._answer(again):
            return
        if self._try(lambda: quiz.go_to(place), again):
            self._show()

    def _wish_again(self, wanted: bool) -> None:
        quiz = self._quiz
        if quiz is not None and not self._try(
            lambda: self.context.learner.ask_again(quiz.current, wanted),
            partial(self._wish_again, wanted),
        ):
            self._footer.again.setChecked(not wanted)

    def _report_problem(self) -> None:
        quiz = self._quiz
        if quiz is None:
            return
        dialog = ReportDialog(self.context.theme, self.window())
        question, version = quiz.current, self.context.catalog.version

        def tell(words: str) -> None:
            def save() -> None:
                self.context.learner.report_problem(question, words, version)

            if self._try(save, partial(tell, words)):
                dialog.done_telling()

        dialog.told.connect(tell)
        dialog.ask()
