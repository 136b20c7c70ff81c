"""Lists that can be searched: facts, disagreements, sources, words, organisations and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nklearn.content.catalog import Catalog
from nklearn.content.entry_words import code_words
from nklearn.content.facts import Facts
from nklearn.content.listing import Listing
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity, Source, Status
from nklearn.domain.facts import FactChoice
from nklearn.domain.lessons import GlossaryEntry
from nklearn.domain.listing import ListChoice
from nklearn.domain.organisations import Organisation, Person

Named = Organisation | Person
_FOLDED = "Folded: this may be hard to read"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of a list as text: where it leads, its value if it has one, title and remark."""

    address: str
    value: str
    title: str
    remark: str


def disagreement_listing(catalog: Catalog) -> Listing[Disagreement]:
    """Return all disagreements, by what differs."""
    return Listing(
        catalog.disagreements(),
        kind=lambda each: "disagreement",
        name=lambda each: each.id,
        keys=lambda each: each.differs_in,
    )


def source_listing(catalog: Catalog) -> Listing[Source]:
    """Return all sources by their kinds, first those that most rests on."""
    counts = catalog.claims_by_source()
    # Sorting keeps the authors' order among equals.
    works = sorted(catalog.sources(), key=lambda each: -counts.get(each.id, 0))
    return Listing(
        works,
        kind=lambda each: "source",
        name=lambda each: each.id,
        keys=lambda each: (each.kind,),
    )


def first_letter(entry: GlossaryEntry) -> str:
    """Return the letter that a word stands under: its first, without signs before it."""
    return next((sign.upper() for sign in entry.word if sign.isalpha()), "")


def glossary_listing(catalog: Catalog) -> Listing[GlossaryEntry]:
    """Return all words explained, by their first letters."""
    return Listing(
        catalog.glossary_entries(),
        kind=lambda each: "glossary",
        name=lambda each: each.id,
        keys=lambda each: (first_letter(each),),
        by_name=True,
    )


def organisation_listing(catalog: Catalog) -> Listing[Named]:
    """Return all organisations and people, by their kinds."""
    return Listing[Named](
        (*catalog.organisations(), *catalog.people()),
        kind=lambda each: each.PAGE,
        name=lambda each: each.id,
        keys=lambda each: (each.kind,),
    )


def list_rows(catalog: Catalog, address: Address) -> tuple[ListRow, ...] | None:
    """Return what a list shows at an address, as text; None if no list stands there."""
    if address.path:
        return None
    makers: dict[str, Callable[[], tuple[ListRow, ...]]] = {
        "facts": lambda: _facts(catalog, address),
        "disagreement": lambda: _rows(
            catalog, address, "differs", disagreement_listing(catalog), _disagreement
        ),
        "sources": lambda: _rows(catalog, address, "kind", source_listing(catalog), _source),
        "glossary": lambda: _rows(catalog, address, "letter", glossary_listing(catalog), _word),
        "organisations": lambda: _rows(
            catalog, address, "kind", organisation_listing(catalog), _named
        ),
    }
    make = makers.get(address.page)
    return make() if make else None


def _rows(
    catalog: Catalog,
    address: Address,
    filter_: str,
    listing: Listing[Any],
    row: Callable[[Any], ListRow],
) -> tuple[ListRow, ...]:
    choice = ListChoice.parse(address, filter_, listing.known)
    return tuple(row(each) for each in listing.shown(catalog, choice))


def _facts(catalog: Catalog, address: Address) -> tuple[ListRow, ...]:
    rows: list[ListRow] = []
    for line in Facts(catalog).view(FactChoice.parse(address)).lines:
        doubt = "" if line.status is Status.AS_PRINTED else line.status.value.replace("-", " ")
        rivals = "sources disagree" if line.rivalled else ""
        where = catalog.source_line(line.source, line.place)
        goal = str(Address.of("fact", line.id))
        value, title = ("", _FOLDED) if line.folded else (line.value, line.title)
        rows.append(ListRow(goal, value, title, "; ".join(filter(None, (where, doubt, rivals)))))
    return tuple(rows)


def _disagreement(found: Disagreement) -> ListRow:
    hard = found.sensitivity is not Sensitivity.NONE
    goal = str(Address.of("disagreement", found.id))
    return ListRow(goal, "", _FOLDED if hard else found.title, ", ".join(found.differs_in))


def _source(found: Source) -> ListRow:
    goal = str(Address.of("source", found.id))
    told = ", ".join(filter(None, (found.kind, found.authors, found.issued)))
    return ListRow(goal, "", found.title, told)


def _word(found: GlossaryEntry) -> ListRow:
    goal = str(Address.of("glossary", found.id))
    return ListRow(goal, found.hangul, found.word, found.meaning)


def _named(found: Named) -> ListRow:
    return ListRow(found.address, found.hangul, found.name, code_words(found.kind))
