"""States of the explorers as addresses name them: whether what they open is there."""

from __future__ import annotations

from collections.abc import Container, Iterator

from nklearn.base.errors import UnknownAddressError
from nklearn.content.compile.records import Records
from nklearn.content.dumbbells import spec_of
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.comparison import Comparison
from nklearn.domain.datasets import Dataset
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Body, InstitutionEvent
from nklearn.domain.law_choice import LawChoice
from nklearn.domain.lineage_choice import LineageChoice
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.places import Place
from nklearn.domain.songbun import Label
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.domain.time_choice import TimeChoice

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
    bodies = records.entities.get(Body.PAGE, {})
    if address.page == "ministries":
        lineage = LineageChoice.parse(address)
        events = records.entities.get(InstitutionEvent.PAGE, {}).values()
        codes = {each.date.code for each in events if isinstance(each, InstitutionEvent)}
        yield from _absent((lineage.change,), codes)
        yield from _absent((lineage.body,), bodies)
    elif address.page == "chain":
        yield from _absent((ChainChoice.parse(address).open,), bodies)
    elif address.page == "map":
        yield from _absent((MapChoice.parse(address).open,), records.entities.get(Place.PAGE, {}))
    elif address.page == "songbun":
        labels = records.entities.get(Label.PAGE, {})
        yield from _absent((SongbunChoice.parse(address).open,), labels)
    elif address.page == "reserves":
        compared = Comparison.parse(address)
        found = records.datasets.get(spec_of(compared.dataset).dataset)
        rows = {line.id for line in found.series} if found else set[str]()
        yield from _absent((compared.row,), rows)
    elif address.page in ("time", "laws"):
        opened = TimeChoice.parse(address).open if address.page == "time" else ()
        if address.page == "laws":
            opened = (LawChoice.parse(address).open,)
        for name in filter(None, opened):
            page, _, rest = name.partition("/")
            if page in records.entities:
                yield from _absent((rest,), records.entities[page])


def _absent(names: tuple[str, ...], known: Container[str]) -> Iterator[str]:
    yield from (name for name in names if name and name not in known)


def _date(code: str) -> PartialDate | None:
    try:
        return PartialDate.parse(code) if code else None
    except ValueError:
        return None
