"""Which records an address of an explorer opens: a body, a place, a label, a law."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.shelf import PAGES
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.institutions import Body
from nklearn.domain.law_choice import LawChoice
from nklearn.domain.lineage_choice import LineageChoice
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.places import Place
from nklearn.domain.songbun import Label
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.domain.time_choice import TimeChoice


def opened(address: Address) -> Iterator[tuple[str, str]]:
    """Give page and id of each record that an explorer's address opens, be it there or not.

    Raises:
        UnknownAddressError: the explorer has no such page.
    """
    found: tuple[tuple[str, str], ...] = ()
    match address.page:
        case "ministries":
            found = ((Body.PAGE, LineageChoice.parse(address).body),)
        case "chain":
            found = ((Body.PAGE, ChainChoice.parse(address).open),)
        case "map":
            found = ((Place.PAGE, MapChoice.parse(address).open),)
        case "songbun":
            found = ((Label.PAGE, SongbunChoice.parse(address).open),)
        case "time":
            found = tuple(_named(name) for name in TimeChoice.parse(address).open)
        case "laws":
            found = (_named(LawChoice.parse(address).open),)
        case _:
            pass
    yield from ((page, name) for page, name in found if name and page in PAGES)


def _named(text: str) -> tuple[str, str]:
    """Split "event/mining-1973" into page and id."""
    page, _, name = text.partition("/")
    return page, name
