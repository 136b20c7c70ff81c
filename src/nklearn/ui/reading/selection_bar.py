"""The small bar at chosen words: highlight them, or write a note on them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, row


class SelectionBar(QFrame):
    """Two buttons that float over `parent`; `closed` comes at Esc."""

    highlight_requested = Signal()
    note_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setProperty("role", "drawer")
        self.setAccessibleName(self.tr("With the chosen words"))
        box = row(self, spacing=6)
        box.setContentsMargins(6, 6, 6, 6)
        self._mark = Button(theme, "", icon="pencil", small=True)
        self._mark.clicked.connect(self.highlight_requested)
        note = Button(theme, self.tr("Add a note"), icon="notebook-pen", small=True)
        note.setToolTip(self.tr("Ctrl M"))
        note.clicked.connect(self.note_requested)
        box.addWidget(self._mark)
        box.addWidget(note)
        self.hide()

    def show_at(self, left: int, top: int, bottom: int, *, marked: bool) -> None:
        """Show below the words between `top` and `bottom` of the parent; above, without room."""
        words = self.tr("Remove highlight") if marked else self.tr("Highlight")
        self._mark.set_icon("x" if marked else "pencil")
        self._mark.set_text(words)
        self._mark.setToolTip(self.tr("Ctrl H"))
        self.adjustSize()
        room = self._room.rect()
        y = bottom + 6
        if y + self.height() > room.height():
            y = max(0, top - 6 - self.height())
        self.move(max(0, min(left, room.width() - self.width())), y)
        self.raise_()
        self.show()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first button."""
        self._mark.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
