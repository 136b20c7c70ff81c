"""Answering with a text of several sentences that a teacher reads; no program scores it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import Question, Written
from nklearn.domain.responses import Response, WrittenResponse
from nklearn.domain.typed import word_count
from nklearn.learning.progress import Checked
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.widgets.basics import column, frame, label, retone
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.writing_area import LIMIT, WritingArea
from nklearn.ui.words import counted, sentences

#: From this width, in px at 100% text, the claim stands beside the text.
_BESIDE = 700
_CARD = 300


class WrittenView(AnswerView):
    """An area to write in, with a count of words, and the claim to look at meanwhile."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: Written,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(16)
        self.box.addLayout(self._line)
        left = column(spacing=6)
        self._line.addLayout(left, 1)
        self._title = label(self.tr("Your text"), "label")
        left.addWidget(self._title)
        low, high = (120, 220) if instant else (180, 300)
        self._area = WritingArea(context.theme, low=low, high=high)
        self._area.setAccessibleName(self.tr("Your text"))
        self._area.textChanged.connect(self._typed)
        self._area.refused.connect(self._say_full)
        self._area.cursorPositionChanged.connect(self._follow_later)
        left.addWidget(self._area)
        self._count = label("", "small")
        left.addWidget(self._count)
        self._full = label("", "small", tone="caution")
        self._full.hide()
        left.addWidget(self._full)
        left.addStretch(1)
        self._card = self._beside()
        if self._card is not None:
            self._line.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        self.add_unread_line()
        self._tell()
        context.theme.changed.connect(self._fit)
        self._fit()

    def _beside(self) -> QFrame | None:
        """Return a card of the claim to look at; of a blind question its words are all there is."""
        words = self._body.beside
        if not words or self.question.chart is not None:
            return None
        if self.question.blind:
            card = frame("card")
            box = column(card, spacing=6)
            box.setContentsMargins(18, 16, 18, 16)
            statement, _, source = words.partition("\n")
            box.addWidget(label(statement, "secondary"))
            if source:
                box.addWidget(label(source, "small"))
            return card
        shown = EvidenceCard(self.context.theme, self.context.catalog.evidence(words), brief=True)
        shown.open_requested.connect(self.open_requested)
        return shown

    # -- counting ----------------------------------------------------------------------------

    def _typed(self) -> None:
        if self.done:
            return
        if not self._area.is_full():
            self._full.hide()
        self._tell()
        self.say_changed()

    def _tell(self) -> None:
        words = self._count_words(self._area.toPlainText())
        asked = self.tr("%d to %d are asked") % (self._body.least, self._body.most)
        self._count.setText(f"{words}; {asked}")
        retone(self._count, "caution" if word_count(self._text) > self._body.most else "")
        self._area.setAccessibleDescription(self._count.text())

    def _count_words(self, text: str) -> str:
        return counted(word_count(text), self.tr("1 word"), self.tr("%d words"))

    def _say_full(self) -> None:
        words = self.tr("A text has room for %d letters. What came after them was not taken.")
        self._full.setText(words % LIMIT)
        self._full.show()

    @property
    def _text(self) -> str:
        return self._area.toPlainText()

    # -- what each way of answering gives ----------------------------------------------------

    @property
    @override
    def response(self) -> Response | None:
        text = self._text
        return WrittenResponse(text) if text.strip() else None

    @override
    def restore(self, response: Response) -> None:
        # What stands there already is left alone: the cursor stays where it is.
        if isinstance(response, WrittenResponse) and response.text != self._text:
            self._area.replace(response.text)

    @override
    def entry(self) -> QWidget | None:
        return self._area

    @override
    def keys(self) -> str:
        return self.tr("Enter makes a new line, Ctrl+Enter hands in.")

    @override
    def verb(self) -> str:
        return self.tr("Save for the teacher")

    @override
    def unreadable_words(self) -> str:
        words, least, most = word_count(self._text), self._body.least, self._body.most
        kept = self.tr("Your text is kept; nothing was handed in.")
        if words < least:
            one = self.tr("1 word is missing.")
            said = counted(least - words, one, self.tr("%d words are missing."))
        elif words > most:
            one = self.tr("There is 1 word too many.")
            said = counted(words - most, one, self.tr("There are %d words too many."))
        else:
            return super().unreadable_words()
        return sentences(said, kept)

    @override
    def lock(self) -> None:
        super().lock()
        self.setEnabled(True)  # it can still be read with keys, selected and copied
        self._show_only(self._text)

    @override
    def show_answer(self, checked: Checked) -> None:
        response = checked.answer.response
        self._show_only(response.text if isinstance(response, WrittenResponse) else "")

    def _show_only(self, text: str) -> None:
        self.done = True
        if text != self._text:
            self._area.replace(text)
        self._area.show_only()
        self._full.hide()
        retone(self._count, "")
        words = self._count_words(text)
        self._count.setText(words)
        self._area.setAccessibleDescription(words)
        name = self.tr("Your text, as you handed it in")
        self._title.setText(name)
        self._area.setAccessibleName(name)

    # -- keys and places ---------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if not plain_enter:
            super().keyPressEvent(event)

    def _follow_later(self) -> None:
        if self._area.hasFocus() and not self.done:
            QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Keep the line that is written in view: the area grows, and the page does not know."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        body = around.widget() if around is not None else None
        if around is not None and body is not None:
            layouts.finish()
            line = self._area.cursorRect()
            top = self._area.viewport().mapTo(body, line.topLeft()).y()
            around.ensureVisible(0, top + line.height(), 0, line.height())
            around.ensureVisible(0, top, 0, line.height())

    def _fit(self) -> None:
        px = self.context.theme.px
        beside = self.width() >= px(_BESIDE)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        if self._card is not None:
            self._card.setMinimumWidth(px(_CARD) if beside else 0)
            self._card.setMaximumWidth(px(_CARD) if beside else 16_777_215)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
