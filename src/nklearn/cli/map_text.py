"""The map as text: the places of an address by province, and what is known of them for its year."""

from __future__ import annotations

from nklearn.content.catalog import Catalog
from nklearn.content.map_rows import MapGroup, groups
from nklearn.content.map_view import MapView
from nklearn.domain.addresses import Address
from nklearn.domain.map_choice import MapChoice


def map_groups(catalog: Catalog, address: Address) -> tuple[MapGroup, ...]:
    """Return the list of an address of the map; raise UserError if it opens no place."""
    view, choice = MapView(catalog), MapChoice.parse(address)
    if choice.open:
        view.place(choice.open)
    return groups(view, choice)


def map_lines(catalog: Catalog, address: Address) -> list[str]:
    """Return that list as lines, with where the counts are from."""
    view = MapView(catalog)
    lines: list[str] = []
    for group in map_groups(catalog, address):
        lines += [group.title, "=" * len(group.title)]
        for row in group.rows:
            name = f"{row.name} {row.hangul}".strip()
            told = ", ".join(filter(None, (row.kind, row.standing, row.where)))
            lines.append(f"- {name}: {told} [nk:place/{row.id}]")
        lines.append("")
    if view.unplaced is not None:
        lines.append(f"Not placed: {view.unplaced.number} of {view.total} mines.")
    if view.source:
        lines.append(f"Source: {view.source}.")
    return lines
