"""The explorer of songbun as text: the lists, what a search finds in them, what followed."""

from __future__ import annotations

from nklearn.cli.entry_text import entry_lines
from nklearn.content.catalog import Catalog
from nklearn.content.entries import entry_of
from nklearn.content.entry_words import status_words
from nklearn.content.songbun_tabs import Followed, Tab, rations, tab_of
from nklearn.content.songbun_view import LabelGroup, SongbunView
from nklearn.domain.claims import Sensitivity
from nklearn.domain.songbun_choice import TABS


def songbun_lines(catalog: Catalog, view: SongbunView) -> list[str]:
    """Return what the page shows of a view; a tab is told of only where one is chosen."""
    lines: list[str] = []
    for group in view.groups:
        lines += _group(group, view)
    if view.near:
        lines.append(f"Nothing found. Look for: {view.near}")
    if view.elsewhere:
        lines.append(f"The other lists have it {view.elsewhere} times.")
    lines.append(f"Source: {view.source}")
    if view.opened:
        lines += ["", *entry_lines(catalog, entry_of(catalog, view.opened))]
    if view.choice.tab:
        lines += ["", *_tab(catalog, tab_of(catalog, view.choice.tab))]
    return lines


def _group(group: LabelGroup, view: SongbunView) -> list[str]:
    """Return the head of a list and its rows; of a search those that match."""
    find = view.choice.find
    name = group.of_class.name if group.of_class else "origins"
    total = len(group.rows)
    count = f"{group.matches} of {total} match" if find else str(total)
    lines = [f"{name}: {count}  {group.count_address}"]
    for row in group.rows:
        if row.matches or not find:
            doubt = f" [{status_words(row.label.status)}]" if row.restored else ""
            hard = f"(speaks of {row.label.sensitivity.value.replace('-', ' ')})"
            lines.append(f"    {row.number}. {row.text or hard}{doubt}  {row.label.address}")
    return [*lines, ""]


def _tab(catalog: Catalog, tab: Tab) -> list[str]:
    lines: list[str] = []
    figure = rations(catalog) if tab.id == TABS[0] else None
    if figure:
        lines += [figure.title, f"{figure.measure}, by rank of recipient"]
        lines += [f"    {b.name}: {b.text or 'no split given'}  {b.address}" for b in figure.bars]
        lines += [f"Source: {figure.source}", ""]
    lines += [tab.note, ""] if tab.note else []
    for area, items in tab.areas:
        lines.append(area)
        for each in items:
            lines += _followed(each)
    return lines


def _followed(each: Followed) -> list[str]:
    found = each.consequence
    if found.sensitivity is not Sensitivity.NONE:
        return [f"    (speaks of {found.sensitivity.value.replace('-', ' ')})  {found.address}"]
    classes = ", ".join(own.name for own in each.classes)
    lines = [f"    {found.name} ({classes})  {found.address}", f"        {found.about}"]
    return [*lines, *(f"        {ground.address}" for ground in each.grounds)]
