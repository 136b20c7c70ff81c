"""Marking written answers: one after another by keyboard, saved at once, names hidden if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom.marking import (
    COMMENT_LIMIT,
    Level,
    Marking,
    WrittenAnswer,
    last_marks,
    rubric_of,
    save_rubric,
)
from nklearn.classroom.scoring import give_mark
from nklearn.classroom.work import Work, work_of, written_answers
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Bullets
from nklearn.domain.questions import Written
from nklearn.domain.typed import word_count
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.teach.level_list import LevelList
from nklearn.ui.teach.rubric_form import RubricForm
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_PAUSE = 1500  # ms after the last letter of a comment
_BLOCKS = 80  # more than these could not be told apart
_HIDE = "hide names in marking"  # the setting
_LEVELS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4}


class MarkSegment(Segment):
    """`nk:teach/mark/<assignment>`."""

    about_class = False

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        theme = context.theme
        self._work: Work | None = None
        self._marking: Marking | None = None
        box = column(self, spacing=10)
        self._title = label("", "title")
        head = row(spacing=16)
        head.addWidget(self._title, 1)
        head.addWidget(self._head(), 2)
        box.addLayout(head)
        self._strata = Strata(theme)
        box.addWidget(self._strata)
        self._cards = ScrollColumn(theme)
        self._cards.set_margins(0, 0, 0, 8)
        box.addWidget(self._cards, 1)
        self._levels = LevelList(theme)
        self._levels.chosen.connect(self._give)
        self._comment = _Comment()
        self._comment.textChanged.connect(self._typed)
        self._comment.installEventFilter(self)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._keep)
        self._state = label("", "small")
        self._foot = self._make_foot()
        box.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.next)

    @property
    @override
    def heading(self) -> str:
        """What the page is called."""
        return self.tr("Mark written answers")

    # -- making ------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        holder, theme = QWidget(), self.context.theme
        line = Flow(holder, spacing=10, line_spacing=8)
        choices = {"all": self.tr("All"), "unmarked": self.tr("Without a mark")}
        self._filter = Segmented(theme, choices, self.tr("Show"), small=True)
        self._filter.chosen.connect(self._choose)
        names = {"on": self.tr("Hidden"), "off": self.tr("Shown")}
        self._names = Segmented(theme, names, self.tr("Names"), small=True)
        self._names.set_value("off" if self.desk.store.setting(_HIDE) == "off" else "on")
        self._names.chosen.connect(self._hide_names)
        rubric = Button(theme, self.tr("Change the rubric"), small=True, icon="pencil")
        rubric.clicked.connect(self.change_rubric)
        for words, part in ((self.tr("Show"), self._filter), (self.tr("Names"), self._names)):
            pair = QWidget()
            inner = row(pair, spacing=8)
            inner.addWidget(label(words, "label", wrap=False))
            inner.addWidget(part)
            line.addWidget(pair)
        line.addWidget(rubric)
        return holder

    def _make_foot(self) -> QWidget:
        holder, theme = QWidget(), self.context.theme
        line = row(holder, spacing=10)
        line.addWidget(self._state, 1)
        back = Button(theme, self.tr("Previous"), icon="arrow-left")
        back.clicked.connect(self.previous)
        on = Button(theme, self.tr("Next"), kind="primary", icon="arrow-right", icon_after=True)
        on.setToolTip(self.tr("Next answer (Ctrl Enter)"))
        on.clicked.connect(self.next)
        line.addWidget(back)
        line.addWidget(on)
        return holder

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        if len(address.path) != 2:
            raise UserError("This page is about an assignment.", todo="Choose one to mark.")
        self._keep()
        work = work_of(self.desk, address.path[1])
        store = self.desk.store
        self._work = work
        self._marking = Marking(
            written_answers(work),
            last_marks(store.marks(work.assigned.id)),
            rubric_of(store, work.assigned.id),
            save=lambda mark: give_mark(self.desk, mark),
            now=self.desk.now,
        )
        self._filter.set_value("all")
        self._title.setText(work.assigned.title)
        self._marking.go_to_unmarked()
        self._fill()

    def _fill(self) -> None:
        marking = self._marking
        if marking is None:
            return
        self._levels.setParent(self)
        self._comment.setParent(self)
        self._levels.hide()
        self._comment.hide()
        self._cards.empty()
        answer = marking.current
        self._foot.setVisible(answer is not None)
        self._strata.setVisible(0 < len(marking.answers) <= _BLOCKS)
        if answer is None:
            words = self.tr("Nothing to mark: no written answer was handed in.")
            self._cards.main.addWidget(label(words, "secondary"))
        else:
            self._fill_answer(marking, answer)
            self._fill_side(answer)
        self._cards.finish()
        self._tell()

    def _fill_answer(self, marking: Marking, answer: WrittenAnswer) -> None:
        add = self._cards.main.addWidget
        add(label(answer.question.stem, "heading"))
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=10)
        head.addWidget(label(self._who(answer), "label"), 1)
        words = word_count(answer.text)
        told = counted(words, self.tr("1 word"), self.tr("%d words"))
        head.addWidget(label(told, "small", wrap=False))
        box.addLayout(head)
        text = label(answer.text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(text)
        add(card)
        add(label(self.tr("Level: press 1 to 4"), "label"))
        self._levels.show_rubric(marking.rubric)
        self._levels.show_level(marking.mark.level if marking.mark else 0)
        add(self._levels)
        add(label(self.tr("Comment for the student (Tab)"), "label"))
        self._comment.blockSignals(True)
        self._comment.setPlainText(marking.comment)
        self._comment.blockSignals(False)
        self._comment.setAccessibleName(self.tr("Comment for the student"))
        self._comment.setFixedHeight(self.context.theme.px(64))
        add(self._comment)
        self._levels.show()
        self._comment.show()

    def _who(self, answer: WrittenAnswer) -> str:
        marking, work = self._marking, self._work
        assert marking is not None
        assert work is not None
        place = self.tr("Answer %d of %d") % (marking.place + 1, len(marking.answers))
        if self._names.value == "on":
            return place
        names = {each.id: each.name for each in work.students}
        return f"{names.get(answer.student, answer.student)} · {place}"

    def _fill_side(self, answer: WrittenAnswer) -> None:
        body = answer.question.body
        if not isinstance(body, Written):
            return
        if body.looks_for:
            card = frame("card")
            box = column(card, spacing=6)
            box.setContentsMargins(18, 14, 18, 16)
            box.addWidget(label(self.tr("What a good answer shows"), "heading"))
            shows = Prose(self.context.theme, self.tr("What a good answer shows"), "small")
            shows.set_blocks([Bullets(body.looks_for)])
            shows.open_requested.connect(self.open_requested)
            box.addWidget(shows)
            self._cards.side.addWidget(card)
        if body.beside:
            evidence = self.context.catalog.evidence(body.beside)
            claim = EvidenceCard(self.context.theme, evidence, brief=True)
            claim.open_requested.connect(self.open_requested)
            self._cards.side.addWidget(claim)

    def _tell(self) -> None:
        """Say how far the marking is, and whether what is here is saved."""
        marking = self._marking
        if marking is None or marking.current is None:
            return
        done = self.tr("%d of %d marked") % (marking.marked, len(marking.answers))
        if marking.mark is None:
            here = self.tr("A comment is saved with its level.") if marking.unsaved else ""
        else:
            here = "" if marking.unsaved else self.tr("Saved.")
        self._state.setText(" · ".join(filter(None, (done, here))))
        states = ["done" if each else "open" for each in marking.mark_states]
        given_here = marking.mark is not None
        states[marking.place] = "current done" if given_here else "current"
        names = [
            (self.tr("Answer %d, marked") if given else self.tr("Answer %d, not marked")) % n
            for n, given in enumerate(marking.mark_states, 1)
        ]
        self._strata.show_states(states, names, done)

    # -- marking -----------------------------------------------------------------------------

    def _give(self, level: int) -> None:
        marking = self._marking
        if marking is None or marking.current is None:
            return
        try:
            marking.give(level)
        except UserError as error:
            self.context.report(error, lambda: self._give(level))
            return
        self.context.saved()
        self._levels.show_level(level)
        self._tell()
        name = marking.rubric.of(level).name
        accessible.announce(self._levels, self.tr("Level %d, %s, saved") % (level, name))

    def _typed(self) -> None:
        if self._marking is not None:
            self._comment.cut()
            self._marking.write(self._comment.toPlainText())
            self._pause.start()
            self._tell()

    def _keep(self) -> None:
        """Save a comment that is not saved yet, if it has its level."""
        self._pause.stop()
        marking = self._marking
        if marking is None or not marking.unsaved or marking.mark is None:
            return
        try:
            marking.keep()
        except UserError as error:
            self.context.report(error, self._keep)
            return
        self.context.saved()
        self._tell()

    def next(self) -> None:
        """Go to the next answer."""
        self._go(1)

    def previous(self) -> None:
        """Go to the previous answer."""
        self._go(-1)

    def _go(self, step: int) -> None:
        marking = self._marking
        if marking is None or marking.current is None:
            return
        self._keep()
        if marking.unsaved and marking.mark is not None:
            return  # it could not be saved, and was told
        if marking.go(step):
            self._fill()
            self._levels.take_focus()
            return
        self._tell()
        whole = marking.marked == len(marking.answers)
        end = self.tr("All answers are marked.") if whole else self.tr("There is no further one.")
        self._state.setText(f"{self._state.text()} {end}")
        accessible.announce(self._state, end)

    def _choose(self, which: str) -> None:
        if self._marking is not None:
            self._marking.only_unmarked = which == "unmarked"
            if self._marking.only_unmarked and self._marking.mark is not None:
                self._keep()
                self._marking.go_to_unmarked()
                self._fill()

    def _hide_names(self, value: str) -> None:
        try:
            self.desk.store.set_setting(_HIDE, value)
        except UserError as error:
            self.context.unsaved(error)
        self._fill()

    def change_rubric(self) -> None:
        """Ask for other levels."""
        marking, work = self._marking, self._work
        if marking is None or work is None:
            return

        def save(levels: tuple[Level, ...]) -> None:
            marking.rubric = save_rubric(self.desk.store, work.assigned.id, levels)
            self.context.saved()
            self._fill()

        RubricForm(self, self.context.theme, marking.rubric, save).open()

    # -- keys and places ---------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        level = _LEVELS.get(Qt.Key(event.key()))
        if level is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._give(level)
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._comment and event.type() == QEvent.Type.FocusOut:
            self._keep()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._keep()
        super().hideEvent(event)

    @override
    def panes(self) -> list[QWidget]:
        return [self._cards, self._foot]

    @override
    def start(self) -> QWidget:
        return self._cards if self._levels.isHidden() else self._levels


class _Comment(QPlainTextEdit):
    """Plain text; Tab leaves it, Ctrl+Enter is left to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)

    def cut(self) -> None:
        """Take away what is beyond the limit."""
        text = self.toPlainText()
        if len(text) > COMMENT_LIMIT:
            self.blockSignals(True)
            self.setPlainText(text[:COMMENT_LIMIT])
            self.blockSignals(False)

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        entered = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
        else:
            super().keyPressEvent(e)
