"""The index of search as content.db holds it: for each word, the documents and how much they say.

A weight is worked out here once (BM25 over weighted fields), so that a search only adds up. Short
beginnings of words have rows of their own ("co*"), because they are asked for at every keystroke.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from nklearn.storage.search_words import Names, endings, stem, words

# A beginning of at most so many letters has a row of its own.
BEGINNING = 3
# Words of more documents than MANY also name the BEST of them.
MANY = 1000
_BEST = 200
# What a word counts by where it stands, and how much the length there takes from that.
_TITLE, _NAME, _TEXT, _BODY, _SOURCE, _PART = 4.0, 4.0, 1.6, 0.9, 0.4, 0.7
_LENGTH_TITLE, _LENGTH_BODY = 0.35, 0.6
_USUAL_TITLE, _USUAL_BODY = 6.0, 30.0
_SATURATION = 1.2
_SCALE = 95
_FULL = 255

Row = tuple[str, str, int, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Fields:
    """The words of a document, by how much they tell: `names` are further names of its subject.

    What is not `counted` makes no word less rare: a table tells its words in every cell again."""

    title: str
    text: str
    body: str
    source: str
    names: tuple[str, ...] = ()
    worth: float = 1.0
    counted: bool = True


def rows(documents: Iterable[Fields], names: Names) -> list[Row]:
    """Return the rows (word, stem, number of counted documents, ids, weights, best ids), sorted.

    Ids count from 1 in the order of the documents.
    """
    postings: dict[str, tuple[array[int], bytearray]] = {}
    counts: Counter[str] = Counter()
    for number, fields in enumerate(documents, 1):
        for word, weight in _weights(fields, names).items():
            if word not in postings:
                postings[word] = (array("I"), bytearray())
            ids, weights = postings[word]
            ids.append(number)
            weights.append(weight)
            counts[word] += fields.counted
    return [_row(word, max(1, counts[word]), *postings[word]) for word in sorted(postings)]


def ids_of(blob: bytes) -> array[int]:
    """Read ids as a row holds them: four bytes each, the lowest first."""
    ids: array[int] = array("I")
    ids.frombytes(blob[: len(blob) // 4 * 4])
    if sys.byteorder == "big":
        ids.byteswap()
    return ids


def _row(word: str, count: int, ids: array[int], weights: bytearray) -> Row:
    best: array[int] = array("I")
    if len(ids) > MANY:
        order = nsmallest(_BEST, range(len(ids)), key=lambda place: (-weights[place], place))
        best.extend(ids[place] for place in sorted(order))
    root = "" if word.endswith("*") else stem(word)
    return word, root, count, _blob(ids), bytes(weights), _blob(best)


def _blob(ids: array[int]) -> bytes:
    if sys.byteorder == "big":
        ids.byteswap()
    return ids.tobytes()


def _weights(fields: Fields, names: Names) -> dict[str, int]:
    """Return the weight of each word and each short beginning of one, from 1 to 255."""
    found: dict[str, int] = {}
    for word, amount in _amounts(fields, names).items():
        told = amount * (_SATURATION + 1) / (amount + _SATURATION)
        found[word] = max(1, min(_FULL, round(told * fields.worth * _SCALE)))
    for word, weight in list(found.items()):
        for end in range(1, min(len(word), BEGINNING) + 1):
            beginning = f"{word[:end]}*"
            found[beginning] = max(found.get(beginning, 0), weight)
    return found


def _amounts(fields: Fields, names: Names) -> dict[str, float]:
    """Return how much there is of each word, by where it stands and how long that is."""
    found: defaultdict[str, float] = defaultdict(float)
    title = words(fields.title)
    parts = [
        (title, _TITLE, _shrunk(len(title), _USUAL_TITLE, _LENGTH_TITLE)),
        *((words(name), _NAME, 1.0) for name in fields.names),
    ]
    text, body = words(fields.text), words(fields.body)
    shrunk = _shrunk(len(text) + len(body), _USUAL_BODY, _LENGTH_BODY)
    parts += [(text, _TEXT, shrunk), (body, _BODY, shrunk), (words(fields.source), _SOURCE, 1.0)]
    for held, worth, shrink in parts:
        every = [*held, *(word for word in names.others(held) if word not in held)]
        for word in every:
            found[word] += worth * shrink
        for part in endings(every):
            found[part] += worth * shrink * _PART
    return found


def _shrunk(length: int, usual: float, share: float) -> float:
    return 1 / (1 - share + share * length / usual)
