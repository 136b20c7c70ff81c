"""Search answers plain questions: what is asked for stands among the first ten hits.

`student-questions.tsv` holds a question a line, and the addresses of which one must be found. The
questions were written from the texts, before any search was tried.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from nklearn.content.catalog import Catalog

_FIRST = 10
_AIM = 0.95
QUESTIONS = Path(__file__).with_name("student-questions.tsv")


def _asked() -> list[tuple[str, list[str]]]:
    lines = QUESTIONS.read_text("utf-8").splitlines()[1:]
    pairs = [line.split("\t") for line in lines]
    return [(question, wanted.split(" | ")) for question, wanted in pairs]


def _addresses(content: Path) -> set[str]:
    with closing(sqlite3.connect(content)) as connection:
        return {row[0] for row in connection.execute("SELECT address FROM search_document")}


def test_what_a_student_asks_for_is_found(shipped_content: Path) -> None:
    asked = _asked()
    assert len({question for question, _ in asked}) == len(asked) >= 150
    catalog = Catalog.open(shipped_content)
    known = _addresses(shipped_content)
    missed: list[str] = []
    for question, wanted in asked:
        assert set(wanted) <= known, f"{question}: nothing is at {set(wanted) - known}"
        found = [hit.address for hit in catalog.search(question, _FIRST)]
        if not set(wanted) & set(found):
            missed.append(f"{question}: {wanted} not in {found}")
    catalog.close()
    assert len(missed) <= len(asked) * (1 - _AIM), "\n".join(missed)
