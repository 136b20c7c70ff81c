"""The dialog in which an assignment is made: what, which questions, for whom; draft or file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom import assigning
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import AssignmentDraft, save_draft, size
from nklearn.ui import focusing, layouts
from nklearn.ui.context import Context
from nklearn.ui.teach.assign_lessons import LessonsPart
from nklearn.ui.teach.assign_people import PeoplePart
from nklearn.ui.teach.assign_questions import QuestionsPart
from nklearn.ui.teach.drafting import Drafting
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconButton, column, frame, label, retone, row
from nklearn.ui.widgets.focus_ring import FocusRing
from nklearn.ui.widgets.segmented import Segmented

_WIDTH, _HEIGHT = 998, 674


class AssignDialog(QDialog):
    """`saved` says the words for what was kept.

    Cancel lets changes go; Esc and the close button keep them as a draft: nobody loses half an hour
    of choosing by a slip.
    """

    saved = Signal(str)

    def __init__(
        self, context: Context, desk: TeacherDesk, draft: AssignmentDraft, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._context, self._desk, self._window = context, desk, parent.window()
        self._begun = draft
        self._drafting = Drafting(desk, draft)
        self._drafting.setParent(self)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = column(self)
        whole = frame("dialog")
        outer.addWidget(whole)
        box = column(whole)
        box.setContentsMargins(1, 1, 1, 1)
        title = self.tr("Assign again") if draft.assignment else self.tr("New assignment")
        self.setWindowTitle(title)
        box.addWidget(self._head(title))
        self._parts = QStackedWidget()
        self.lessons = LessonsPart(context.theme, self._drafting)
        self.questions = QuestionsPart(context, self._drafting)
        self.questions.failed.connect(self._say)
        self.people = PeoplePart(context.theme, self._drafting)
        for part in (self.lessons, self.questions, self.people):
            self._parts.addWidget(part)
        box.addWidget(self._parts, 1)
        box.addWidget(self._foot())
        self._drafting.changed.connect(self._tell)
        self._tell()
        focusing.give_back(self)
        self._scrim = Scrim(context.theme, self._window)
        self.finished.connect(self._scrim.close)

    def _head(self, title: str) -> QWidget:
        head = frame("dialoghead")
        line = row(head, spacing=16)
        line.setContentsMargins(24, 10, 16, 10)
        line.addWidget(label(title, "title", wrap=False), 1)
        names = {
            "lessons": self.tr("Lessons"),
            "questions": self.tr("Questions"),
            "people": self.tr("Students and care"),
        }
        self.tabs = Segmented(self._context.theme, names, self.tr("Part"), small=True)
        self.tabs.chosen.connect(self.open_part)
        line.addWidget(self.tabs)
        close = IconButton(self._context.theme, "x", self.tr("Close"))
        close.clicked.connect(self.reject)
        line.addWidget(close)
        return head

    def _foot(self) -> QWidget:
        theme = self._context.theme
        foot = frame("dialogfoot")
        line = row(foot, spacing=10)
        line.setContentsMargins(24, 11, 23, 11)
        self._said = label("", "small")
        line.addWidget(self._said, 1)
        cancel = Button(theme, self.tr("Cancel"), on_click=self.discard)
        draft = Button(theme, self.tr("Save as draft"), on_click=self.save_draft)
        words = self.tr("Save assignment file")
        self.save = Button(theme, words, kind="primary", icon="folder-output")
        self.save.clicked.connect(self.save_file)
        for button in (cancel, draft, self.save):
            button.setAutoDefault(False)
            line.addWidget(button)
        return foot

    def open_part(self, name: str) -> None:
        """Show one of the three parts."""
        parts = {"lessons": self.lessons, "questions": self.questions, "people": self.people}
        self.tabs.set_value(name)
        self._parts.setCurrentWidget(parts[name])
        if name == "questions":
            self.questions.open()

    # -- the ways out ------------------------------------------------------------------------

    def discard(self) -> None:
        """Close, and let go of what was changed."""
        super().reject()

    @override
    def reject(self) -> None:
        if self._drafting.draft == self._begun:
            super().reject()
        else:
            self.save_draft()

    def save_draft(self) -> None:
        """Keep the draft and close."""
        try:
            save_draft(self._desk, self._drafting.draft)
        except UserError as error:
            self._say(error)
            return
        self.saved.emit(self.tr("The draft is saved."))
        self.accept()

    def save_file(self) -> None:
        """Write the file and close; what is missing is said below, and the keyboard goes there."""
        blocks = next((one.words for one in self._drafting.findings() if one.blocks), "")
        folder = self._drafting.draft.folder
        if not blocks and not folder:
            blocks = self.tr("Choose a folder for the file.")
        if blocks:
            self._refuse(blocks)
            return
        try:
            given, path = assigning.save(self._desk, self._drafting.draft, Path(folder))
        except UserError as error:
            self._say(error)
            return
        self.saved.emit(self.tr("“%s” is saved as %s.") % (given.title, path.name))
        self.accept()

    def _refuse(self, words: str) -> None:
        self._said.setText(words)
        retone(self._said, "negative")
        draft = self._drafting.draft
        self.open_part("lessons")
        if not draft.title.strip():
            self.lessons.what.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not draft.reading and not draft.questions:
            self.lessons.what.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif draft.due is not None and draft.due <= self._desk.now():
            self.lessons.how.due.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not draft.folder:
            self.lessons.how.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, error: UserError) -> None:
        self._said.setText(str(error))
        retone(self._said, "negative")

    def _tell(self) -> None:
        about = max(1, round(size(self._drafting.draft, self._drafting.bank) / 1000))
        words = self.tr(
            "One file, about %d KB. Students open it from the folder; no network is needed."
        )
        self._said.setText(words % about)
        retone(self._said, "")

    def ask(self) -> None:
        """Open over the window."""
        window = self._window
        px = self._context.theme.px
        wide = min(px(_WIDTH), window.width() - 24)
        high = min(px(_HEIGHT), window.height() - 24)
        self.setFixedSize(wide, high)
        self._scrim.cover()
        self.open()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle.x() - wide // 2, middle.y() - high // 2 - px(2))
        self._ring = FocusRing(self, self._context.theme)
        layouts.finish()
        self.lessons.what.title.setFocus(Qt.FocusReason.OtherFocusReason)


class Scrim(QWidget):
    """Lies over a window while a dialog is open, so that the eye stays with the dialog."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("BG_SCRIM"))
        painter.end()
