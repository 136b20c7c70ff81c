"""What each kind of record shows: its rows, and the records that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nklearn.content.entry_words import (
    code_words,
    list_words,
    many_words,
    other_names,
    position_words,
    state_words,
    status_words,
)
from nklearn.content.shelf import Shelf
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Locator, Status
from nklearn.domain.entities import Entity
from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent, in_order
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.places import Place
from nklearn.domain.songbun import Consequence, Label, SocialClass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to know: `label` and `value` in words.

    `address` is where the value leads, empty if nowhere; where `link` has words, they stand behind
    the value and lead there in its place. `targets` are the claims and cells that this row rests
    on, where they are its own.
    """

    label: str
    value: str
    address: str = ""
    targets: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class EntryLink:
    """Words that lead to another record; `remark` is what to say beside them ("1985", "merged")."""

    text: str
    address: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Records that belong to an entry in one way: "Before", "Under it", "Provisions"."""

    label: str
    links: tuple[EntryLink, ...]


_Parts = tuple[list[Row], list[Related]]


def _links(shelf: Shelf, page: str, names: Iterable[str]) -> tuple[EntryLink, ...]:
    found = (shelf.entity(page, name) for name in dict.fromkeys(names))
    return tuple(EntryLink(each.name, each.address) for each in found)


def _to(entities: Iterable[Entity]) -> tuple[EntryLink, ...]:
    return tuple(EntryLink(each.name, each.address) for each in entities)


def _body(shelf: Shelf, body: Body) -> _Parts:
    events = [each for each in in_order(shelf.events()) if body.id in each.bodies]
    begun = [each for each in events if body.id in each.begun]
    ended = [each for each in events if body.id in each.ended]
    # What comes and goes more than once says so in the order of time.
    times = [
        Row(word, str(each.date), each.address)
        for each in events
        for word, bodies in (("Start", each.begun), ("End", each.ended))
        if body.id in bodies
    ]
    rows = [
        Row("Works on", "" if body.field == "other" else code_words(body.field)),
        Row("Counts as a division of the Cabinet", code_words(body.counts_as)),
        *(() if begun else (Row("Start", "Not known"),)),
        *times,
        *(Row(f"Line of command, {line}", path) for line, path in _lines_up(shelf, body)),
        *(
            Row("Not known", each.unsure, each.address, link=str(each.date))
            for each in events
            if each.unsure
        ),
    ]
    came_from = [name for each in begun for name in (*each.before, each.out_of) if name]
    became = [name for each in ended for name in each.after]
    left_it = [name for each in events if each.out_of == body.id for name in each.after]
    command = shelf.command_links()
    related = [
        Related("Events", tuple(EntryLink(e.name, e.address, str(e.date)) for e in events)),
        Related("Came from", _links(shelf, Body.PAGE, came_from)),
        Related("Became", _links(shelf, Body.PAGE, became)),
        Related("Separated from it", _links(shelf, Body.PAGE, left_it)),
        Related("Over it", _commanded(shelf, [(e.over, e) for e in command if e.under == body.id])),
        Related(
            "Under it", _commanded(shelf, [(e.under, e) for e in command if e.over == body.id])
        ),
    ]
    return rows, related


def _commanded(shelf: Shelf, found: list[tuple[str, CommandLink]]) -> tuple[EntryLink, ...]:
    """Return the bodies at the other end of links of command, each with its line."""
    links: list[EntryLink] = []
    for name, link in found:
        body = shelf.entity(Body.PAGE, name)
        links.append(EntryLink(body.name, body.address, code_words(link.kind).lower()))
    return tuple(links)


def _lines_up(shelf: Shelf, body: Body) -> list[tuple[str, str]]:
    """Return (line, bodies from the top down to this one) for each line that is over a body.

    A line is followed up as long as one body alone stands over the next.
    """
    over: dict[tuple[str, str], list[str]] = {}
    for link in shelf.command_links():
        over.setdefault((link.kind, link.under), []).append(link.over)
    lines: list[tuple[str, str]] = []
    for kind in dict.fromkeys(kind for kind, under in over if under == body.id):
        path = [body.id]
        while len(above := over.get((kind, path[0]), [])) == 1 and above[0] not in path:
            path.insert(0, above[0])
        if len(path) > 2:
            names = [shelf.entity(Body.PAGE, name).name for name in path]
            lines.append((code_words(kind).lower(), " > ".join(names)))
    return lines


def _event(shelf: Shelf, event: InstitutionEvent) -> _Parts:
    what = code_words(event.kind)
    wording = "" if event.wording.lower() == what.lower() else event.wording
    rows = [
        Row("Date", str(event.date)),
        Row("What happened", what),
        Row("The text’s own word", f"“{wording}”" if wording else ""),
        Row("Listed in", event.table),
        Row("State plan beside it", event.plan),
        Row("Not known", event.unsure),
    ]
    parts = (
        ("Before", event.before),
        ("After", event.after),
        ("Goes on", event.remains),
        ("Left", (event.out_of,) if event.out_of else ()),
    )
    return rows, [Related(label, _links(shelf, Body.PAGE, names)) for label, names in parts]


def _command(shelf: Shelf, link: CommandLink) -> _Parts:
    return [Row("Line of command", code_words(link.kind))], [
        Related("Above", _links(shelf, Body.PAGE, [link.over])),
        Related("Below", _links(shelf, Body.PAGE, [link.under])),
    ]


def _class(shelf: Shelf, found: SocialClass) -> _Parts:
    labels = shelf.labels(found.labels) if found.labels else ()
    other = other_names(found.name, [found.other_name], found.variants)
    rows = [
        Row("Also called", ", ".join(other)),
        Row("Categories", str(len(labels)) if labels else ""),
    ]
    followed = [each for each in shelf.consequences() if found.id in each.classes]
    return rows, [
        Related("Categories as printed", _label_links(labels)),
        Related("What followed from it", _to(followed)),
    ]


def _label_links(labels: Iterable[Label]) -> tuple[EntryLink, ...]:
    return tuple(
        EntryLink(
            f"{each.number}. {each.name}",
            each.address,
            "" if each.status is Status.AS_PRINTED else status_words(each.status),
        )
        for each in labels
    )


def _consequence(shelf: Shelf, found: Consequence) -> _Parts:
    classes = _links(shelf, SocialClass.PAGE, found.classes)
    return [Row("Area of life", code_words(found.area))], [Related("Classes", classes)]


def _label(shelf: Shelf, label: Label) -> _Parts:
    restored = bool(label.reading)
    rows = [
        Row("List", list_words(label.list_id)),
        Row("Number", label.number),
        Row("On the page", label.printed if restored else ""),
        Row("Read as", "" if label.reading == label.name else label.reading),
        Row("Status", status_words(label.status)),
        Row("Why it is read so", label.basis),
        _where(shelf, label.locator),
    ]
    classes = [each for each in shelf.classes() if each.labels == label.list_id]
    return rows, [Related("Class", _to(classes))]


def _where(shelf: Shelf, locator: Locator) -> Row:
    line = shelf.source_line(locator.source, locator.place)
    return Row("Where to find it", line, str(Address.of("source", locator.source)))


def _place(shelf: Shelf, place: Place) -> _Parts:
    provinces = _links(shelf, Place.PAGE, place.provinces)
    label = "Province, disputed" if place.disputed else "Province"
    position = Row("Position", position_words(place))
    source = place.position_source
    rows = [
        *(Row(label, each.text, each.address) for each in provinces),
        Row("County", place.county),
        position,
        Row(
            "Position from",
            shelf.source_line(source, "") if source else "",
            str(Address.of("source", source)) if source else "",
        ),
        Row("Minerals", ", ".join(place.minerals)),
        *(Row("State", state_words(state), targets=state.targets) for state in place.states),
    ]
    within = [each for each in shelf.places() if place.id in each.provinces]
    kinds = dict.fromkeys(each.kind for each in within)
    return rows, [
        Related(
            f"Here: {many_words(kind)}",
            tuple(
                EntryLink(each.name, each.address, "disputed" if each.disputed else "")
                for each in within
                if each.kind == kind
            ),
        )
        for kind in kinds
    ]


def _instrument(shelf: Shelf, found: Instrument) -> _Parts:
    rows = [
        Row("Date", str(found.date or "")),
        Row("Issued by", found.issuer),
        Row(
            "Text",
            shelf.source_line(found.source, "") if found.source else "",
            str(Address.of("source", found.source)) if found.source else "",
        ),
    ]
    provisions = [each for each in shelf.provisions() if each.instrument == found.id]
    return rows, [
        Related(
            "Provisions",
            tuple(EntryLink(each.name, each.address, _article(each)) for each in provisions),
        ),
        Related(
            "Penalties",
            _to(each for each in shelf.penalties() if each.instrument == found.id),
        ),
    ]


def _article(provision: Provision) -> str:
    """Return which article it is, for a list: "article 5"; words are left as they are."""
    named = provision.article[:1].isdigit()
    words = "articles" if " " in provision.article else "article"
    return f"{words} {provision.article}" if named else _small(provision.article)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _provision(shelf: Shelf, found: Provision) -> _Parts:
    rows = [
        Row("Article", found.article),
        Row("On paper", found.promises, targets=found.targets),
        Row("In practice", found.practice, targets=found.practice_targets),
    ]
    return rows, [Related("Part of", _links(shelf, Instrument.PAGE, [found.instrument]))]


def _penalty(shelf: Shelf, found: Penalty) -> _Parts:
    rows = [Row("Number", found.number), Row("Issued by", found.issuer)]
    instruments = [found.instrument] if found.instrument else []
    return rows, [Related("Set by", _links(shelf, Instrument.PAGE, instruments))]


def _sanction(shelf: Shelf, found: Sanction) -> _Parts:
    rows = [
        Row("Date", str(found.date)),
        Row("After", found.trigger),
        Row("Minerals and trade", found.minerals),
        Row("Workers", found.workers),
        Row("How sure", found.status),
        _where(shelf, found.locator),
    ]
    return rows, []


def _organisation(shelf: Shelf, found: Organisation) -> _Parts:
    return [Row("Country", found.country)], []


def _person(shelf: Shelf, found: Person) -> _Parts:
    return [], []


#: The rows and related records of each kind, made of a shelf and a record.
PARTS: dict[type[Entity], Callable[[Shelf, Any], _Parts]] = {
    Body: _body,
    InstitutionEvent: _event,
    CommandLink: _command,
    SocialClass: _class,
    Consequence: _consequence,
    Label: _label,
    Place: _place,
    Instrument: _instrument,
    Provision: _provision,
    Penalty: _penalty,
    Sanction: _sanction,
    Organisation: _organisation,
    Person: _person,
}
