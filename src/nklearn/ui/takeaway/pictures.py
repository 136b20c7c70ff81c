"""Sheets as PNG, as SVG and on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPicture, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.ui import layouts
from nklearn.ui.theme import Theme

Maker = Callable[[Theme], QWidget]


def png(make: Maker, theme: Theme, *, scale: int = 2) -> bytes:
    """Return a sheet as PNG, `scale` pixels to each pixel of the screen."""
    sheet = laid_out(make, theme)
    picture = QPixmap(sheet.size() * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.color("BG_SURFACE"))
    sheet.render(picture, QPoint())
    sheet.deleteLater()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):
        raise BugError("Qt could not write PNG")
    return bytes(buffer.data().data())


def svg(make: Maker, theme: Theme, title: str) -> bytes:
    """Return a sheet as SVG, with its words as text."""
    sheet = laid_out(make, theme)
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(sheet.size())
    generator.setViewBox(QRect(QPoint(), sheet.size()))
    generator.setTitle(title)
    generator.setDescription(sheet.accessibleDescription())
    painter = QPainter(generator)
    sheet.render(painter, QPoint())
    painter.end()
    sheet.deleteLater()
    return bytes(buffer.data().data())


def paint(make: Maker, painter: QPainter, room: QRectF) -> None:
    """Paint a sheet into a part of a page: as large as fits, in the light theme, on white."""
    sheet = laid_out(make, Theme("light"))
    # By way of a picture: straight to a printer, Qt would send the sheet as pixels.
    drawn = QPicture()
    inner = QPainter(drawn)
    sheet.render(inner, QPoint())
    inner.end()
    scale = min(room.width() / sheet.width(), room.height() / sheet.height())
    painter.save()
    painter.translate(room.left() + (room.width() - sheet.width() * scale) / 2, room.top())
    # Qt makes a picture as large in inches as it was where it was painted; we count in pixels.
    scale *= drawn.logicalDpiX() / painter.device().logicalDpiX()
    painter.scale(scale, scale)
    painter.drawPicture(0, 0, drawn)
    painter.restore()
    sheet.deleteLater()


def laid_out(make: Maker, theme: Theme) -> QWidget:
    """Return a sheet that is laid out and painted, but never on screen."""
    made = make(theme)
    # The window may have another look; a sheet has the one that it is made with.
    made.setStyleSheet(theme.style_sheet())
    made.setPalette(theme.palette())
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    layouts.finish()
    made.adjustSize()
    if made.hasHeightForWidth():  # adjusting stops at two thirds of the screen
        made.resize(made.width(), made.heightForWidth(made.width()))
    layouts.finish()
    return made
