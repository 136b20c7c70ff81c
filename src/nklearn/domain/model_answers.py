"""A right answer to every question, and a wrong one: for pictures, tests and keys."""

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
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)


def right_response(question: Question) -> Response:
    """Return an answer that scores 1; to a written response one of the length that is asked."""
    match question.body:
        case SingleChoice(options):
            return ChoiceResponse(next(option.id for option in options if option.right))
        case MultipleResponse(options):
            return ChoicesResponse(tuple(option.id for option in options if option.right))
        case Numeric() as body:
            return NumericResponse(f"{body.answer:f} {next(iter(body.unit_words), '')}".strip())
        case Ordering(items):
            return OrderResponse(tuple(item.id for item in items))
        case Matching(rows):
            return MatchResponse(tuple((row.id, row.choice) for row in rows))
        case ShortAnswer(answer):
            return TextResponse(answer)
        case GapText() as body:
            return GapsResponse(
                tuple(
                    (gap.id, next((o.id for o in gap.options if o.right), gap.answer))
                    for gap in body.gaps
                )
            )
        case Pointing(spots):
            return PointsResponse(tuple(spot.id for spot in spots if spot.right))
        case body:
            return WrittenResponse(_words(body.least))


def right_words(question: Question) -> str:
    """Return the words of what is right in a question, however it is answered."""
    match question.body:
        case SingleChoice(options) | MultipleResponse(options):
            return " ".join(option.text for option in options if option.right)
        case Numeric() as body:
            return f"{body.answer} {body.unit}"
        case Ordering(items):
            return " ".join(item.text for item in items)
        case Matching(rows):
            return " ".join(row.text for row in rows)
        case ShortAnswer(answer):
            return answer
        case GapText() as body:
            return " ".join([*body.pieces, *(gap.answer for gap in body.gaps)])
        case Pointing(spots):
            return " ".join(spot.label for spot in spots if spot.right)
        case _:
            return ""


def wrong_response(question: Question) -> Response:
    """Return a typical answer that scores less than 1; it shows what feedback there is."""
    match question.body:
        case SingleChoice(options):
            return ChoiceResponse(next(option.id for option in options if not option.right))
        case MultipleResponse(options):  # one right one missed, a wrong one chosen
            right = [option.id for option in options if option.right]
            return ChoicesResponse((*right[1:], next(o.id for o in options if not o.right)))
        case Numeric() as body:
            number = body.slips[0].low if body.slips else body.high + 1
            return NumericResponse(f"{number:f} {next(iter(body.unit_words), '')}".strip())
        case Ordering(items):
            return OrderResponse((*(item.id for item in items[1:]), items[0].id))
        case Matching(rows, choices):
            first = rows[0]
            words = {choice.id: choice.text for choice in choices}
            other = next(c.id for c in choices if c.text != words[first.choice])
            return MatchResponse(((first.id, other), *((r.id, r.choice) for r in rows[1:])))
        case ShortAnswer(slips=slips):
            return TextResponse(slips[0].wording.replace("*", "") if slips else "I don’t know")
        case GapText() as body:
            first = body.gaps[0]
            other = next((o.id for o in first.options if not o.right), "something else")
            rest = (
                (gap.id, next((o.id for o in gap.options if o.right), gap.answer))
                for gap in body.gaps[1:]
            )
            return GapsResponse(((first.id, other), *rest))
        case Pointing(spots):
            return PointsResponse((next(spot.id for spot in spots if not spot.right),))
        case body:
            return WrittenResponse(_words(max(0, body.least - 1)))


def _words(number: int) -> str:
    return " ".join(["word"] * number)
