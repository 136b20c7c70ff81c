"""A question as it stands on paper: what is asked and what there is to choose, never the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication

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
from nklearn.learning.orders import choice_order, item_order, option_order

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: What is written on.
LINE = "_" * 36
_GAP = "_" * 14


def answer_lines(question: Question) -> Iterator[tuple[str, str]]:
    """Give the lines below a question's stem, each with the sign before it.

    Their order tells nothing of the key.
    """
    match question.body:
        case SingleChoice() | MultipleResponse():
            if isinstance(question.body, MultipleResponse):
                yield "", QCoreApplication.translate("paper", "Choose every answer that is right.")
            yield from _lettered([each.text for each in option_order(question, "")])
        case Numeric(rule=rule):
            yield from (("", line) for line in (rule, LINE) if line)
        case Ordering() as body:
            yield (
                "",
                QCoreApplication.translate("paper", "Number these from “%s” to “%s”.")
                % (body.first, body.last),
            )
            yield from (("___  ", each.text) for each in item_order(body, question, ""))
        case Matching() as body:
            yield (
                "",
                QCoreApplication.translate(
                    "paper", "Write the letter of what belongs to each line."
                ),
            )
            yield from (("___  ", each.text) for each in body.rows)
            yield from _lettered([each.text for each in choice_order(body, question, "")])
        case ShortAnswer(rule=rule):
            yield from (("", line) for line in (rule, LINE) if line)
        case GapText() as body:
            yield from _gap_lines(body)
        case Pointing() as body:
            yield (
                "",
                QCoreApplication.translate("paper", "Mark the place, or choose it from these:"),
            )
            yield from _lettered(sorted(each.label for each in body.spots))
        case Written() as body:
            yield (
                "",
                QCoreApplication.translate("paper", "Write %d to %d words.")
                % (body.least, body.most),
            )
            yield from (("", LINE + LINE) for _ in range(6))


def _gap_lines(body: GapText) -> Iterator[tuple[str, str]]:
    """Give the text with numbered gaps, and below it what may go into each."""
    several = len(body.gaps) > 1
    signs = [f"({n}) {_GAP}" if several else _GAP for n, _ in enumerate(body.gaps, 1)]
    parts = zip_longest(body.pieces, signs, fillvalue="")
    yield "", "".join(f"{piece}{sign}" for piece, sign in parts)
    for number, gap in enumerate(body.gaps, 1):
        if gap.options:
            words = " / ".join(sorted(option.text for option in gap.options))
            yield f"({number}) " if several else "", words


def _lettered(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for letter, line in zip(_LETTERS, lines, strict=False):
        yield f"{letter}   ", line
