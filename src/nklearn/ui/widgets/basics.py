"""Small building blocks: labels, buttons, chips, cards, in the roles of the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme

Box = TypeVar("Box", bound=QBoxLayout)


def label(text: str = "", role: str = "", *, tone: str = "", wrap: bool = True) -> QLabel:
    """Return plain text in a role of the style sheet; it never reads markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


def chip(text: str, tone: str = "") -> QLabel:
    """Return a chip; it is never clickable."""
    made = label(text, "chip", tone=tone, wrap=False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def retone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change a style property of a widget and have the style sheet applied anew."""
    if (widget.property(name) or "") == tone:
        return  # also because the first use of Qt's style class costs 20 ms
    widget.setProperty(name, tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def frame(role: str, *, tone: str = "") -> QFrame:
    """Return an empty frame in a role of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    return made


def rule() -> QFrame:
    """Return a hairline."""
    return frame("rule")


def column(parent: QWidget | None = None, *, margins: int = 0, spacing: int = 0) -> QVBoxLayout:
    """Return a vertical layout with even margins."""
    return _boxed(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, spacing)


def row(parent: QWidget | None = None, *, margins: int = 0, spacing: int = 0) -> QHBoxLayout:
    """Return a horizontal layout with even margins."""
    return _boxed(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, spacing)


def _boxed(box: Box, margins: int, spacing: int) -> Box:
    box.setContentsMargins(margins, margins, margins, margins)
    box.setSpacing(spacing)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def handle_key(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Click at Enter, leave arrows to what holds the button; say whether it was one of these.

    Qt keeps Enter for dialogs, and takes the arrows for Tab.
    """
    if event.key() in _ARROWS:
        event.ignore()
        return True
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A push button whose icon follows the theme. `kind`: default, primary, text or note."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: str = "default",
        icon: str = "",
        icon_after: bool = False,
        small: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._gap_before = bool(icon) and not icon_after
        self.set_text(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        self.toggled.connect(self._tint)
        self._tint()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._tint()

    def set_text(self, text: str) -> None:
        """Show another text, and say it to screen readers."""
        gap = " " if self._icon else ""  # Qt puts icon and words too close together
        self.setText(gap + text if self._gap_before else text + gap)
        self.setAccessibleName(text)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if not handle_key(self, arg__1):
            super().keyPressEvent(arg__1)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._tint()

    def _tint(self) -> None:
        if not self._icon:
            return
        token = {"primary": "TEXT_ON_ACCENT", "text": "ACCENT", "note": "ACCENT"}.get(
            str(self.property("kind")), "TEXT_SECONDARY"
        )
        tone = self.property("tone")
        token = str(tone).upper() if tone else token
        if self.isChecked() and self.property("segment"):
            token = "TEXT_ON_ACCENT"
        if not self.isEnabled():
            token = "TEXT_MUTED"
        size = self._theme.px(14 if self.property("kind") == "note" else 16)
        self.setIconSize(QSize(size, size))
        self.setIcon(icons.icon(self._icon, self._theme.color(token), size))


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the tooltip has it all."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class IconButton(QToolButton):
    """A button with an icon alone; its name is its tooltip."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tint()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if not handle_key(self, arg__1):
            super().keyPressEvent(arg__1)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        size = self._theme.px(18)
        self.setIconSize(QSize(size, size))
        self.setIcon(icons.icon(self._icon, self._theme.color("TEXT_SECONDARY"), size))


class IconLabel(QLabel):
    """An icon beside words; it says nothing of its own."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, icon: str, token: str, size: int = 18) -> None:
        super().__init__()
        self._theme, self._what = theme, (icon, token, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tint()

    def set(self, icon: str, token: str) -> None:
        """Show another icon in another colour."""
        self._what = (icon, token, self._what[2])
        self._tint()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        icon, token, size = self._what
        pixels = self._theme.px(size)
        color = self._theme.color(token)
        self.setPixmap(icons.pixmap(icon, pixels, color, self.devicePixelRatioF()))
