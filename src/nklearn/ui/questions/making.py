"""Which widget answers a question."""

from __future__ import annotations

from nklearn.domain.questions import (
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    Written,
)
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView


def answer_view(
    context: Context, question: Question, *, seed: str = "", instant: bool = False
) -> AnswerView:
    """Make what a question is answered with; `seed` and `instant` as in AnswerView.

    Each is imported when it is first asked for, as a lesson may need none of them.
    """
    match question.body:
        case SingleChoice() | MultipleResponse():
            from nklearn.ui.questions.choice_view import ChoiceView

            return ChoiceView(context, question, seed=seed, instant=instant)
        case Numeric() as body:
            from nklearn.ui.questions.number_view import NumberView

            return NumberView(context, question, body, seed=seed, instant=instant)
        case Ordering() as body:
            from nklearn.ui.questions.order_view import OrderView

            return OrderView(context, question, body, seed=seed, instant=instant)
        case Matching() as body:
            from nklearn.ui.questions.match_view import MatchView

            return MatchView(context, question, body, seed=seed, instant=instant)
        case Pointing() as body:
            from nklearn.ui.questions.point_view import PointView

            return PointView(context, question, body, seed=seed, instant=instant)
        case ShortAnswer() as body:
            from nklearn.ui.questions.short_view import ShortView

            return ShortView(context, question, body, seed=seed, instant=instant)
        case GapText() as body:
            from nklearn.ui.questions.gaps_view import GapsView

            return GapsView(context, question, body, seed=seed, instant=instant)
        case Written() as body:
            from nklearn.ui.questions.written_view import WrittenView

            return WrittenView(context, question, body, seed=seed, instant=instant)
