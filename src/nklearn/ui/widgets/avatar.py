"""A reader's sign: their initials in a ring. There are no photographs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme


def paint_avatar(painter: QPainter, theme: Theme, box: QRectF, initials: str, size: int) -> None:
    """Draw initials at a size in px (at 100% text); without any, the icon of a person."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("ACCENT_LINE"), 1))
    painter.setBrush(theme.color("ACCENT_SOFT"))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    if initials:
        painter.setPen(theme.color("ACCENT"))
        font = theme.font("heading")
        font.setPixelSize(theme.px(size))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)
    else:
        _paint_icon(painter, theme, box, "user")


def _paint_icon(painter: QPainter, theme: Theme, box: QRectF, name: str) -> None:
    size = round(box.width() * 0.4)
    target = QRectF(0, 0, size, size)
    target.moveCenter(box.center())
    icons.paint(painter, name, target, theme.color("ACCENT"))


class Avatar(QWidget):
    """Initials in a filled ring, or an icon in a dashed one; it says nothing of its own."""

    def __init__(self, theme: Theme, initials: str, *, icon: str = "", size: int = 56) -> None:
        super().__init__()
        self._theme, self._initials, self._icon, self._size = theme, initials, icon, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._icon:
            painter.setPen(QPen(self._theme.color("LINE_CONTROL"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
            _paint_icon(painter, self._theme, box, self._icon)
        else:
            paint_avatar(painter, self._theme, box, self._initials, 19)
        painter.end()
