"""A row of tabs: one Tab stop, arrow keys choose, the chosen one underlined."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.flow import Flow


class _Tab(Button):
    accessible_role = "tab"

    def accessible_states(self) -> set[str]:
        """Say whether it is chosen."""
        return {"selectable", "selected"} if self.isChecked() else {"selectable"}


class Tabs(QWidget):
    """Chooses one of a few values; `chosen` carries what a person picks."""

    chosen = Signal(str)
    accessible_role = "tabs"

    def __init__(self, theme: Theme, choices: dict[str, str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        flow = Flow(self, spacing=2)
        for value, words in choices.items():
            button = _Tab(theme, words, kind="section")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, value=value: self._pick(value))
            flow.addWidget(button)
            self._buttons[value] = button

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return next((value for value, own in self._buttons.items() if own.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose a value without a signal."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)
            stop = Qt.FocusPolicy.StrongFocus if own == value else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen tab."""
        self._buttons[self.value].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pick(self, value: str) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        values = list(self._buttons)
        value = values[(values.index(self.value) + step) % len(values)]
        self._pick(value)
        self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
