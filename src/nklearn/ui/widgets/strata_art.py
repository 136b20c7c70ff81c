"""The app's motif at full size: two columns of layers, offset by a fault."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui import icons, tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label

# The gap between layers; how far the fault drops.
_GAP = 10
_DROP = 34
_FAULT = 0.57  # where the fault runs, as a share of the width
_DEPTH = 298  # of the highest layer above the bottom


class StrataSide(QFrame):
    """The dark side of the page where readers choose their name."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("strataSide")
        box = column(self, spacing=6)
        box.setContentsMargins(48, 56, 40, 40)
        box.addWidget(_Mark(theme))
        box.addSpacing(20)
        name = label("NKLearn")
        name.setObjectName("strataName")
        about = label(words)
        about.setObjectName("strataWords")
        box.addWidget(name)
        box.addWidget(about)
        box.addStretch(1)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("BG_RAIL"))
        plain = self._theme.name == "contrast"
        fault = round(self.width() * _FAULT)
        # Words come first: where there is no room below them, the layers begin lower.
        words = self._theme.px(270)
        top = max(self.height() - _DEPTH, words)
        for left, width, drop in ((0, fault, 0), (fault + 7, self.width() - fault, _DROP)):
            y = float(top + drop)
            for height, color in tokens.STRATA:
                layer = QRectF(left, y, width, height)
                if plain:
                    painter.setPen(QPen(self._theme.color("TEXT_ON_RAIL_SELECTED"), 1))
                    painter.drawRect(layer)
                else:
                    painter.fillRect(layer, QColor(color))
                y += height + _GAP
        painter.end()


class _Mark(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(48)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.paint(painter, "app-mark", QRectF(0, 2, 44, 44))
        painter.end()


class EmptyStrata(QWidget):
    """Layers that are still to be filled, beside the welcome of a new reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(58, 98)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        y = 0.0
        for number, height in enumerate((23, 14, 31, 19)):
            line = Qt.PenStyle.DashLine if number else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._theme.color("LINE_CONTROL"), 1.5, line))
            painter.drawRect(QRectF(1, y + 1, 56, height))
            y += height + 3
        painter.end()
