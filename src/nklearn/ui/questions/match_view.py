"""Answering by matching: for each row one of the choices, which open below it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import Matching, Question
from nklearn.domain.responses import MatchResponse, Response
from nklearn.learning.orders import choice_order
from nklearn.learning.progress import Checked
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView, plain
from nklearn.ui.questions.key_card import key_card
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.choice_list import LETTERS, ChoiceList
from nklearn.ui.widgets.match_row import MatchRow
from nklearn.ui.words import counted

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: From this width, in px at 100% text, the choosers stand beside the rows.
_BESIDE = 640


class MatchView(AnswerView):
    """Rows, each with a chooser; the choosers together are one Tab stop."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: Matching,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self._choices = choice_order(body, question, seed)
        self._words = {choice.id: choice.text for choice in self._choices}
        self._letters = dict(zip(self._words, LETTERS, strict=False))
        self._chosen: dict[str, str] = {}
        self._rows: list[MatchRow] = []
        self._status = label("", "small")
        self.box.addWidget(self._status)
        for item in body.rows:
            made = MatchRow(context.theme, item.id, item.text, compact=instant)
            made.chooser.clicked.connect(partial(self._toggle, made))
            self._rows.append(made)
            self.box.addWidget(made)
        self.add_unread_line()
        self._here = self._rows[0]
        self._go(self._here, take=False)
        self._show_status()
        context.theme.changed.connect(self._fit)

    # -- choosing ----------------------------------------------------------------------------

    def _toggle(self, own: MatchRow, _: bool = False) -> None:
        if self.done:
            return
        unfolded = own.open_list is not None
        self._close()
        self._go(own)
        if not unfolded:
            self._open(own)

    def _open(self, own: MatchRow) -> None:
        texts = {row.item: row.words for row in self._rows}
        used: dict[str, str] = {}
        for name, choice in self._chosen.items():
            if name != own.item:
                said = self.tr("Also chosen for “%s”") % texts[name]
                used.setdefault(choice, said)
        choices = ChoiceList(
            self.context.theme, self._choices, self._chosen.get(own.item, ""), used
        )
        choices.picked.connect(partial(self._pick, own))
        choices.closed.connect(partial(self._go, own))
        choices.closed.connect(self._close)
        own.open(choices)

    def _pick(self, own: MatchRow, choice: str) -> None:
        if self.done:
            return
        self._go(own)
        self._close()
        if choice:
            self._chosen[own.item] = choice
        else:
            self._chosen.pop(own.item, None)
        self._show(own)
        accessible.announce(self, self._status.text())
        self.say_changed()

    def _show(self, own: MatchRow) -> None:
        choice = self._chosen.get(own.item, "")
        own.show_choice(self._letters.get(choice, ""), self._words.get(choice, ""))
        self._show_status()

    def _show_status(self) -> None:
        left = len(self._rows) - len(self._chosen)
        if not self._chosen:
            words = self.unreadable_words()
        elif left:
            open_words = counted(left, self.tr("1 is still open"), self.tr("%d are still open"))
            done = self.tr("%d of %d matched") % (len(self._chosen), len(self._rows))
            words = f"{done}, {open_words}."
        else:
            words = self.tr("All %d are matched.") % len(self._rows)
        self._status.setText(words)

    def _close(self) -> None:
        for own in self._rows:
            own.close_list()

    def _go(self, own: MatchRow, *, take: bool = True) -> None:
        """Make a row's chooser the one that Tab comes to, and give it the keyboard."""
        self._here = own
        for other in self._rows:
            strong = other is own
            other.chooser.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus
            )
        if take:
            own.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what each way of answering gives ----------------------------------------------------

    @property
    @override
    def response(self) -> Response | None:
        pairs = ((own.item, self._chosen.get(own.item, "")) for own in self._rows)
        held = tuple((name, choice) for name, choice in pairs if choice)
        return MatchResponse(held) if held else None

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, MatchResponse):
            self._chosen = self._known(response)
            for own in self._rows:
                self._show(own)
            self.say_changed()

    def _known(self, response: MatchResponse) -> dict[str, str]:
        """Return what was chosen for each row, of what the question still has."""
        names = {own.item for own in self._rows}
        return {
            name: choice
            for name, choice in response.pairs
            if name in names and choice in self._words
        }

    @override
    def entry(self) -> QWidget | None:
        return self._here.chooser

    @override
    def keys(self) -> str:
        return self.tr(
            "Space opens the choices, letters choose, Enter checks when all are matched."
        )

    @override
    def unreadable_words(self) -> str:
        return self.tr("Nothing is matched yet. Match at least one row to answer.")

    @override
    def side_card(self) -> QWidget | None:
        keys = (
            ("↑ ↓", self.tr("Go from row to row, or through the choices")),
            (self.tr("Space"), self.tr("Open the choices, or choose")),
            ("A B C", self.tr("Choose by letter")),
            (self.tr("Esc"), self.tr("Close the choices")),
        )
        more = self.tr("A choice may belong to several rows, and some may belong to none.")
        return key_card(self.tr("Matching"), keys, more)

    @override
    def lock(self) -> None:
        super().lock()
        self._close()
        self._status.hide()

    @override
    def show_answer(self, checked: Checked) -> None:
        self._close()
        self._status.hide()
        response = checked.answer.response
        self._chosen = self._known(response) if isinstance(response, MatchResponse) else {}
        for own, item in zip(self._rows, self._body.rows, strict=True):
            own.show_result(
                self._told(self._chosen.get(item.id, "")),
                self._told(item.choice),
                plain(item.reveals),
                key=self.as_key,
            )

    def _told(self, choice: str) -> tuple[str, str]:
        return self._letters.get(choice, ""), self._words.get(choice, "")

    # -- keys and places ---------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._handle(event):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        key, typed = Qt.Key(event.key()), event.text().upper()
        here = self._rows.index(self._here)
        letter = LETTERS.find(typed) if typed else -1
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._toggle(self._here)
        elif key == Qt.Key.Key_Down and self._here.open_list is not None:
            self._here.open_list.enter()
        elif key == Qt.Key.Key_Escape and self._here.open_list is not None:
            self._close()
        elif key in _STEPS:
            self._go(self._rows[max(0, min(here + _STEPS[key], len(self._rows) - 1))])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._rows[0 if key == Qt.Key.Key_Home else -1])
        elif self.done:
            return False
        elif key in _ENTER:  # held down it would answer everything
            return event.isAutoRepeat() or self._enter(here)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick(self._here, "")
        elif 0 <= letter < len(self._choices):
            self._pick(self._here, self._choices[letter].id)
        else:
            return False
        return True

    def _enter(self, here: int) -> bool:
        """Open the choices of this row, or of the next one that is open; else leave the check."""
        order = [*self._rows[here:], *self._rows[:here]]
        for own in order:
            if own.item not in self._chosen:
                self._toggle(own)
                return True
        return False

    def _fit(self) -> None:
        beside = not self.instant and self.width() >= self.context.theme.px(_BESIDE)
        for own in self._rows:
            own.fit(beside=beside)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
