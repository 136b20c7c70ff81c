"""The list of what is due from a teacher, and of what was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from nklearn.classroom.due import DueLine
from nklearn.domain.addresses import Address
from nklearn.ui.classwork.words import chip_of, what_words
from nklearn.ui.widgets.basics import chip, column, label, rule
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.words import sentences


class DueList(QFrame):
    """A card with a row for each assignment; a row is one thing to click."""

    open_requested = Signal(str)

    def __init__(self, lines: Sequence[DueLine], now: datetime) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = column(self, margins=1)
        for number, line in enumerate(lines):
            if number:
                box.addWidget(rule())
            row = _Row(line, now)
            row.open_requested.connect(self.open_requested)
            box.addWidget(row)


class _Row(LinkCard):
    def __init__(self, line: DueLine, now: datetime) -> None:
        when, tone = chip_of(line, now)
        what = what_words(line)
        goal = str(Address.of("assignment", line.assignment))
        super().__init__(goal, sentences(line.title, what, when))
        self.setProperty("role", "cardrow")
        self.box.addWidget(label(line.title, "heading"))
        self.box.addWidget(label(what, "small"))
        self.box.addSpacing(3)
        self.box.addWidget(chip(when, tone), 0, Qt.AlignmentFlag.AlignLeft)
