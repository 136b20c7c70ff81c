"""An assignment as a student sees it: what to do, until when, how far one is, what came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from nklearn.base.errors import UnknownAddressError
from nklearn.classroom.attempting import Readiness
from nklearn.classroom.classwork import Task
from nklearn.classroom.handing_in import hash_words
from nklearn.domain.addresses import Address
from nklearn.domain.classwork import HandedIn
from nklearn.domain.lessons import Module
from nklearn.domain.teaching import Kind
from nklearn.learning.quiz import Outcome, QuizSession
from nklearn.ui.classwork.words import chip_of, due_words, minutes_words, moment_words
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row, rule
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import counted

_LEFT, _TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop


class Overview(QWidget):
    """All of an assignment; the wishes carry what the page then does."""

    open_requested = Signal(str)
    begin_requested = Signal()
    go_on_requested = Signal()
    hand_in_requested = Signal(bool)  # whether notes about questions go along
    look_requested = Signal(int)  # the number of an attempt
    receipt_requested = Signal(int)
    save_requested = Signal(int)
    accepted = Signal()  # the advisory was read, and the reader goes on
    other_requested = Signal()  # the other task is wanted in place of this one
    written = Signal()  # something of the other task

    def __init__(
        self,
        context: Context,
        task: Task,
        session: QuizSession | None,
        *,
        ready: Readiness,
        gate: Sequence[Module],
        notes: int,
    ) -> None:
        """`session` is that of the attempt that goes on; `gate` the modules to be warned of."""
        super().__init__()
        self._context, self._task, self._session = context, task, session
        self._now = context.people.now()
        self._ready, self._notes = ready, notes
        self.writing: QPlainTextEdit | None = None
        self._box = column(self, spacing=14)
        self._head()
        self._to_know()
        if task.told is not None:
            self._box.addWidget(self._feedback())
        going = task.going
        if gate and not (going and going.alternative):
            self._box.addWidget(self._gate(gate))
        elif going is not None and going.alternative:
            self._box.addWidget(self._other(going.alternative))
            self._box.addWidget(self._hand_in(len(going.alternative) > 1))
        elif going is not None or task.may_begin:
            self._work()
        if task.handed:
            self._box.addWidget(self._handed())

    # -- what it is --------------------------------------------------------------------------

    def _head(self) -> None:
        own, line = self._task.assignment, self._task.line
        self._box.addWidget(label(f"{own.teacher.name}, {own.class_label}", "label"))
        self._box.addWidget(label(own.title, "display"))
        chips = Flow(spacing=8, line_spacing=6)
        words, tone = chip_of(line, self._now)
        chips.addWidget(chip(words, tone))
        if line.standing.done and own.due is not None:
            chips.addWidget(chip(due_words(own.due, self._now)))
        graded = own.kind is Kind.GRADED
        chips.addWidget(chip(self.tr("Graded") if graded else self.tr("Practice")))
        left, open_ = line.attempts_left, self._task.going is not None or self._task.may_begin
        if left is not None and open_:
            one = self.tr("1 attempt left")
            chips.addWidget(chip(counted(left, one, self.tr("%d attempts left"))))
        if self._task.minutes is not None and open_:
            words = self.tr("%s for the questions") % minutes_words(self._task.minutes)
            chips.addWidget(chip(words))
        self._box.addLayout(chips)
        if own.words:
            self._box.addWidget(label(own.words, "body"))

    def _to_know(self) -> None:
        """Say what should be known before one begins, with what can be done."""
        own, ready = self._task.assignment, self._ready
        lines: list[str] = []
        open_ = self._task.going is not None or self._task.may_begin
        if not open_:
            return
        if own.due is not None and own.due < self._now:
            lines.append(
                self.tr("The due date has passed. You can still hand in; it says that it is late.")
            )
        if self._task.replaced:
            told = self.tr("Your teacher has changed this assignment; this is the newest version.")
            if (going := self._task.going) and going.hash != self._task.received.hash:
                told += " " + self.tr("What you began goes on as it was.")
            lines.append(told)
        if ready.theirs:
            told = self.tr(
                "Your teacher made this with content version %s; here is %s. You can begin; what "
                "differs is named here."
            )
            lines.append(told % (ready.theirs, self._context.catalog.version))
        if ready.lost:
            one = self.tr("1 question is not in the content here and is left out.")
            many = self.tr("%d questions are not in the content here and are left out.")
            lines.append(counted(ready.lost, one, many))
        if ready.changed:
            one = self.tr("1 question is not the same here as your teacher had it.")
            many = self.tr("%d questions are not the same here as your teacher had them.")
            lines.append(counted(ready.changed, one, many))
        if ready.hindrance:
            lines.append(f"{ready.hindrance} {ready.todo}".strip())
        if lines:
            self._box.addWidget(_strip(self._context, lines))

    # -- hard material -------------------------------------------------------------------------

    def _gate(self, gate: Sequence[Module]) -> QFrame:
        """Say what follows, before anything of it is shown, and offer the other task."""
        card, box = _card(12)
        head = row(spacing=10)
        head.addWidget(IconLabel(self._context.theme, "triangle-alert", "CAUTION"), 0, _TOP)
        head.addWidget(label(self.tr("Before you begin"), "title"), 1)
        box.addLayout(head)
        for module in gate:
            box.addWidget(label(module.advisory, "body"))
        own = self._task.assignment
        if whom := self._context.preferences.talk_to:
            box.addWidget(label(self.tr("If you want to talk to someone: %s") % whom, "small"))
        ways = Flow(spacing=10, line_spacing=8)
        ways.addWidget(self._button(self.tr("Go on"), self.accepted.emit, kind="primary"))
        if own.alternative:
            told = self.tr("You may do another task in its place: %s")
            box.addWidget(label(told % own.alternative, "secondary"))
            words = self.tr("Do the other task")
            ways.addWidget(self._button(words, self.other_requested.emit))
        words = self.tr("Not now")
        ways.addWidget(self._button(words, partial(self.open_requested.emit, "nk:home")))
        box.addLayout(ways)
        return card

    def _other(self, text: str) -> QFrame:
        own = self._task.assignment
        card, box = _card(8)
        box.addWidget(label(self.tr("The other task"), "heading"))
        box.addWidget(label(own.alternative, "body"))
        if own.alternative_lesson and (title := self._title_of(own.alternative_lesson)):
            goal = str(Address.of("lesson", own.alternative_lesson))
            go = partial(self.open_requested.emit, goal)
            words = self.tr("Read “%s”") % title
            box.addWidget(self._button(words, go, icon="book-open", small=True), 0, _LEFT)
        self.writing = field = QPlainTextEdit(text.strip())
        field.setAccessibleName(self.tr("Your text for the other task"))
        field.setProperty("role", "field")
        field.setTabChangesFocus(True)
        field.setMinimumHeight(self._context.theme.px(180))
        field.textChanged.connect(self.written)
        box.addWidget(field)
        return card

    def _title_of(self, lesson: str) -> str:
        try:
            return self._context.catalog.lesson(lesson).title
        except UnknownAddressError:
            return ""

    # -- the work ------------------------------------------------------------------------------

    def _work(self) -> None:
        own = self._task.assignment
        if own.reading:
            self._box.addWidget(self._reading())
        asks = bool(own.items or own.practice)
        if asks:
            self._box.addWidget(self._questions())
        if not asks or (self._task.going and self._session):
            self._box.addWidget(self._hand_in(True))

    def _reading(self) -> QFrame:
        card, box = _card(0)
        box.setContentsMargins(0, 0, 0, 0)
        head = column(spacing=2)
        head.setContentsMargins(18, 14, 18, 10)
        head.addWidget(label(self.tr("To read"), "heading"))
        box.addLayout(head)
        by_lesson: dict[str, list[str]] = {}
        for place in self._task.assignment.reading:
            lesson, _, section = place.rpartition("/")
            by_lesson.setdefault(lesson, []).append(section)
        for lesson, sections in by_lesson.items():
            box.addWidget(rule())
            box.addWidget(self._lesson(lesson, sections))
        return card

    def _lesson(self, lesson: str, sections: Sequence[str]) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=12)
        line.setContentsMargins(18, 10, 14, 10)
        read = self._context.learner.read(lesson)
        done = [section for section in sections if section in read]
        whole = len(done) == len(sections)
        icon, ink = ("circle-check", "POSITIVE") if whole else ("circle", "TEXT_MUTED")
        line.addWidget(IconLabel(self._context.theme, icon, ink, 20))
        words = column(spacing=1)
        title = self._title_of(lesson)
        words.addWidget(label(title or self.tr("A lesson that is not in this version"), "label"))
        if title:
            told = self.tr("%d of %d sections read") % (len(done), len(sections))
            words.addWidget(label(self.tr("Read") if whole else told, "small"))
        line.addLayout(words, 1)
        if title:
            following = next((one for one in sections if one not in read), sections[0])
            goal = str(Address.of("lesson", lesson, fragment=following))
            go = self._button(self.tr("Open"), partial(self.open_requested.emit, goal), small=True)
            go.setAccessibleName(self.tr("Open the lesson: %s") % title)
            line.addWidget(go)
        return holder

    def _questions(self) -> QFrame:
        own, session = self._task.assignment, self._session
        card, box = _card(8)
        box.addWidget(label(self.tr("Questions"), "heading"))
        count = len(own.items) + len(own.practice) - self._ready.lost
        lines = [counted(count, self.tr("1 question."), self.tr("%d questions."))]
        graded = own.kind is Kind.GRADED
        if graded:
            lines.append(
                self.tr("You can change answers until you hand in. Results come from your teacher.")
            )
        limit = self._task.minutes
        if limit is not None:
            told = self.tr("You have %s once you begin; only the time with the questions counts.")
            lines.append(told % minutes_words(limit))
        box.addWidget(label(" ".join(lines), "secondary"))
        going = self._task.going
        if going is None or session is None:
            if self._context.preferences.teacher_folder:
                told = self.tr("Your teacher can see that you have begun, and nothing more.")
                box.addWidget(label(told, "small"))
            begin = self._button(
                self.tr("Begin the questions"),
                self.begin_requested.emit,
                kind="primary",
                icon="arrow-right",
            )
            begin.setEnabled(not self._ready.hindrance)
            box.addWidget(begin, 0, _LEFT)
            return card
        done = len(session.questions) - session.outcomes.count(Outcome.OPEN)
        told = self.tr("%d of %d answered.") % (done, len(session.questions))
        left = self._task.minutes_left(going.seconds)
        if left is not None:
            told += " " + (
                self.tr("%s left.") % minutes_words(left)
                if left
                else self.tr("The time is over; what is there can still be handed in.")
            )
        box.addWidget(label(told, "secondary"))
        words = (
            self.tr("Look at your answers") if left == 0 else self.tr("Go on with the questions")
        )
        whole = done == len(session.questions)
        kind = "default" if whole or left == 0 else "primary"
        box.addWidget(self._button(words, self.go_on_requested.emit, kind=kind), 0, _LEFT)
        return card

    # -- handing in ----------------------------------------------------------------------------

    def _hand_in(self, able: bool) -> QFrame:
        card, box = _card(8)
        session = self._session
        box.addWidget(label(self.tr("Hand in"), "heading"))
        own = self._task.assignment
        open_ = session.outcomes.count(Outcome.OPEN) if session else 0
        lines = [
            self.tr(
                "One sealed file is made that nobody but your teacher and the school’s recovery "
                "key can open. It holds your code, not your name."
            )
        ]
        if open_:
            one = self.tr("1 question is still open.")
            lines.insert(0, counted(open_, one, self.tr("%d questions are still open.")))
        box.addWidget(label(" ".join(lines), "secondary"))
        folder = self._context.preferences.teacher_folder
        told = (
            self.tr("It goes to %s.") % folder if folder else self.tr("You choose where it goes.")
        )
        box.addWidget(label(told, "small"))
        tick: CheckBox | None = None
        if self._notes:
            one = self.tr("Send along my note about a question")
            many = self.tr("Send along my %d notes about questions")
            tick = CheckBox(self._context.theme, counted(self._notes, one, many))
            tick.setAccessibleName(tick.text())
            box.addWidget(tick)
        ready = able and (session is None or not open_ or own.kind is Kind.GRADED)
        send = self._button(
            self.tr("Hand in"),
            lambda: self.hand_in_requested.emit(bool(tick and tick.isChecked())),
            kind="primary" if not open_ else "default",
            icon="file-down",
        )
        send.setEnabled(ready or session is not None)
        box.addWidget(send, 0, _LEFT)
        self.send = send
        return card

    def _handed(self) -> QFrame:
        card, box = _card(0)
        box.setContentsMargins(0, 0, 0, 0)
        head = row(spacing=8)
        head.setContentsMargins(18, 14, 18, 10)
        head.addWidget(IconLabel(self._context.theme, "circle-check", "POSITIVE", 20))
        head.addWidget(label(self.tr("Handed in"), "heading"), 1)
        box.addLayout(head)
        for own in reversed(self._task.handed):
            box.addWidget(rule())
            box.addWidget(self._one_handed(own))
        return card

    def _one_handed(self, own: HandedIn) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        box.setContentsMargins(18, 12, 18, 12)
        told = self.tr("Attempt %d, %s") % (own.number, moment_words(own.at, self._now))
        due = self._task.assignment.due
        if due is not None and own.at > due:
            told += ", " + self.tr("after the due date")
        box.addWidget(label(told, "label"))
        box.addWidget(label(self.tr("In words: %s") % " ".join(hash_words(own.hash)), "small"))
        if own.saved_to:
            box.addWidget(label(self.tr("Saved as %s") % own.saved_to, "small"))
        else:
            words = self.tr("The file is not saved anywhere yet: your teacher can’t have it.")
            box.addWidget(label(words, "small", tone="caution"))
        ways = Flow(spacing=8, line_spacing=6)
        number = own.number
        save = self.tr("Save the file again") if own.saved_to else self.tr("Save the file")
        attempt = next(one for one in self._task.attempts if one.number == number)
        receipt = self.tr("Receipt")
        offered: list[tuple[str, Callable[[], None], str]] = [
            (save, lambda: self.save_requested.emit(number), "download"),
            (receipt, lambda: self.receipt_requested.emit(number), "clipboard-list"),
        ]
        if attempt.run:
            look = self.tr("Your answers")
            offered.append((look, lambda: self.look_requested.emit(number), "text-search"))
        for words, work, icon in offered:
            go = self._button(words, work, icon=icon, small=True)
            go.setAccessibleName(self.tr("%s, attempt %d") % (words, number))
            ways.addWidget(go)
        box.addLayout(ways)
        return holder

    # -- what came back ------------------------------------------------------------------------

    def _feedback(self) -> QFrame:
        told = self._task.told
        assert told is not None
        part = told.part
        card, box = _card(6)
        box.addWidget(label(self.tr("From your teacher"), "heading"))
        if part.ruling == "excused":
            box.addWidget(label(self.tr("You are excused from this."), "body"))
        elif part.fraction is None:
            box.addWidget(label(self.tr("Not everything is marked yet."), "body"))
        else:
            percent = self.tr("%d%%") % round(part.fraction * 100)
            box.addWidget(label(percent, "display"))
        if part.reason:
            box.addWidget(label(part.reason, "body"))
        for attempt in part.attempts:
            comments = sum(bool(own.comment) for own in attempt.items)
            share = "" if attempt.fraction is None else f"{round(attempt.fraction * 100)}%"
            words = [self.tr("Attempt %d") % attempt.attempt, share]
            if comments:
                words.append(counted(comments, self.tr("1 comment"), self.tr("%d comments")))
            line = row(spacing=12)
            line.addWidget(label(", ".join(filter(None, words)), "secondary"), 1)
            mine = {one.number: one for one in self._task.handed_attempts}
            if attempt.attempt in mine and mine[attempt.attempt].run:
                look = partial(self.look_requested.emit, attempt.attempt)
                words_ = self.tr("Look at each answer")
                go = self._button(words_, look, small=True)
                go.setAccessibleName(self.tr("%s, attempt %d") % (words_, attempt.attempt))
                line.addWidget(go)
            box.addLayout(line)
        return card

    def _button(
        self,
        words: str,
        work: Callable[[], object],
        *,
        kind: str = "default",
        icon: str = "",
        small: bool = False,
    ) -> Button:
        return Button(self._context.theme, words, kind=kind, icon=icon, small=small, on_click=work)


def _card(spacing: int) -> tuple[QFrame, QVBoxLayout]:
    card = frame("card")
    box = column(card, spacing=spacing)
    box.setContentsMargins(18, 16, 18, 16)
    return card, box


def _strip(context: Context, lines: Sequence[str]) -> QFrame:
    strip = frame("advisory")
    line = row(strip, spacing=12)
    line.setContentsMargins(16, 12, 16, 12)
    line.addWidget(IconLabel(context.theme, "info", "CAUTION"), 0, _TOP)
    words = column(spacing=4)
    for text in lines:
        words.addWidget(label(text, "small", tone="caution"))
    line.addLayout(words, 1)
    return strip
