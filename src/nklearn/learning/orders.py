"""The order in which a question shows what there is to choose: the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TypeVar

from nklearn.domain.grading import links_right
from nklearn.domain.questions import (
    Gap,
    MatchChoice,
    Matching,
    MultipleResponse,
    Option,
    Ordering,
    OrderItem,
    Question,
    SingleChoice,
)

_T = TypeVar("_T")


def shuffled(items: Sequence[_T], seed: str) -> tuple[_T, ...]:
    """Shuffle by `Random.random` alone: only its sequence is the same in every Python."""
    from random import Random  # it brings hashing in, and no start shuffles

    chance = Random(seed)
    return tuple(sorted(items, key=lambda _: chance.random()))


def option_order(question: Question, seed: str) -> tuple[Option, ...]:
    """Return the options of a choice as shown; none for other questions.

    `seed` is that of a session; empty shows them as they were written.
    """
    if not isinstance(question.body, SingleChoice | MultipleResponse):
        return ()
    return _shown(question.body.options, question, seed)


def gap_order(gap: Gap, question: Question, seed: str) -> tuple[Option, ...]:
    """Return what may be chosen for a gap, as shown; as it was written without a seed."""
    return shuffled(gap.options, f"{seed}/{question.id}/{gap.id}") if seed else gap.options


def choice_order(body: Matching, question: Question, seed: str) -> tuple[MatchChoice, ...]:
    """Return what may be matched, as shown; in alphabetical order without a seed."""
    if not seed:
        return tuple(sorted(body.choices, key=lambda choice: choice.text))
    return _shown(body.choices, question, seed)


def item_order(body: Ordering, question: Question, seed: str) -> tuple[OrderItem, ...]:
    """Return the items of an ordering as first shown: shuffled, also without a seed.

    No item stands before the one that follows it, so that who moves nothing scores nothing. Of a
    question without its key they stay as they came, for they came shuffled in this way.
    """
    if question.blind:
        return body.items
    ids = [item.id for item in body.items]
    for tried in count():
        order = shuffled(body.items, f"{seed}/{question.id}" + (f"/{tried}" if tried else ""))
        if not links_right(ids, [item.id for item in order]):
            return order
    raise AssertionError  # three items or more always have such an order


def _shown(items: Sequence[_T], question: Question, seed: str) -> tuple[_T, ...]:
    return shuffled(items, f"{seed}/{question.id}") if seed else tuple(items)
