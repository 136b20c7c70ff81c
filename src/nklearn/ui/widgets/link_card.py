"""A card that is one thing to click and one focus stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from nklearn.base.overriding import override
from nklearn.ui.widgets.basics import column, retone


class LinkCard(QFrame):
    """A card that leads to an address; Enter, Space or a click takes it."""

    open_requested = Signal(str)
    accessible_role = "link"

    def __init__(self, address: str, name: str) -> None:
        super().__init__()
        self._address = address
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.box: QVBoxLayout = column(self, spacing=4)
        self.box.setContentsMargins(16, 12, 16, 12)

    def mark(self, marked: bool) -> None:
        """Give the card the border of the one where the reader is, before it is shown."""
        self.setProperty("marked", "true" if marked else "false")

    def accessible_press(self) -> None:
        """Open the address."""
        self.open_requested.emit(self._address)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.accessible_press()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.accessible_press()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        retone(self, "true", "current")

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        retone(self, "false", "current")
