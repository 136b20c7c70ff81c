"""Which documents of a search come first: what their words weigh, then how near the titles come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from nklearn.storage.search_words import stem, words

# So many documents are enough to choose from.
_ENOUGH = 150
# How much of its sum a document keeps that matches hardly any of what was typed.
_KEPT = 0.3
_SAME, _START, _TITLE, _PAIR, _QUESTION = 0.7, 0.15, 0.6, 0.1, 0.12
_QUESTIONS = frozenset(("how", "many", "much", "when", "where", "who", "whom", "whose", "why"))


@dataclass(frozen=True, slots=True)
class Term:
    """A word that was typed: what it weighs in each document, and its worth for being rare."""

    weights: Mapping[int, float]
    worth: float


def candidates(terms: Sequence[Term], most: int) -> dict[int, float]:
    """Return the documents with the highest sums of weights, less where words are missing.

    Rare words bring documents; where they brought enough, common ones add to those alone.
    """
    sums: dict[int, float] = {}
    matched: dict[int, float] = {}
    for term in sorted(terms, key=lambda term: -term.worth):
        weights, worth = term.weights, term.worth
        brings = len(sums) < _ENOUGH or len(weights) < len(sums)
        for number in weights if brings else [each for each in sums if each in weights]:
            sums[number] = sums.get(number, 0.0) + weights[number]
            matched[number] = matched.get(number, 0.0) + worth
    whole = sum(term.worth for term in terms) or 1.0
    likely = nlargest(2 * most, sums, key=sums.__getitem__)
    scores = {n: sums[n] * (_KEPT + (1 - _KEPT) * matched[n] / whole) for n in likely}
    return {number: scores[number] for number in nlargest(most, scores, key=scores.__getitem__)}


class Asked:
    """What was typed, to hold titles and texts against."""

    def __init__(self, typed: Sequence[str], telling: Sequence[str]) -> None:
        """Take all words typed, and those of them that tell something."""
        self._typed = list(typed)
        self._stems = [stem(word) for word in telling]
        self._telling = set(self._stems)
        self._questions = _QUESTIONS.intersection(typed)
        pairs = [
            rf"{re.escape(one.rstrip('ey'))}\w*\W+{re.escape(two.rstrip('ey'))}"
            for one, two in zip(self._stems, self._stems[1:], strict=False)
        ]
        self._pair = re.compile(rf"\b({'|'.join(pairs)})") if pairs else None

    def nearness(self, title: str, text: str) -> float:
        """Return by how much a title and a text near to what was typed raise a score."""
        held = words(title)
        stems = [stem(word) for word in held]
        raised = 1.0
        if held == self._typed or stems == self._stems:
            raised += _SAME
        elif stems[: len(self._stems)] == self._stems:
            raised += _START
        if stems:
            raised += _TITLE * sum(each in self._telling for each in stems) / len(stems)
        if self._pair:
            found = self._pair.findall(f"{title} {text}".casefold())
            raised += _PAIR * len(set(found))
        return raised + _QUESTION * len(self._questions.intersection(held))
