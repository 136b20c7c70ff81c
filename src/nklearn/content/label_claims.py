"""Which claims are about a label: those whose place in the table names its number."""

from __future__ import annotations

import re
from functools import cached_property

from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Claim
from nklearn.domain.songbun import Label

_NUMBERS = re.compile(r"\b(?:categor(?:y|ies)|origins?) (\d+(?:(?:, | and | to )\d+)*)")
_TABLE = "Table "
_RANGE = re.compile(r"(\d+)(?: to (\d+))?")


class LabelClaims:
    """Finds claims about labels; they are read once, when the first is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _in_tables(self) -> tuple[Claim, ...]:
        return tuple(each for each in self._catalog.claims() if _TABLE in each.locator.place)

    def about(self, label: Label) -> tuple[Claim, ...]:
        """Return the claims that stand where a label stands, sorted by id.

        A claim says so in words: "Table 9, complex class; footnote 53, categories 14, 18 and 19".
        Where a table has no numbers, those of the same column count.
        """
        source, place = label.locator.source, label.locator.place
        return tuple(
            claim
            for claim in self._in_tables
            if claim.locator.source == source and names(claim.locator.place, place)
        )


def names(place: str, of_label: str) -> bool:
    """Tell whether the place of a claim names the place of a label.

    The label's is like "Table 9, complex class, category 18; footnote 53".
    """
    if place == of_label:
        return True
    table, _, rest = of_label.partition(", ")
    head, _, numbered = rest.rpartition(", ") if _NUMBERS.search(rest) else ("", "", "")
    number = _NUMBERS.search(numbered)
    if not head or number is None or not place.startswith(f"{table}, "):
        return False
    _, found, after = place.partition(head)
    listed = _NUMBERS.search(after) if found else None
    return listed is not None and int(number[1]) in _expanded(listed[1])


def _expanded(listed: str) -> set[int]:
    """Return the numbers of "14, 18 and 19" or "5 to 13"."""
    numbers: set[int] = set()
    for first, last in _RANGE.findall(listed):
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers
