"""Finding words in the lesson that is open: a bar as browsers have it, over all its sections."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QTextEdit, QWidget
from shiboken6 import isValid

from nklearn.base.overriding import override
from nklearn.domain.lessons import Lesson
from nklearn.ui import accessible, layouts
from nklearn.ui.reading.lesson_hits import Hit, Lit, hits_in, lit_in
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import IconButton, frame, label, row
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.section_view import SectionView

# Marks our own selections among those that others put into a text.
_FOUND = QTextFormat.Property.UserProperty.value + 61


class _Field(FindField):
    """Enter goes on and Shift Enter back, instead of into a list."""

    step_requested = Signal(int)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if back else 1)
        elif arg__1.key() == Qt.Key.Key_Escape:
            arg__1.ignore()
        else:
            super().keyPressEvent(arg__1)


class FindBar(QFrame):
    """Field, count, previous, next and close. `section_requested` carries a section's number.

    Closing gives the keyboard back to what had it, or to `home` if that has gone.
    """

    section_requested = Signal(int)

    def __init__(self, theme: Theme, home: QWidget) -> None:
        super().__init__()
        self._theme, self._home = theme, home
        self._lesson: Lesson | None = None
        self._view: SectionView | None = None
        self._here = 0
        self._hits: tuple[Hit, ...] = ()
        self._at: int | None = None
        self._opener: QWidget | None = None
        self.setProperty("role", "band")
        self.setAccessibleName(self.tr("Find in this lesson"))
        outer = row(self)
        self._box = frame("find")
        outer.addWidget(self._box, 1)
        self.edges = outer
        line = row(self._box, spacing=8)
        self.field = _Field(theme, self.tr("Find"))
        self.field.typed.connect(self._seek)
        self.field.step_requested.connect(self.step)
        self.count = label("", "small", wrap=False)
        line.addWidget(self.field, 3)
        line.addWidget(self.count)
        for icon, name, work in (
            ("chevron-up", self.tr("Previous (Shift F3)"), lambda: self.step(-1)),
            ("chevron-down", self.tr("Next (F3)"), lambda: self.step(1)),
            ("x", self.tr("Close (Esc)"), self.close_bar),
        ):
            made = IconButton(theme, icon, name)
            made.clicked.connect(work)
            line.addWidget(made)
        line.addStretch(2)
        theme.changed.connect(self._light_later)
        self.hide()

    def _light_later(self) -> None:
        QTimer.singleShot(0, self, self._light)

    # -- opening and closing -----------------------------------------------------------------

    def open_bar(self) -> None:
        """Show the bar with the keyboard in its field; what is marked in the text stands in it."""
        focus = QApplication.focusWidget()
        if not self.isAncestorOf(focus or self):
            self._opener = focus
        marked = focus.textCursor().selectedText() if isinstance(focus, Prose) else ""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if marked.strip() and len(marked) < 60:
            self.field.setText(marked.strip())
        self.field.selectAll()
        self._seek(self.field.text())

    def open_with(self, words: str) -> None:
        """Show the bar with words, and leave the keyboard where it is."""
        self.show()
        self.field.setText(words)
        self._seek(words)

    def close_bar(self) -> None:
        """Put the bar away, and the keyboard back where it was."""
        opener, self._opener = self._opener, None
        if opener is None or not isValid(opener) or not opener.isVisible():
            opener = self._home
        opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._light()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    # -- finding -----------------------------------------------------------------------------

    def show_section(self, lesson: Lesson, here: int, view: SectionView) -> None:
        """Take note of what is on screen now."""
        known = self._lesson is not None and lesson.id == self._lesson.id
        self._lesson, self._here, self._view = lesson, here, view
        if self.isHidden():
            return
        if not known:
            self._hits, self._at = hits_in(lesson, self.field.text()), None
        elif self._at is not None and self._hits[self._at].section != here:
            self._at = None  # somebody went on by another way
        self._light()
        self._tell()

    def _seek(self, words: str) -> None:
        """Find words; go to the first of them in this section, if there is one."""
        if self._lesson is None:
            return
        self._hits = hits_in(self._lesson, words)
        here = [n for n, hit in enumerate(self._hits) if hit.section == self._here]
        self._at = here[0] if here else None
        self._light()
        self._reveal()
        self._tell()

    def step(self, by: int) -> None:
        """Go to the next or previous hit, in whatever section; F3 opens the bar first."""
        if self.isHidden():
            self.open_bar()
            return
        if not self._hits:
            self._tell()
            return
        if self._at is not None:
            self._at = (self._at + by) % len(self._hits)
        else:
            later = [n for n, hit in enumerate(self._hits) if hit.section > self._here]
            ahead = later[0] if later else 0
            self._at = ahead if by > 0 else ahead - 1 if ahead else len(self._hits) - 1
        goal = self._hits[self._at].section
        if goal != self._here:
            self.section_requested.emit(goal)
        self._light()
        self._reveal()
        self._tell()

    def _tell(self) -> None:
        if not self.field.text().strip():
            words = ""
        elif not self._hits:
            words = self.tr("Not in this lesson")
        elif self._at is None and any(hit.section == self._here for hit in self._hits):
            words = self.tr("%d found") % len(self._hits)
        elif self._at is None:
            words = self.tr("%d in other sections") % len(self._hits)
        else:
            words = self.tr("%d of %d") % (self._at + 1, len(self._hits))
        self.count.setText(words)
        accessible.announce(self.count, words)

    # -- lighting ----------------------------------------------------------------------------

    def _light(self) -> None:
        """Light the hits of the section on screen, and what is no hit no more."""
        view = self._view
        if view is None or not isValid(view):
            return
        found = self._lit(view)
        current = None if self._at is None or not found else self._hits[self._at].index
        for prose in view.prose:
            others = [s for s in prose.extraSelections() if not s.format.property(_FOUND)]
            own = [
                self._selection(lit, current=n == current)
                for n, lit in enumerate(found)
                if lit.prose is prose
            ]
            prose.setExtraSelections([*others, *own])
        self._light_title(view.title, [lit for lit in found if lit.prose is None], current)

    def _lit(self, view: SectionView) -> list[Lit]:
        words = "" if self.isHidden() else self.field.text()
        return lit_in(view.heading, view.prose, words)

    def _selection(self, lit: Lit, *, current: bool) -> QTextEdit.ExtraSelection:
        assert lit.prose is not None
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(lit.prose.document())
        cursor.setPosition(lit.start)
        cursor.setPosition(lit.end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setProperty(_FOUND, True)
        form.setBackground(self._theme.color("ACCENT" if current else "MARK_SEARCH"))
        form.setForeground(self._theme.color("TEXT_ON_ACCENT" if current else "TEXT_PRIMARY"))
        form.setFontUnderline(self._theme.name == "contrast")
        made.cursor, made.format = cursor, form
        return made

    def _light_title(self, title: QLabel, found: list[Lit], current: int | None) -> None:
        words = self._view.heading if self._view is not None else ""
        if not found:
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setText(words)
            title.setAccessibleName("")
            return
        made, end = "", 0
        line = "underline" if self._theme.name == "contrast" else "none"
        for number, lit in enumerate(found):
            tokens = ("ACCENT", "TEXT_ON_ACCENT") if number == current else ("MARK_SEARCH", "")
            ink = f"color: {self._theme.hex(tokens[1])};" if tokens[1] else ""
            style = f"background: {self._theme.hex(tokens[0])}; {ink} text-decoration: {line}"
            part = escape(words[lit.start : lit.end])
            made += f'{escape(words[end : lit.start])}<span style="{style}">{part}</span>'
            end = lit.end
        title.setTextFormat(Qt.TextFormat.RichText)
        title.setText(made + escape(words[end:]))
        title.setAccessibleName(words)

    def _reveal(self) -> None:
        """Scroll to the hit that it is at."""
        view = self._view
        if self._at is None or view is None:
            return
        hit = self._hits[self._at]
        found = self._lit(view)
        if hit.section != self._here or hit.index >= len(found):
            return
        layouts.finish()  # nothing can be scrolled to before it has its place
        lit = found[hit.index]
        if lit.prose is None:
            view.reveal_requested.emit(view.title)
            return
        cursor = QTextCursor(lit.prose.document())
        cursor.setPosition(lit.end)
        scrolling.reveal(lit.prose.viewport(), lit.prose.cursorRect(cursor))
