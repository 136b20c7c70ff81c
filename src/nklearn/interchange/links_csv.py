"""Links of command as CSV: who is over whom, by which line, and what that rests on."""

from __future__ import annotations

from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.domain.claims import Sensitivity
from nklearn.interchange.values_csv import written

COLUMNS = ("over", "under", "line", "note", "status", "citation", "address")


def write_links(catalog: Catalog, chain: Chain, line: str = "") -> bytes:
    """Return all links, or those of one line; of hard ones the note is left out."""
    rows: list[tuple[str, ...]] = []
    for link in chain.links:
        if line and link.kind != line:
            continue
        evidence = [catalog.evidence(target) for target in link.targets]
        rows.append(
            (
                chain.bodies[link.over].name,
                chain.bodies[link.under].name,
                link.kind,
                link.note if link.sensitivity is Sensitivity.NONE else "",
                "; ".join(dict.fromkeys(str(each.status) for each in evidence)),
                "; ".join(dict.fromkeys(each.source_line for each in evidence)),
                link.address,
            )
        )
    return written(COLUMNS, rows)
