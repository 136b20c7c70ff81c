"""A reader's highlights and notes in one section: found in its text, drawn, made and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from nklearn.base.errors import UserError
from nklearn.domain.records import Note
from nklearn.learning.anchors import Quote, find, quote, whole_words
from nklearn.learning.notebook import Notebook, quote_of
from nklearn.ui.context import Context
from nklearn.ui.reading.lesson_prose import LessonProse, Lit, Tone
from nklearn.ui.reading.selection_bar import SelectionBar
from nklearn.ui.reading.your_note import YourNote
from nklearn.ui.widgets.reading_body import ReadingBody


@dataclass
class _Mark:
    """A note with where it stands in the section's text, if anywhere, and its card."""

    note: Note
    range: tuple[int, int] | None
    card: YourNote | None = None

    @property
    def lost(self) -> bool:
        return bool(self.note.quote) and self.range is None


class Marks(QObject):
    """Watches the proses of a section, which are its running text in order.

    `changed` comes when there are more or fewer notes, `reveal_requested` for a card to scroll to.
    """

    changed = Signal()
    reveal_requested = Signal(QWidget)

    def __init__(
        self, context: Context, section: str, body: ReadingBody, proses: Sequence[LessonProse]
    ) -> None:
        """`section` is `module/lesson/section`; `body` takes the cards into its margin."""
        super().__init__(body)
        self._context, self._section, self._body = context, section, body
        self._proses = tuple(proses)
        self._offsets: list[int] = []
        offset = 0
        for prose in proses:
            self._offsets.append(offset)
            offset += len(prose.map.words) + 1
            prose.chosen.connect(partial(self._chosen, prose))
            prose.menu_requested.connect(partial(self._open_menu, prose))
            prose.leaving.connect(self._enter_bar)
        self._text = "\n".join(prose.map.words for prose in proses)
        self._bar = SelectionBar(context.theme, body)
        self._bar.highlight_requested.connect(self.highlight)
        self._bar.note_requested.connect(self.write_note)
        self._bar.closed.connect(self._close_bar)
        self._active: LessonProse | None = None
        self._marks = [self._placed(note) for note in self._notebook.notes(section)]
        for mark in self._marks:
            if mark.note.words or mark.lost or not mark.note.quote:
                self._show(mark)
        self._light()

    # -- places ------------------------------------------------------------------------------

    def _placed(self, note: Note) -> _Mark:
        return _Mark(note, find(self._text, quote_of(note)) if note.quote else None)

    def _light(self) -> None:
        for prose, offset in zip(self._proses, self._offsets, strict=True):
            length = len(prose.map.words)
            lit: list[Lit] = []
            for start, end in sorted(mark.range for mark in self._marks if mark.range):
                if start < offset + length and end > offset:
                    within = max(0, start - offset), min(length, end - offset)
                    lit.append(Lit(*within, Tone.MARK))
            prose.light("marks", lit)

    def _top_of(self, mark: _Mark) -> int:
        if mark.lost:
            return self._body.text_widget.height()
        if mark.range is None:
            return 0
        prose, place = self._prose_at(mark.range[0])
        return prose.mapTo(self._body.text_widget, QPoint(0, prose.top_of(place))).y()

    def _prose_at(self, place: int) -> tuple[LessonProse, int]:
        number = max(n for n, offset in enumerate(self._offsets) if offset <= place)
        return self._proses[number], place - self._offsets[number]

    def _here(self) -> tuple[int, int] | None:
        """Return the range of the section's text that is chosen; an empty one is the caret."""
        prose = self._active
        if prose is None or not prose.isVisible():
            return None
        offset = self._offsets[self._proses.index(prose)]
        start, end = prose.choice or (prose.place, prose.place)
        return start + offset, end + offset

    def _marked_here(self) -> _Mark | None:
        """Return the mark that holds all that is chosen, the shortest of several."""
        here = self._here()
        if here is None:
            return None
        around = [
            (mark.range[1] - mark.range[0], n)
            for n, mark in enumerate(self._marks)
            if mark.range and mark.range[0] <= here[0] and here[1] <= mark.range[1]
        ]
        return self._marks[min(around)[1]] if around else None

    # -- the bar -----------------------------------------------------------------------------

    def _chosen(self, prose: LessonProse) -> None:
        self._active = prose
        for other in self._proses:
            if other is not prose and other.choice:
                other.give_up()
                self._active = prose
        marked = self._marked_here()
        if prose.choice is None and marked is None:
            self._bar.hide()
            return
        chosen = prose.choice or (prose.place, prose.place)
        rect = prose.rect_of(*chosen)
        origin = prose.viewport().mapTo(self._body, QPoint(0, 0))
        end = prose.rect_of(chosen[1], chosen[1])
        left = origin.x() + end.left()
        top, bottom = origin.y() + rect.top(), origin.y() + rect.bottom()
        self._bar.show_at(left, top, bottom, marked=marked is not None)

    def _enter_bar(self) -> None:
        if self._bar.isVisible():
            self._bar.take_keyboard()

    def _close_bar(self) -> None:
        self._bar.hide()
        if self._active is not None:
            self._active.give_up()
            self._active.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, prose: LessonProse, spot: QPoint) -> None:
        self._active = prose
        menu = QMenu(prose)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if prose.textCursor().hasSelection():
            menu.addAction(self.tr("Copy"), prose.copy)
        if self._marked_here() is not None:
            menu.addAction(self.tr("Remove highlight"), self.highlight)
        elif prose.choice:
            menu.addAction(self.tr("Highlight"), self.highlight)
        if prose.choice or self._marked_here() is not None:
            menu.addAction(self.tr("Add a note"), self.write_note)
        menu.addAction(self.tr("Add a note on this section"), self.note_on_section)
        menu.popup(spot)

    # -- wishes ------------------------------------------------------------------------------

    def highlight(self) -> None:
        """Highlight what is chosen; what is highlighted already loses that."""
        marked = self._marked_here()
        if marked is not None:
            self.remove(marked)
        elif mark := self._add(self._chosen_quote()):
            self._marks.append(mark)
            self._after_adding()

    def write_note(self) -> None:
        """Begin a note on what is chosen, on the highlight at the caret, or on the section."""
        marked = self._marked_here()
        if marked is None:
            wanted = self._chosen_quote()
            if wanted is None:
                self.note_on_section()
                return
            marked = self._add(wanted)
            if marked is None:
                return
            self._marks.append(marked)
            self._after_adding()
        self._write(marked)

    def note_on_section(self) -> None:
        """Begin a note on the section as a whole, or go on with the one that is being begun."""
        begun = (m for m in self._marks if m.card and m.card.writing and not m.note.quote)
        mark = next(begun, None)
        if mark is None:
            mark = _Mark(self._notebook.begin_note(self._section, Quote()), None)
            self._marks.append(mark)
        self._write(mark)

    def remove(self, mark: _Mark) -> None:
        """Remove a note or a highlight; until the section is left it can be had back."""
        if not self._try(lambda: self._notebook.remove_note(mark.note), partial(self.remove, mark)):
            return
        self._marks.remove(mark)
        self._bar.hide()
        self._light()
        if mark.card is None:
            self._show(mark)
        if mark.card is not None:
            mark.note = replace(mark.note, words=mark.card.show_removed())
            mark.card.take_keyboard()
        self.changed.emit()

    def _undo(self, mark: _Mark) -> None:
        if not self._try(lambda: self._notebook.put_back(mark.note), partial(self._undo, mark)):
            return
        self._marks.append(mark)
        self._light()
        card = mark.card
        if card is not None and (mark.note.words or not mark.note.quote):
            card.show_note()
            card.take_keyboard()
        else:
            self._drop(mark)
        self.changed.emit()

    # -- doing -------------------------------------------------------------------------------

    def _chosen_quote(self) -> Quote | None:
        here = self._here()
        if here is None or here[0] == here[1]:
            return None
        return quote(self._text, *whole_words(self._text, *here))

    def _add(self, wanted: Quote | None) -> _Mark | None:
        if wanted is None:
            return None
        made: list[Note] = []

        def add() -> None:
            made.append(self._notebook.add_note(self._section, wanted))

        if not self._try(add, lambda: self._again(wanted)):
            return None
        return self._placed(made[0])

    def _again(self, wanted: Quote) -> None:
        if mark := self._add(wanted):
            self._marks.append(mark)
            self._after_adding()

    def _after_adding(self) -> None:
        self._light()
        self._bar.hide()
        if self._active is not None:
            self._active.give_up()
            self._bar.hide()
            self._active.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self, mark: _Mark) -> None:
        shown = mark.note.quote if mark.lost else ""
        mark.card = card = YourNote(
            self._context.theme, mark.note.words, quote=shown, lost=mark.lost
        )
        card.show_note()
        card.words_changed.connect(partial(self._keep, mark))
        card.written.connect(partial(self._written, mark))
        card.remove_requested.connect(partial(self.remove, mark))
        card.undo_requested.connect(partial(self._undo, mark))
        self._body.add_note(card, partial(self._top_of, mark), own=True)

    def _drop(self, mark: _Mark) -> None:
        if mark.card is not None:
            self._body.take_note(mark.card)
            mark.card = None

    def _write(self, mark: _Mark) -> None:
        self._bar.hide()
        if mark.card is None:
            self._show(mark)
        if mark.card is not None:
            mark.card.write()
            self._body.relayout()
            self.reveal_requested.emit(mark.card)

    def _keep(self, mark: _Mark, words: str) -> None:
        """Save what was typed. A note on nothing that says nothing is none."""

        def change() -> None:
            if words or mark.note.quote:
                mark.note = self._notebook.change_note(mark.note, words)
            else:
                self._notebook.remove_note(mark.note)
                mark.note = replace(mark.note, words="")

        self._try(change, partial(self._keep, mark, words))
        if isValid(self):  # the section may be left by the time somebody tries again
            self.changed.emit()

    def _written(self, mark: _Mark) -> None:
        """Take the field away, and the card with it where there is nothing to show."""
        card = mark.card
        if card is None:
            return
        if mark.note.words or mark.lost:
            card.show_note()
            card.take_keyboard()
            return
        if not mark.note.quote:
            self._marks.remove(mark)
        self._drop(mark)
        prose = self._prose_at(mark.range[0])[0] if mark.range else next(iter(self._proses), None)
        if prose is not None:
            prose.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _notebook(self) -> Notebook:
        return self._context.learner.notebook

    def _try(self, work: Callable[[], object], again: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            self._context.report(error, again)
            return False
        self._context.saved()
        return True
