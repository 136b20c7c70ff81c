"""Which documents of a search come first: sums of weights, then a closer look at the best.

Documents are numbers here, as the index holds them (storage/search_index.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nlargest

from nklearn.storage.search_index import ids_of
from nklearn.storage.search_words import stem, words

# How many documents are looked at closely.
CANDIDATES = 60
# A word of more documents adds to those that other words found, and brings only its best ones.
_COMMON = 2000
# Words worth little beside the rarest only add too, once others found enough.
_ENOUGH, _SMALL = 300, 0.45
# Up to this part of a word's documents, some are looked up one by one.
_DENSE = 6
# How much of its sum a document keeps that matches hardly any of what was typed.
_KEPT = 0.3
_SAME, _START, _TITLE, _PAIR, _QUESTION = 0.7, 0.15, 0.35, 0.1, 0.12
_QUESTIONS = frozenset(("how", "many", "much", "when", "where", "who", "whom", "whose", "why"))


@dataclass(frozen=True, slots=True)
class Posting:
    """A row of the index, and how much its weights count for what was typed."""

    documents: int
    ids: bytes
    weights: bytes
    best: bytes
    share: float

    def weighed(self, only: Collection[int] | None) -> dict[int, float]:
        """Return the weights of all documents, or of those among `only`."""
        ids, weights, share = ids_of(self.ids), self.weights, self.share
        if only is None:
            return {n: weight * share for n, weight in zip(ids, weights, strict=False)}
        found: dict[int, float] = {}
        last = min(len(ids), len(weights)) - 1
        if _DENSE * len(only) > last:
            held = dict(zip(ids, weights, strict=False))
            return {number: held[number] * share for number in only if number in held}
        for number in only:
            place = bisect_left(ids, number)
            if place <= last and ids[place] == number:
                found[number] = weights[place] * share
        return found


@dataclass(slots=True)
class Part:
    """One way to find a word: `held` has the postings of each word of it; all must be there."""

    held: Sequence[Sequence[Posting]]
    share: float

    @property
    def documents(self) -> int:
        """In how many documents it is, about."""
        return min(max(posting.documents for posting in postings) for postings in self.held)

    def weighed(self, only: Collection[int] | None) -> dict[int, float]:
        """Return the weights of its documents, or of those among `only`."""
        merged = [_merged([each.weighed(only) for each in postings]) for postings in self.held]
        found = merged[0]
        for other in merged[1:]:
            found = {n: min(weight, other[n]) for n, weight in found.items() if n in other}
        if self.share == 1.0:
            return found
        return {number: weight * self.share for number, weight in found.items()}

    def best(self) -> set[int]:
        """Return documents where it says most; all of them if they are few."""
        return {n for each in self.held[0] for n in ids_of(each.best or each.ids)}


@dataclass(slots=True)
class Term:
    """A word that was typed: the ways to find it, and how much it is worth for being rare."""

    parts: Sequence[Part]
    worth: float


def candidates(terms: Sequence[Term], most: int) -> dict[int, float]:
    """Return the documents with the highest sums, each with its score."""
    found: list[tuple[float, dict[int, float]]] = []
    known: set[int] = set()
    common: list[Term] = []
    for term in sorted(terms, key=lambda term: -term.worth):
        if _documents(term) > _COMMON:
            common.append(term)
        elif len(known) > _ENOUGH and term.worth < _SMALL * found[0][0]:
            found.append((term.worth, _weights(term, known)))
        else:
            found.append((term.worth, _weights(term, None)))
            known |= found[-1][1].keys()
    if common:
        known = known.union(*(term.parts[0].best() for term in common))
        if not found and len(common) > 1:
            known |= _both(common)
        found += [(term.worth, _weights(term, known)) for term in common]
    sums: dict[int, float] = {}
    for worth, weights in found:
        for number, weight in weights.items():
            sums[number] = sums.get(number, 0.0) + worth * weight
    whole = sum(worth for worth, _ in found) or 1.0
    best: dict[int, float] = {}
    for number in nlargest(2 * most, sums, key=sums.__getitem__):
        matched = sum(worth for worth, weights in found if number in weights) / whole
        best[number] = sums[number] * (_KEPT + (1 - _KEPT) * matched)
    return {number: best[number] for number in nlargest(most, best, key=best.__getitem__)}


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
            raised += _PAIR * len(
                {each.casefold() for each in self._pair.findall(f"{title} {text}")}
            )
        return raised + _QUESTION * len(self._questions.intersection(held))


def _documents(term: Term) -> int:
    return sum(part.documents for part in term.parts)


def _weights(term: Term, only: Collection[int] | None) -> dict[int, float]:
    return _merged([part.weighed(only) for part in term.parts])


def _merged(found: Sequence[dict[int, float]]) -> dict[int, float]:
    """Return the highest weight of each document."""
    if len(found) == 1:
        return found[0]
    merged = max(found, key=len)
    for other in found:
        if other is not merged:
            for number, weight in other.items():
                if weight > merged.get(number, 0.0):
                    merged[number] = weight
    return merged


def _both(terms: Sequence[Term]) -> set[int]:
    """Return documents that hold the two rarest of some common terms."""
    first, second = (
        ids_of(max(term.parts[0].held[0], key=lambda posting: posting.documents).ids)
        for term in sorted(terms, key=_documents)[:2]
    )
    return set(sorted(set(first).intersection(second))[:_COMMON])
