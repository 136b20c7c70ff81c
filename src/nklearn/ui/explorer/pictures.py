"""A chart as a picture file: with its title, its source and its marks, whatever is on screen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.content.plots import Plot
from nklearn.ui import layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.theme import Theme

_SIZE = QSize(960, 600)


def png(theme: Theme, plot: Plot, *, scale: int = 2) -> bytes:
    """Return the chart as PNG, `scale` pixels to each pixel of the screen."""
    card = _card(theme, plot)
    picture = QPixmap(card.size() * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.color("BG_SURFACE"))
    card.render(picture, QPoint())
    card.deleteLater()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):
        raise BugError("Qt could not write PNG")
    return bytes(buffer.data().data())


def svg(theme: Theme, plot: Plot) -> bytes:
    """Return the chart as SVG, with its words as text."""
    card = _card(theme, plot)
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(card.size())
    generator.setViewBox(QRect(QPoint(), card.size()))
    generator.setTitle(plot.title)
    generator.setDescription(plot.alt)
    painter = QPainter(generator)
    card.render(painter, QPoint())
    painter.end()
    card.deleteLater()
    return bytes(buffer.data().data())


def _card(theme: Theme, plot: Plot) -> QWidget:
    """Return the chart as a widget that is laid out and drawn, but never on screen."""
    card = ChartCard(theme, plot, height=430, switch=False)
    card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    card.setFixedWidth(theme.px(_SIZE.width()))
    card.show()
    layouts.finish()
    card.adjustSize()
    layouts.finish()
    return card
