"""Answering a single choice or a multiple response: rows of options."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import MultipleResponse, Option, Question
from nklearn.domain.responses import ChoiceResponse, ChoicesResponse, Response
from nklearn.learning.orders import option_order
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView, plain
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.option_row import OptionRow, OptionState

_LETTERS = "ABCDE"


class ChoiceView(AnswerView):
    """Options with letters; of several, any number may be ticked."""

    def __init__(
        self, context: Context, question: Question, *, seed: str = "", instant: bool = False
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._options = option_order(question, seed)
        self._rows: list[OptionRow] = []
        self._several = isinstance(question.body, MultipleResponse)
        self._chosen: set[int] = set()
        if self._several:
            self.box.addWidget(label(self.tr("Choose every answer that is right."), "small"))
        for index, option in enumerate(self._options):
            row = OptionRow(
                context.theme,
                _LETTERS[index],
                option.text,
                compact=instant,
                several=self._several,
            )
            row.clicked.connect(lambda _=False, index=index: self._click(index))
            self.box.addWidget(row)
            self._rows.append(row)

    def _click(self, index: int) -> None:
        if self.done:
            return
        self.select(index)
        if self.instant and not self._several:
            self.check_requested.emit()

    def select(self, index: int) -> None:
        """Choose an option by its place, from 0; one of several is ticked, or unticked again."""
        if self.done or not 0 <= index < len(self._rows):
            return
        self._choose(self._chosen ^ {index} if self._several else {index})
        self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, places: set[int]) -> None:
        self._chosen = places
        for number, row in enumerate(self._rows):
            row.show_state(OptionState.SELECTED if number in places else OptionState.IDLE)
        self.say_changed()

    @property
    @override
    def response(self) -> Response | None:
        chosen = sorted(self._options[place].id for place in self._chosen)
        if not chosen:
            return None
        return ChoicesResponse(tuple(chosen)) if self._several else ChoiceResponse(chosen[0])

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, ChoiceResponse | ChoicesResponse):
            chosen = _ids(response)
            self._choose({n for n, option in enumerate(self._options) if option.id in chosen})

    @override
    def entry(self) -> QWidget | None:
        place = min(self._chosen, default=0)
        return self._rows[place] if self._rows else None

    @override
    def keys(self) -> str:
        if self._several:
            return self.tr("Letters or Space tick, Enter checks.")
        return self.tr("Letters choose, Enter checks.")

    @override
    def show_answer(self, checked: Checked) -> None:
        response = checked.answer.response
        chosen = _ids(response) if isinstance(response, ChoiceResponse | ChoicesResponse) else ()
        for row, option in zip(self._rows, self._options, strict=True):
            state = _state(option, option.id in chosen)
            row.show_state(state, plain(option.reveals), key=self.as_key)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, typed = event.key(), event.text().upper()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.done:
            self._enter()
        elif self._rows and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif self._rows and not self.done and typed and typed in _LETTERS + "12345":
            place = _LETTERS.find(typed) if typed.isalpha() else int(typed) - 1
            if not (self._several and event.isAutoRepeat()):  # a held key would flicker
                self.select(place)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = next((n for n, row in enumerate(self._rows) if row.hasFocus()), None)
        if focused is not None and not self._chosen and not self._several:
            self.select(focused)
        self.ask_to_check()

    def _step(self, by: int) -> None:
        here = next((n for n, row in enumerate(self._rows) if row.hasFocus()), 0)
        self._rows[(here + by) % len(self._rows)].setFocus(Qt.FocusReason.TabFocusReason)


def _ids(response: ChoiceResponse | ChoicesResponse) -> tuple[str, ...]:
    return response.options if isinstance(response, ChoicesResponse) else (response.option,)


def _state(option: Option, chosen: bool) -> OptionState:
    if option.right:
        return OptionState.RIGHT if chosen else OptionState.MISSED
    return OptionState.WRONG if chosen else OptionState.OTHER
