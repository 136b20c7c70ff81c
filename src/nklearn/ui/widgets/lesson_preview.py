"""A glimpse of a lesson beside the way into it: two bars, or a sentence to keep."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.previews import Bar, Preview
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label

_WIDTH = 322
_COLORS = ("DATA_OCHRE", "DATA_PETROL")


class _BarLine(QWidget):
    """A bar from zero with its value behind it; all of a preview leave as much room for words."""

    def __init__(self, theme: Theme, bar: Bar, color: str, room: int) -> None:
        super().__init__()
        self._theme, self._bar, self._color, self._room = theme, bar, color, room
        self.setAccessibleName(f"{bar.source}: {bar.text}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        font = self._theme.font("heading")
        length = max(2.0, (self.width() - self._room) * self._bar.share)
        painter.fillRect(QRectF(0, 0, length, self.height()), self._theme.color(self._color))
        painter.setFont(font)
        painter.setPen(self._theme.color("TEXT_PRIMARY"))
        room = QRectF(length + 8, 0, self._room, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._bar.text)
        painter.end()


class LessonPreview(QFrame):
    """Shows a preview; it is read, not clicked."""

    def __init__(self, theme: Theme, preview: Preview) -> None:
        super().__init__()
        self.setProperty("role", "preview")
        self.setFixedWidth(theme.px(_WIDTH))
        box = column(self, spacing=4)
        box.setContentsMargins(16, 14, 16, 14)
        if preview.bars:
            box.addWidget(label(preview.title, "label"))
            metrics = QFontMetrics(theme.font("heading"))
            room = max(metrics.horizontalAdvance(bar.text) for bar in preview.bars) + 10
            for bar, color in zip(preview.bars, _COLORS, strict=True):
                box.addSpacing(2)
                box.addWidget(label(bar.source, "caption"))
                box.addWidget(_BarLine(theme, bar, color, room))
            box.addSpacing(2)
            box.addWidget(label(self.tr("Sources disagree; both values are kept."), "caption"))
        else:
            box.addWidget(label(self.tr("To keep from this lesson"), "label"))
            box.addWidget(label(preview.keep, "keep"))
        box.addStretch(1)
