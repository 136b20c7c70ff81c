"""One student: all work, every attempt with its answers, what was decided, and the computers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom.computers import WAITING
from nklearn.classroom.gradebook import grace_minutes, gradebook_of
from nklearn.classroom.handing_in import answer_words
from nklearn.classroom.work import Attempt, Work, work_of
from nklearn.domain.addresses import Address
from nklearn.domain.gradebook import percent
from nklearn.domain.teaching import DeviceState, Student
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.teach.gradebook_words import cell_words, when
from nklearn.ui.teach.ruling_dialog import ruling_words
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.words import counted

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class StudentView(ScrollColumn):
    """`rule_requested` carries the student and the assignment that a decision is wanted about."""

    open_requested = Signal(str)
    rule_requested = Signal(str, str)

    def __init__(self, context: Context, desk: TeacherDesk, student: Student) -> None:
        super().__init__(context.theme, cap=900)
        self._context, self._desk, self._student = context, desk, student
        self.set_margins(0, 0, 8, 8)
        back = Button(context.theme, self.tr("Gradebook"), icon="arrow-left", kind="text")
        back.clicked.connect(lambda: self.open_requested.emit("nk:teach/gradebook"))
        self.main.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addWidget(label(student.name, "title"))
        self.main.addWidget(label(self._about(), "secondary"))
        book = gradebook_of(desk, student.school_class)
        place = next((n for n, one in enumerate(book.rows) if one.id == student.id), None)
        for number, given in enumerate(book.columns):
            words = cell_words(book.cell(place, number)) if place is not None else ""
            self.main.addWidget(self._work(given.id, given.title, words))
        if not book.columns:
            self.main.addWidget(label(self.tr("Nothing has been assigned yet."), "secondary"))
        self.main.addWidget(self._computers())
        self.main.addStretch(1)
        self.finish()

    def _about(self) -> str:
        from nklearn.classroom.codes import join_code

        one = self._student
        owner = self._desk.store.school_class(one.school_class)
        facts = [owner.label if owner else "", one.group]
        if one.number:
            facts.append(self.tr("number %s") % one.number)
        facts.append(self.tr("join code %s") % join_code(one.id))
        if one.extra:
            facts.append(self.tr("%d%% more time") % one.extra)
        return " · ".join(filter(None, facts))

    def _work(self, work: str, title: str, words: str) -> QWidget:
        card = frame("card")
        box = column(card, margins=16, spacing=6)
        head = row(spacing=12)
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(label(words, "strong", wrap=False))
        box.addLayout(head)
        for one in self._desk.store.overrides(work):
            if one.student == self._student.id:
                said = f"{when(one.at)}: {ruling_words(one.ruling, one.fraction)}. {one.reason}"
                box.addWidget(label(said, "small"))
        try:
            found = work_of(self._desk, work)
        except UserError as error:
            box.addWidget(label(str(error), "small", tone="negative"))
            return card
        own = found.of(self._student.id)
        for number, attempt in enumerate(own, 1):
            box.addWidget(self._attempt(found, attempt, number))
        decide = Button(self._context.theme, self.tr("Decide by hand…"), small=True)
        decide.setAccessibleName(self.tr("Decide by hand: %s") % title)
        decide.clicked.connect(lambda: self.rule_requested.emit(self._student.id, work))
        box.addWidget(decide, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _attempt(self, work: Work, attempt: Attempt, number: int) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        score = (
            "" if attempt.fraction is None else self.tr(", %d percent") % percent(attempt.fraction)
        )
        due = work.assigned.due
        grace = timedelta(minutes=grace_minutes(self._desk))
        late = self.tr(", late") if due is not None and attempt.handed_in > due + grace else ""
        words = self.tr("Attempt %d, handed in %s%s%s") % (
            number,
            when(attempt.handed_in),
            score,
            late,
        )
        words += self._not_counted(work, attempt)
        show = Button(self._context.theme, words, icon="chevron-down", kind="text", small=True)
        box.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        show.clicked.connect(lambda: self._unfold(show, box, work, attempt))
        return holder

    def _not_counted(self, work: Work, attempt: Attempt) -> str:
        """Say why an attempt does not count; nothing if it may."""
        if attempt.result in work.unasked:
            return self.tr(", not counted: this was not assigned to them")
        if attempt.result in work.beyond:
            allowed = counted(work.allowed, self.tr("1 attempt"), self.tr("%d attempts"))
            return self.tr(", not counted: %s allowed") % allowed
        return ""

    def _unfold(self, button: Button, box: QVBoxLayout, work: Work, attempt: Attempt) -> None:
        """Show what was handed in with an attempt below its line; once."""
        button.setEnabled(False)
        problems: dict[str, list[str]] = {}
        for one in attempt.problems:
            problems.setdefault(one.question, []).append(one.words)
        if attempt.other_task:
            self._other_task(box, attempt.other_text)
        else:
            self._answers(box, work, attempt, problems)
        for question, said in problems.items():  # of questions that no pack holds any more
            box.addWidget(label(question, "small"))
            self._problems(box, said)
        QTimer.singleShot(0, self, layouts.finish)  # wrapped words would stand squeezed till then

    def _other_task(self, box: QVBoxLayout, words: str) -> None:
        """Show what was written in place of the questions."""
        box.addWidget(label(self.tr("The other task, in place of the questions"), "label"))
        box.addWidget(_selectable(label(words, "body")))
        told = self.tr("There are no questions to score: decide by hand what it is worth.")
        box.addWidget(label(told, "small"))

    def _problems(self, box: QVBoxLayout, said: list[str]) -> None:
        """Show what the student says is wrong with the question above."""
        for words in said:
            told = self.tr("What is wrong with it, says the student: %s") % words
            box.addWidget(_selectable(label(told, "small", tone="caution")))

    def _answers(
        self, box: QVBoxLayout, work: Work, attempt: Attempt, problems: dict[str, list[str]]
    ) -> None:
        """Show answers with what is said to be wrong; takes out of `problems` what is shown."""
        for place, item in enumerate(work.items, 1):
            response = attempt.responses.get(item.question.id)
            answer = answer_words(item.question.body, response) if response else ""
            score = attempt.scores.get(item.question.id)
            told = self.tr("waits for a mark") if response and score is None else ""
            told = f"{percent(score)} %" if score is not None else told
            line = label(f"{place}. {item.question.stem}", "small")
            box.addWidget(line)
            said = answer or self.tr("No answer.")
            box.addWidget(label(f"{said}   {told}".strip(), "secondary"))
            self._problems(box, problems.pop(item.question.id, []))
        if not work.items:
            box.addWidget(label(self.tr("Reading: there were no questions."), "small"))

    def _computers(self) -> QWidget:
        card = frame("card")
        box = column(card, margins=16, spacing=6)
        box.addWidget(label(self.tr("Computers"), "heading"))
        devices = self._desk.store.devices(self._student.id)
        states = {
            DeviceState.WAITING: self.tr("waits for you to confirm it"),
            DeviceState.CONFIRMED: self.tr("confirmed"),
            DeviceState.REFUSED: self.tr("refused"),
        }
        for device in devices:
            words = self.tr("Seen first %s: %s") % (when(device.first_seen), states[device.state])
            box.addWidget(label(words, "small"))
        if not devices:
            box.addWidget(label(self.tr("Nothing was handed in from any yet."), "small"))
        else:
            go = Button(self._context.theme, self.tr("Confirm computers"), small=True)
            own = self._student.school_class
            there = Address.of("teach", "classes", **{"class": own, WAITING: "1"})
            go.clicked.connect(lambda: self.open_requested.emit(str(there)))
            box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _selectable(made: QLabel) -> QLabel:
    """Let words be copied: a teacher may want to answer or to keep them."""
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
