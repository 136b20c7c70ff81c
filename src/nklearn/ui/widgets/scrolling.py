"""Scroll areas whose width never depends on how much is in them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from nklearn.base.overriding import override


class _QuietBar(QScrollBar):
    """A scroll bar that is there but shows nothing where there is nothing to scroll."""

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(arg__1)


def set_up(area: QScrollArea) -> None:
    """Make an area scroll down only, over a widget that is as wide as the area lets it be.

    The bar keeps its place: a bar that comes and goes changes the width, so the height of text,
    so the need for a bar, and may do so without end.
    """
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBar(_QuietBar(Qt.Orientation.Vertical, area))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def reveal(widget: QWidget, part: QRect) -> None:
    """Have a part of a widget scrolled into view, with room around it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None and (body := area.widget()):
        spot = widget.mapTo(body, part.center())
        area.ensureVisible(spot.x(), spot.y(), part.width() // 2 + 8, 2 * part.height())
