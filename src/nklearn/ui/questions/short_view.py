"""Answering with a word or a few: a field, and the rule that says what form is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import Question, ShortAnswer
from nklearn.domain.responses import Response, TextResponse
from nklearn.domain.typed import fits
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView
from nklearn.ui.questions.feedback import outcome_look
from nklearn.ui.widgets.answer_field import AnswerField, FieldLine
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.chooser import breakable, right_answer
from nklearn.ui.words import sentences

#: More than any accepted wording has; the rest of a longer text could not be seen any more.
LIMIT = 100


class ShortView(AnswerView):
    """Words to type; the model answer shows after the check where it was written otherwise."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: ShortAnswer,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self._title = label(self.tr("Your answer"), "label")
        self.box.addWidget(self._title)
        self._field = AnswerField(context.theme, wide=300, limit=LIMIT)
        self._field.setAccessibleName(self.tr("Your answer"))
        case = self.tr("Capital and small letters are alike.")
        rule = sentences(*filter(None, (body.rule, case)))
        self._field.setAccessibleDescription(rule)
        self._field.textChanged.connect(self.say_changed)
        self.box.addWidget(FieldLine(context.theme, self._field, rule))
        self.add_unread_line()

    @property
    @override
    def response(self) -> Response | None:
        text = self._field.text()
        return TextResponse(text) if text.strip() else None

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, TextResponse):
            self._field.setText(response.text)

    @override
    def entry(self) -> QWidget | None:
        return self._field

    @override
    def unreadable_words(self) -> str:
        return self.tr("Nothing is written yet. Nothing was counted.")

    @override
    def show_answer(self, checked: Checked) -> None:
        response, grade = checked.answer.response, checked.grade
        text = response.text if isinstance(response, TextResponse) else ""
        self._field.show_text(text, outcome_look(grade)[1])
        said = {True: self.tr("correct"), False: self.tr("incorrect")}[grade.right]
        if grade.partly:
            said = self.tr("partly right")
        spoken = [self.tr("Your answer"), said]
        if not grade.right:
            spoken.append(self.tr("correct answer: %s") % self._body.answer)
        if self.as_key:
            spoken = [self.tr("The key")]
            self._title.setText(spoken[0])
        self._field.setAccessibleName(", ".join(spoken))
        if len(text) > 24 and not self._field.holds_all():
            whole = label(self.tr("You wrote: %s") % breakable(text), "small")
            whole.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.box.addWidget(whole)
        if fits(self._body.answer.replace("*", r"\*"), text):
            return
        if grade.right:
            words = self.tr("The answer as we write it: %s") % self._body.answer
            self.box.addWidget(label(words, "advice"))
        else:
            shown = right_answer(self.context.theme, self._body.answer, compact=self.instant)
            shown.setMaximumWidth(self._field.maximumWidth())
            self.box.addWidget(shown)
