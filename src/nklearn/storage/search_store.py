"""Search as one types: quick at any size, because only a bounded number of hits is ranked.

Documents stand in the index in order of importance (module first, cell last). Each attempt
takes the first hits of the index, in titles and then anywhere; only those are ranked. Stop words
("how", "the") do not count; where nothing else was typed, the last is taken for a beginning.
"""

from __future__ import annotations

from functools import cached_property

from nklearn.domain.search import SearchHit
from nklearn.storage.content_store import ContentStore
from nklearn.storage.search_words import is_hangul, words

_MAX_TEXT = 300
_MAX_WORDS = 8
_CANDIDATES = 60
_ENOUGH = 3
_IN_TITLES = (
    "SELECT rowid FROM search_index WHERE search_index MATCH '{title} : (' || ? || ')' LIMIT ?"
)
_ANYWHERE = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"
_DOCUMENTS = (
    "SELECT id, address, kind, title, text, source, status, sensitivity FROM search_document"
    " WHERE id IN "
)


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
        telling = self._telling(typed) or typed[-1:]
        strength: dict[int, int] = {}
        for attempt in _attempts(telling, typed[-1]):
            if len(strength) >= _ENOUGH:
                break
            found: dict[int, int] = {}
            for expression in attempt:
                for row in self._candidates(expression, max(limit, _CANDIDATES)):
                    found[row] = found.get(row, 0) + 1
            # What an earlier, stricter attempt found stays ahead.
            strength = {row: value + len(attempt) for row, value in strength.items()}
            for row, value in found.items():
                strength.setdefault(row, value)
        return self._ranked(strength, telling, limit)

    @cached_property
    def _stop_words(self) -> frozenset[str]:
        return frozenset(self._store.meta("stop_words").split())

    def _telling(self, typed: list[str]) -> list[str]:
        return [word for word in typed if word not in self._stop_words]

    def _candidates(self, expression: str, cap: int) -> list[int]:
        found = [row[0] for row in self._store.rows(_IN_TITLES, expression, cap)]
        if len(found) < cap:
            found += [row[0] for row in self._store.rows(_ANYWHERE, expression, cap)]
        return list(dict.fromkeys(found))

    def _ranked(self, strength: dict[int, int], telling: list[str], limit: int) -> list[SearchHit]:
        if not strength:
            return []
        marks = ",".join("?" * len(strength))
        rows = self._store.rows(f"{_DOCUMENTS}({marks})", *strength)
        near = {row[0]: _closeness(self._telling(words(row[3])), telling) for row in rows}
        rows.sort(key=lambda row: (-strength[row[0]], -near[row[0]], row[0]))
        return [SearchHit(*row[1:]) for row in rows[:limit]]


def _attempts(telling: list[str], last: str) -> list[list[str]]:
    """Return search expressions in steps: all telling words, all but one, any."""
    steps = [[_all_of(telling, last)]]
    if len(telling) > 2:
        fewer = (telling[:place] + telling[place + 1 :] for place in range(len(telling)))
        steps.append([_all_of(rest, last) for rest in fewer])
    if len(telling) > 1:
        steps.append([_all_of([word], last) for word in telling])
    return steps


def _all_of(wanted: list[str], last: str) -> str:
    return " AND ".join(_form(word, beginning=word is last) for word in wanted)


def _form(word: str, *, beginning: bool) -> str:
    """Return the expression for one word: a beginning if it may still be typed, plural or not."""
    if is_hangul(word):
        return f'"{word}" *'
    forms = [f'"{word}" *'] if beginning else [f'"{word}"', f'"{word}s"']
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        forms.append(f'"{word[:-1]}"')
    return f"({' OR '.join(forms)})"


def _closeness(held: list[str], telling: list[str]) -> int:
    """Say how near the words of a title come to those typed; words at its start count most."""
    score = 0
    if held[: len(telling)] == telling:
        score += 8 if len(held) == len(telling) else 4
    elif held and held[0].startswith(telling[0]):
        score += 1
    present = set(held)
    for word in telling:
        if word in present or f"{word}s" in present:
            score += 3
        elif any(part.startswith(word) for part in held):
            score += 2
    return score
