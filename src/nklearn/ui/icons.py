"""Bundled SVG icons, tinted when they are loaded (`currentColor` is unknown to Qt)."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nklearn.base import paths


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    """Return an icon's SVG; `name:filled` is the icon with its shape filled."""
    name, _, filled = name.partition(":")
    try:
        text = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
        return text.replace('fill="none"', 'fill="currentColor"') if filled else text
    except OSError:
        # A missing picture must not stop the program: the words beside it still stand.
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'


def paint(painter: QPainter, name: str, target: QRectF, color: QColor | None = None) -> None:
    """Draw an icon into `target`, tinted, or in its own colours if `color` is None."""
    text = _source(name)
    if color is not None:
        text = text.replace("currentColor", color.name())
        text = text.replace('stroke-width="2"', 'stroke-width="1.75"')
    QSvgRenderer(QByteArray(text.encode())).render(painter, target)


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, color: str, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, picture.width(), picture.height()), QColor(color))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of `size` px, sharp at the screen's `ratio`."""
    return _pixmap(name, size, color.name(), ratio)


def icon(name: str, color: QColor, size: int = 18) -> QIcon:
    """Return a tinted icon, with a second pixmap for screens of twice the density."""
    made = QIcon(pixmap(name, size, color))
    made.addPixmap(pixmap(name, size, color, 2.0))
    return made


def program_icon() -> QIcon:
    """Return the icon of the program for title bars and task bars, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter, "app-icon", QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(picture)
    return made
