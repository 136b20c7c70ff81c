"""What is said after the check: the verdict, why, and the working of a number."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from nklearn.domain.grading import Grade, parts_open, parts_right, romanised, tally
from nklearn.domain.lessons import Inline
from nklearn.domain.quantities import number_text, value_text
from nklearn.domain.questions import (
    Body,
    Gap,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Pointing,
    Question,
    Written,
)
from nklearn.domain.responses import (
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    OrderResponse,
    PointsResponse,
)
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import plain
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconLabel, column, frame, label, row
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import counted, sentences


def outcome_look(grade: Grade) -> tuple[str, str]:
    """Return the icon and the tone that stand for how an answer went."""
    if grade.waits:
        return "clipboard-list", "accent"
    if grade.right:
        return "circle-check", "positive"
    return ("contrast", "caution") if grade.partly else ("circle-x", "negative")


def verdict_words(body: Body, checked: Checked) -> str:
    """Say how an answer went; where it has parts, how many of them were right."""
    if checked.grade.waits:
        return QCoreApplication.translate("Feedback", "Saved for your teacher")
    if checked.grade.right:
        return QCoreApplication.translate("Feedback", "Correct")
    if not checked.grade.partly:
        return QCoreApplication.translate("Feedback", "Not this one")
    response = checked.answer.response
    counts = parts_right(body, response)
    forms: dict[type[Body], str] = {
        MultipleResponse: QCoreApplication.translate("Feedback", "Partly right: %d of %d found"),
        Ordering: QCoreApplication.translate(
            "Feedback", "Partly right: %d of %d links in the right order"
        ),
        Matching: QCoreApplication.translate("Feedback", "Partly right: %d of %d matched"),
        GapText: QCoreApplication.translate("Feedback", "Partly right: %d of %d gaps"),
        Pointing: QCoreApplication.translate("Feedback", "Partly right: %d of %d spots"),
    }
    form = forms.get(type(body))
    if counts is None or form is None:
        return QCoreApplication.translate("Feedback", "Partly right")
    words = form % counts
    wrong = 0
    if isinstance(body, MultipleResponse) and isinstance(response, ChoicesResponse):
        wrong = tally(body, response).wrong_chosen
    elif isinstance(body, Pointing) and isinstance(response, PointsResponse):
        wrong = len(set(response.spots)) - counts[0]
    if not wrong:
        return words
    one = QCoreApplication.translate("Feedback", "1 wrong one chosen")
    many = QCoreApplication.translate("Feedback", "%d wrong ones chosen")
    return f"{words}, {counted(wrong, one, many)}"


def rule_words(body: Body, checked: Checked) -> str:
    """Say in a sentence why an answer counted as it did, where that is not plain to see."""
    response = checked.answer.response
    if romanised(body, response) and not checked.grade.waits:
        return QCoreApplication.translate(
            "Feedback", "Accepted: another way to write this Korean name."
        )
    if checked.grade.right:
        return ""
    match body, response:
        case MultipleResponse(), ChoicesResponse():
            counts = tally(body, response)
            if counts.found and counts.wrong_chosen:
                return QCoreApplication.translate(
                    "Feedback", "Each wrong one takes away from what the right ones give."
                )
        case Ordering(), OrderResponse():
            if checked.grade.partly:
                return QCoreApplication.translate(
                    "Feedback",
                    "A link is right where the item that comes next follows; a bar joins the two.",
                )
        case Pointing(spots), PointsResponse(chosen):
            if checked.grade.partly and len(set(chosen)) > sum(spot.right for spot in spots):
                return QCoreApplication.translate(
                    "Feedback", "Each mark too many takes away from what the right ones give."
                )
        case Matching(), MatchResponse():
            if parts_open(body, response):
                return QCoreApplication.translate(
                    "Feedback", "A row that was left open counts as not matched."
                )
        case GapText(gaps=gaps), GapsResponse():
            return _gaps_rule(gaps, parts_open(body, response), partly=checked.grade.partly)
        case _:
            pass
    return ""


def _gaps_rule(gaps: tuple[Gap, ...], left_open: int, *, partly: bool) -> str:
    if left_open:
        return QCoreApplication.translate(
            "Feedback", "A gap that was left open counts as not right."
        )
    uneven = len({gap.weight for gap in gaps}) > 1
    return (
        QCoreApplication.translate("Feedback", "Some gaps count for more than others.")
        if uneven and partly
        else ""
    )


class Feedback(QWidget):
    """What is said after the check: the verdict, why, and the working of a number."""

    open_requested = Signal(str)

    def __init__(
        self, context: Context, question: Question, checked: Checked, *, key: bool = False
    ) -> None:
        """Say how an answer went; as a `key` it is nobody's answer, and there is no verdict."""
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
        words = self.tr("The key") if key else verdict_words(question.body, checked)
        self.verdict = label(words, "heading", tone=tone)
        self.verdict.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        verdict.addWidget(self.verdict, 1)
        box.addLayout(verdict)
        rule = "" if key else rule_words(question.body, checked)
        if rule:
            box.addWidget(label(rule, "small"))
        spoken = [words, rule]
        if isinstance(question.body, Written):
            shows = self.tr("What a good answer shows")
            box.addWidget(label(shows, "label"))
            for spans in question.body.looks_for:
                box.addLayout(self._point(theme, spans))
            spoken += [shows, *map(plain, question.body.looks_for)]
        for spans in filter(None, (checked.grade.slip, question.explanation)):
            box.addWidget(self._prose(theme, self.tr("Explanation"), spans))
        if isinstance(question.body, Numeric):
            box.addLayout(self._working(context, question.body))
        spoken += [plain(checked.grade.slip), plain(question.explanation)]
        said = sentences(*filter(None, spoken))
        self.setAccessibleName(said)
        self.verdict.setAccessibleName(said)

    def _prose(self, theme: Theme, name: str, spans: Inline) -> Prose:
        prose = Prose(theme, name, "body")
        prose.set_line(spans)
        prose.open_directly()
        prose.open_requested.connect(self.open_requested)
        return prose

    def _point(self, theme: Theme, spans: Inline) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(
            IconLabel(theme, "check", "TEXT_SECONDARY", 16), 0, Qt.AlignmentFlag.AlignTop
        )
        line.addWidget(self._prose(theme, self.tr("What a good answer shows"), spans), 1)
        return line

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
