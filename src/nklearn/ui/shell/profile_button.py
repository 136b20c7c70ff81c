"""The button that says who is reading, and its menu: progress, another reader, name, settings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.avatar import paint_avatar
from nklearn.ui.widgets.basics import handle_key

_AVATAR = 32
_GAP = 8
_WIDEST = 170  # of the name, in px at 100% text


class ProfileButton(QToolButton):
    """Shows initials, name and class; emits what is chosen from its menu."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = self._below = self._initials = ""
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMenu(QMenu(self))

    def show_reader(
        self,
        name: str,
        below: str,
        initials: str,
        *,
        guest: bool,
        alone: bool,
        teacher: bool = False,
    ) -> None:
        """Show who is reading; `below` is the class, or what holds for a guest or a teacher.

        With `alone` there can be no other reader: nothing is kept of anybody.
        """
        self._name, self._below, self._initials = name, below, initials
        said = ", ".join(part for part in (name, below) if part)
        self.setToolTip(said)
        self.setAccessibleName(self.tr("Reader %s") % said)
        menu = self.menu()
        menu.clear()
        entries = [
            (self.tr("Your progress"), "nk:progress"),
            (self.tr("Your notebook"), "nk:notebook"),
        ]
        if teacher:
            entries.append((self.tr("Lock, and switch reader"), "nk:profiles"))
        elif not alone:
            entries.append((self.tr("Switch reader"), "nk:profiles"))
        if not guest:
            entries.append((self.tr("Change name"), "nk:settings#name"))
        entries.append((self.tr("Settings"), "nk:settings"))
        for words, goal in entries:
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the initials alone, or with name and class."""
        self._short = compact
        self.updateGeometry()
        self.update()

    def _words_width(self) -> int:
        name = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self._name)
        below = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._below)
        return min(max(name, below) + 1, self._theme.px(_WIDEST))

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(_AVATAR)
        width = side + 4 if self._short else side + _GAP + self._words_width() + 8
        return QSize(width, side + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        elif not handle_key(self, event):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("BG_HOVER"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        side = float(theme.px(_AVATAR))
        ring = QRectF(2, (self.height() - side) / 2, side, side)
        paint_avatar(painter, theme, ring, self._initials, 13)
        if not self._short:
            left = round(ring.right()) + _GAP
            self._paint_words(painter, left, self.width() - left - 4)
        painter.end()

    def _paint_words(self, painter: QPainter, left: int, width: int) -> None:
        lines = [(self._name, "strong", "TEXT_PRIMARY")]
        heights = [QFontMetrics(self._theme.font("strong")).height()]
        if self._below:
            lines.append((self._below, "caption", "TEXT_MUTED"))
            heights.append(QFontMetrics(self._theme.font("caption")).height())
        top = (self.height() - sum(heights)) / 2
        for (words, role, token), height in zip(lines, heights, strict=True):
            font = self._theme.font(role)
            painter.setFont(font)
            painter.setPen(self._theme.color(token))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(left, top, width, height), flags, shown)
            top += height
