"""An area for a text of several sentences: plain, limited, and as high as its lines."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import retone

#: Letters that a text may have: more than its words ever need, and a file stays small.
LIMIT = 4000
#: As the style sheet has it, with a little room for the last line's tails.
_PAD, _SIDE, _BORDER = 9, 10, 2


class WritingArea(QPlainTextEdit):
    """Plain text; Tab leaves it, Enter makes a new line, Ctrl+Enter is left to the question.

    It grows with its lines between `low` and `high`, px at 100% text; read-only it is as high as
    all of them. `refused` comes when something did not fit within the limit.
    """

    refused = Signal()

    def __init__(self, theme: Theme, *, low: int, high: int) -> None:
        super().__init__()
        self._theme, self._bounds = theme, (low, high)
        self._tall = 0
        self.setProperty("answer", True)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.textChanged.connect(self._cut)
        self.textChanged.connect(self._grown)
        theme.changed.connect(self.updateGeometry)

    def show_only(self) -> None:
        """Let the text be read, selected and copied, and no longer changed."""
        self.setReadOnly(True)
        reads = Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reads | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # All of it shows; a bar would only take from the width that its height was worked out for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        retone(self, "given")
        self.updateGeometry()

    def replace(self, text: str) -> None:
        """Show another text; the cursor goes to its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def is_full(self) -> bool:
        """Whether nothing more fits; the last place may stay free, as some letters take two."""
        return self.document().characterCount() >= LIMIT

    # -- the limit ---------------------------------------------------------------------------

    def _cut(self) -> None:
        """Take away what came beyond the limit: what stands before the cursor was typed last."""
        document = self.document()
        extra = document.characterCount() - 1 - LIMIT
        if extra <= 0:
            return
        end = self.textCursor().position()
        if end < extra:
            end = document.characterCount() - 1
        begin = end - extra
        if begin:
            begin -= _halves(document.characterAt(begin - 1))
        cursor = QTextCursor(document)
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.refused.emit()

    # -- size and keys -----------------------------------------------------------------------

    def _grown(self) -> None:
        tall = self.heightForWidth(self.width())
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()

    def _text_height(self, width: int) -> int:
        """Return the height of all lines; the document knows only of those that were painted."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        total = 0
        for text in self.toPlainText().split("\n"):
            layout = QTextLayout(text, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                total += math.ceil(line.height())
            layout.endLayout()
        return total

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        self.ensurePolished()
        low, high = (self._theme.px(bound) for bound in self._bounds)
        if self.isReadOnly():
            low, high = self._theme.px(40), 16_777_215
        frame = 2 * self._theme.px(_PAD) + 2 * _BORDER
        room = max(40, arg__1 - 2 * self._theme.px(_SIDE) - 2 * _BORDER)
        wanted = self._text_height(room) + frame
        return max(low, min(wanted, high))

    @override
    def sizeHint(self) -> QSize:
        wide = self._theme.px(360)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(40))

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        entered = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
        else:
            super().keyPressEvent(e)
            if entered:
                e.accept()  # never the check


def _halves(letter: str) -> int:
    """Return 1 for the first half of a letter that takes two places, which can't be parted."""
    return int(0xD800 <= ord(letter) < 0xDC00) if letter else 0
