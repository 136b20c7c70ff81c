"""A bar for a share: filled as far as it goes, in another colour under a half."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.classroom.picks import HALF
from nklearn.ui.theme import Theme


class ShareBar(QWidget):
    """Stands under words that say the same; `high` is its height in px at 100% text.

    `token` is its colour in place of the two.
    """

    accessible_role = "decoration"

    def __init__(
        self, theme: Theme, share: float | None, *, high: int = 8, token: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._share, self._high, self._token = theme, share, high, token
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(self._high))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(self._high))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter, room = QPainter(self), QRectF(self.rect())
        painter.fillRect(room, self._theme.color("LINE_GRID"))
        if self._share is None:
            painter.setPen(self._theme.color("LINE_CONTROL"))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        else:
            low = "DATA_IRON" if self._share < HALF else "DATA_PETROL"
            room.setWidth(round(room.width() * self._share))
            painter.fillRect(room, self._theme.color(self._token or low))
        painter.end()
