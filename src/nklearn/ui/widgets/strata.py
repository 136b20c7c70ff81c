"""Progress strata: a row of blocks, one for each lesson, section or question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.theme import Theme

_GAP = 2


class Strata(QWidget):
    """Blocks with a state each: open, done, current, right, partly (right) or wrong.

    A wrong block is half as high, a partly right one half filled, and one that is current and
    done filled within its frame, so that they differ by more than colour.
    """

    def __init__(self, theme: Theme, height: int = 8) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        self._states: tuple[str, ...] = ()
        self._tips: tuple[str, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_states(self, states: Sequence[str], tips: Sequence[str], name: str) -> None:
        """Show one block for each state; `tips` are their tooltips, `name` says the whole."""
        self._states, self._tips = tuple(states), tuple(tips)
        self.setAccessibleName(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * max(1, len(self._states)), self._theme.px(self._height))

    def _box(self, index: int) -> QRectF:
        count = max(1, len(self._states))
        width = (self.width() - _GAP * (count - 1)) / count
        return QRectF(round(index * (width + _GAP)), 0, round(width), self.height())

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each block, named as its tooltip."""
        return [
            AccessibleMark(tip, self._box(place).toRect()) for place, tip in enumerate(self._tips)
        ]

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        under = (t for n, t in enumerate(self._tips) if self._box(n).contains(event.position()))
        self.setToolTip(next(under, ""))
        super().mouseMoveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        styles = {
            "open": ("LINE_CONTROL", None, 1),
            "done": ("ACCENT", "ACCENT", 1),
            "current": ("ACCENT", "ACCENT_SOFT", 2),
            "current done": ("ACCENT", "BG_SURFACE", 2),
            "right": ("POSITIVE", "POSITIVE", 1),
            "partly": ("CAUTION", "CAUTION_SOFT", 1),
            "wrong": ("NEGATIVE", "NEGATIVE_LINE", 1),
            "given": ("ACCENT", "ACCENT", 1),
            "waits": ("ACCENT", "ACCENT_LINE", 1),
        }
        for index, state in enumerate(self._states):
            line, fill, width = styles[state]
            box = self._box(index)
            if state == "wrong":
                box.setTop(box.center().y())
            painter.setPen(QPen(self._theme.color(line), width))
            painter.setBrush(self._theme.color(fill or "BG_SURFACE"))
            painter.drawRoundedRect(
                box.adjusted(width / 2, width / 2, -width / 2, -width / 2), 1, 1
            )
            if state == "partly":
                box.setTop(box.center().y())
                painter.fillRect(box, self._theme.color(line))
            elif state == "current done":
                painter.fillRect(box.adjusted(3, 3, -3, -3), self._theme.color(line))
        painter.end()
