"""The events of a lineage as CSV: a row for each, with what is unsure and where it stands."""

from __future__ import annotations

from nklearn.content.entry_parts import EntryLink
from nklearn.content.lineage import Happening, Lineage
from nklearn.interchange.values_csv import written

COLUMNS = (
    "date",
    "event",
    "kind",
    "before",
    "after",
    "out of",
    "plan",
    "status",
    "citation",
    "address",
)


def write_events(lineage: Lineage) -> bytes:
    """Return all events by date; of hard ones only the date, the kind and the address.

    `status` says what is not known about an event, or that it is as printed.
    """
    return written(
        COLUMNS,
        (
            (
                change.date.code,
                *_told(happening),
                happening.event.address,
            )
            for change in lineage.changes
            for happening in change.happenings
        ),
    )


def _told(happening: Happening) -> tuple[str, ...]:
    event = happening.event
    if happening.hard:
        return ("", happening.kind, "", "", "", "", "folded", "")
    works = dict.fromkeys(each.source_line for each in happening.grounds)
    return (
        happening.title,
        happening.kind,
        _names(happening.before),
        _names(happening.after),
        _names(happening.out_of),
        event.plan,
        event.unsure or "as printed",
        "; ".join(works),
    )


def _names(links: tuple[EntryLink, ...]) -> str:
    return "; ".join(each.text for each in links)
