"""Prose in which a reader marks words, with the mouse or with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from nklearn.base.overriding import override
from nklearn.learning.anchors import trimmed
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.prose import Prose

_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
_LINES = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_CARET = 2  # px


class Tone(Enum):
    """Why words are lit: a reader's own mark, words found, or the place where a search stands."""

    MARK = "mark"
    FOUND = "found"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that are lit: a range of the bare words (`map.words`) of a prose."""

    start: int
    end: int
    tone: Tone


class LessonProse(Prose):
    """Words can be chosen: by dragging, or with Left, Right, Home and End, and Shift.

    `chosen` comes when a choice was made or given up, `menu_requested` with a place on screen,
    `leaving` when Tab would go on while words are chosen.
    """

    chosen = Signal()
    menu_requested = Signal(QPoint)
    leaving = Signal()

    def __init__(self, theme: Theme, name: str, role: str = "lesson") -> None:
        super().__init__(theme, name, role)
        self._lit: dict[str, tuple[Lit, ...]] = {}

    # -- lighting ----------------------------------------------------------------------------

    def light(self, layer: str, lit: Sequence[Lit]) -> None:
        """Light words in place of those of the same layer; later layers lie above."""
        if tuple(lit) != self._lit.get(layer, ()):
            self._lit[layer] = tuple(lit)
            self._draw()

    def _draw(self) -> None:
        made: list[QTextEdit.ExtraSelection] = []
        for lit in (each for layer in self._lit.values() for each in layer):
            extra = QTextEdit.ExtraSelection()
            extra.cursor = self._cursor_of(lit.start, lit.end)
            extra.format = self._format_of(lit.tone)
            made.append(extra)
        self.setExtraSelections(made)

    def _format_of(self, tone: Tone) -> QTextCharFormat:
        theme, form = self._theme, QTextCharFormat()
        if tone is Tone.HERE:
            form.setBackground(theme.color("ACCENT"))
            form.setForeground(theme.color("TEXT_ON_ACCENT"))
            return form
        form.setBackground(theme.color("CAUTION_SOFT" if tone is Tone.MARK else "MARK_SEARCH"))
        if tone is Tone.MARK or theme.name == "contrast":
            lines = QTextCharFormat.UnderlineStyle
            line = lines.SingleUnderline if tone is Tone.MARK else lines.DashUnderline
            form.setUnderlineStyle(line)
            form.setUnderlineColor(theme.color("CAUTION_LINE"))
        return form

    def _cursor_of(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.spot(start))
        cursor.setPosition(self.map.spot(end, end=True), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @override
    def _build(self) -> None:
        super()._build()
        # The caret begins where reading begins; building leaves it at the end.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._draw()

    # -- choosing ----------------------------------------------------------------------------

    @property
    def choice(self) -> tuple[int, int] | None:
        """The range of bare words that is chosen; None if there is none, or a link alone."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._selected_anchor() is not None:
            return None
        places = (self.map.place(cursor.selectionStart()), self.map.place(cursor.selectionEnd()))
        start, end = trimmed(self.map.words, *places)
        return (start, end) if start < end else None

    @property
    def place(self) -> int:
        """Where in the bare words the caret stands."""
        return self.map.place(self.textCursor().position())

    def choose(self, start: int, end: int) -> None:
        """Choose a range of bare words."""
        self.setTextCursor(self._cursor_of(start, end))
        self.chosen.emit()

    def give_up(self) -> None:
        """Choose nothing; the caret stays."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.chosen.emit()

    def rect_of(self, start: int, end: int) -> QRect:
        """Return where a range of bare words is drawn: its lines from the first to the last."""
        cursor = self._cursor_of(start, end)
        head, tail = QTextCursor(cursor), QTextCursor(cursor)
        head.setPosition(cursor.selectionStart())
        tail.setPosition(cursor.selectionEnd())
        return self.cursorRect(head).united(self.cursorRect(tail))

    def top_of(self, place: int) -> int:
        """Return the top of the paragraph that holds a place of the bare words."""
        block = self.document().findBlock(self.map.spot(place))
        return round(self.document().documentLayout().blockBoundingRect(block).top())

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        before = self.textCursor()
        if event.key() == Qt.Key.Key_Escape and self.choice:
            self.give_up()
            return
        if event.key() in _KEYS or (shift and event.key() in _LINES):
            self.setCursorWidth(_CARET)
        super().keyPressEvent(event)
        if self.textCursor() != before or self.textCursor().anchor() != before.anchor():
            scrolling.reveal(self.viewport(), self.cursorRect())
            self.chosen.emit()

    @override
    def mousePressEvent(self, e: QMouseEvent, /) -> None:
        self.setCursorWidth(0)
        super().mousePressEvent(e)

    @override
    def mouseReleaseEvent(self, ev: QMouseEvent, /) -> None:
        super().mouseReleaseEvent(ev)
        self.chosen.emit()

    @override
    def mouseDoubleClickEvent(self, e: QMouseEvent, /) -> None:
        super().mouseDoubleClickEvent(e)
        self.chosen.emit()

    @override
    def focusOutEvent(self, e: QFocusEvent, /) -> None:
        super().focusOutEvent(e)
        if e.reason() not in (Qt.FocusReason.PopupFocusReason,):
            self.setCursorWidth(0)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        if next and self.choice:
            self.leaving.emit()
            return True
        return super().focusNextPrevChild(next)

    @override
    def contextMenuEvent(self, e: QContextMenuEvent, /) -> None:
        by_key = e.reason() == QContextMenuEvent.Reason.Keyboard
        spot = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_requested.emit(spot if by_key else e.globalPos())
