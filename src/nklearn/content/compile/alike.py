"""Whether two questions of the course ask the same: by the words of their stems and answers.

Measured on the 334 questions of modules 1 to 5, where one pair of 55,611 asked the same: it shares
0.75 of all words and 0.70 of its stems, and no other pair more than 0.63, or more than 0.53 of its
stems with the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.domain.model_answers import right_words
from nklearn.storage.search_words import stem, words

_ALIKE = 0.7
# Of the words of the stems alone, where the right answer is the same, and of two such answers.
_ALIKE_STEMS, _SAME_ANSWER = 0.6, 0.8
_DOT = re.compile(r"(?<=\d)\.(?=\d)")  # 4.7 is one word


@dataclass(frozen=True, slots=True)
class _Asked:
    """The telling words of a question: of its stem, and of what is right."""

    written: WrittenQuestion
    stem: frozenset[str]
    answer: frozenset[str]


def check(questions: Sequence[WrittenQuestion], stop_words: Sequence[str], faults: Faults) -> None:
    """Note each question that asks the same as one before it, in any module, quiz or bank."""
    common = frozenset(stem(part) for word in stop_words for part in word.split("-"))
    asked = [
        _Asked(
            written,
            _telling(written.question.stem) - common,
            _telling(right_words(written.question)) - common,
        )
        for written in questions
    ]
    for one, two in combinations(asked, 2):
        if _is_alike(one, two):
            what = f"the question is like `{one.written.question.id}`"
            faults.add(two.written.entry.at("stem"), what, "ask something else, or leave one out")


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(_DOT.sub("", text)))


def _is_alike(one: _Asked, two: _Asked) -> bool:
    if _shared(one.stem | one.answer, two.stem | two.answer) >= _ALIKE:
        return True
    same = _shared(one.answer, two.answer) >= _SAME_ANSWER
    return same and _shared(one.stem, two.stem) >= _ALIKE_STEMS


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Return how much of the words of both is common to them; 0 if there are none."""
    return len(one & two) / (len(one | two) or 1)
