"""The map as a list, for readers who listen and for the command line: every place by province."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nklearn.content.entry_words import code_words, state_words
from nklearn.content.map_view import MapView, Province, Site, Standing, states_in
from nklearn.domain.claims import Sensitivity
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.places import PlaceState

NO_PROVINCE = "No province named"


@dataclass(frozen=True, slots=True)
class MapRow:
    """One line of the list: a place, what kind it is, what holds, and where it lies."""

    id: str
    name: str
    hangul: str
    kind: str
    standing: str
    where: str


@dataclass(frozen=True, slots=True)
class MapGroup:
    """A province with its count in words, and the places named there."""

    title: str
    address: str
    rows: tuple[MapRow, ...]


def groups(view: MapView, choice: MapChoice) -> tuple[MapGroup, ...]:
    """Return the list for a choice: provinces by their counts, then places without one.

    A disputed place stands under each of its provinces. Words that are being looked for leave
    those places that have them; a layer that is off is left out.
    """
    return tuple(group for group in _groups(view, choice) if group.rows or not choice.find)


def _groups(view: MapView, choice: MapChoice) -> Iterator[MapGroup]:
    found = frozenset(view.found(choice.find))
    shown = [site for site in view.shown(choice) if not choice.find or site.id in found]
    for province in view.by_count:
        here = [site for site in shown if province.id in site.place.provinces]
        rows = [row_of(view, site, choice.year) for site in here]
        if not choice.find or province.id in found:
            rows.insert(0, _province_row(view, province))
        yield MapGroup(province.place.name, province.place.address, tuple(rows))
    rest = [site for site in shown if not site.place.provinces]
    if rest:
        yield MapGroup(NO_PROVINCE, "", tuple(row_of(view, site, choice.year) for site in rest))


def _province_row(view: MapView, province: Province) -> MapRow:
    place = province.place
    return MapRow(
        place.id,
        place.name,
        place.hangul,
        code_words(place.kind),
        count_words(view, province),
        "",
    )


def count_words(view: MapView, province: Province) -> str:
    """Return the count of a province with share and rank."""
    count = province.count
    if count is None:
        return "No row of its own in the table"
    rank = f"rank {count.rank} of {view.ranked}"
    shared = ", shared" if count.ties else ""
    return ", ".join(filter(None, (f"{count.number} mines counted", count.share, rank))) + shared


def row_of(view: MapView, site: Site, year: str) -> MapRow:
    """Return the line of a place."""
    place = site.place
    names = [found.place.name for found in view.provinces if found.id in place.provinces]
    where = f"Disputed: {' or '.join(names)}" if site.disputed else " and ".join(names)
    if site.point is None:
        where = ", ".join(filter(None, (where, "no point known")))
    return MapRow(
        place.id,
        place.name,
        place.hangul,
        code_words(place.kind),
        standing_words(site, year),
        where,
    )


def standing_words(site: Site, year: str) -> str:
    """Return what holds in a year; of hard material its dates alone, its words stay folded."""
    place = site.place
    states = states_in(place, year)
    hard = place.sensitivity is not Sensitivity.NONE
    if not states:
        return f"Nothing dated for {year}" if year else "Nothing dated"
    if not hard:
        return "; ".join(_capital(state_words(state)) for state in states)
    change = site.change
    standing = site.standing(year)
    if change and standing is Standing.CLOSED:
        return f"Reported closed, {change.start}"
    if change and standing is Standing.MOVED:
        return f"Reported moved, {change.start}"
    return f"Described for {', '.join(dict.fromkeys(map(_dates, states)))}"


def _dates(state: PlaceState) -> str:
    first, last = str(state.start or ""), str(state.end or "")
    if first == last:
        return first
    if not first:
        return f"the time up to {last}"
    return f"{first} to {last}" if last else f"the time from {first}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
