"""The field in which a reader looks for places on the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme

# The least width in px at 100% text.
_LEAST = 120


class FindField(QLineEdit):
    """Takes the words looked for; Esc or its button empties it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(self.tr("Find a place"))
        self.setAccessibleName(self.tr("Find a place or mineral"))
        self.setToolTip(self.accessibleName())
        self._glass = QAction(self.accessibleName(), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._empty = QAction(self.tr("Empty the field"), self)
        self._empty.triggered.connect(self.clear)
        self._empty.setVisible(False)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda: self._empty.setVisible(bool(self.text())))
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        ink = self._theme.color("TEXT_SECONDARY")
        self._glass.setIcon(icons.icon("search", ink, 18))
        self._empty.setIcon(icons.icon("x", ink, 18))
        self.setMinimumWidth(self._theme.px(_LEAST))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if arg__1.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(arg__1)
