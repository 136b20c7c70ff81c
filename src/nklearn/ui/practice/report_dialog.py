"""Telling the teacher what is wrong with a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from nklearn.ui import focusing
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

LONGEST = 1000


class ReportDialog(QDialog):
    """Asks for a few words; `told` carries them, and the dialog stays until it is closed.

    So a note that could not be saved is not lost: `done_telling` closes it when it was.
    """

    told = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report a problem"))
        self.setModal(True)
        self.setMinimumWidth(theme.px(460))
        box = column(self, spacing=10)
        box.setContentsMargins(20, 18, 20, 18)
        box.addWidget(label(self.tr("What is wrong with this question?"), "title"))
        words = self.tr(
            "Your note is for your teacher. It is kept with your work on this computer and goes "
            "where your work goes, never over a network."
        )
        box.addWidget(label(words, "secondary"))
        self._field = QPlainTextEdit()
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(self.tr("Your note"))
        self._field.setMinimumHeight(theme.px(110))
        self._field.textChanged.connect(self._typed)
        box.addWidget(self._field)
        self._limit = label("", "small")
        box.addWidget(self._limit)
        line = row(spacing=12)
        line.addStretch(1)
        cancel = Button(theme, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._save = Button(theme, self.tr("Save the note"), kind="primary", icon="check")
        self._save.clicked.connect(lambda: self.told.emit(self._words()))
        line.addWidget(cancel)
        line.addWidget(self._save)
        box.addLayout(line)
        self._typed()
        self.finished.connect(self.deleteLater)

    def ask(self) -> None:
        """Open over the window; the keyboard returns to where it was afterwards."""
        focusing.give_back(self)
        self.open()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def done_telling(self) -> None:
        """Close: the note is saved."""
        self.accept()

    def _words(self) -> str:
        return self._field.toPlainText().strip()

    def _typed(self) -> None:
        left = LONGEST - len(self._words())
        self._save.setEnabled(left >= 0 and bool(self._words()))
        self._limit.setText(
            self.tr("%d characters are left.") % left
            if left >= 0
            else self.tr("%d characters too many.") % -left
        )
