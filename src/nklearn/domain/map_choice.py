"""What of the map is on screen: layers, year, open place, view, search; its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from nklearn.base.errors import UnknownAddressError
from nklearn.domain.addresses import Address

#: The layers in their order, and those that are on as the map opens.
LAYERS = ("counts", "camps", "prisons", "mines", "enterprises", "towns")
USUAL = ("counts", "camps", "prisons")
VIEWS = ("map", "tiles", "list")
_NONE = "none"
View = Literal["map", "tiles", "list"]


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What a reader has chosen to see; the page's address.

    `year` is empty for all years, `open` the id of the place in the panel or empty.
    """

    layers: tuple[str, ...] = USUAL
    year: str = ""
    open: str = ""
    view: View = "map"
    find: str = ""

    @classmethod
    def parse(cls, address: Address) -> MapChoice:
        """Read the choice that an address holds; odd values fall back to the usual.

        Raises:
            UnknownAddressError: something stands below nk:map.
        """
        if address.path:
            raise UnknownAddressError("map", address.rest)
        state = address.state
        asked = state.get("layers")
        named = tuple(name for name in LAYERS if name in (asked or "").split(","))
        view = state.get("view", "")
        year = state.get("year", "")
        return cls(
            layers=named if named or asked == _NONE else USUAL,
            year=year if len(year) == 4 and year.isascii() and year.isdigit() else "",
            open=state.get("open", ""),
            view="tiles" if view == "tiles" else "list" if view == "list" else "map",
            find=" ".join(state.get("find", "").split()),
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        layers = "" if self.layers == USUAL else ",".join(self.layers) or _NONE
        state = {
            "layers": layers,
            "year": self.year,
            "view": "" if self.view == "map" else self.view,
            "find": self.find,
            "open": self.open,
        }
        return Address.of("map", **{key: text for key, text in state.items() if text})

    @property
    def plain(self) -> bool:
        """Whether the map is as it opens, but for what is open in the panel."""
        return self.layers == USUAL and not self.year and not self.find

    def toggled(self, layer: str) -> MapChoice:
        """Return the choice with a layer put on or taken off."""
        on = {*self.layers} ^ {layer}
        return replace(self, layers=tuple(name for name in LAYERS if name in on))
