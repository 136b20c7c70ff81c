"""A button that shows which of several things is chosen, and opens a menu of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button


class Picker(Button):
    """`chosen` carries what a person picks; `name` says to screen readers what it is about."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, choices: Mapping[str, str], name: str) -> None:
        super().__init__(theme, "", icon="chevron-down", icon_after=True, small=True)
        self._name, self._choices, self._value = name, dict(choices), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        group = QActionGroup(self._menu)
        for value, words in self._choices.items():
            action = QAction(words, self._menu)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            self._menu.addAction(action)
        self._menu.triggered.connect(self._pick)
        if self._choices:
            self.set_value(next(iter(self._choices)))

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose without a signal."""
        self._value = value
        self.set_text(self._choices.get(value, ""))
        self.setAccessibleName(f"{self._name}: {self._choices.get(value, '')}")
        for action in self._menu.actions():
            action.setChecked(action.data() == value)

    def _pick(self, action: QAction) -> None:
        value = str(action.data())
        self.set_value(value)
        self.chosen.emit(value)
