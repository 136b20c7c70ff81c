"""A segmented control: one Tab stop, arrow keys inside, the chosen segment filled."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, row
from nklearn.ui.widgets.flow import Flow


class _Segment(Button):
    accessible_role = "radio"


class Segmented(QWidget):
    """Chooses one of a few values; `chosen` carries what a person picks."""

    chosen = Signal(str)
    accessible_role = "group"

    def __init__(
        self,
        theme: Theme,
        choices: dict[str, str],
        name: str,
        *,
        small: bool = False,
        icons: dict[str, str] | None = None,
        wrap: bool = False,
    ) -> None:
        """`icons` may name an icon for each choice; with `wrap` they go on in the next line."""
        super().__init__()
        self._choices = list(choices)
        self._buttons: dict[str, Button] = {}
        self.setAccessibleName(name)
        box = Flow(self, spacing=3) if wrap else row(self)
        for number, (value, words) in enumerate(choices.items()):
            button = _Segment(theme, words, small=small, icon=(icons or {}).get(value, ""))
            button.setProperty("segment", True)
            edge = {0: "first", len(choices) - 1: "last"}.get(number, "middle")
            edge = "own" if wrap else edge
            button.setProperty("edge", edge)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(lambda _=False, value=value: self._pick(value))
            box.addWidget(button)
            self._buttons[value] = button
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(self._choices[0])

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose a value without a signal."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)
            stop = Qt.FocusPolicy.StrongFocus if own == value else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
        if any(button.hasFocus() for button in self._buttons.values()):
            self._buttons[value].setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_width(self) -> None:
        """Take the whole width, each choice the same part of it."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for button in self._buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _pick(self, value: str) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        here = self._choices.index(self.value)
        value = self._choices[(here + step) % len(self._choices)]
        self._pick(value)
        self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)
