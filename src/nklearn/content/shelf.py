"""Typed access to the records that can be opened: bodies, events, places, laws and the like.

The catalog is such a shelf over content.db, the compiler over what it has just read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, cast

from nklearn.base.errors import UnknownAddressError

if TYPE_CHECKING:  # records are rare at the start, and their classes take time to make
    from nklearn.domain.entities import Entity
    from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent
    from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
    from nklearn.domain.organisations import Organisation, Person
    from nklearn.domain.places import Place
    from nklearn.domain.songbun import Consequence, Label, SocialClass

#: All kinds of records by the page of their addresses, in order of importance.
PAGES = (
    "body",
    "event",
    "place",
    "class",
    "consequence",
    "law",
    "provision",
    "penalty",
    "sanction",
    "organisation",
    "person",
    "command",
    "label",
)


class Shelf(ABC):
    """Holds records in the authors' order; each kind is read once, when it is first asked for."""

    def __init__(self) -> None:
        self._read: dict[str, dict[str, Entity]] = {}

    @abstractmethod
    def load_entities(self, page: str) -> tuple[Entity, ...]:
        """Return all records of one kind."""

    @abstractmethod
    def source_line(self, source: str, place: str) -> str:
        """Return work and place in one line: "HRNK 2016, Table 5"."""

    def entities(self, page: str) -> tuple[Entity, ...]:
        """Return all records of one kind, by the page of their addresses; none for another."""
        return tuple(self._of_page(page).values())

    def entity(self, page: str, name: str) -> Entity:
        """Return one record, for the address nk:page/name."""
        found = self._of_page(page).get(name)
        if found is None:
            raise UnknownAddressError(page, name)
        return found

    def bodies(self) -> tuple[Body, ...]:
        """Return all institutions."""
        return self._all("body")

    def events(self) -> tuple[InstitutionEvent, ...]:
        """Return what happened to institutions."""
        return self._all("event")

    def command_links(self) -> tuple[CommandLink, ...]:
        """Return who is over whom."""
        return self._all("command")

    def classes(self) -> tuple[SocialClass, ...]:
        """Return the classes of songbun, in their order."""
        return tuple(sorted(self._all("class"), key=lambda each: each.order))

    def consequences(self) -> tuple[Consequence, ...]:
        """Return what followed from class."""
        return self._all("consequence")

    def labels(self, list_id: str = "") -> tuple[Label, ...]:
        """Return the labels of one list as printed ("songbun-basic"), or of all."""
        return tuple(each for each in self._all("label") if list_id in ("", each.list_id))

    def places(self) -> tuple[Place, ...]:
        """Return all places."""
        return self._all("place")

    def instruments(self) -> tuple[Instrument, ...]:
        """Return constitutions, laws, treaties and the like."""
        return self._all("law")

    def provisions(self) -> tuple[Provision, ...]:
        """Return what instruments promise, and the practice that is reported."""
        return self._all("provision")

    def penalties(self) -> tuple[Penalty, ...]:
        """Return the penalties of instruments and lists."""
        return self._all("penalty")

    def sanctions(self) -> tuple[Sanction, ...]:
        """Return the steps of the sanctions."""
        return self._all("sanction")

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the organisations that the texts name."""
        return self._all("organisation")

    def people(self) -> tuple[Person, ...]:
        """Return office holders, authors, researchers and witnesses who published."""
        return self._all("person")

    def _all(self, page: str) -> tuple[Any, ...]:
        return cast("tuple[Any, ...]", self.entities(page))

    def _of_page(self, page: str) -> dict[str, Entity]:
        if page not in self._read:
            self._read[page] = {each.id: each for each in self.load_entities(page)}
        return self._read[page]
