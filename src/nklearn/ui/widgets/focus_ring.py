"""The ring around what has the keyboard: drawn outside the control, with a gap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.ui import layouts, tokens
from nklearn.ui.theme import Theme

_REACH = tokens.FOCUS_GAP + tokens.FOCUS_WIDTH
_MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class _RingStyle(QProxyStyle):
    """Gives the frame its distance, and the whole scroll area or window to be drawn in.

    Set on the ring alone, so nothing else pays for it.
    """

    reach = _REACH

    @override
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        /,
    ) -> int:
        return self.reach if metric in _MARGINS else super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
        /,
    ) -> int:
        # Otherwise the frame is a sibling of the control, and their parent clips it.
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QFocusFrame):
    """Follows the focus of a window."""

    accessible_role = "decoration"

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._mouse = False
        self._was_shown = False
        self._style = _RingStyle()
        self.setStyle(self._style)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        # Kept: a dialog hides itself while it is destroyed, and can't be asked for it by then.
        self._handle = window.windowHandle()
        if self._handle:
            self._handle.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Note a click's end: what it opens may move the focus once no button is down any more."""
        if watched is self._handle:
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._mouse = True
                QTimer.singleShot(50, self._end_click)
            return False
        return super().eventFilter(watched, event)

    def _end_click(self) -> None:
        self._mouse = False

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Show the ring, unless the mouse is what moved the focus (fields show it always)."""
        wanted = (
            new is not None
            and new.window() is self._window
            and not isinstance(new, QMenu)
            and new.focusPolicy() != Qt.FocusPolicy.NoFocus
        )
        by_mouse = self._mouse or QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if old is not None and old.window() is self._window:
            self._was_shown = self.isVisible()
        elif not self._was_shown:
            by_mouse = True  # the window comes to the front, and had no ring when it left
        if (
            wanted
            and new is not None
            and (not by_mouse or isinstance(new, QLineEdit | QPlainTextEdit))
        ):
            proxy = new.property("focusFrame")
            # A chart's words reach to its edge; its ring keeps off them.
            gap = int(getattr(new, "focus_gap", tokens.FOCUS_GAP))
            self._style.reach = gap + tokens.FOCUS_WIDTH
            self.setWidget(proxy if isinstance(proxy, QWidget) else new)
            self.show()  # Qt leaves it hidden where the control is not scrolled into view yet
            self.raise_()
            # Twice: what is new in a layout has its place only when control has returned.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._reveal))
        else:
            self.setWidget(None)  # pyright: ignore[reportArgumentType] (Qt takes null here)
            self.hide()

    def _reveal(self) -> None:
        """Scroll what has the keyboard into view, whoever gave it the keyboard."""
        widget = QApplication.focusWidget()
        area = widget.parentWidget() if self.isVisible() and widget else None
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        body = area.widget() if area is not None else None
        if area is None or body is None or widget is None or not body.isAncestorOf(widget):
            return
        layouts.finish()
        # Not ensureWidgetVisible: of a field that shows no more than its cursor.
        if widget.height() + 4 * _REACH <= area.viewport().height():
            top = widget.mapTo(body, QPoint()).y()
            area.ensureVisible(0, top + widget.height() + 2 * _REACH, 0, 0)
            area.ensureVisible(0, top - 2 * _REACH, 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_rail = bool(self.widget().property("onRail"))
        pen = QPen(self._theme.color("FOCUS_ON_RAIL" if on_rail else "FOCUS"), tokens.FOCUS_WIDTH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = tokens.FOCUS_WIDTH / 2
        room = self.rect()
        if parent := self.parentWidget():  # what reaches to its edge gets the ring inside
            room &= QRect(self.mapFrom(parent, QPoint()), parent.size())
        box = QRectF(room).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 8, 8)
        painter.end()
