"""Asking for a PIN when a name is chosen."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

_WIDEST = 420


class OneField(QWidget):
    """One field with a button and a way back: `submitted` carries what was typed."""

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(
        self, theme: Theme, name: str, verb: str, *, secret: bool = False, cancel: bool = True
    ) -> None:
        super().__init__()
        self._theme, self._left = theme, 0
        box = column(self, spacing=4)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        caption = label(name, "label")
        caption.setBuddy(self.field)
        box.addWidget(caption)
        box.addWidget(self.field)
        box.addSpacing(4)
        self._problem = label("", "small", tone="negative")
        self._problem.hide()
        box.addWidget(self._problem)
        line = row(spacing=10)
        self._go = Button(theme, verb, kind="primary")
        self._go.clicked.connect(self._submit)
        line.addWidget(self._go)
        if cancel:
            back = Button(theme, self.tr("Back"))
            back.clicked.connect(self.cancelled)
            line.addWidget(back)
        line.addStretch(1)
        box.addLayout(line)
        self.field.returnPressed.connect(self._submit)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDEST))

    def _submit(self) -> None:
        if self._go.isEnabled():
            self.submitted.emit(self.field.text())

    def show_problem(self, words: str, wait: int = 0) -> None:
        """Say what is wrong, and take nothing for `wait` seconds."""
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.show()
        self._left = wait
        self._go.setEnabled(wait == 0)
        if wait:
            self._timer.start()
        self.field.setFocus()
        self.field.selectAll()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self._go.setEnabled(True)
