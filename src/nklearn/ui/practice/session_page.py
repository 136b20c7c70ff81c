"""A page that asks: one session question by question, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError, UserError
from nklearn.base.overriding import override
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Question
from nklearn.domain.records import Draft
from nklearn.domain.responses import Response
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.practice.asides import Asides
from nklearn.ui.practice.band import SessionBand
from nklearn.ui.practice.ends import ResultsPart, SummaryPart
from nklearn.ui.practice.footer import PracticeFooter
from nklearn.ui.practice.question_part import QuestionPart
from nklearn.ui.practice.side import AskingSide, SourceSide
from nklearn.ui.questions.draft_keeper import DraftKeeper
from nklearn.ui.widgets.basics import column, frame
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.scroll_column import ScrollColumn

_SETTLED = (QuizState.CHECKED, QuizState.LOCKED)


class SessionPage(Page):
    """Shows `session` as its state says. Pages that ask say where theirs comes from.

    Hard material stays folded until the reader opens it; what is opened stays so until the page
    is opened anew.
    """

    rail = "practice"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.session: QuizSession | None = None
        self._part: QuestionPart | None = None
        self._fold: Fold | None = None
        self._unfolded: set[str] = set()
        self._left_open: Response | None = None  # unreadable, and the reader was told
        self._drafts = DraftKeeper(self, context)
        box = column(self)
        self._band = SessionBand(theme)
        self._band.chosen.connect(self._look)
        box.addWidget(self._band)
        self.cards = ScrollColumn(theme)
        box.addWidget(self.cards, 1)
        self._footer = foot = PracticeFooter(theme)
        Asides(context, foot, lambda: self.session.current if self.session else "")
        foot.skip_requested.connect(self._skip)
        foot.retry_requested.connect(self._retry)
        foot.go_requested.connect(self._forward)
        box.addWidget(foot)

    @override
    def panes(self) -> list[QWidget]:
        return [self._band, self.cards, self._footer] if self.session else [self.cards]

    @override
    def start(self) -> QWidget:
        if self.session is None:
            return self.cards
        if self._fold is not None:
            return self._fold
        if self._part is None or not self._asks(self.session):
            return self._footer.go
        return self._part.view.entry() or self._part.view

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._drafts.flush()
        super().hideEvent(event)

    # -- what pages that ask differ in ---------------------------------------------------------

    def session_title(self, session: QuizSession) -> str:
        """Say what is asked here."""
        raise BugError(f"{type(self).__name__} asks nothing")

    def way_out(self) -> tuple[str, str]:
        """Return the words and the address of what comes after the results."""
        raise BugError(f"{type(self).__name__} leads nowhere")

    def before_results(self) -> None:
        """Work out what the list of results is to say."""

    def line_above(self, question: Question) -> str:
        """Return a line above a question; empty for none."""
        return ""

    def line_below(self, question: Question) -> str:
        """Return what else is said of a question in the list of results."""
        return ""

    def show_after_results(self, session: QuizSession) -> None:
        """Offer what can be done below the results."""

    def hand_in(self, session: QuizSession) -> None:
        """Hand in a session whose feedback waits for the end."""
        if self._try(session.hand_in, self._forward):
            self._show()

    def frozen_words(self) -> str:
        """Say why open questions may only be looked at now; empty while they may be answered."""
        return ""

    def show_locked(self, session: QuizSession, part: QuestionPart) -> None:
        """Show what was handed in, without a result, or with one that comes from elsewhere."""
        part.show_locked(session.answer_for(session.position))

    def as_shown(self, question: Question) -> Question:
        """Return what is shown of a question: more of it where more may be told now."""
        return question

    def keep_answer(self) -> None:
        """Save what is chosen or typed, as an answer if it is one."""
        if not self._settle(self.keep_answer):
            self._drafts.flush()

    def show_place(self, place: int) -> None:
        """Show a question, or what comes after the last."""
        session = self.session
        if session and self._try(lambda: session.go_to(place), partial(self.show_place, place)):
            self._show()

    def renew_title(self) -> None:
        """Show another title above the session, and nothing else anew."""
        if self.session is not None:
            self._band.show_session(self.session, self.session_title(self.session))

    # -- showing -----------------------------------------------------------------------------

    def leave_session(self) -> None:
        """Show no session: `scroll` is empty then, and can be filled with something else."""
        self._drafts.flush()
        self.session = self._part = self._fold = None
        self._unfolded.clear()
        self._band.hide()
        self._footer.hide()
        self.cards.empty()

    def show_session(self, session: QuizSession) -> None:
        """Take up a session where it stands."""
        self._drafts.flush()
        self._unfolded.clear()
        self.session = session
        self._show()

    def _show(self) -> None:
        session = self.session
        if session is None:
            return
        self._band.show()
        self._footer.show()
        self.cards.empty()
        self._part = self._fold = self._left_open = None
        self._band.show_session(session, self.session_title(session))
        if session.state is QuizState.SUMMARY:
            self.heading = self.tr("Before you hand in")
            summary = SummaryPart(self.context, session)
            summary.look_requested.connect(self._look)
            self.cards.main.addWidget(summary)
            self._footer.offer(self.tr("Hand in"), "check")
        elif session.state is QuizState.FINISHED:
            self.heading = self.tr("Your answers")
            self.before_results()
            results = ResultsPart(self.context, session, self.line_below)
            results.look_requested.connect(self._look)
            self.cards.main.addWidget(results)
            self.show_after_results(session)
            self._footer.offer(self.way_out()[0], "arrow-right")
        else:
            self.heading = self.tr("Question %d") % (session.position + 1)
            self._show_question(session)
        self.cards.finish()
        self._give_keyboard(session)
        self.moved.emit(self.address)

    def _asks(self, session: QuizSession) -> bool:
        return session.state is QuizState.ASKING and not self.frozen_words()

    def _give_keyboard(self, session: QuizSession) -> None:
        if self._fold is not None:
            fold = self._fold
            QTimer.singleShot(0, fold, lambda: (layouts.finish(), fold.focus_button()))
        elif self._asks(session) and self._part is not None:
            self._part.show()
            self._part.view.focus_first()
        else:
            self._footer.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, session: QuizSession) -> None:
        question = self.as_shown(session.question(session.position))
        if question.sensitivity is not Sensitivity.NONE and question.id not in self._unfolded:
            self._show_folded(session, question)
            return
        above = self.line_above(question)
        self._part = part = QuestionPart(self.context, question, session.seed, above)
        part.open_requested.connect(self.open_requested)
        self.cards.main.addWidget(part)
        match session.state:
            case QuizState.ASKING if words := self.frozen_words():
                part.show_locked(session.answer_for(session.position), words)
                self._footer.offer(self._onward(session), "arrow-right", report=True)
            case QuizState.ASKING:
                self._show_asking(session, part)
            case QuizState.LOCKED:
                self.show_locked(session, part)
                self._footer.offer(self._onward(session), "arrow-right", report=True)
            case _:
                self._show_checked(session, part)

    def _onward(self, session: QuizSession) -> str:
        """Say what the button does that leads on without a check."""
        if session.position < len(session.questions) - 1:
            return self.tr("Next question")
        if session.state is QuizState.ASKING:
            return self.tr("See all answers")
        return self.tr("See your answers")

    def _show_folded(self, session: QuizSession, question: Question) -> None:
        """Say what a question speaks of; it is shown once the reader wants that, or put off."""
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
        self.cards.main.addWidget(card)
        asks = session.state is QuizState.ASKING
        if asks and session.mode.at_once:
            self._footer.offer(self.tr("Check"), "check", skip=session.can_skip())
            self._footer.go.setEnabled(False)
        else:
            self._footer.offer(self._onward(session), "arrow-right", skip=asks)

    def _show_asking(self, session: QuizSession, part: QuestionPart) -> None:
        save = partial(session.save_draft, question=part.question.id)
        part.ask(self._drafts.follow(part.question.id, session.run.id, save, session.draft))
        at_once = session.mode.at_once
        if at_once:
            told = self.tr("The source is shown after you check.")
            lines = (told, part.view.keys())
            verb, icon = part.view.verb(), "check"
        else:
            lines = (self.tr("You can change your answer until you hand in."),)
            verb, icon = self._onward(session), "arrow-right"
        self.cards.side.addWidget(AskingSide(self.context, part.view, lines))
        self._footer.offer(verb, icon, skip=at_once and session.can_skip(), report=True)
        self._footer.go.setEnabled(not at_once or part.view.response is not None)
        part.changed.connect(self._changed)
        part.check_requested.connect(self._forward)

    def _show_checked(self, session: QuizSession, part: QuestionPart) -> None:
        question, checked = part.question, session.checked
        part.show_checked(checked)
        source = SourceSide(self.context, question)
        source.open_requested.connect(self.open_requested)
        self.cards.side.addWidget(source)
        self._footer.offer(
            self._onward(session),
            "arrow-right",
            retry=session.mode.at_once and checked is not None and not checked.grade.right,
            asked=question.id in self.context.learner.asked_again if question.scored else None,
            report=True,
        )

    # -- answering ---------------------------------------------------------------------------

    def _changed(self) -> None:
        """Keep what is chosen or typed but not checked."""
        session, part = self.session, self._part
        if session is None or part is None or session.state is not QuizState.ASKING:
            return
        draft = part.draft
        if session.mode.at_once:
            self._footer.go.setEnabled(draft is not None)
        elif draft is None and session.answer_for(session.position):
            part.note(self.tr("Your earlier answer stays until you give another."))
        else:
            part.note("")
        self._drafts.keep(draft)

    def _try(self, work: Callable[[], object], again: Callable[[], None]) -> bool:
        try:
            work()
        except UserError as error:
            self.context.report(error, again)
            return False
        self.context.saved()
        return True

    def _settle(self, again: Callable[[], None]) -> bool:
        """Score and save what is answered; tell whether one may go on."""
        session, part = self.session, self._part
        if session is None or session.state is not QuizState.ASKING:
            return session is not None
        draft = part.draft if part and not self.frozen_words() else None
        free = not session.mode.at_once
        given = session.answer_for(session.position) if free else None
        as_given = Draft(given.response, given.confidence) if given else None
        if part is None or draft is None or draft == as_given:
            self._drafts.flush()
            return free
        try:
            checked = session.answer(draft.response, draft.confidence)
        except UserError as error:
            self._drafts.hold()
            self.context.report(error, again)
            return False
        if checked is not None:
            self._drafts.forget()
            self.context.saved()
            return True
        self._drafts.flush()
        return self._stay_with(part, draft.response, free=free)

    def _stay_with(self, part: QuestionPart, response: Response, *, free: bool) -> bool:
        """Say that this is no answer yet; who may leave it open can go on all the same."""
        if free and self._left_open == response:
            return True
        self._left_open = response
        part.view.say_unreadable()
        if free:
            part.note(self.tr("If you go on, this question stays open."))
        self._reveal_later(part.view)
        return False

    def _forward(self) -> None:
        """Do what the chief button says."""
        session = self.session
        if session is None:
            return
        match session.state:
            case QuizState.ASKING if session.mode.at_once:
                if self._settle(self._forward):
                    self._show()
                    self._go_to_feedback()
            case QuizState.SUMMARY:
                self.hand_in(session)
            case QuizState.FINISHED:
                self.open_requested.emit(self.way_out()[1])
            case _:
                if self._settle(self._forward) and self._try(session.next, self._forward):
                    self._show()

    def _go_to_feedback(self) -> None:
        if self._part is not None and (feedback := self._part.feedback) is not None:
            self._part.show()
            feedback.focus_verdict()
            # Its place is known once the options have grown by what each really is.
            self._reveal_later(feedback)

    def _reveal_later(self, widget: QWidget) -> None:
        QTimer.singleShot(0, widget, lambda: self._reveal(widget))

    def _reveal(self, widget: QWidget) -> None:
        if self._part is not None and widget in (self._part.view, self._part.feedback):
            layouts.finish()
            self.cards.ensureWidgetVisible(widget)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.session is not None and self.session.state in _SETTLED:
            self._forward()
        else:
            super().keyPressEvent(event)

    # -- moving ------------------------------------------------------------------------------

    def _skip(self) -> None:
        session = self.session
        if session is None:
            return
        self._drafts.flush()
        if self._try(session.skip if session.mode.at_once else session.next, self._skip):
            self._show()

    def _retry(self) -> None:
        if self.session and self._try(self.session.retry, self._retry):
            self._show()

    def restart(self) -> None:
        """Begin anew in a new order."""
        if self.session and self._try(self.session.restart, self.restart):
            self._unfolded.clear()
            self._show()

    def _look(self, place: int) -> None:
        """Go to a question; where feedback waits for the end, what is answered is saved first."""
        session = self.session
        if session is None:
            return
        again = partial(self._look, place)
        if session.mode.at_once:
            self._drafts.flush()
        elif not self._settle(again):
            return
        if self._try(lambda: session.go_to(place), again):
            self._show()
