"""What of the chain of command is on screen: open body, line, folds; the state of its address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nklearn.base.errors import UnknownAddressError
from nklearn.domain.addresses import Address

#: The lines of command; where a body has several above it, the first of them leads its way up.
LINES = ("administrative", "guidance", "planning", "technical", "party")


@dataclass(frozen=True, slots=True)
class ChainChoice:
    """What a reader has chosen to see: the address of the page.

    `open` is the id of a body; `line` the one line that is lit, empty for all; `unfolded` names
    whose bodies are shown one by one: ids of bodies or of groups; `as_list` shows the list.
    """

    open: str = ""
    line: str = ""
    unfolded: tuple[str, ...] = ()
    as_list: bool = False

    @classmethod
    def parse(cls, address: Address) -> ChainChoice:
        """Read the choice that an address holds; what makes no sense there has its usual value.

        Raises:
            UnknownAddressError: the address is of something below the page.
        """
        if address.path:
            raise UnknownAddressError("part of the chain of command", address.rest)
        state = address.state
        line = state.get("line", "")
        names = filter(None, state.get("unfold", "").split(","))
        return cls(
            open=state.get("open", ""),
            line=line if line in LINES else "",
            unfolded=tuple(dict.fromkeys(names)),
            as_list=state.get("view") == "list",
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "open": self.open,
            "line": self.line,
            "unfold": ",".join(self.unfolded),
            "view": "list" if self.as_list else "",
        }
        return Address.of("chain", **{key: text for key, text in state.items() if text})

    def turned(self, name: str) -> ChainChoice:
        """Return the choice with what `name` holds folded out, or in again."""
        if name in self.unfolded:
            return replace(self, unfolded=tuple(own for own in self.unfolded if own != name))
        return replace(self, unfolded=(*self.unfolded, name))
