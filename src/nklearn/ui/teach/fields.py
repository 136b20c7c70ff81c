"""Fields of forms: a chooser that opens a menu and a number with arrows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, handle_key, label

_ICON = 16


def named(words: str, field: QWidget) -> QWidget:
    """Return a field below its name."""
    holder = QWidget()
    box = column(holder, spacing=6)
    box.addWidget(label(words, "label"))
    box.addWidget(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    return holder


class Dropdown(QPushButton):
    """Chooses one of several values from a menu; `chosen` carries what a person picks."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name, self._value = theme, name, ""
        self._words: dict[str, str] = {}
        self.setProperty("kind", "dropdown")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(80))
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._tell()

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    def offer(self, words: Mapping[str, str], value: str) -> None:
        """Offer values by their words, and show one of them as chosen, without a signal."""
        self._words = dict(words)
        self._menu.clear()
        for own, text in self._words.items():
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, own=own: self._pick(own))
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show a value as chosen, without a signal."""
        self._value = value
        for own, action in zip(self._words, self._menu.actions(), strict=True):
            action.setChecked(own == value)
        self._tell()
        self.update()

    def _pick(self, value: str) -> None:
        self.show_value(value)
        self.chosen.emit(value)

    def _tell(self) -> None:
        shown = self._words.get(self._value, "")
        self.setAccessibleName(f"{self._name}: {shown}" if shown else self._name)

    def _step(self, by: int) -> None:
        values = list(self._words)
        if not values:
            return
        here = values.index(self._value) if self._value in values else 0
        goal = values[max(0, min(here + by, len(values) - 1))]
        if goal != self._value:
            self._pick(goal)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), super().sizeHint().height())

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (by := steps.get(Qt.Key(arg__1.key()))) is not None:
            self._step(by)
        elif arg__1.key() == Qt.Key.Key_Space:
            self.showMenu()
        elif not handle_key(self, arg__1):
            super().keyPressEvent(arg__1)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        super().paintEvent(arg__1)
        painter = QPainter(self)
        px = self._theme.px
        token = "TEXT_PRIMARY" if self.isEnabled() else "TEXT_MUTED"
        painter.setPen(self._theme.color(token))
        painter.setFont(self._theme.font("body"))
        room = self.rect().adjusted(px(11), 0, -px(34), 0)
        words = self._words.get(self._value, "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(words if shown != words else "")
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, shown)
        size = px(_ICON)
        at = QRectF(self.width() - px(10) - size, (self.height() - size) / 2, size, size)
        icons.paint(painter, "chevron-down", at, self._theme.color("TEXT_SECONDARY"))
        painter.end()


class CountField(QSpinBox):
    """A number with arrows at its end."""

    def __init__(self, theme: Theme, low: int, high: int) -> None:
        super().__init__()
        self._theme = theme
        self.setRange(low, high)
        self.setLocale(QLocale.c())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        style = self.style()
        painter = QPainter(self)
        control = QStyle.ComplexControl.CC_SpinBox
        parts = (
            ("chevron-up", QStyle.SubControl.SC_SpinBoxUp),
            ("chevron-down", QStyle.SubControl.SC_SpinBoxDown),
        )
        for icon, part in parts:
            room = style.subControlRect(control, option, part, self)
            size = min(self._theme.px(14), room.height())
            at = QRectF(0, 0, size, size)
            at.moveCenter(room.toRectF().center())
            icons.paint(painter, icon, at, self._theme.color("TEXT_SECONDARY"))
        painter.end()
