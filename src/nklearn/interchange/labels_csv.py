"""Lists of labels as CSV: each line as read and as printed, with status, basis and source."""

from __future__ import annotations

from nklearn.content.catalog import Catalog
from nklearn.content.entry_words import list_words
from nklearn.content.songbun_view import SongbunView
from nklearn.interchange.values_csv import written

COLUMNS = (
    "list",
    "class",
    "number",
    "label",
    "printed",
    "status",
    "basis",
    "explanation",
    "matches",
    "citation",
    "address",
)


def write_labels(catalog: Catalog, view: SongbunView) -> bytes:
    """Return all rows of a view; `matches` says which a search found, empty without a search.

    Of labels that are hard to read the words are left out.
    """
    return written(
        COLUMNS,
        (
            (
                list_words(row.label.list_id),
                group.of_class.name if group.of_class else "",
                row.number,
                row.label.name if row.text else "",
                row.label.printed if row.text else "",
                str(row.label.status),
                row.label.basis if row.text else "",
                row.label.about if row.text else "",
                ("yes" if row.matches else "no") if view.choice.find else "",
                catalog.source_line(row.label.locator.source, row.label.locator.place),
                row.label.address,
            )
            for group in view.groups
            for row in group.rows
        ),
    )
