"""The ring around what has the keyboard: drawn outside the control, with a gap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.theme import Theme

_REACH = tokens.FOCUS_GAP + tokens.FOCUS_WIDTH
_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class _RingStyle(QProxyStyle):
    """Gives the frame its distance; set on the ring alone, so nothing else pays for it."""

    @override
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        /,
    ) -> int:
        return _REACH if metric in _MARGINS else super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """Follows the focus of a window."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._style = _RingStyle()
        self.setStyle(self._style)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Show the ring, unless the mouse is what moved the focus (fields show it always)."""
        wanted = new is not None and new.window() is self._window and not isinstance(new, QMenu)
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if wanted and new is not None and (not by_mouse or isinstance(new, QLineEdit)):
            proxy = new.property("focusFrame")
            self.setWidget(proxy if isinstance(proxy, QWidget) else new)
            self.raise_()
        else:
            self.setWidget(None)  # pyright: ignore[reportArgumentType] (Qt takes null here)
            self.hide()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_rail = bool(self.widget().property("onRail"))
        pen = QPen(self._theme.color("FOCUS_ON_RAIL" if on_rail else "FOCUS"), tokens.FOCUS_WIDTH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = tokens.FOCUS_WIDTH / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 8, 8)
        painter.end()
