"""The reading ruler: a calm band over the line that is read, where the mouse or the keys are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.prose import Prose

_BEYOND = 12  # px at either side of the text
_ALPHA = 36  # of 255: what is below can be read as without it


class Ruler(QWidget):
    """A band as wide as the text and as high as a line. It never moves by itself."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__(area.viewport())
        self._theme, self._area = theme, area
        self._on = False
        self._prose: list[Prose] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.verticalScrollBar().valueChanged.connect(self.hide)  # the line has gone elsewhere
        self.hide()

    def set_on(self, on: bool) -> None:
        """Show the band from the next movement on, or not."""
        self._on = on
        if not on:
            self.hide()

    def follow(self, prose: Sequence[Prose]) -> None:
        """Watch other text."""
        self._prose = list(prose)
        self.hide()
        for each in self._prose:
            each.viewport().setMouseTracking(True)
            each.viewport().installEventFilter(self)
            each.cursorPositionChanged.connect(self._follow_keys)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if self._on and event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            for prose in self._prose:
                if isValid(prose) and prose.viewport() is watched:
                    self._lie_on(prose, event.position().toPoint())
        return super().eventFilter(watched, event)

    def _follow_keys(self) -> None:
        prose = self.sender()
        if self._on and isinstance(prose, Prose) and prose.hasFocus():
            self._lie_on(prose, prose.cursorRect().center())

    def _lie_on(self, prose: Prose, spot: QPoint) -> None:
        """Lie on the line of a text at a spot."""
        line = prose.cursorRect(prose.cursorForPosition(spot))
        high = max(line.height(), self._theme.type("lesson")[1]) + self._theme.px(4)
        at = prose.viewport().mapTo(self._area.viewport(), QPoint(0, line.center().y()))
        wide = prose.width() + 2 * _BEYOND
        self.setGeometry(QRect(at.x() - _BEYOND, at.y() - high // 2, wide, high))
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        band = self._theme.color("ACCENT")
        if self._theme.name != "contrast":
            band.setAlpha(_ALPHA)
            painter.fillRect(self.rect(), band)
        painter.setPen(QPen(self._theme.color("ACCENT"), 1))
        for y in (0, self.height() - 1):
            painter.drawLine(0, y, self.width(), y)
        painter.end()
