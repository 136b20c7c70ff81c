"""A field to search a list with: Down and Enter go into the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme

_LEAD = QLineEdit.ActionPosition.LeadingPosition


class FindField(QLineEdit):
    """Has a glass at its start and a button to empty it at its end.

    `typed` carries its words whenever a person changes them, `list_requested` the wish to go on
    into the list.
    """

    typed = Signal(str)
    list_requested = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the field"))
        self._glass = self.addAction(icons.icon("search", theme.color("TEXT_SECONDARY"), 18), _LEAD)
        self._glass.setText(name)
        self.textChanged.connect(self._tell)
        theme.changed.connect(self._tint)

    def show_words(self, words: str) -> None:
        """Show words without telling of them."""
        self._shown = words
        if self.text() != words:
            self.setText(words)

    def _tell(self, words: str) -> None:
        if words != self._shown:
            self._shown = words
            self.typed.emit(words)

    def _tint(self) -> None:
        self._glass.setIcon(icons.icon("search", self._theme.color("TEXT_SECONDARY"), 18))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if arg__1.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        else:
            super().keyPressEvent(arg__1)
