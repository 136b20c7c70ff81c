"""A form of a few fields, as the teachers' door asks for names, passphrases and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from nklearn.ui import accessible
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

_WIDEST = 460


@dataclass(frozen=True, slots=True)
class Asked:
    """A field: its name, what stands in it at first, and a line below it."""

    name: str
    text: str = ""
    told: str = ""
    secret: bool = False


class Form(QWidget):
    """Emits `submitted` with what was typed, a text for each field; Enter in a field does too."""

    submitted = Signal(list)
    cancelled = Signal()

    def __init__(
        self, theme: Theme, asked: Sequence[Asked], verb: str, *, cancel: bool = True
    ) -> None:
        super().__init__()
        self._theme, self._left = theme, 0
        box = column(self, spacing=4)
        self.fields = [self._field(each) for each in asked]
        for field, each in zip(self.fields, asked, strict=True):
            caption = label(each.name, "label")
            caption.setBuddy(field)
            box.addWidget(caption)
            box.addWidget(field)
            if each.told:
                box.addWidget(label(each.told, "small"))
            box.addSpacing(6)
        self._problem: QLabel = label("", "small", tone="negative")
        self._problem.hide()
        box.addWidget(self._problem)
        self._foot = row(spacing=10)
        self.go = Button(theme, verb, kind="primary")
        self.go.clicked.connect(self._submit)
        self._foot.addWidget(self.go)
        if cancel:
            self._foot.addWidget(Button(theme, self.tr("Back"), on_click=self.cancelled.emit))
        self._foot.addStretch(1)
        box.addLayout(self._foot)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._resize)
        self._resize()

    def _field(self, asked: Asked) -> QLineEdit:
        field = QLineEdit(asked.text)
        field.setAccessibleName(asked.name)
        field.setAccessibleDescription(asked.told)
        if asked.secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.returnPressed.connect(self._submit)
        return field

    def _resize(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDEST))

    def _submit(self) -> None:
        if self.go.isEnabled():
            self.submitted.emit([field.text() for field in self.fields])

    def show_problem(self, words: str, *, wait: int = 0, at: int = 0) -> None:
        """Say what is wrong in the field `at`, and take nothing for `wait` seconds."""
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.show()
        accessible.announce(self._problem, words)
        self.hold(wait)
        self.fields[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[at].selectAll()

    def hold(self, wait: int) -> None:
        """Take nothing for `wait` seconds."""
        self._left = wait
        self.go.setEnabled(wait == 0)
        if wait:
            self._timer.start()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self.go.setEnabled(True)
