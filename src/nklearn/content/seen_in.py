"""In which explorers a record can be seen: lineage, chain of command, time axis, map and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nklearn.content.entry_parts import EntryLink
from nklearn.content.shelf import Shelf
from nklearn.domain.addresses import Address
from nklearn.domain.entities import Entity
from nklearn.domain.evidence import Use
from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.places import CAMPS, Place
from nklearn.domain.songbun import CATEGORIES, ORIGINS, Consequence, Label, SocialClass
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.domain.time_choice import TimeChoice

# In which list of law and penalties a kind of record stands.
_LAWS: dict[type[Entity], str] = {
    Provision: "practice",
    Instrument: "instruments",
    Penalty: "penalties",
    Sanction: "sanctions",
}


def seen_in(shelf: Shelf, entity: Entity) -> tuple[EntryLink, ...]:
    """Return the explorers that show a record, each by the address at which it is open there."""
    return tuple(EntryLink(name, str(address)) for name, address in _views(shelf, entity))


def views_of(shelf: Shelf, uses: Iterable[Use]) -> tuple[EntryLink, ...]:
    """Return the explorers that show the records among `uses`, each address once."""
    found: dict[str, EntryLink] = {}
    for use in uses:
        address = Address.parse(use.address)
        known = {each.id: each for each in shelf.entities(address.page)}
        entity = known.get(address.rest)
        for link in seen_in(shelf, entity) if entity else ():
            words = f"{link.text}: {use.title}"
            found.setdefault(link.address, EntryLink(words, link.address))
    return tuple(found.values())


def _views(shelf: Shelf, entity: Entity) -> Iterator[tuple[str, Address]]:
    name = entity.id
    match entity:
        case Body():
            if any(name in each.bodies and each.table for each in shelf.events()):
                yield "Lineage", Address.of("ministries", body=name)
            if any(name in (each.over, each.under) for each in shelf.command_links()):
                yield "Chain of command", Address.of("chain", open=name)
        case InstitutionEvent():
            if entity.table:
                yield "Lineage", Address.of("ministries", entity.date.code)
        case CommandLink():
            yield "Chain of command", Address.of("chain", open=entity.under)
        case Place():
            if entity.outline or entity.provinces:
                yield "Map", Address.of("map", open=name)
        case Label():
            if entity.list_id in (*CATEGORIES, ORIGINS):
                yield "Songbun", SongbunChoice(open=name).address
        case SocialClass() | Consequence():
            yield "Songbun", SongbunChoice().address
        case Instrument() | Provision() | Penalty() | Sanction():
            show = {} if isinstance(entity, Provision) else {"show": _LAWS[type(entity)]}
            yield "Law and penalties", Address.of("laws", **show, open=f"{entity.PAGE}/{name}")
        case Organisation() | Person():
            yield "Organisations", Address.of("organisations")
        case _:
            pass
    if _dated(shelf, entity):
        # Of a place, each dated state is an entry of its own.
        state = ("1",) if isinstance(entity, Place) else ()
        yield "Time axis", TimeChoice(open=("/".join((entity.PAGE, name, *state)),)).address


def _dated(shelf: Shelf, entity: Entity) -> bool:
    """Tell whether a record stands on the time axis."""
    match entity:
        case InstitutionEvent() | Sanction():
            return True
        case Instrument():
            # A resolution of the sanctions stands there as their step.
            steps = {step.name for step in shelf.sanctions()}
            return entity.date is not None and entity.name not in steps
        case Place():
            dated = any(state.start or state.end for state in entity.states)
            return dated and entity.kind in CAMPS
        case _:
            return False
