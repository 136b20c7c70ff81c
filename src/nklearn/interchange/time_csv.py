"""Entries of the time axis as CSV: when, how closely that is known, what, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from nklearn.content.catalog import Catalog
from nklearn.content.time_axis import PRECISION, SUBJECT_NAMES, TimeEntry
from nklearn.interchange.values_csv import written

COLUMNS = (
    "date",
    "precision",
    "subject",
    "what",
    "detail",
    "status",
    "sources_disagree",
    "citation",
    "address",
)


def write_times(catalog: Catalog, entries: Iterable[TimeEntry]) -> bytes:
    """Return a row for each entry; of what is hard to read the detail is left out."""
    return written(
        COLUMNS,
        (
            (
                each.when.words,
                PRECISION[each.when.mark].lower(),
                SUBJECT_NAMES[each.subject],
                each.name,
                "" if each.hard else each.detail,
                str(catalog.evidence(each.targets[0]).status) if each.targets else "",
                "yes" if each.disputed else "no",
                each.source,
                each.address,
            )
            for each in entries
        ),
    )
