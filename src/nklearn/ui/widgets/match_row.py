"""One row of a matching question: what is asked, what was chosen for it, and what is right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label, row
from nklearn.ui.widgets.choice_list import ChoiceList
from nklearn.ui.widgets.chooser import Chooser, ChooserState, right_answer


class MatchRow(QFrame):
    """Words at the left and a chooser at the right, or below where there is no room."""

    def __init__(self, theme: Theme, item: str, words: str, *, compact: bool) -> None:
        super().__init__()
        self.item, self.words = item, words
        self._theme, self._compact = theme, compact
        self.open_list: ChoiceList | None = None
        self.setProperty("role", "card")
        self._box: QBoxLayout = row(self, spacing=16)
        self._box.setContentsMargins(14, 10, 10, 10)
        self._words = label(words, "" if compact else "strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self._words, 2)
        self._right = column(spacing=6)
        self.chooser = Chooser(theme, compact=compact)
        self._right.addWidget(self.chooser)
        self._right.addStretch(1)
        self._box.addLayout(self._right, 3)
        self.show_choice("", "")
        self.fit(beside=False)

    def fit(self, *, beside: bool) -> None:
        """Put the chooser beside or below the words."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._box.setSpacing(16 if beside else 8)
        # So the first line of the words stands level with that of the chooser.
        _, line, *_ = self._theme.type("body")
        level = (self._theme.px(38 if self._compact else 44) - line) // 2 if beside else 0
        self._words.setContentsMargins(0, level, 0, 0)

    def show_choice(self, letter: str, words: str) -> None:
        """Show what is chosen; no words for nothing."""
        state = ChooserState.CHOSEN if words else ChooserState.EMPTY
        self.chooser.show_state(state, words or self.tr("Choose what belongs here"), letter=letter)
        said = words or self.tr("nothing chosen yet")
        self.chooser.setAccessibleName(f"{self.words}: {said}")

    def open(self, choices: ChoiceList) -> None:
        """Show what there is to choose below the chooser, and give it the keyboard."""
        self.close_list()
        self.open_list = choices
        choices.setAccessibleName(self.tr("Choices for: %s") % self.words)
        self._right.insertWidget(1, choices)
        self.chooser.unfold(unfolded=True)
        choices.enter()

    def close_list(self) -> None:
        """Put away what there is to choose."""
        if self.open_list is not None:
            self._right.removeWidget(self.open_list)
            self.open_list.hide()
            self.open_list.deleteLater()
            self.open_list = None
            self.chooser.unfold(unfolded=False)

    def show_result(
        self, chosen: tuple[str, str], right: tuple[str, str], reveal: str, *, key: bool = False
    ) -> None:
        """Show whether what was chosen is right; `chosen` and `right` are letter and words.

        `chosen` is empty for a row that was left open. As a `key` it is nobody's answer.
        """
        self.close_list()
        letter, words = chosen
        if not words:
            state, caption = ChooserState.NONE, ""
            said = words = self.tr("Not answered")
        elif key:
            state, caption = ChooserState.RIGHT, self.tr("The key")
            said = self.tr("%s, the key") % words
        elif words == right[1]:
            state, caption = ChooserState.RIGHT, self.tr("Your answer, correct")
            said = self.tr("%s, your answer, correct") % words
        else:
            state, caption = ChooserState.WRONG, self.tr("Your answer")
            said = self.tr("%s, your answer, incorrect") % words
        self.chooser.show_state(state, words, letter=letter, caption=caption)
        spoken = [f"{self.words}: {said}"]
        if state is not ChooserState.RIGHT:
            letter, words = right
            shown = right_answer(self._theme, words, compact=self._compact, letter=letter)
            self._right.insertWidget(1, shown)
            spoken.append(self.tr("correct answer: %s") % right[1])
        if reveal:
            self._right.insertWidget(self._right.count() - 1, self._reveal(reveal))
            spoken.append(reveal)
        self.chooser.setAccessibleName(", ".join(spoken))

    def _reveal(self, words: str) -> QLabel:
        made = label(words, "small")
        made.setContentsMargins(2, 0, 2, 2)
        return made
