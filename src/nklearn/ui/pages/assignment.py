"""Work for teachers: the list of it, one assignment, its questions, and its receipts."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.base.overriding import override
from nklearn.classroom.attempting import readiness, session_of
from nklearn.classroom.classwork import Classwork, Task
from nklearn.classroom.feedback import cites_of, with_key
from nklearn.classroom.formats import ItemResult
from nklearn.classroom.handing_in import hand_in, problems_of, receipt, save_to, tell_begun
from nklearn.domain.addresses import Address
from nklearn.domain.classwork import Attempt, HandedIn
from nklearn.domain.grading import Grade
from nklearn.domain.lessons import Module
from nklearn.domain.questions import Question
from nklearn.learning.progress import Checked
from nklearn.learning.quiz import QuizSession, QuizState
from nklearn.ui.classwork.choosing import ask_files, ask_folder
from nklearn.ui.classwork.due_list import DueList
from nklearn.ui.classwork.making import classwork_of
from nklearn.ui.classwork.overview import Overview
from nklearn.ui.classwork.receipt import ReceiptPart
from nklearn.ui.classwork.told_part import told_part
from nklearn.ui.classwork.words import minutes_words
from nklearn.ui.context import Context
from nklearn.ui.practice.question_part import QuestionPart
from nklearn.ui.practice.session_page import SessionPage
from nklearn.ui.review.words import left_out
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.widgets.basics import Button, label

_TICK = 15  # seconds between two looks at the time that was used
_LEFT = Qt.AlignmentFlag.AlignLeft


class AssignmentPage(SessionPage):
    """`nk:assignment` lists all work, `nk:assignment/<id>` shows one.

    Below it, `/questions` is what goes on, `/answers/<n>` an attempt that was handed in, and
    `/receipt/<n>` its receipt.
    """

    rail = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._task: Task | None = None
        self._attempt: Attempt | None = None
        self._overview: Overview | None = None
        self._since: float | None = None  # of the clock that never jumps; None: nothing counts
        self._used = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK * 1000)
        self._timer.timeout.connect(self._tick)
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(800)
        self._writing.timeout.connect(self._save_writing)

    @property
    def _work(self) -> Classwork:
        return classwork_of(self.context)

    @property
    def _home(self) -> str:
        return str(Address.of("assignment", self._task.assignment.id)) if self._task else ""

    @override
    def open(self, address: Address) -> None:
        self._stop()
        self._save_writing()
        if not address.path:
            self.address = address
            self._show_list()
            return
        name, *rest = address.path
        task = self._work.task(name)
        crumbs = [(self.tr("Work for teachers"), "nk:assignment")]
        match rest:
            case []:
                self._task, self.address = task, address
                self.crumbs, self.heading = tuple(crumbs), task.assignment.title
                self._show_task()
                return
            case ["questions"]:
                attempt = task.going
            case ["answers" | "receipt", number] if number.isascii() and number.isdigit():
                wanted = (one for one in task.handed_attempts if one.number == int(number))
                attempt = next(wanted, None)
            case _:
                attempt = None
        if attempt is None:
            raise UserError(
                self.tr("There is no such part of “%s”.") % task.assignment.title,
                todo=self.tr("Open the assignment itself."),
            )
        session = self._session_of(task, attempt)
        self._task, self._attempt, self.address = task, attempt, address
        crumbs.append((task.assignment.title, str(Address.of("assignment", name))))
        self.crumbs = tuple(crumbs)
        if rest[0] == "receipt":
            self._show_receipt(task, attempt, session)
        elif session is None:
            raise UserError(self.tr("There are no questions here."))
        else:
            self._start_clock(attempt)
            self.show_session(session)

    def _session_of(self, task: Task, attempt: Attempt) -> QuizSession | None:
        if attempt.alternative:
            return None
        return session_of(self._work, task, attempt, left_out(self.context.preferences))

    # -- the list ------------------------------------------------------------------------------

    def _show_list(self) -> None:
        self._clear()
        self._task = None
        self.crumbs, self.heading = (), self.tr("Work for teachers")
        work = self._work
        lines = work.lines()
        main = self.cards.main
        for title, chosen in (
            (self.tr("To do"), [line for line in lines if not line.standing.done]),
            (self.tr("Handed in"), [line for line in lines if line.standing.done]),
        ):
            if chosen:
                main.addWidget(label(title, "title"))
                shown = DueList(chosen, work.now())
                shown.open_requested.connect(self.open_requested)
                main.addWidget(shown)
                main.addSpacing(10)
        if not lines:
            main.addWidget(label(self.tr("No assignments yet"), "title"))
            words = self.tr(
                "An assignment is a file from your teacher, on a stick or in a folder. Open it "
                "here, double-click it, or drag it into this window."
            )
            main.addWidget(label(words, "secondary"))
        self._list_side(work)
        self.cards.finish()

    def _list_side(self, work: Classwork) -> None:
        theme, side = self.context.theme, self.cards.side
        side.addWidget(label(self.tr("Files from your teacher"), "title"))
        words = self.tr("Open a file")
        go = Button(theme, words, kind="primary", icon="folder-input")
        go.clicked.connect(lambda: ask_files(self, self.context))
        side.addWidget(go, 0, _LEFT)
        if folder := self.context.preferences.teacher_folder:
            again = Button(theme, self.tr("Look in the teacher’s folder"), icon="folder")
            again.clicked.connect(lambda: self.context.open_files([folder]))
            side.addWidget(again, 0, _LEFT)
            side.addWidget(label(folder, "small"))
        side.addSpacing(10)
        side.addWidget(label(self.tr("Your classes"), "title"))
        codes = work.enrolments
        if codes:
            for own in codes:
                side.addWidget(label(self.tr("Your code: %s") % own.student, "secondary"))
        else:
            words = self.tr("The first file of a class asks for the code from your slip.")
            side.addWidget(label(words, "secondary"))
        join = Button(theme, self.tr("Type a code"), small=True)
        join.clicked.connect(self._join)
        side.addWidget(join, 0, _LEFT)

    def _join(self) -> None:
        from nklearn.ui.classwork.asking import CodeDialog

        dialog = CodeDialog(self.context.theme, self.window(), self._work.join, None)
        dialog.accepted.connect(lambda: QTimer.singleShot(0, self, self._refresh))
        dialog.open()

    def _refresh(self) -> None:
        """Show anew what is open."""
        self.setFocus()  # until what comes in its place can take it
        self.open(self.address)
        self.moved.emit(self.address)

    def _clear(self) -> None:
        self.leave_session()
        self._overview = None
        self._attempt = None

    # -- one assignment ------------------------------------------------------------------------

    def _show_task(self) -> None:
        task = self._task
        assert task is not None
        self._clear()
        work, going = self._work, task.going
        session = self._session_of(task, going) if going else None
        ready = readiness(task.assignment, self.context.catalog)
        self._overview = shown = Overview(
            self.context,
            task,
            session,
            ready=ready,
            gate=self._gate(task),
            notes=len(problems_of(work, session)),
        )
        shown.open_requested.connect(self.open_requested)
        shown.begin_requested.connect(self._begin)
        shown.go_on_requested.connect(partial(self._go_below, "questions"))
        shown.hand_in_requested.connect(self._ask_hand_in)
        shown.look_requested.connect(self._look_at)
        shown.receipt_requested.connect(self._see_receipt)
        shown.save_requested.connect(self._save_file)
        shown.accepted.connect(self._accept)
        shown.other_requested.connect(self._do_other)
        shown.written.connect(self._writing.start)
        self.cards.main.addWidget(shown)
        self._attempt = going
        self.cards.finish()

    def _gate(self, task: Task) -> list[Module]:
        """Return the modules of hard material that the reader was not warned of yet."""
        own = task.assignment
        if not own.advisory or not (task.going or task.may_begin):
            return []
        named = {place.partition("/")[0] for place in own.reading}
        named |= {item.question.partition("/")[0] for item in own.practice}
        accepted = self.context.learner.advisories_accepted
        modules = self.context.catalog.modules()
        return [m for m in modules if m.id in named and m.advisory and m.id not in accepted]

    def _go_below(self, *path: str) -> None:
        self.open_requested.emit(str(Address.of("assignment", self._task_id, *path)))

    def _look_at(self, number: int) -> None:
        self._go_below("answers", str(number))

    def _see_receipt(self, number: int) -> None:
        self._go_below("receipt", str(number))

    @property
    def _task_id(self) -> str:
        return self._task.assignment.id if self._task else ""

    def _do(self, work: Callable[[], object]) -> bool:
        """Do something that is saved; say why not if it can't be."""
        try:
            work()
        except UserError as error:
            self.context.report(error)
            return False
        self.context.saved()
        return True

    def _begin(self) -> None:
        task = self._task
        if task is not None and self._do(lambda: self._work.begin(task)):
            self._tell_begun(task)
            self._go_below("questions")

    def _tell_begun(self, task: Task) -> None:
        """Let the teacher see that work was begun, where a folder leads to them."""
        folder = self.context.preferences.teacher_folder
        going = self._work.task(task.assignment.id).going
        if folder and going is not None:
            with contextlib.suppress(UserError):  # it is for the teacher; nothing depends on it
                tell_begun(self._work, going, Path(folder), random_bytes=os.urandom)

    def _accept(self) -> None:
        task = self._task
        if task is None:
            return

        def accept() -> None:
            for module in self._gate(task):
                self.context.learner.accept_advisory(module.id)

        if self._do(accept):
            self._refresh()

    def _do_other(self) -> None:
        task = self._task
        if task is None:
            return

        def begin() -> None:
            self._work.write_alternative(self._work.begin(task), " ")

        if self._do(begin):
            self._refresh()

    def _save_writing(self) -> None:
        """Save what is written for the other task."""
        self._writing.stop()
        shown, attempt = self._overview, self._attempt
        if shown is None or shown.writing is None or attempt is None:
            return
        words = shown.writing.toPlainText()[:20_000] or " "
        if words != attempt.alternative:
            try:
                self._attempt = self._work.write_alternative(attempt, words)
            except UserError as error:
                self.context.unsaved(error)
            else:
                self.context.saved()

    # -- handing in ----------------------------------------------------------------------------

    @override
    def hand_in(self, session: QuizSession) -> None:
        notes = len(problems_of(self._work, session))
        self._ask_hand_in(False, notes=notes)

    def _ask_hand_in(self, with_problems: bool, notes: int = 0) -> None:
        """Ask once more: what was handed in stays as it is."""
        task = self._task
        if task is None or task.going is None:
            return
        self._save_writing()
        dialog = _Sure(self.context, self.window(), task, notes)
        dialog.accepted.connect(lambda: self._hand_in(with_problems or dialog.with_notes))
        dialog.open()

    def _hand_in(self, with_problems: bool) -> None:
        task = self._task
        if task is None:
            return
        self._stop()
        work = self._work
        done: list[HandedIn] = []

        def make() -> None:
            going = work.task(task.assignment.id).going
            if going is not None:
                session = self._session_of(task, going)
                done.append(
                    hand_in(
                        work,
                        going,
                        session,
                        with_problems=with_problems,
                        random_bytes=os.urandom,
                    )
                )
                self._session_of(task, work.task(going.assignment).attempts[-1])

        if not self._do(make) or not done:
            return
        self.leave_session()
        if folder := self.context.preferences.teacher_folder:
            self._put(done[0], Path(folder))
        self.open_requested.emit(self._home)
        self._refresh_if_here()
        if not folder:
            ask_folder(self, self.context, partial(self._put_and_show, done[0]))

    def _refresh_if_here(self) -> None:
        if str(self.address) == self._home:
            self._refresh()

    def _put(self, handed: HandedIn, folder: Path) -> bool:
        try:
            save_to(self._work, handed, folder)
        except UserError as error:
            then = self.tr("Then choose “Save the file”.")
            kept = UserError(
                error.what,
                safe=self.tr("Your work is handed in here and kept; only its file is missing."),
                todo=f"{error.todo} {then}".strip(),
                details=error.details,
            )
            self.context.tell(kept)
            return False
        self.context.saved()
        return True

    def _put_and_show(self, handed: HandedIn, folder: Path) -> None:
        if self._put(handed, folder):
            self._refresh_if_here()

    def _save_file(self, number: int) -> None:
        handed = self._handed(number)
        if handed is not None:
            ask_folder(self, self.context, partial(self._put_and_show, handed))

    def _handed(self, number: int) -> HandedIn | None:
        every = self._task.handed if self._task else ()
        return next((own for own in every if own.number == number), None)

    def _show_receipt(self, task: Task, attempt: Attempt, session: QuizSession | None) -> None:
        handed = self._handed(attempt.number)
        if handed is None:
            raise UserError(self.tr("There is no receipt of this attempt."))
        self._clear()
        self.heading = self.tr("Receipt")
        told = receipt(self._work, task, handed, session)
        self.cards.main.addWidget(ReceiptPart(self.context, told))
        self.cards.finish()

    # -- the questions -------------------------------------------------------------------------

    @override
    def session_title(self, session: QuizSession) -> str:
        title = self._task.assignment.title if self._task else ""
        left = self._minutes_left()
        if left is None or session.run.ended is not None:
            return title
        over = self.tr("the time is over")
        told = self.tr("%s left") % minutes_words(left) if left else over
        return f"{title}: {told}"

    @override
    def way_out(self) -> tuple[str, str]:
        return self.tr("Back to the assignment"), self._home

    @override
    def frozen_words(self) -> str:
        if self._attempt is None or self._attempt.ended is not None or self._minutes_left() != 0:
            return ""
        return self.tr("The time is over. What is there can still be handed in.")

    @override
    def show_locked(self, session: QuizSession, part: QuestionPart) -> None:
        """Show an answer with what the teacher told of it, where that is known."""
        told, attempt = self._told(part.question), self._attempt
        if told is None or attempt is None:
            super().show_locked(session, part)
            return
        item, given = told.item, session.answer_for(session.position)
        if told.full is not None and given is not None and item.fraction is not None:
            part.view.show_result(Checked(Grade(item.fraction), given))
        else:
            left = self.tr("You left this question open.")
            part.show_locked(given, self.tr("This is what you handed in.") if given else left)
        self.cards.main.addWidget(
            told_part(self.context, item, told.full, self.open_requested.emit)
        )

    def _told(self, question: Question) -> _Told | None:
        task, attempt = self._task, self._attempt
        if task is None or task.told is None or attempt is None:
            return None
        key = question.id.rpartition("/")[2]
        item, feedback = task.told.item(attempt.number, key), task.told.feedback.get(key)
        if item is None:
            return None
        full = with_key(question, feedback) if feedback else None
        return _Told(item, full if full and self._cited(full) else None)

    def _cited(self, question: Question) -> bool:
        """Tell whether all that a question cites is in the content here."""
        try:
            for target in cites_of(question):
                self.context.catalog.evidence(target)
        except UnknownAddressError:
            return False
        return True

    @override
    def as_shown(self, question: Question) -> Question:
        """Return a question with its key once the teacher told it, and no hint unless allowed."""
        told = self._told(question)
        if told and told.full:
            return told.full
        hints = self._task is None or self._task.assignment.hints
        return question if hints else replace(question, hint="")

    # -- the time ------------------------------------------------------------------------------

    def _start_clock(self, attempt: Attempt) -> None:
        self._used = attempt.seconds
        if attempt.ended is None:
            self._since = time.monotonic()
            self._timer.start()

    def _count(self) -> None:
        """Add the time since the last look; a computer that slept adds no more than two looks."""
        if self._since is not None:
            now = time.monotonic()
            self._used += max(0.0, min(now - self._since, 2.0 * _TICK))
            self._since = now

    def _minutes_left(self) -> float | None:
        if self._task is None or self._attempt is None:
            return None
        return self._task.minutes_left(self._used)

    def _tick(self) -> None:
        before, attempt = self._minutes_left(), self._attempt
        self._count()
        if attempt is None or attempt.ended is not None:
            return
        try:
            self._attempt = self._work.note_time(attempt, self._used)
        except UserError as error:
            self.context.unsaved(error)
        if self._minutes_left() == 0 and before:
            self._time_is_over()
        else:
            self.renew_title()

    def _time_is_over(self) -> None:
        """Keep what is chosen or typed, and show the answers to be handed in."""
        session = self.session
        if session is None or session.state is not QuizState.ASKING:
            self.renew_title()
            return
        self.keep_answer()
        if not session.mode.at_once:
            self.show_place(len(session.questions))
        else:
            self.open_requested.emit(self._home)

    def _stop(self) -> None:
        """Save the time that was used, and count no more."""
        if self._since is None:
            return
        self._timer.stop()
        self._count()
        self._since = None
        if self._attempt is not None and self._attempt.ended is None:
            try:
                self._attempt = self._work.note_time(self._attempt, self._used)
            except UserError as error:
                self.context.unsaved(error)

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._stop()
        self._save_writing()
        super().hideEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        going = self._attempt is not None and self._attempt.ended is None
        if self.session is not None and going and self._since is None:
            self._since = time.monotonic()
            self._timer.start()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a teacher told of one answer; `full` is the question with its key, where told."""

    item: ItemResult
    full: Question | None


class _Sure(Dialog):
    """Asks before handing in, as that can't be taken back; `with_notes` says what goes along."""

    def __init__(self, context: Context, parent: QWidget, task: Task, notes: int) -> None:
        from nklearn.ui.widgets.check_box import CheckBox
        from nklearn.ui.words import counted

        super().__init__(context.theme, parent)
        self.entitle(self.tr("Hand in “%s”?") % task.assignment.title)
        told = self.tr("What you hand in stays as it is: you can’t change it afterwards.")
        left = task.attempts_left
        if left is None or left > 1:
            told += " " + self.tr("You may do the work again and hand in once more.")
        self.box.addWidget(label(told))
        self._tick: CheckBox | None = None
        if notes:
            one = self.tr("Send along my note about a question")
            many = self.tr("Send along my %d notes about questions")
            self._tick = CheckBox(context.theme, counted(notes, one, many))
            self._tick.setAccessibleName(self._tick.text())
            self.box.addWidget(self._tick)
        self.finish(self.tr("Hand in"), "check").clicked.connect(self.accept)

    @property
    def with_notes(self) -> bool:
        """Whether what the student reported about questions goes along."""
        return self._tick is not None and self._tick.isChecked()
