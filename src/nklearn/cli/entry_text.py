"""A record as text: what it is, what belongs to it, and what it rests on, hand by hand."""

from __future__ import annotations

from nklearn.content.catalog import Catalog
from nklearn.content.entries import Entry, EntryLink
from nklearn.content.standing import StandingGroup
from nklearn.domain.claims import Hop, Sensitivity, Status
from nklearn.domain.evidence import Evidence


def grounds(shown: Entry) -> tuple[str, ...]:
    """Return the claims and cells that an entry or one of its rows rests on."""
    rows = (target for row in shown.rows for target in row.targets)
    return tuple(dict.fromkeys((*shown.targets, *rows)))


def entry_lines(catalog: Catalog, shown: Entry) -> list[str]:
    """Lay an entry out as text, with the chain of every claim that it rests on."""
    names = ", ".join(filter(None, (shown.hangul, *shown.variants)))
    lines = [shown.title, "=" * len(shown.title)]
    lines.append(f"{shown.kind_label}. Also: {names}." if names else f"{shown.kind_label}.")
    lines += [text for text in (shown.about, shown.note) if text]
    if shown.sensitivity is not Sensitivity.NONE:
        lines.append(f"This speaks of {shown.sensitivity.value.replace('-', ' ')}.")
    if shown.rows:
        lines += ["", *(f"{row.label}: {row.value}{_leads(row.address)}" for row in shown.rows)]
    for group in shown.related:
        lines += ["", group.label, *(f"    {_link(each)}" for each in group.links)]
    found = [catalog.evidence(target) for target in grounds(shown)]
    if found:
        lines += ["", "Rests on"]
        for each in found:
            lines += [f"    {line}" for line in _evidence(catalog, each)]
    return lines


def standing_lines(group: StandingGroup) -> list[str]:
    """Lay bodies as they stood on a date out as text."""
    links = (EntryLink(each.name, each.address, each.remark) for each in group.bodies)
    return [group.label, *(f"    {_link(each)}" for each in links), ""]


def _link(link: EntryLink) -> str:
    remark = f" ({link.remark})" if link.remark else ""
    return f"{link.text}{remark}{_leads(link.address)}"


def _leads(address: str) -> str:
    return f"  {address}" if address else ""


def _evidence(catalog: Catalog, found: Evidence) -> list[str]:
    status = "" if found.status is Status.AS_PRINTED else f" [{found.status.value}]"
    lines = [f"{found.statement}{status}{_leads(found.address)}", f"    {found.source_line}"]
    lines += [f"    {n}. {_hand(catalog, hop)}" for n, hop in enumerate(found.chain, 1)]
    return lines


def _hand(catalog: Catalog, hop: Hop) -> str:
    source = f" ({catalog.source(hop.source).title})" if hop.source else ""
    return f"{hop.who}: {hop.what}{source}{'' if hop.known else ' (not known)'}"
