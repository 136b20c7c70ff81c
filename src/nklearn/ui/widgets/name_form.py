"""A name and a class to type, for a new reader or one who changes their name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from nklearn.base.errors import UserError
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

_WIDEST = 420


class NameForm(QWidget):
    """Emits `submitted` with name and class as typed; Enter in a field does the same."""

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, theme: Theme, verb: str, *, cancel: bool = False) -> None:
        """`verb` is the button's words; with `cancel` there is a way back beside it."""
        super().__init__()
        self._theme = theme
        box = column(self, spacing=4)
        self.name = self._field(self.tr("Name"))
        self.school_class = self._field(self.tr("Class, if you have one"))
        self.name.setPlaceholderText(self.tr("First name and an initial, such as Mina K."))
        for field in (self.name, self.school_class):
            caption = label(field.accessibleName(), "label")
            caption.setBuddy(field)
            box.addWidget(caption)
            box.addWidget(field)
            box.addSpacing(8)
        self._problem: QLabel = label("", "small", tone="negative")
        box.addWidget(self._problem)
        self._problem.hide()
        line = row(spacing=10)
        go = Button(theme, verb, kind="primary")
        go.clicked.connect(self._submit)
        line.addWidget(go)
        if cancel:
            back = Button(theme, self.tr("Back"))
            back.clicked.connect(self.cancelled)
            line.addWidget(back)
        line.addStretch(1)
        box.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._resize)
        self._resize()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.returnPressed.connect(self._submit)
        field.textEdited.connect(lambda: self._problem.hide())
        return field

    def _resize(self) -> None:
        self.setMaximumWidth(self._theme.px(_WIDEST))

    def _submit(self) -> None:
        self.submitted.emit(self.name.text(), self.school_class.text())

    def show_reader(self, name: str, school_class: str) -> None:
        """Fill the fields."""
        self.name.setText(name)
        self.school_class.setText(school_class)
        self._problem.hide()

    def show_problem(self, error: UserError) -> None:
        """Say what is wrong with what was typed, and put the keyboard back there."""
        words = " ".join(part for part in (error.what, error.todo) if part)
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()
