"""One view of every record that can be opened, for pages and text alike: the `Entry`.

`entry(shelf, address)` makes it of a body, event, link of command, class, consequence, label,
place, law, provision, penalty, sanction, organisation or person.
"""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.content.entry_parts import PARTS
from nklearn.content.entry_parts import EntryLink as EntryLink
from nklearn.content.entry_parts import Related as Related
from nklearn.content.entry_parts import Row as Row
from nklearn.content.entry_words import PAGE_WORDS, code_words, other_names
from nklearn.content.seen_in import seen_in
from nklearn.content.shelf import Shelf
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.entities import Entity
from nklearn.domain.institutions import Body
from nklearn.domain.law import Instrument
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.places import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, ready to be shown.

    `kind` is the page of its address ("body"), `kind_label` that in words ("Ministry"); `variants`
    are its other names, those that tell something new; `targets` are the claims and cells that it
    rests on as a whole; `sensitivity` is the gravest of its own and theirs: what is not "none"
    stays folded until the reader asks for it.
    """

    address: str
    kind: str
    kind_label: str
    title: str
    hangul: str
    variants: tuple[str, ...]
    about: str
    rows: tuple[Row, ...]
    related: tuple[Related, ...]
    targets: tuple[str, ...]
    note: str
    sensitivity: Sensitivity


def entry(shelf: Shelf, address: str | Address) -> Entry:
    """Return the record at an address: nk:body/ministry-of-mining.

    Raises:
        UnknownAddressError: there is none.
    """
    found = Address.parse(address) if isinstance(address, str) else address
    return entry_of(shelf, shelf.entity(found.page, found.rest))


def entry_of(shelf: Shelf, entity: Entity) -> Entry:
    """Return a record of `shelf` as its entry."""
    code = _kind(entity)
    kind = code_words(code) if code else PAGE_WORDS.get(entity.PAGE, entity.PAGE)
    rows, related = PARTS[type(entity)](shelf, entity)
    return Entry(
        address=entity.address,
        kind=entity.PAGE,
        kind_label=kind,
        title=entity.name,
        hangul=entity.hangul,
        variants=other_names(f"{entity.name} {kind}", entity.variants, (entity.hangul,)),
        about=entity.about,
        rows=tuple(row for row in rows if row.value),
        related=tuple(
            group
            for group in (Related("See it in", seen_in(shelf, entity)), *related)
            if group.links
        ),
        targets=entity.targets,
        note=entity.note,
        sensitivity=entity.sensitivity,
    )


def _kind(entity: Entity) -> str:
    """Return the code of what a record is within its kind; events and links say that in a row."""
    if isinstance(entity, Body | Place | Instrument | Organisation | Person):
        return entity.kind
    return ""
