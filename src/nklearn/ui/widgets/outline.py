"""The outline of a lesson: its sections with what was read, one Tab stop."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui import icons, tokens
from nklearn.ui.reading.outline_foot import OutlineFoot
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, column, handle_key, label
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import section_tips


class _Entry(QAbstractButton):
    def __init__(self, theme: Theme, text: str, *, done: bool, current: bool, marked: bool) -> None:
        super().__init__()
        self._theme, self._done, self._current = theme, done, current
        self._marked = marked
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        state = self.tr("read") if done else self.tr("not read yet")
        here = self.tr("current section") if current else ""
        mark = self.tr("bookmarked") if marked else ""
        self.setAccessibleName(", ".join(filter(None, (text, here, state, mark))))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def _font(self) -> str:
        return "strong" if self._current else "body"

    def _words(self, width: int) -> QRect:
        left = self._theme.px(34)
        metrics = QFontMetrics(self._theme.font(self._font()))
        right = self._theme.px(22) if self._marked else 8
        room = QRect(left, 0, max(60, width - left - right), 4000)
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return self._words(arg__1).height() + self._theme.px(14)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(tokens.SIZE["outline"]) - 32  # what the panel leaves
        return QSize(width, self.heightForWidth(width))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not handle_key(self, event):
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ACCENT_SOFT" if self._current else "BG_HOVER"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
            if self._current and theme.name == "contrast":
                painter.fillRect(QRectF(0, 0, 3, self.height()), theme.color("ACCENT"))
        words = self._words(self.width())
        top = (self.height() - words.height()) // 2
        size, left = theme.px(16), theme.px(8)
        middle = top + QFontMetrics(theme.font(self._font())).height() / 2
        if self._done:
            box = QRectF(left, middle - size / 2, size, size)
            icons.paint(painter, "check", box, theme.color("POSITIVE"))
        else:
            painter.setPen(QPen(theme.color("ACCENT" if self._current else "TEXT_MUTED"), 1.25))
            painter.setBrush(theme.color("ACCENT" if self._current else "BG_SURFACE"))
            spot = QRectF(left + size / 2 - theme.px(4.5), middle - theme.px(4.5), 0, 0)
            spot.setSize(QSize(theme.px(9), theme.px(9)).toSizeF())
            painter.drawEllipse(spot)
        painter.setFont(theme.font(self._font()))
        painter.setPen(theme.color("ACCENT" if self._current else "TEXT_SECONDARY"))
        mark = theme.px(14) if self._marked else 0
        if mark:
            spot = QRectF(self.width() - mark - theme.px(6), middle - mark / 2, mark, mark)
            icons.paint(painter, "bookmark:filled", spot, theme.color("ACCENT"))
        right = theme.px(18) if mark else 4
        room = QRect(words.left(), top, self.width() - words.left() - right, words.height() + 4)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()


class Outline(QFrame):
    """The side panel; `chosen` carries the number of the section that a person wants, from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("Lesson outline"))
        self._entries: list[_Entry] = []
        box = column(self, spacing=4)
        box.setContentsMargins(16, 16, 16, 16)
        self._kicker = label("", "small")
        self._title = label("", "heading")
        self._strata = Strata(theme)
        self._count = label("", "small")
        for widget in (self._kicker, self._title):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addWidget(self._strata)
        box.addWidget(self._count)
        box.addSpacing(10)
        entries = QWidget()  # so that Tab meets them before what is below, though made anew
        self._list = column(entries, spacing=2)
        box.addWidget(entries)
        box.addStretch(1)
        self.foot = OutlineFoot(theme)
        box.addWidget(self.foot)
        theme.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.px(tokens.SIZE["outline"]))

    def show_lesson(
        self,
        kicker: str,
        title: str,
        sections: Sequence[str],
        states: Sequence[str],
        here: int,
        marked: Collection[int] = (),
    ) -> None:
        """Show a lesson's sections; `states` are those of the strata, `marked` have bookmarks."""
        self._kicker.setText(kicker)
        self._title.setText(title)
        focused = any(entry.hasFocus() for entry in self._entries)
        read = sum(state == "done" for state in states)
        count = self.tr("%d of %d sections read") % (read, len(sections))
        self._count.setText(count)
        self._strata.show_states(states, section_tips(sections, states), count)
        clear(self._list)
        self._entries = []
        for number, (words, state) in enumerate(zip(sections, states, strict=True)):
            entry = _Entry(
                self._theme,
                words,
                done=state == "done",
                current=number == here,
                marked=number in marked,
            )
            entry.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._list.addWidget(entry)
            self._entries.append(entry)
        self.foot.raise_()  # Tab goes in the order of children
        if focused:
            self._entries[here].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        here = next((n for n, entry in enumerate(self._entries) if entry.hasFocus()), None)
        if step and here is not None:
            goal = self._entries[(here + step) % len(self._entries)]
            goal.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
