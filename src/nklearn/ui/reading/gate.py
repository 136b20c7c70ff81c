"""What stands before a module with hard material: what follows, and three ways from there."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Keep, Lesson, Module, ModuleSummary, Section, cited
from nklearn.ui.context import Context
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.widgets.flow import Flow

_WIDTH = 620


class Opening(Enum):
    """How a lesson opens: whole, behind the gate, or its summary alone: as its reader, or as a
    teacher, wants it."""

    WHOLE = "whole"
    GATE = "gate"
    CHOSEN = "chosen"
    SET = "set"


def opening(context: Context, module: Module, skipped: set[str]) -> Opening:
    """Tell how a lesson of a module opens; `skipped` are the modules passed over at the gate."""
    if not module.advisory:
        return Opening.WHOLE
    if context.preferences.hard_material == "summary":
        return Opening.SET
    if module.id in context.learner.advisories_accepted:
        return Opening.WHOLE
    return Opening.CHOSEN if module.id in skipped else Opening.GATE


def summary_opening(context: Context, module: Module, summary: ModuleSummary) -> Opening:
    """Tell how the summary of a module opens: at once, unless one of its claims is hard."""
    targets = cited(summary.texts).values()
    found = (context.catalog.evidence(target).sensitivity for target in targets)
    if all(each is Sensitivity.NONE for each in found):
        return Opening.WHOLE
    return opening(context, module, set())


def summary_of(lesson: Lesson) -> Lesson:
    """Return a lesson with nothing but the sentences to keep, as one section."""
    kept = tuple(b for section in lesson.sections for b in section.blocks if isinstance(b, Keep))
    return replace(lesson, sections=(Section(lesson.sections[-1].id, lesson.title, kept),))


def talk_words(context: Context) -> str:
    """Return whom a reader can talk to, as the school has it; empty if it says nothing."""
    whom = context.preferences.talk_to
    told = QCoreApplication.translate("gate", "If you want to talk to someone: %s")
    return told % whom if whom else ""


class Gate(QWidget):
    """Says what follows, and emits what the reader wants."""

    go_on_requested = Signal()
    skip_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        outer = column(self)
        outer.setContentsMargins(20, 24, 20, 24)
        self._card = card = frame("card")
        box = column(card, spacing=12)
        box.setContentsMargins(24, 20, 24, 20)
        head = row(spacing=10)
        head.addWidget(IconLabel(theme, "triangle-alert", "CAUTION"), 0, Qt.AlignmentFlag.AlignTop)
        self._title = label("", "title")
        head.addWidget(self._title, 1)
        self._words = label("", "body")
        self._asked = label(self.tr("You are asked once. You can stop at any time."), "small")
        self._talk = label("", "small")
        box.addLayout(head)
        for part in (self._words, self._talk, self._asked):
            box.addWidget(part)
        ways = Flow(spacing=10, line_spacing=8)
        self.first = Button(
            theme, self.tr("Go on"), kind="primary", on_click=self.go_on_requested.emit
        )
        ways.addWidget(self.first)
        self._skip = Button(theme, self.tr("Skip to summary"), on_click=self.skip_requested.emit)
        ways.addWidget(self._skip)
        ways.addWidget(Button(theme, self.tr("Not now"), on_click=self.leave_requested.emit))
        box.addSpacing(4)
        box.addLayout(ways)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card, 1000)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        theme.changed.connect(self._resize)
        self._resize()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._resize()

    def _resize(self) -> None:
        room = max(280, self.width() - 40)
        self._card.setMaximumWidth(min(self._theme.px(_WIDTH), room))

    def show_module(self, module: Module, talk_to: str, *, can_skip: bool = True) -> None:
        """Say what follows in a module; `can_skip` offers a summary in its place."""
        self._skip.setVisible(can_skip)
        self._title.setText(self.tr("Before you read “%s”") % module.title)
        self._words.setText(module.advisory)
        self._talk.setText(talk_to)
        self._talk.setVisible(bool(talk_to))
        self.setAccessibleName(self.tr("Content advisory. %s") % module.advisory)


class SummaryHead(QWidget):
    """Says why only a summary is shown; where the reader chose so, they can go back on it."""

    whole_requested = Signal()

    def __init__(self, theme: Theme, *, by_teacher: bool) -> None:
        super().__init__()
        box = column(self, spacing=6)
        words = (
            self.tr("Your teacher has set that only the summary of this lesson opens here.")
            if by_teacher
            else self.tr("This is the summary alone. You have not opened the lesson itself.")
        )
        box.addWidget(label(words, "small"))
        if not by_teacher:
            whole = Button(theme, self.tr("Back to the advisory"), small=True)
            whole.clicked.connect(self.whole_requested)
            box.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
