"""The map as CSV: a row for each province and each place that it shows, with status and source."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.map_rows import MapRow, groups
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.places import Place
from nklearn.interchange.values_csv import written

COLUMNS = (
    "province",
    "name",
    "hangul",
    "kind",
    "mines",
    "share",
    "status",
    "where",
    "citation",
    "address",
)


def write_places(catalog: Catalog, view: MapView, choice: MapChoice) -> bytes:
    """Return what the list of a choice shows; of hard material no more than the list does."""
    return written(COLUMNS, _rows(catalog, view, choice))


def _rows(catalog: Catalog, view: MapView, choice: MapChoice) -> Iterator[tuple[str, ...]]:
    for group in groups(view, choice):
        for row in group.rows:
            yield _row(catalog, view, group.title, row)
    if view.unplaced is not None and not choice.find:
        count = view.unplaced
        head = ("", "Not placed", "", "")
        yield (*head, str(count.number), count.share, "", "", view.source, count.address)


def _row(catalog: Catalog, view: MapView, province: str, row: MapRow) -> tuple[str, ...]:
    found = view.province(row.id)
    place = view.place(row.id)
    count = found.count if found else None
    return (
        province,
        row.name,
        row.hangul,
        row.kind,
        str(count.number) if count else "",
        count.share if count else "",
        "" if count else row.standing,
        row.where,
        view.source if count else _sources(catalog, place),
        place.address,
    )


def _sources(catalog: Catalog, place: Place) -> str:
    lines = (catalog.evidence(target).source_line for target in place.grounds)
    return "; ".join(dict.fromkeys(lines))
