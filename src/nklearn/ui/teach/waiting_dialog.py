"""Computers that wait for a teacher’s word: whose they say they are, and yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import computers
from nklearn.classroom.computers import Waiting
from nklearn.domain.teaching import DeviceState
from nklearn.ui.focusing import focus_into
from nklearn.ui.teach.work_dialog import WorkDialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, clear, column, frame, label, row
from nklearn.ui.words import counted, day_name

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_WIDTH = 620


class WaitingDialog(WorkDialog):
    """`decided` tells that a computer was confirmed or refused."""

    decided = Signal()

    def __init__(self, theme: Theme, desk: TeacherDesk, school_class: str, parent: QWidget) -> None:
        super().__init__(theme, parent, width=_WIDTH)
        self.entitle(self.tr("Confirm computers"))
        self._desk, self._class = desk, school_class
        box = self.scrolling()
        told = self.tr(
            "These computers are new under a student’s id. Ask the student whether they handed in "
            "from one: a join code may have been copied. The six words tell one computer from "
            "another. What a computer handed in is taken in as soon as you confirm it; after a "
            "refusal it is not."
        )
        box.addWidget(label(told, "secondary"))
        self._cards = column(spacing=8)
        box.addLayout(self._cards)
        box.addStretch(1)
        self._done = self.foot(Button(theme, self.tr("Done"), on_click=self.accept))
        self._fill()

    def _fill(self) -> None:
        clear(self._cards)
        for wait in computers.waiting(self._desk, self._class):
            self._cards.addWidget(self._card(wait))
        if not self._cards.count():
            self._cards.addWidget(label(self.tr("No computer waits for your word."), "strong"))

    def _card(self, wait: Waiting) -> QWidget:
        card = frame("card")
        box = column(card, margins=12, spacing=4)
        today = self._desk.now().date()
        box.addWidget(label(wait.student.name, "heading"))
        seen = self.tr("First seen %s") % day_name(wait.device.first_seen.date(), today)
        box.addWidget(label(" ".join(computers.words(wait.device)), "strong"))
        box.addWidget(label(seen, "small"))
        kept = [own for own in wait.others if own.state is not DeviceState.REFUSED]
        if kept:
            words = counted(
                len(kept),
                self.tr("Another computer has handed in under this id already:"),
                self.tr("%d other computers have handed in under this id already:"),
            )
            box.addWidget(label(words, "small", tone="caution"))
            for own in kept:
                state = (
                    self.tr("confirmed")
                    if own.state is DeviceState.CONFIRMED
                    else self.tr("waits too")
                )
                told = self.tr("%s, since %s, %s") % (
                    " ".join(computers.words(own)),
                    day_name(own.first_seen.date(), today),
                    state,
                )
                box.addWidget(label(told, "small"))
        line = row(spacing=8)
        yes = Button(self.theme, self.tr("It is theirs"), icon="check", small=True)
        yes.setAccessibleName(self.tr("It is theirs: %s") % wait.student.name)
        yes.clicked.connect(lambda: self._decide(wait, yes=True))
        no = Button(self.theme, self.tr("Refuse"), icon="x", small=True)
        no.setAccessibleName(self.tr("Refuse: %s") % wait.student.name)
        no.clicked.connect(lambda: self._decide(wait, yes=False))
        for button in (yes, no):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        box.addLayout(line)
        return card

    def _decide(self, wait: Waiting, *, yes: bool) -> None:
        try:
            (computers.confirm if yes else computers.refuse)(self._desk, wait.device)
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            return
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill()
        words = self.tr("%s: confirmed.") if yes else self.tr("%s: refused.")
        self.say(words % wait.student.name, "positive")
        self.decided.emit()
        focus_into(self)
