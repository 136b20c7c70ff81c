"""Answering with a number: a field with the unit in it, and the rule beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import Numeric, Question
from nklearn.domain.responses import NumericResponse, Response
from nklearn.domain.typed import read_amount
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.widgets.basics import label, retone


class NumberView(AnswerView):
    """A number to type."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: Numeric,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self.box.addWidget(label(self.tr("Your answer"), "label"))
        line = QHBoxLayout()
        line.setSpacing(16)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        self._field = QLineEdit()
        self._field.setProperty("answer", True)
        self._field.setMaxLength(40)
        unit = context.catalog.unit(body.unit)
        self._field.setAccessibleName(self.tr("Your answer in %s") % unit.label)
        self._field.setAccessibleDescription(body.rule)
        self._field.textChanged.connect(self.say_changed)
        symbol = label(unit.symbol, "question", wrap=False)
        symbol.setContentsMargins(0, 0, 14, 0)
        symbol.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid.addWidget(self._field, 0, 0)
        grid.addWidget(symbol, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        room = symbol.sizeHint().width() + 12
        if body.unit_needed:  # then the unit is part of what is asked
            symbol.hide()
            room = 12
        self._field.setTextMargins(0, 0, room, 0)
        holder.setFixedWidth(context.theme.px(180) + room)
        line.addWidget(holder)
        rule = self.tr("Use a dot or a comma for decimals.")
        line.addWidget(label(f"{body.rule} {rule}", "small"), 1)
        self.box.addLayout(line)
        self.add_unread_line()

    @property
    @override
    def response(self) -> Response | None:
        text = self._field.text().strip()
        return NumericResponse(text) if text else None

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, NumericResponse):
            self._field.setText(response.text)

    @override
    def entry(self) -> QWidget | None:
        return self._field

    @override
    def unreadable_words(self) -> str:
        if read_amount(self._field.text(), self._body) == "unit":
            return self.tr("The unit is missing: type it after the number. Nothing was counted.")
        return self.tr("This is not a number yet. Nothing was counted.")

    @override
    def show_answer(self, checked: Checked) -> None:
        response = checked.answer.response
        self._field.setText(response.text if isinstance(response, NumericResponse) else "")
        self._field.setReadOnly(True)
        retone(self._field, "positive" if checked.grade.right else "negative")
