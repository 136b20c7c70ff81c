"""A QR code on screen: always dark on white, whatever the theme, with its quiet zone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.classroom import fingerprint
from nklearn.ui import tokens
from nklearn.ui.theme import Theme

_QUIET = 4  # modules around the code, as the standard asks
_WHITE, _BLACK = 0xFFFFFFFF, 0xFF000000


def qr_image(text: str, scale: int = 1) -> QImage:
    """Return the QR code of a text with its quiet zone, `scale` pixels for each module."""
    rows = fingerprint.qr(text)
    side = len(rows) + 2 * _QUIET
    made = QImage(side, side, QImage.Format.Format_RGB32)
    made.fill(_WHITE)
    for y, row in enumerate(rows, _QUIET):
        for x, dark in enumerate(row, _QUIET):
            if dark:
                made.setPixel(x, y, _BLACK)
    return made.scaled(side * scale, side * scale)


class QrView(QWidget):
    """Shows a text as a QR code; `name` is what a screen reader says of it."""

    accessible_role = "graphic"

    def __init__(self, theme: Theme, text: str, name: str, *, size: int = 184) -> None:
        """`size` is the side in px at 100% text."""
        super().__init__()
        self._theme, self._size = theme, size
        self._image = qr_image(text)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        # A whole number of pixels for each module: a code with uneven ones reads badly.
        count = self._image.width()
        side = max(1, self._theme.px(self._size) // count) * count
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(self.rect(), QColor(tokens.LIGHT["BG_SURFACE"]))
        side = self.sizeHint().width()
        spot = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.drawImage(spot, self._image)
        painter.end()
