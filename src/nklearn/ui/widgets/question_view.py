"""A question to answer: options or a number field, then what each really was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from nklearn.base.overriding import override
from nklearn.domain.grading import Grade, tally
from nklearn.domain.lessons import Inline, Link, Term, Text
from nklearn.domain.quantities import number_text, value_text
from nklearn.domain.questions import (
    ChoiceResponse,
    ChoicesResponse,
    MultipleResponse,
    Numeric,
    NumericResponse,
    Option,
    Question,
    Response,
)
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import IconLabel, column, frame, label, retone
from nklearn.ui.widgets.option_row import OptionRow, OptionState
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import counted

_LETTERS = "ABCDE"


def plain(spans: Inline) -> str:
    """Return the words of a line without its markers."""
    return "".join(span.text for span in spans if isinstance(span, Text | Term | Link)).strip()


class QuestionView(QWidget):
    """The part of a question that is answered. It never grades: it asks to, and shows results.

    `changed` says whether there is an answer to check; `check_requested` asks for the check
    (Enter, or a click on the only answer where `instant`).
    """

    changed = Signal(bool)
    check_requested = Signal()

    def __init__(
        self,
        context: Context,
        question: Question,
        options: Sequence[Option] = (),
        *,
        instant: bool = False,
    ) -> None:
        super().__init__()
        self._context, self.question, self._instant = context, question, instant
        self._options = tuple(options)
        self._rows: list[OptionRow] = []
        self._several = isinstance(question.body, MultipleResponse)
        self._chosen: set[int] = set()
        self._done = False
        self._box = column(self, spacing=8 if instant else 10)
        self._field: QLineEdit | None = None
        self._unit: QLabel | None = None
        if isinstance(question.body, Numeric):
            self._build_number(question.body)
        else:
            self._build_options()

    # -- choice ------------------------------------------------------------------------------

    def _build_options(self) -> None:
        if self._several:
            self._box.addWidget(label(self.tr("Choose every answer that is right."), "small"))
        for index, option in enumerate(self._options):
            row = OptionRow(
                self._context.theme,
                _LETTERS[index],
                option.text,
                compact=self._instant,
                several=self._several,
            )
            row.clicked.connect(lambda _=False, index=index: self._click(index))
            self._box.addWidget(row)
            self._rows.append(row)

    def _click(self, index: int) -> None:
        if self._done:
            return
        self.select(index)
        if self._instant and not self._several:
            self.check_requested.emit()

    def select(self, index: int) -> None:
        """Choose an option by its place, from 0; one of several is ticked, or unticked again."""
        if self._done or not 0 <= index < len(self._rows):
            return
        self._choose(self._chosen ^ {index} if self._several else {index})
        self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, places: set[int]) -> None:
        self._chosen = places
        for number, row in enumerate(self._rows):
            row.show_state(OptionState.SELECTED if number in places else OptionState.IDLE)
        self.changed.emit(bool(places))

    # -- number ------------------------------------------------------------------------------

    def _build_number(self, body: Numeric) -> None:
        theme = self._context.theme
        self._box.addWidget(label(self.tr("Your answer"), "label"))
        line = QHBoxLayout()
        line.setSpacing(16)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        self._field = QLineEdit()
        self._field.setProperty("answer", True)
        self._field.setMaxLength(40)
        unit = self._context.catalog.unit(body.unit)
        self._field.setAccessibleName(self.tr("Your answer in %s") % unit.label)
        self._field.setAccessibleDescription(body.rule)
        self._field.textChanged.connect(self._typed)
        self._unit = label(unit.symbol, "question", wrap=False)
        self._unit.setContentsMargins(0, 0, 14, 0)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid.addWidget(self._field, 0, 0)
        grid.addWidget(
            self._unit, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        room = self._unit.sizeHint().width() + 12
        self._field.setTextMargins(0, 0, room, 0)
        holder.setFixedWidth(theme.px(180) + room)
        line.addWidget(holder)
        rule = self.tr("Use a dot or a comma for decimals.")
        line.addWidget(label(f"{body.rule} {rule}", "small"), 1)
        self._box.addLayout(line)
        self._unread = label("", "small", tone="negative")
        self._unread.hide()
        self._box.addWidget(self._unread)

    def _typed(self, text: str) -> None:
        self.changed.emit(bool(text.strip()))

    def say_unreadable(self) -> None:
        """Say that what was typed is no number; nothing was scored."""
        if self._field:
            self._unread.setText(self.tr("This is not a number yet. Nothing was counted."))
            self._unread.show()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- both --------------------------------------------------------------------------------

    @property
    def response(self) -> Response | None:
        """What the person answers now, or None."""
        if self._field is not None:
            text = self._field.text().strip()
            return NumericResponse(text) if text else None
        chosen = sorted(self._options[place].id for place in self._chosen)
        if not chosen:
            return None
        return ChoicesResponse(tuple(chosen)) if self._several else ChoiceResponse(chosen[0])

    def restore(self, response: Response) -> None:
        """Choose or type again what a person had before."""
        if isinstance(response, NumericResponse) and self._field is not None:
            self._field.setText(response.text)
        elif not isinstance(response, NumericResponse):
            chosen = _ids(response)
            self._choose({n for n, option in enumerate(self._options) if option.id in chosen})

    def focus_first(self) -> None:
        """Put the keyboard where the answer begins."""
        place = min(self._chosen, default=0)
        target = self._field or (self._rows[place] if self._rows else None)
        if target:
            self.show()  # a layout shows its widgets later; what is hidden takes no focus
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self, checked: Checked) -> None:
        """Show how a saved answer went, with what every option really is."""
        self._done = True
        response = checked.answer.response
        if not isinstance(response, NumericResponse):
            chosen = _ids(response)
            for row, option in zip(self._rows, self._options, strict=True):
                row.show_state(_state(option, option.id in chosen), plain(option.reveals))
        elif self._field is not None:
            self._unread.hide()
            self._field.setText(response.text)
            self._field.setReadOnly(True)
            retone(self._field, "positive" if checked.grade.right else "negative")

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, typed = event.key(), event.text().upper()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._done:
            self._enter()
        elif self._rows and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif self._rows and not self._done and typed and typed in _LETTERS + "12345":
            place = _LETTERS.find(typed) if typed.isalpha() else int(typed) - 1
            if not (self._several and event.isAutoRepeat()):  # a held key would flicker
                self.select(place)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = next((n for n, row in enumerate(self._rows) if row.hasFocus()), None)
        if focused is not None and not self._chosen and not self._several:
            self.select(focused)
        if self.response is not None:
            self.check_requested.emit()

    def _step(self, by: int) -> None:
        here = next((n for n, row in enumerate(self._rows) if row.hasFocus()), 0)
        self._rows[(here + by) % len(self._rows)].setFocus(Qt.FocusReason.TabFocusReason)


def _ids(response: ChoiceResponse | ChoicesResponse) -> tuple[str, ...]:
    return response.options if isinstance(response, ChoicesResponse) else (response.option,)


def _state(option: Option, chosen: bool) -> OptionState:
    if option.right:
        return OptionState.RIGHT if chosen else OptionState.MISSED
    return OptionState.WRONG if chosen else OptionState.OTHER


def outcome_look(grade: Grade) -> tuple[str, str]:
    """Return the icon and the tone that stand for how an answer went."""
    if grade.right:
        return "circle-check", "positive"
    return ("contrast", "caution") if grade.partly else ("circle-x", "negative")


class Feedback(QWidget):
    """What is said after the check: the verdict, why, and the working of a number."""

    open_requested = Signal(str)

    def __init__(self, context: Context, question: Question, checked: Checked) -> None:
        super().__init__()
        theme = context.theme
        icon, tone = outcome_look(checked.grade)
        outer = column(self)
        panel = frame("feedback", tone=tone)
        outer.addWidget(panel)
        box = column(panel, spacing=6)
        box.setContentsMargins(16, 2, 0, 2)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(IconLabel(theme, icon, tone.upper(), 20))
        words = self._verdict(question, checked)
        self.verdict = label(words, "heading", tone=tone)
        self.verdict.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        verdict.addWidget(self.verdict, 1)
        box.addLayout(verdict)
        rule = self._rule(question, checked)
        if rule:
            box.addWidget(label(rule, "small"))
        for spans in filter(None, (checked.grade.slip, question.explanation)):
            prose = Prose(theme, self.tr("Explanation"), "body")
            prose.set_line(spans)
            prose.open_directly()
            prose.open_requested.connect(self.open_requested)
            box.addWidget(prose)
        if isinstance(question.body, Numeric):
            box.addLayout(self._working(context, question.body))
        spoken = [words, rule, plain(checked.grade.slip), plain(question.explanation)]
        self.setAccessibleName(". ".join(filter(None, spoken)))
        self.verdict.setAccessibleName(". ".join(filter(None, spoken)))

    def _verdict(self, question: Question, checked: Checked) -> str:
        body, response = question.body, checked.answer.response
        if checked.grade.right:
            return self.tr("Correct")
        if not isinstance(body, MultipleResponse) or not isinstance(response, ChoicesResponse):
            return self.tr("Not this one")
        if not checked.grade.partly:
            return self.tr("Not this one")
        counts = tally(body, response)
        words = self.tr("Partly right: %d of %d found") % (counts.found, counts.right)
        if counts.wrong_chosen:
            one, many = self.tr("1 wrong one chosen"), self.tr("%d wrong ones chosen")
            return f"{words}, {counted(counts.wrong_chosen, one, many)}"
        return words

    def _rule(self, question: Question, checked: Checked) -> str:
        """Say why a right one chosen did not count in full, where that is not plain to see."""
        body, response = question.body, checked.answer.response
        if isinstance(body, MultipleResponse) and isinstance(response, ChoicesResponse):
            counts = tally(body, response)
            if counts.found and counts.wrong_chosen:
                return self.tr("Each wrong one takes away from what the right ones give.")
        return ""

    def focus_verdict(self) -> None:
        """Put the keyboard on the verdict, so that a screen reader says it."""
        self.show()
        self.verdict.setFocus(Qt.FocusReason.OtherFocusReason)

    def _working(self, context: Context, body: Numeric) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        high = value_text(body.high, context.catalog.unit(body.unit).symbol)
        accepted = self.tr("%s to %s, both included") % (number_text(body.low), high)
        lines = [*body.working, (self.tr("Accepted"), accepted)]
        for number, (name, line) in enumerate(lines):
            grid.addWidget(label(name, "secondary", wrap=False), number, 0)
            grid.addWidget(label(line), number, 1)
        return grid
