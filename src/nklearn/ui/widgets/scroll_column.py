"""A scrolling page: one column of cards, or a main column with a side column, capped in width."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import clear


class ScrollColumn(QScrollArea):
    """Holds `main` and `side`; below `fold` px (at 100% text) the side goes under the main."""

    def __init__(self, theme: Theme, *, cap: int = tokens.CONTENT_CAP, fold: int = 1040) -> None:
        super().__init__()
        self._theme, self._cap, self._fold = theme, cap, fold
        scrolling.set_up(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Page"))
        body = QWidget()
        body.setObjectName("scrollBody")
        self._outer = outer = QHBoxLayout(body)
        outer.setContentsMargins(24, 22, 24, 22)
        outer.setSpacing(0)
        self._inner = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(24)
        outer.addStretch(1)
        outer.addWidget(self._inner, 1000)
        outer.addStretch(1)
        self.main, self._main = self._column()
        self.side, self._side = self._column()
        self._box.addWidget(self._main, 1)
        self._box.addWidget(self._side)
        self._side.hide()
        self.setWidget(body)

    def _column(self) -> tuple[QVBoxLayout, QWidget]:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        return box, holder

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep this much free around the columns, in px, in place of a page's margins."""
        self._outer.setContentsMargins(left, top, right, bottom)

    def empty(self) -> None:
        """Take everything out."""
        clear(self.main)
        clear(self.side)
        self._side.hide()

    def finish(self) -> None:
        """Close both columns at the bottom and go to the top; call it when they are filled."""
        self.main.addStretch(1)
        self._side.setVisible(self.side.count() > 0)
        if self.side.count():
            self.side.addStretch(1)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._be_stop()

    def _be_stop(self) -> None:
        """Take the keyboard where nothing within does: somebody must be able to scroll."""
        tab = Qt.FocusPolicy.TabFocus
        held = (widget for box in (self.main, self.side) for widget in _held(box))
        stops = any(widget.focusPolicy() & tab for widget in held)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stops else Qt.FocusPolicy.StrongFocus)

    def _fit(self) -> None:
        wide = self.width() >= self._theme.px(self._fold)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        # Under one another, what is left over belongs below both and not between them.
        self._box.setStretch(0, int(wide or self._side.isHidden()))
        self._box.setStretch(1, int(not wide))
        side = self._theme.px(336)
        self._side.setMinimumWidth(side if wide else 0)
        self._side.setMaximumWidth(side if wide else 16_777_215)
        self._inner.setMaximumWidth(self._theme.px(self._cap))

    @override
    def resizeEvent(self, arg__1: QResizeEvent, /) -> None:
        super().resizeEvent(arg__1)
        self._fit()


def _held(layout: QLayout) -> Iterator[QWidget]:
    """Return the widgets in a layout; those that were taken out live on for a moment."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            yield widget
            yield from widget.findChildren(QWidget)
        elif inner is not None:
            yield from _held(inner)
