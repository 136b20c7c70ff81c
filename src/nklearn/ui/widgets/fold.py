"""What stands in the place of hard material until the reader asks for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.claims import Sensitivity
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label
from nklearn.ui.words import sensitivity_words


class Fold(QWidget):
    """Says what kind of thing is folded here; `opened` comes once, and the fold is gone then."""

    opened = Signal()

    def __init__(self, theme: Theme, sensitivity: Sensitivity, role: str = "heading") -> None:
        super().__init__()
        box = column(self, spacing=6)
        box.addWidget(label(sensitivity_words(sensitivity), role))
        self._button = Button(theme, self.tr("Show it"), small=True, on_click=self._open)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_button(self) -> None:
        """Put the keyboard on what opens the fold."""
        self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self) -> None:
        # First what was folded, which may take the keyboard, then the fold.
        self.opened.emit()
        self.hide()
        self.deleteLater()
