"""Whether a quiz gives its answers away by habit: where the right option stands, how long it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nklearn.content.compile.faults import Faults, Place
from nklearn.domain.questions import Option, Question, SingleChoice

FEWEST = 8  # below this many questions half of them is soon reached by chance


def check(quiz: Sequence[Question], place: Place, faults: Faults) -> None:
    """Note at `place` if the single choices of one quiz share a habit that can be guessed.

    With `FEWEST` of them or more, no place in the list holds the right option in more than half,
    and the right option is longer than every other in no more than half. A question that has not
    exactly one right option is a fault by itself and left out.
    """
    asked = [
        (question, question.body.options)
        for question in quiz
        if isinstance(question.body, SingleChoice)
        and sum(option.right for option in question.body.options) == 1
    ]
    if len(asked) < FEWEST:
        return
    most, times = Counter(_right_place(options) for _, options in asked).most_common(1)[0]
    if times * 2 > len(asked):
        what = f"the right option is number {most + 1} in {times} of {len(asked)} single choices"
        faults.add(place, what, "put it elsewhere in some of them")
    longest = [question for question, options in asked if _stands_out(options)]
    if len(longest) * 2 > len(asked):
        what = f"the right option is the longest in {len(longest)} of {len(asked)} single choices"
        names = ", ".join(f"`{question.id.rpartition('/')[2]}`" for question in longest)
        faults.add(place, what, f"even out some of {names}")


def _right_place(options: Sequence[Option]) -> int:
    return next(place for place, option in enumerate(options) if option.right)


def _stands_out(options: Sequence[Option]) -> bool:
    """Whether the right option is longer, in characters, than each of the others."""
    right = len(options[_right_place(options)].text)
    return all(len(option.text) < right for option in options if not option.right)
