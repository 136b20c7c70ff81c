"""All claims as lines of a list, in two queries: no nested value but what a line shows is read."""

from __future__ import annotations

import json

from nklearn.domain.claims import ClaimKind, Sensitivity, Status
from nklearn.domain.dates import PartialDate
from nklearn.domain.facts import FactLine
from nklearn.storage import sqlite_files
from nklearn.storage.content_store import ContentStore
from nklearn.storage.sqlite_files import CONTENT

_LINES = (
    "SELECT position, id, title, quantities, kind, status, sensitivity, source, place, years,"
    " topics, EXISTS (SELECT 1 FROM disagreement_member WHERE target = id)"
    " FROM claim ORDER BY position"
)


def fact_lines(store: ContentStore) -> tuple[FactLine, ...]:
    """Return a line for each claim, sorted by id.

    Raises:
        UserError: the file is damaged.
    """
    through: dict[int, set[str]] = {}
    for source, claim in store.rows("SELECT source, claim FROM claim_source"):
        through.setdefault(claim, set()).add(source)
    rows = store.rows(_LINES)
    with sqlite_files.explained(store.path, CONTENT):
        return tuple(
            FactLine(
                id=row[1],
                title=row[2],
                value="; ".join(each["text"] for each in json.loads(row[3])),
                kind=ClaimKind(row[4]),
                status=Status(row[5]),
                sensitivity=Sensitivity(row[6]),
                source=row[7],
                place=row[8],
                sources=frozenset(through.get(row[0], ())),
                years=tuple(_span(code) for code in json.loads(row[9])),
                topics=tuple(json.loads(row[10])),
                rivalled=bool(row[11]),
            )
            for row in rows
        )


def _span(code: str) -> tuple[int, int]:
    """Return the first and last year of a date; before and after count by the year they name."""
    date = PartialDate.parse(code)
    if date.years and code.startswith(("before ", "after ")):
        return date.years[0], date.years[0]
    return date.start.year, date.end.year
