"""Two columns of a dialog, side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import frame

_WIDE = 800  # px at 100% text


class Split(QScrollArea):
    """Scrolls as a whole; `parts` are the left and the right column."""

    def __init__(
        self, theme: Theme, left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__()
        self._theme = theme
        scrolling.set_up(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("dialogBody")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._line.setContentsMargins(24, 16, 10, 16)
        self._line.setSpacing(24)
        self._upright = frame("upright")
        self._upright.setFixedWidth(1)
        self._line.addWidget(left, shares[0])
        self._line.addWidget(self._upright)
        self._line.addWidget(right, shares[1])
        self.setWidget(body)

    @override
    def resizeEvent(self, arg__1: QResizeEvent, /) -> None:
        super().resizeEvent(arg__1)
        wide = self.width() >= self._theme.px(_WIDE)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._upright.setVisible(wide)
