"""Lists of law as CSV: each record with what it says, the facts behind it, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from nklearn.content.catalog import Catalog
from nklearn.content.law_lists import LawGroup, LawItem
from nklearn.interchange.values_csv import written

COLUMNS = (
    "group",
    "number or date",
    "record",
    "hangul",
    "context",
    "side",
    "says",
    "value",
    "status",
    "facts",
    "citation",
    "address",
)


def write_laws(catalog: Catalog, groups: Iterable[LawGroup]) -> bytes:
    """Return a row for each side of each record, or one for a record without sides.

    Leave the words of hard records out beforehand (`law_lists.folded_away`).
    """
    return written(
        COLUMNS,
        (row for group in groups for item in group.items for row in _rows(catalog, group, item)),
    )


def _rows(catalog: Catalog, group: LawGroup, item: LawItem) -> Iterable[tuple[str, ...]]:
    sides = [(each.label, each.text, each.targets or item.targets) for each in item.sides]
    for side, says, targets in sides or [("", item.about, item.targets)]:
        found = [catalog.evidence(target) for target in targets]
        yield (
            group.label,
            item.lead,
            item.title,
            item.hangul,
            item.context,
            side,
            says,
            item.value,
            "; ".join(dict.fromkeys(str(each.status) for each in found)),
            "; ".join(targets),
            "; ".join(dict.fromkeys(each.source_line for each in found)),
            item.address,
        )
