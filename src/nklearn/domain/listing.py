"""What a reader asks of a list with a search field and one filter; the page's address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from nklearn.domain.addresses import Address


@dataclass(frozen=True, slots=True)
class ListChoice:
    """Words, and what is ticked of a filter that the address of `page` calls `filter`."""

    page: str
    filter: str
    words: str = ""
    ticked: tuple[str, ...] = ()

    @classmethod
    def parse(cls, address: Address, filter_: str, known: Collection[str]) -> ListChoice:
        """Read the choice that an address holds; what is not `known` counts as left out."""
        given = dict.fromkeys(address.state.get(filter_, "").split(","))
        ticked = tuple(key for key in given if key in known)
        return cls(address.page, filter_, address.state.get("q", ""), ticked)

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {"q": self.words, self.filter: ",".join(self.ticked)}
        return Address.of(self.page, **{name: text for name, text in state.items() if text})

    def toggled(self, key: str) -> ListChoice:
        """Return the choice with a key ticked or not ticked any more."""
        rest = tuple(each for each in self.ticked if each != key)
        return replace(self, ticked=rest if key in self.ticked else (*self.ticked, key))
