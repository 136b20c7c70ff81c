"""States of the explorers as addresses name them: whether what they open is there."""

from __future__ import annotations

from collections.abc import Container, Iterator

from nklearn.base.errors import UnknownAddressError
from nklearn.content.compile.records import Records
from nklearn.content.dumbbells import spec_of
from nklearn.content.opened import opened
from nklearn.domain.addresses import Address
from nklearn.domain.comparison import Comparison
from nklearn.domain.datasets import Dataset
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import InstitutionEvent
from nklearn.domain.lineage_choice import LineageChoice

#: The pages of explorers that have states of their own, but for the data.
PAGES = frozenset(("ministries", "chain", "map", "songbun", "reserves", "time", "laws"))


def problem(address: Address, records: Records) -> str:
    """Return what the state of an explorer names in vain, empty if all of it is there."""
    try:
        lost = next(_lost(address, records), "")
    except UnknownAddressError as error:
        return str(error)
    return f"{address.page} has nothing called `{lost}`" if lost else ""


def table_of(address: Address, records: Records) -> Dataset | None:
    """Return the data set whose cells an explorer shows: a table of the data, or a comparison."""
    if address.page == "reserves":
        return records.datasets.get(Comparison.parse(address).dataset)
    return records.datasets.get(address.rest) if address.page == "data" else None


def dates(address: Address) -> tuple[PartialDate, ...]:
    """Return the dates that the state of an explorer holds: words about it may name them."""
    state = address.state
    codes = (address.rest, *(state.get(key, "") for key in ("from", "to", "on", "year")))
    return tuple(date for code in codes if (date := _date(code)) is not None)


def _lost(address: Address, records: Records) -> Iterator[str]:
    """Give what the address names and the records don't have."""
    if address.page == "ministries":
        events = records.entities.get(InstitutionEvent.PAGE, {}).values()
        codes = {each.date.code for each in events if isinstance(each, InstitutionEvent)}
        yield from _absent(LineageChoice.parse(address).change, codes)
    elif address.page == "reserves":
        compared = Comparison.parse(address)
        found = records.datasets.get(spec_of(compared.dataset).dataset)
        yield from _absent(compared.row, {line.id for line in found.series} if found else ())
    for page, name in opened(address):
        yield from _absent(name, records.entities.get(page, {}))


def _absent(name: str, known: Container[str]) -> Iterator[str]:
    if name and name not in known:
        yield name


def _date(code: str) -> PartialDate | None:
    try:
        return PartialDate.parse(code) if code else None
    except ValueError:
        return None
