"""What the cards of the settings have in common: a title, choices that act at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.errors import UserError
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, IconLabel, column, label, row
from nklearn.ui.widgets.segmented import Segmented


class Card(QFrame):
    """A card with a title; `refill_requested` asks for the page anew, as the reader changed it."""

    open_requested = Signal(str)
    refill_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "card")
        self.box = column(self, spacing=6)
        self.box.setContentsMargins(18, 14, 18, 16)
        self.title = label("", "title")
        self.box.addWidget(self.title)

    def choice(
        self, name: str, told: str, choices: dict[str, str], choose: Callable[[str], object]
    ) -> Segmented:
        """Add a choice of one of a few values."""
        self.name(name, told)
        control = Segmented(self.context.theme, choices, name, small=True)
        control.chosen.connect(choose)
        self.box.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        return control

    def preference(self, key: str, name: str, told: str, choices: dict[str, str]) -> Segmented:
        """Add a choice that is the preference `key`."""
        control = self.choice(name, told, choices, partial(self.keep, key))
        control.set_value(getattr(self.context.preferences, key))
        self.mark_fixed(key, control)
        return control

    def mark_fixed(self, key: str, *controls: QWidget) -> None:
        """If the school fixed the preference `key`, its controls can't be used; say why."""
        if not self.context.preferences.fixed(key):
            return
        why = self.tr("Set by the school for all its computers.")
        for control in controls:
            control.setEnabled(False)
            control.setAccessibleDescription(why)
        line = row(spacing=6)
        line.addWidget(IconLabel(self.context.theme, "lock", "TEXT_SECONDARY", 14))
        line.addWidget(label(why, "small"), 1)
        self.box.addLayout(line)

    def name(self, name: str, told: str = "") -> None:
        """Add the name of a setting, and what is to be said about it."""
        self.box.addSpacing(6)
        self.box.addWidget(label(name, "label"))
        if told:
            self.box.addWidget(label(told, "small"))

    def button(self, words: str, icon: str, work: Callable[[], object]) -> Button:
        """Add a button."""
        made = Button(self.context.theme, words, icon=icon, small=True)
        made.clicked.connect(lambda: work())
        self.box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def keep(self, key: str, value: str | int) -> bool:
        """Save a preference and say so; False if it could not be saved."""
        try:
            setattr(self.context.preferences, key, value)
        except UserError as error:
            self.context.report(error, partial(self.keep, key, value))
            return False
        self.context.saved()
        return True
