"""What search finds, written into content.db: documents, and the words of each by field."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nklearn.domain.search import SearchHit
from nklearn.storage.search_words import Names, endings, stem, words

_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What search can find: `hit` as it is shown, `body` further words, `variants` other names.

    `worth` says how readily it is found beside others that hold the same words.
    """

    hit: SearchHit
    body: str = ""
    variants: tuple[str, ...] = ()
    worth: float = 1.0


def fill(
    connection: sqlite3.Connection, documents: Sequence[Document], groups: Sequence[Sequence[str]]
) -> None:
    """Fill the documents and their full-text index, the first document first.

    `groups` holds spellings of one name each.
    """
    names = Names(groups)
    connection.executemany(
        "INSERT INTO search_document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*_document(n, entry.hit), entry.worth) for n, entry in enumerate(documents, 1)),
    )
    held: set[str] = set()
    for n, entry in enumerate(documents, 1):
        fields = _indexed(entry, names)
        held.update(*fields)
        connection.execute(
            "INSERT INTO search_index (rowid, title, names, text, body, source)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (n, *(" ".join(field) for field in fields)),
        )
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    connection.executemany(
        "INSERT INTO search_word VALUES (?, ?)", ((word, stem(word)) for word in sorted(held))
    )


def _document(number: int, hit: SearchHit) -> _Row:
    about = (hit.address, hit.kind, hit.title, hit.text)
    return (number, *about, hit.source, hit.status, hit.sensitivity)


def _indexed(entry: Document, names: Names) -> tuple[list[str], ...]:
    """Return the words of a document by field; other spellings of names stand where one stood."""
    hit = entry.hit
    fields = [words(hit.title), [], words(hit.text), words(entry.body), words(hit.source)]
    for spelling in entry.variants:
        fields[1] += words(spelling)
    for field in fields:
        field += [word for word in names.others(field) if word not in field]
        field += endings(field)
    return tuple(fields)
