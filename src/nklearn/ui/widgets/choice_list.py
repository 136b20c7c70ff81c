"""What there is to choose for one row of a matching question: arrows, letters, Enter, Esc."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import MatchChoice
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.option_row import OptionRow, OptionState

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChoiceList(QWidget):
    """Choices with letters, one of which is picked; it has one Tab stop.

    `picked` carries the id of the choice, empty for "none of them"; `closed` comes when a person
    wants none of it.
    """

    picked = Signal(str)
    closed = Signal()
    accessible_role = "list"

    def __init__(
        self, theme: Theme, choices: Sequence[MatchChoice], chosen: str, used: dict[str, str]
    ) -> None:
        """`used` says of a choice that it is chosen elsewhere."""
        super().__init__()
        self._ids = [choice.id for choice in choices]
        self._rows: list[OptionRow] = []
        box = column(self, spacing=6)
        for letter, choice in zip(LETTERS, choices, strict=False):
            own = OptionRow(theme, letter, choice.text, compact=True)
            state = OptionState.SELECTED if choice.id == chosen else OptionState.IDLE
            own.show_state(state, used.get(choice.id, ""))
            self._add(own, choice.id)
            box.addWidget(own)
        if chosen:
            self._ids.append("")
            own = OptionRow(theme, "–", self.tr("Leave this one open"), compact=True)
            self._add(own, "")
            box.addWidget(own)
        self._go(self._ids.index(chosen) if chosen in self._ids else 0, take=False)

    def _add(self, own: OptionRow, choice: str) -> None:
        own.clicked.connect(partial(self._pick, choice))
        self._rows.append(own)

    def _pick(self, choice: str, _: bool = False) -> None:
        self.picked.emit(choice)

    def enter(self) -> None:
        """Put the keyboard on what is chosen, or on the first choice."""
        self.show()
        here = next(n for n, own in enumerate(self._rows) if _stop(own))
        self._go(here)

    def _go(self, place: int, *, take: bool = True) -> None:
        place = max(0, min(place, len(self._rows) - 1))
        for number, own in enumerate(self._rows):
            strong = number == place
            own.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)
        if take:
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, typed = Qt.Key(event.key()), event.text().upper()
        here = next((n for n, own in enumerate(self._rows) if own.hasFocus()), 0)
        letter = LETTERS.find(typed) if typed else -1
        if key in _STEPS:
            self._go(here + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._pick(self._ids[here])
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif 0 <= letter < len(self._ids) and self._ids[letter]:
            self._pick(self._ids[letter])
        else:
            super().keyPressEvent(event)


def _stop(own: OptionRow) -> bool:
    return bool(own.focusPolicy() & Qt.FocusPolicy.TabFocus)
