"""What was done, day by day: read, answered, reviewed, handed in; the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.learning.skills import Day
from nklearn.ui.review.words import answers_words
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule
from nklearn.ui.words import capital, counted, day_name, sentences

_BATCH = 10


class DayList(QWidget):
    """The days in a card, and a button for more of them."""

    def __init__(
        self, theme: Theme, days: Sequence[Day], today: date, titles: Mapping[str, str]
    ) -> None:
        """`titles` are those of the lessons (`module/lesson`)."""
        super().__init__()
        self._theme, self._today, self._titles = theme, today, titles
        self._left = list(days)
        outer = column(self, spacing=10)
        card = frame("card")
        self._box = column(card)
        outer.addWidget(card)
        self._more = Button(theme, "", icon="chevron-down", on_click=self._show_more)
        outer.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add()

    def _show_more(self) -> None:
        count = self._box.count()
        self._add()
        if not self._left and (first := self._box.itemAt(count + 1)) and (made := first.widget()):
            made.show()  # a layout shows what it gets later, and the button is gone
            made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        batch, self._left = self._left[:_BATCH], self._left[_BATCH:]
        for day in batch:
            if self._box.count():
                self._box.addWidget(rule())
            self._box.addWidget(self._line(day))
        self._more.set_text(
            counted(len(self._left), self.tr("Show 1 more day"), self.tr("Show %d more days"))
        )
        self._more.setVisible(bool(self._left))

    def _line(self, day: Day) -> QFrame:
        made = frame("")
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box = row(made, spacing=16)
        box.setContentsMargins(16, 10, 16, 10)
        name = capital(day_name(day.day, self._today))
        told = label(name, "label", wrap=False)
        told.setMinimumWidth(self._theme.px(92))
        box.addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        lines = self._words(day)
        for line in lines:
            words.addWidget(label(line, "small"))
        box.addLayout(words, 1)
        made.setAccessibleName(sentences(name, *lines))
        return made

    def _words(self, day: Day) -> list[str]:
        lines: list[str] = []
        for lesson, count in day.read:
            title = self._titles.get(lesson, "")
            words = counted(count, self.tr("Read 1 section"), self.tr("Read %d sections"))
            if title:
                words = self.tr("%s of “%s”") % (words, title)
            lines.append(words)
        if day.answered:
            words = answers_words(day)
            if day.reviewed == day.answered:
                words = self.tr("Review, %s") % words
            elif day.reviewed:
                words = self.tr("%s; %d of them in review") % (words, day.reviewed)
            lines.append(capital(words))
        if day.handed:
            one = self.tr("Handed 1 text to the teacher")
            lines.append(counted(day.handed, one, self.tr("Handed %d texts to the teacher")))
        if day.waiting:
            one = self.tr("1 answer waits for its result")
            lines.append(counted(day.waiting, one, self.tr("%d answers wait for their results")))
        return lines
