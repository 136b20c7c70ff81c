"""What the colours and signs of the gradebook mean, in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

_SWATCH, _HEIGHT = 22, 12


class Legend(QWidget):
    """Five swatches, and words for them and for what has no score."""

    accessible_role = "label"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = self.tr(
            "Under 50, 50–64, 65–79, 80–89, 90 and over     – not handed in     * set by hand"
        )
        self.setAccessibleName(self._words)
        self.setToolTip(
            self.tr("Averages leave out what was not handed in, is excused or waits to be marked.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        letters = QFontMetrics(self._theme.font("caption"))
        wide = 5 * px(_SWATCH) + px(12) + letters.horizontalAdvance(self._words) + px(4)
        return QSize(wide, max(letters.height(), px(_HEIGHT)) + px(6))

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        px, theme = self._theme.px, self._theme
        top = (self.height() - px(_HEIGHT)) / 2
        for step in range(5):
            box = QRectF(step * px(_SWATCH), top, px(_SWATCH), px(_HEIGHT))
            painter.fillRect(box, theme.color(f"SCORE_{step + 1}"))
            painter.setPen(theme.color("LINE_CONTROL"))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme.color("TEXT_SECONDARY"))
        painter.setFont(theme.font("caption"))
        room = self.rect().adjusted(5 * px(_SWATCH) + px(12), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, self._words)
        painter.end()
