"""What a search finds."""

from __future__ import annotations

from collections.abc import Callable

from nklearn.base.values import dataclass

#: Parts of a text: where each begins and ends.
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit: where it leads, what it is, and its words; `status` is empty for non-claims."""

    address: str
    kind: str
    title: str
    text: str
    source: str
    status: str
    sensitivity: str


def _no_marks(_text: str) -> Spans:
    return ()


@dataclass(frozen=True, slots=True)
class Found:
    """The things of one kind that words find, by their ids, best first.

    `whole` says whether each holds all words; where none does, those that hold some are given.
    `marks` returns where the words stand in a text.
    """

    ids: tuple[str, ...] = ()
    whole: bool = True
    marks: Callable[[str], Spans] = _no_marks
