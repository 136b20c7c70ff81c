"""Search as one types: what matches the most telling words stands first.

Each word typed brings its documents with their weights, and so do its other forms and its synonyms;
rare words count more (BM25, with the weights ready in the index). The best by the sum are then
looked at closely (storage/search_ranking.py). Stop words ("how", "the") find nothing by
themselves; the last word may still be a beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log

from nklearn.domain.search import SearchHit
from nklearn.storage.content_store import ContentStore
from nklearn.storage.search_index import BEGINNING
from nklearn.storage.search_ranking import CANDIDATES, Asked, Part, Posting, Term, candidates
from nklearn.storage.search_words import Synonyms, is_hangul, stem, words

_MAX_TEXT = 300
_MAX_WORDS = 12
_MOST_BEGUN = 30
# What counts how much beside a word as it was typed.
_OTHER_FORM, _BEGUN, _BEGUN_FURTHER, _SYNONYM = 0.85, 0.9, 0.35, 0.7
# What a word of a stop phrase ("North Korea") counts beside others.
_ASIDE = 0.25
_ROWS = "SELECT word, documents, ids, weights, best FROM search_word WHERE "
_DOCUMENTS = (
    "SELECT id, address, kind, title, text, source, status, sensitivity FROM search_document"
    " WHERE id IN "
)

_Row = tuple[str, int, bytes, bytes, bytes]


class SearchStore:
    """Answers searches from an open content file."""

    def __init__(self, store: ContentStore) -> None:
        """Share the connection of `store`."""
        self._store = store

    def search(self, text: str, limit: int) -> list[SearchHit]:
        """Return at most `limit` hits, best first; never raises for what a person types."""
        typed = words(text[:_MAX_TEXT])[:_MAX_WORDS]
        if not typed or limit < 1:
            return []
        shares = self._shares(typed)
        meant = self._synonyms.meant(typed)
        found = (self._term(word, typed[-1], meant.get(word, ()), shares[word]) for word in shares)
        terms = [term for term in found if term.parts]
        if not terms:
            return []
        best = candidates(terms, max(limit, CANDIDATES))
        asked = Asked(typed, list(shares))
        marks = ",".join("?" * len(best))
        rows = self._store.rows(f"{_DOCUMENTS}({marks})", *best)
        rows.sort(key=lambda row: (-best[row[0]] * asked.nearness(row[3], row[4]), row[0]))
        return [SearchHit(*row[1:]) for row in rows[:limit]]

    @cached_property
    def _count(self) -> int:
        return self._store.rows("SELECT COUNT(*) FROM search_document WHERE kind != 'cell'")[0][0]

    @cached_property
    def _stops(self) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
        """The stop words, and the phrases (written with hyphens) whose words count little."""
        listed = [tuple(words(stop)) for stop in self._store.meta("stop_words").split()]
        single = frozenset(stop[0] for stop in listed if len(stop) == 1)
        return single, tuple(stop for stop in listed if len(stop) > 1)

    @cached_property
    def _synonyms(self) -> Synonyms:
        groups = self._store.meta("synonyms").splitlines()
        return Synonyms((group.split("|") for group in groups), self._stops[0])

    def _shares(self, typed: list[str]) -> dict[str, float]:
        """Return the words that tell something, each with what it counts beside the others."""
        single, phrases = self._stops
        telling = [word for word in typed if word not in single] or typed[-1:]
        aside = {
            word
            for phrase in phrases
            for place in range(len(typed) - len(phrase) + 1)
            if tuple(typed[place : place + len(phrase)]) == phrase
            for word in phrase
        }
        return {word: _ASIDE if word in aside else 1.0 for word in telling}

    def _term(
        self, word: str, last: str, synonyms: Sequence[tuple[str, ...]], share: float
    ) -> Term:
        """Return what a word finds: its forms, words that begin with it, and its synonyms."""
        forms = self._forms(stem(word))
        own = [_posting(row, 1.0 if row[0] == word else _OTHER_FORM) for row in forms]
        if word == last or is_hangul(word):
            known = {row[0] for row in forms}
            further = _BEGUN_FURTHER if own else _BEGUN
            own += [_posting(row, further) for row in self._begun(word) if row[0] not in known]
        parts = [Part([own], 1.0)] if own else []
        worth = self._rarity(parts[0].documents) if parts else 0.0
        for phrase in synonyms:
            held = [[_posting(row, 1.0) for row in self._forms(root)] for root in phrase]
            if not all(held):
                continue
            part = Part(held, _SYNONYM)
            rarity = self._rarity(part.documents)
            if own:  # a synonym is worth no more than it is by itself
                part.share *= min(1.0, rarity / worth)
            worth = worth or rarity
            parts.append(part)
        return Term(parts, worth * share)

    def _forms(self, root: str) -> list[_Row]:
        return self._store.rows(f"{_ROWS}stem = ?", root)

    def _begun(self, word: str) -> list[_Row]:
        if len(word) <= BEGINNING:
            return self._store.rows(f"{_ROWS}word = ?", f"{word}*")
        after = f"{word}\U0010ffff"
        return self._store.rows(f"{_ROWS}word > ? AND word < ? LIMIT ?", word, after, _MOST_BEGUN)

    def _rarity(self, documents: int) -> float:
        return log(1 + (self._count - documents + 0.5) / (documents + 0.5))


def _posting(row: _Row, share: float) -> Posting:
    return Posting(row[1], row[2], row[3], row[4], share)
