"""A field of several lines that grows with what is typed, and tells of it after a moment."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

_PAUSE = 400  # ms without a key until what was typed is kept
_LINES = 3


class NoteEditor(QPlainTextEdit):
    """`typed` carries the words: after a pause, when it is hidden, and before `finished`."""

    typed = Signal(str)
    finished = Signal()

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(words)
        self._theme, self._told = theme, words
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.tell)
        self.textChanged.connect(self._changed)
        self._fit()

    def _changed(self) -> None:
        self._fit()
        self._pause.start()

    def tell(self) -> None:
        """Tell of the words now, if they are others than before."""
        self._pause.stop()
        words = self.toPlainText().strip()
        if words != self._told:
            self._told = words
            self.typed.emit(words)

    def let_go(self) -> str:
        """Return the words, and tell of them no more."""
        self._pause.stop()
        self._told = self.toPlainText().strip()
        return self._told

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = max(_LINES, round(self.document().size().height()))
        height = lines * line + self._theme.px(16)
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.height())

    @override
    def resizeEvent(self, e: QResizeEvent, /) -> None:
        super().resizeEvent(e)
        if e.oldSize().width() != e.size().width():
            QTimer.singleShot(0, self, self._fit)

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self.tell()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        control = e.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if e.key() == Qt.Key.Key_Escape or (control and enter):
            self.tell()
            self.finished.emit()
        else:
            super().keyPressEvent(e)
