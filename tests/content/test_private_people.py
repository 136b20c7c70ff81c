"""People whom the texts name, but who neither held office nor published, are found by nothing.

Their names stand here as hashes of folded words, so that this file does not name them either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from nklearn.storage.search_words import words

# What the texts call a woman, two workers, a sister, a witness and a former airman, in the ways in
# which it may be spelt; where a name is an everyday word of Korean names, only with its other part.
_NAMES = frozenset(
    [
        "b113405b6f9114b2",
        "cb90ee3de3af89d0",
        "3ef3932dc8c3d6f8",
        "839befa981a0da02",
        "469af1a794c78cb3",
        "67eb431cafa6f9d2",
        "c43f9288988a2702",
        "301d9673853b2354",
        "86a87728bd52f841",
        "ef35b28a4d09d9cd",
        "94066f708c78fc01",
        "5e06052dfa597bca",
        "4e69fa87e86855cc",
        "d7090b19acc5b166",
    ]
)
# A name that everyone may read, to see that the looking finds names.
_PUBLIC = "jong un"


def _hash(run: str) -> str:
    return sha256(run.encode()).hexdigest()[:16]


def _texts(content: Path) -> Iterator[str]:
    """Give every text of a content file, whatever table it stands in."""
    with closing(sqlite3.connect(content)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from (each for each in row if isinstance(each, str))


def _runs(text: str) -> set[str]:
    """Return all runs of one, two and three words."""
    found = words(text)
    pairs = [" ".join(pair) for pair in pairwise(found)]
    triples = [f"{first} {third}" for first, third in zip(pairs, found[2:], strict=False)]
    return {*found, *pairs, *triples}


def test_no_private_name_stands_in_the_content(shipped_content: Path) -> None:
    runs: set[str] = set()
    for text in _texts(shipped_content):
        runs |= _runs(text)
    assert _PUBLIC in runs
    assert len(runs) > 10_000
    named = [run for run in runs if _hash(run) in _NAMES]
    assert not named
