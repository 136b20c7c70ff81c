"""Search as one types: what matches the most telling words stands first.

Each word typed is looked up with its other forms and its synonyms in the full-text index, which
ranks by BM25 over weighted fields. The best by the sum of all words are then looked at closely
(storage/search_ranking.py). Stop words ("how", "the") find nothing by themselves; the last word may
still be a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache, partial
from heapq import nlargest
from math import log

from nklearn.domain.search import Found, SearchHit, Spans
from nklearn.storage.content_store import ContentStore
from nklearn.storage.search_ranking import Asked, Term, candidates
from nklearn.storage.search_words import Synonyms, is_hangul, stem, words

_MAX_TEXT = 300
_MAX_WORDS = 12
# How many documents of one word count: the first, so the most important kinds. Only content many
# times the size of ours has words with more.
_MOST = 3000
# Words of more documents than this are not ranked one document by one, which would take too long:
# it counts that they are there, and whether in a title.
_RANKED = 400
_IN_TITLE, _ANYWHERE = 1.9, 0.9
_REMEMBERED = 48
_SHORT = 3
# How many documents are looked at closely.
_CANDIDATES = 60
# What counts how much beside a word as it was typed.
_BEGUN, _SYNONYM = 0.5, 0.7
# What a word of a stop phrase ("North Korea") counts beside others.
_ASIDE = 0.25
# The weights are those of title, names, text, body and source.
_HELD = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"
_WEIGHTS = (
    "SELECT rowid, -bm25(search_index, 8, 6, 2, 1, 0.3) FROM search_index"
    " WHERE search_index MATCH ? LIMIT ?"
)
_DOCUMENTS = (
    "SELECT id, address, kind, title, text, source, status, sensitivity, worth"
    " FROM search_document WHERE id IN "
)

_OF_KIND = (
    "SELECT id, substr(address, instr(address, '/') + 1), title, text, worth"
    " FROM search_document WHERE kind = ?"
)
# What of a document its score keeps where a word is missing; how near words must be spelled.
_KEPT = 0.3
_ALIKE = 0.74
_PIECE = re.compile(r"(?<![’'])(?:\d[\d,]*\d|[^\W_]+)")

_Weights = dict[int, float]


class SearchStore:
    """Answers searches from an open content file."""

    def __init__(self, store: ContentStore) -> None:
        """Share the connection of `store`."""
        self._store = store
        # Who types on asks for the words before again, at every keystroke.
        self._kinds: dict[str, dict[int, tuple[str, str, str, float]]] = {}
        self._weights = lru_cache(maxsize=_REMEMBERED)(self._weigh)

    def search(self, text: str, limit: int) -> list[SearchHit]:
        """Return at most `limit` hits, best first; never raises for what a person types."""
        typed = words(text[:_MAX_TEXT])[:_MAX_WORDS]
        if not typed or limit < 1:
            return []
        shares = self._shares(typed)
        terms = self._terms(typed, shares)
        best = candidates(terms, max(limit, _CANDIDATES))
        asked = Asked(typed, list(shares))
        marks = ",".join("?" * len(best))
        rows = self._store.rows(f"{_DOCUMENTS}({marks})", *best)
        score = {row[0]: best[row[0]] * row[8] * asked.nearness(row[3], row[4]) for row in rows}
        rows.sort(key=lambda row: (-score[row[0]], row[0]))
        return [SearchHit(*row[1:8]) for row in rows[:limit]]

    def within(self, kind: str, text: str) -> Found:
        """Return all of one kind that hold all telling words, best first; if none does, some.

        Never raises for what a person types.
        """
        typed = words(text[:_MAX_TEXT])[:_MAX_WORDS]
        if not typed:
            return Found()
        shares = self._shares(typed)
        terms = self._terms(typed, shares)
        pairs = zip(shares.values(), terms, strict=True)
        needed = [term for share, term in pairs if share == 1.0] or terms
        documents = self._of_kind(kind)
        held = [documents.keys() & term.weights.keys() for term in needed]
        found = set[int]().union(*held)
        whole = found.intersection(*held)
        chosen = whole or found
        score = {n: _score(terms, n) * documents[n][3] for n in chosen}
        asked = Asked(typed, list(shares))
        for number in nlargest(2 * _CANDIDATES, score, key=score.__getitem__):
            score[number] *= asked.nearness(*documents[number][1:3])
        best = sorted(chosen, key=lambda number: (-score[number], number))
        marks = partial(_marks, self._marked(typed, shares), typed[-1])
        return Found(tuple(documents[n][0] for n in best), bool(whole or not found), marks)

    def nearest(self, text: str) -> str:
        """Return what was typed with unknown words as the content spells them; empty if none."""
        typed = words(text[:_MAX_TEXT])[:_MAX_WORDS]
        better = [self._nearest(word) for word in typed]
        return " ".join(better) if better != typed else ""

    def _nearest(self, word: str) -> str:
        begun = "SELECT 1 FROM search_word WHERE word >= ? AND word < ? LIMIT 1"
        if len(word) < 4 or self._store.rows(begun, word, f"{word}\uffff"):
            return word
        alike = "SELECT word FROM search_word WHERE length(word) BETWEEN ? AND ?"
        rows = self._store.rows(alike, len(word) - 2, len(word) + 2)
        found = get_close_matches(word, [row[0] for row in rows], 1, _ALIKE)
        return found[0] if found else word

    def _marked(self, typed: Sequence[str], shares: Iterable[str]) -> frozenset[str]:
        """Return the stems that a text was found by: of the words typed and of their synonyms."""
        meant = self._synonyms.meant(typed)
        alike = (phrase[0] for word in shares for phrase in meant.get(word, ()) if len(phrase) == 1)
        return frozenset((*(stem(word) for word in shares), *alike))

    def _of_kind(self, kind: str) -> dict[int, tuple[str, str, str, float]]:
        """Return id, title, text and worth of the documents of one kind, by their numbers."""
        if kind not in self._kinds:
            rows = self._store.rows(_OF_KIND, kind)
            self._kinds[kind] = {row[0]: row[1:] for row in rows}
        return self._kinds[kind]

    @cached_property
    def _count(self) -> int:
        return self._store.count("search_document")

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

    def _terms(self, typed: Sequence[str], shares: Mapping[str, float]) -> list[Term]:
        meant = self._synonyms.meant(typed)
        return [
            self._term(word, word == typed[-1], meant.get(word, ()), share)
            for word, share in shares.items()
        ]

    def _term(
        self, word: str, last: bool, synonyms: Sequence[tuple[str, ...]], share: float
    ) -> Term:
        """Return what a word finds: itself, its forms, words that begin with it, its synonyms."""
        forms = dict.fromkeys((word, *self._forms(stem(word))))
        own = dict(self._weights(_any(map(_quoted, forms))))
        if last or is_hangul(word):
            # One or two letters begin words in nearly every document, so titles must do.
            short = len(word) < _SHORT and not is_hangul(word)
            begun = self._weights(f"{_quoted(word)} *", titles_alone=short)
            _take(own, begun, _BEGUN if own else 1.0)
        worth = self._rarity(len(own)) if own else 0.0
        for phrase in synonyms:
            parts = [self._forms(root) for root in phrase]
            if not all(parts):
                continue
            found = self._weights(" AND ".join(_any(map(_quoted, part)) for part in parts))
            rarity = self._rarity(len(found))
            # A synonym is worth no more than what was typed.
            _take(own, found, _SYNONYM * (min(1.0, worth / rarity) if worth else 1.0))
            worth = worth or rarity
        # What has many names is no rare thing, however rare the name that was typed.
        common = self._rarity(len(own))
        part = share * (common / worth if worth else 1.0)
        return Term({number: weight * part for number, weight in own.items()}, common * share)

    def _weigh(self, expression: str, *, titles_alone: bool = False) -> _Weights:
        """Return what an expression weighs in each document; not to be changed by who asks."""
        in_titles = f"{{title names}} : ({expression})"
        wanted = in_titles if titles_alone else expression
        held = self._store.rows(_HELD, wanted, _MOST)
        if len(held) <= _RANKED:
            return dict(self._store.rows(_WEIGHTS, wanted, _MOST))
        titled = held if titles_alone else self._store.rows(_HELD, in_titles, _MOST)
        rarity = self._rarity(len(held))
        found = {row[0]: rarity * _ANYWHERE for row in held}
        return found | {row[0]: rarity * _IN_TITLE for row in titled}

    def _forms(self, root: str) -> list[str]:
        found = self._store.rows("SELECT word FROM search_word WHERE stem = ?", root)
        return [row[0] for row in found]

    def _rarity(self, documents: int) -> float:
        return log(1 + (self._count - documents + 0.5) / (documents + 0.5))


def _score(terms: Sequence[Term], number: int) -> float:
    """Return what the words of a document weigh together, less where some are missing."""
    held = sum(term.worth for term in terms if number in term.weights)
    share = held / (sum(term.worth for term in terms) or 1.0)
    weight = sum(term.weights.get(number, 0.0) for term in terms)
    return weight * (_KEPT + (1 - _KEPT) * share)


def _marks(stems: frozenset[str], beginning: str, text: str) -> Spans:
    """Return where words with these stems, or that begin so, stand in a text."""
    found: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text):
        held = words(piece[0])
        if any(stem(word) in stems or word.startswith(beginning) for word in held):
            found.append(piece.span())
    return tuple(found)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _any(expressions: Iterable[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _take(own: _Weights, more: _Weights, share: float) -> None:
    """Take further weights in, where they are higher."""
    for number, weight in more.items():
        if weight * share > own.get(number, 0.0):
            own[number] = weight * share
