"""The levels of a rubric: one Tab stop, arrows within, 1 to 4 from anywhere around."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.classroom.marking import Rubric
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, column
from nklearn.ui.widgets.option_row import OptionRow, OptionState

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LevelList(QWidget):
    """`chosen` carries a level, counted from 1, when a person gives it."""

    chosen = Signal(int)
    accessible_role = "group"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[OptionRow] = []
        self._box = column(self, spacing=6)
        self.setAccessibleName(self.tr("Levels"))

    def show_rubric(self, rubric: Rubric) -> None:
        """Show the levels of a rubric, none of them given."""
        clear(self._box)
        self._rows = []
        for number, level in enumerate(rubric.levels, 1):
            worth = f"{round(100 * level.fraction)}%"
            words = f"{level.name}, {worth}. {level.says}".rstrip()
            own = OptionRow(self._theme, str(number), words, compact=True)
            own.clicked.connect(partial(self._pick, number))
            self._rows.append(own)
            self._box.addWidget(own)
        self.show_level(0)

    def show_level(self, level: int) -> None:
        """Show which level is given; 0 for none."""
        for number, own in enumerate(self._rows, 1):
            own.show_state(OptionState.SELECTED if number == level else OptionState.IDLE)
        held = any(own.hasFocus() for own in self._rows)
        self._be_stop(max(1, level))
        if held:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the level that is given, or on the first."""
        for own in self._rows:
            if own.focusPolicy() & Qt.FocusPolicy.TabFocus:
                own.show()
                own.setFocus(Qt.FocusReason.TabFocusReason)

    def _be_stop(self, level: int) -> None:
        for number, own in enumerate(self._rows, 1):
            strong = number == level
            own.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)

    def _pick(self, level: int, _: bool = False) -> None:
        self.chosen.emit(level)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        here = next((n for n, own in enumerate(self._rows) if own.hasFocus()), -1)
        if key in _STEPS and here >= 0:
            place = max(0, min(here + _STEPS[key], len(self._rows) - 1))
            self._be_stop(place + 1)
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                super().keyPressEvent(event)
            elif not event.isAutoRepeat():
                self._pick(here + 1)
        else:
            super().keyPressEvent(event)
