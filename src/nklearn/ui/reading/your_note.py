"""A reader's own note in the margin: shown, being written, or just removed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel

from nklearn.base.overriding import override
from nklearn.domain.lessons import Paragraph, Text
from nklearn.ui.reading.note_editor import NoteEditor
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, clear, column, label, row
from nklearn.ui.widgets.prose import Prose

_BAR = 3


class YourNote(QFrame):
    """`words_changed` comes as one types; the other signals are wishes.

    `quote` is shown above the words: for a note whose passage is not to be seen beside it.
    """

    words_changed = Signal(str)
    written = Signal()
    remove_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, words: str, *, quote: str = "", lost: bool = False) -> None:
        super().__init__()
        self._theme, self._words, self._quote, self._lost = theme, words, quote, lost
        self._editor: NoteEditor | None = None
        self._first: Button | None = None
        self._box = column(self, spacing=theme.px(3))
        self._box.setContentsMargins(theme.px(12), theme.px(6), 0, theme.px(6))
        self.setAccessibleName(self.tr("Your note"))

    @property
    def writing(self) -> bool:
        """Whether the note is being written."""
        return self._editor is not None

    def show_note(self) -> None:
        """Show the words with what can be done with them."""
        self._begin(self.tr("Your note") if self._words else self.tr("Your highlight"))
        if self._words:
            prose = Prose(self._theme, self._words, "small")
            prose.set_blocks([Paragraph((Text(line),)) for line in self._words.splitlines()])
            self._box.addWidget(prose)
        edit = Button(self._theme, self.tr("Edit"), kind="note", icon="pencil", on_click=self.write)
        remove = Button(self._theme, self.tr("Remove"), kind="note", icon="trash-2")
        remove.clicked.connect(self.remove_requested)
        self._end(edit, remove)

    def write(self) -> None:
        """Let the words be typed, and put the keyboard there."""
        if self._editor is None:
            self._begin(self.tr("Your note"))
            name = self.tr("Write your note")
            self._editor = editor = NoteEditor(self._theme, name, self._words)
            editor.typed.connect(self._typed)
            editor.finished.connect(self._done)
            self._box.addWidget(editor)
            done = Button(self._theme, self.tr("Done"), kind="note", icon="check")
            done.clicked.connect(self._done)
            remove = Button(self._theme, self.tr("Remove"), kind="note", icon="trash-2")
            remove.clicked.connect(self.remove_requested)
            self._end(done, remove)
        self._editor.show()  # a layout shows what it gets later, too late for the keyboard
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_removed(self) -> str:
        """Say that it is gone, and offer it back; return the words that it had at last.

        What was just typed is not told of any more: that would save a removed note again.
        """
        if self._editor is not None:
            self._words = self._editor.let_go()
        had = self._words
        self._begin("", bare=True)
        words = self.tr("Note removed.") if had else self.tr("Highlight removed.")
        self._box.addWidget(label(words, "small"))
        undo = Button(self._theme, self.tr("Undo"), kind="note", icon="rotate-ccw")
        undo.clicked.connect(self.undo_requested)
        self._end(undo)
        return had

    def take_keyboard(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        if self._first is not None:
            self._first.show()
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, title: str, *, bare: bool = False) -> None:
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.tell()
        clear(self._box)
        if bare:
            return
        head = row(spacing=6)
        head.addWidget(IconLabel(self._theme, "notebook-pen", "CAUTION", 16))
        head.addWidget(label(title, "label"), 1)
        self._box.addLayout(head)
        if self._lost:
            told = self.tr("The words that this was on are not in the text any more.")
            self._box.addWidget(label(told, "caption"))
        if self._quote:
            self._box.addWidget(_quoted(self._quote))

    def _end(self, first: Button, *others: Button) -> None:
        line = row(spacing=14)
        for button in (first, *others):
            line.addWidget(button)
        line.addStretch(1)
        self._box.addLayout(line)
        self._first = first

    def _typed(self, words: str) -> None:
        self._words = words
        self.words_changed.emit(words)

    def _done(self) -> None:
        if self._editor is not None:
            self._editor.tell()
        self.written.emit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 4, _BAR, self.height() - 8, self._theme.color("CAUTION_LINE"))
        painter.end()


def _quoted(words: str) -> QLabel:
    short = words if len(words) <= 160 else words[:150].rpartition(" ")[0] + " …"
    return label(f"“{short}”", "caption")
