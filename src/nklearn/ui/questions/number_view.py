"""Answering with a number: a field with the unit in it, the rules, and how it is read so far."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.quantities import quantity_text, tidy
from nklearn.domain.questions import Numeric, Question
from nklearn.domain.responses import NumericResponse, Response
from nklearn.domain.typed import read_amount, read_number
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import outcome_look
from nklearn.ui.widgets.answer_field import AnswerField, FieldLine
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.words import sentences

#: What nobody can read in two ways.
_PLAIN = re.compile(r"[-−]?\d+(\.\d{1,2})?\s*%?")
#: Beyond this a number is a slip of the keyboard, and would be longer than its line.
_LARGEST = Decimal(10) ** 15


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
        self._unit = unit = context.catalog.unit(body.unit)
        head = row(spacing=16)  # so that nothing jumps while one types
        self._title = label(self.tr("Your answer"), "label", wrap=False)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._read = label("", "advice")
        head.addWidget(self._read, 1)
        self.box.addLayout(head)
        # Where the unit is part of what is asked the field does not say it.
        self._inside = "" if body.unit_needed else unit.symbol
        wide = 280 if body.unit_needed or body.factors else 150
        self._field = AnswerField(context.theme, wide=wide, limit=40, unit=self._inside)
        self._rules = self._rule_words()
        self._name = self.tr("Your answer in %s") % unit.label
        if body.unit_needed:
            self._name = self.tr("Your answer, with its unit")
        self._field.setAccessibleName(self._name)
        self._field.textChanged.connect(self._typed)
        self.box.addWidget(FieldLine(context.theme, self._field, self._rules))
        self.add_unread_line()
        self._typed()

    def _rule_words(self) -> str:
        """Say unit, rounding and decimals; an author's rule mostly names the unit by itself."""
        body, unit = self._body, self._unit
        parts = [body.rule]
        if (
            unit.label
            and not body.unit_needed
            and unit.label.casefold() not in body.rule.casefold()
        ):
            parts.insert(0, self.tr("In %s.") % unit.label)
        if body.unit_needed:
            parts.append(self.tr("Type the unit after the number, such as “%s”.") % unit.symbol)
        parts.append(self.tr("Use a dot or a comma for decimals; 1,000 is a thousand."))
        return sentences(*filter(None, parts))

    def _typed(self) -> None:
        words = self._read_words()
        self._read.setText(words)
        self._field.show_unit("" if self._has_unit() else self._inside)
        self._field.setAccessibleDescription(sentences(*filter(None, (words, self._rules))))
        self.say_changed()

    def _spellings(self) -> tuple[str, ...]:
        return (*self._body.unit_words, *(word for word, _ in self._body.factors))

    def _has_unit(self) -> bool:
        text = self._field.text()
        return read_number(text) is None and read_number(text, self._spellings()) is not None

    def _read_words(self) -> str:
        """Say how a number is read that has a comma, another unit, or what else may mislead."""
        text = self._field.text().strip()
        value = read_amount(text, self._body)
        if isinstance(value, str) or _PLAIN.fullmatch(text) or abs(value) >= _LARGEST:
            return ""
        words = self.tr("Read as %s.") % quantity_text(tidy(value), self._unit)
        spellings = self._spellings()
        without = read_number(text.replace(",", ""), spellings)
        if "," in text and without == read_number(text, spellings):
            return sentences(words, self.tr("The comma marks thousands."))
        return words

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
        icon_tone = outcome_look(checked.grade)[1]
        said = self.tr("correct") if checked.grade.right else self.tr("incorrect")
        text = response.text if isinstance(response, NumericResponse) else ""
        self._field.show_text(text, icon_tone)
        name = f"{self._name}, {said}"
        if self.as_key:
            name = self.tr("The key")
            self._title.setText(name)
        self._field.setAccessibleName(name)
