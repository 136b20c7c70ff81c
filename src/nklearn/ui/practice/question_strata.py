"""The row of blocks above a session: one for each question, and a way to go to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from nklearn.base.overriding import override
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.strata import Strata

_BLOCK, _TARGET = 10, 30  # px: what is seen, and what can be hit


class QuestionStrata(Strata):
    """Blocks that lead to their questions: one Tab stop, arrows inside, Enter goes there."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _TARGET)
        self._own_theme = theme
        self._reachable: frozenset[int] = frozenset()
        self._cursor = 0
        self._here = -1
        self._whole = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def lead(self, reachable: Callable[[int], bool], here: int) -> None:
        """Say which questions may be gone to, and which is shown; call it after `show_states`."""
        self._reachable = frozenset(filter(reachable, range(len(self._states))))
        self._cursor, self._here = min(here, max(0, len(self._states) - 1)), here
        self._whole = self.accessibleName()
        self.setAccessibleDescription(self.tr("Arrow keys choose a question, Enter goes to it."))

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * max(1, len(self._states)), self._own_theme.px(_TARGET))

    @override
    def _box(self, index: int) -> QRectF:
        box = super()._box(index)
        height = self._own_theme.px(_BLOCK)
        return QRectF(box.x(), round((self.height() - height) / 2), box.width(), height)

    def _at(self, x: float) -> int | None:
        places = range(len(self._states))
        return next((n for n in places if self._box(n).left() <= x <= self._box(n).right()), None)

    @override
    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each block; those that lead somewhere can be pressed."""
        return [
            replace(mark, press=partial(self._go, place)) if place in self._reachable else mark
            for place, mark in enumerate(super().accessible_marks())
        ]

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        self.setAccessibleName(self._whole)
        super().focusOutEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        place = self._at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._go(place)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        super().mouseMoveEvent(event)
        place = self._at(event.position().x())
        hand = place in self._reachable
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._tips[place] if place is not None else "")

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key), 0)
        last = len(self._states) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0 if key == Qt.Key.Key_Home else last)
        elif step:
            self._move(max(0, min(last, self._cursor + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go(self._cursor)
        else:
            super().keyPressEvent(event)

    def _move(self, place: int) -> None:
        self._cursor = place
        if self._tips:
            self.setAccessibleName(self._tips[place])  # a screen reader says where one is
        self.update()

    def _go(self, place: int) -> None:
        if place in self._reachable:
            self.chosen.emit(place)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if 0 <= self._here < len(self._states):  # a line below the question that is shown
            block = self._box(self._here)
            line = QRectF(block.x(), block.bottom() + 3, block.width(), 3)
            painter.fillRect(line, self._own_theme.color("ACCENT"))
        if self.hasFocus() and self._states:
            painter.setPen(QPen(self._own_theme.color("FOCUS"), 2))
            painter.drawRoundedRect(self._box(self._cursor).adjusted(1, -8, -1, 8), 3, 3)
        painter.end()
