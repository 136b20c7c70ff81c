"""What of law and penalties is on screen: list, kind, words looked for, record; its address."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.domain.addresses import Address

#: The lists; the first is the usual one.
LISTS = ("practice", "instruments", "penalties", "sanctions")


@dataclass(frozen=True, slots=True)
class LawChoice:
    """What a reader has chosen to see; the address of the page.

    `kind` is a kind of instrument or empty for all, `find` what a person typed, `open` the record
    whose panel is open ("provision/udhr-1") or empty.
    """

    show: str = LISTS[0]
    kind: str = ""
    find: str = ""
    open: str = ""

    @classmethod
    def parse(cls, address: Address) -> LawChoice:
        """Read the choice that an address holds; a list that there isn't is the usual one."""
        state = address.state
        show = state.get("show", "")
        return cls(
            show=show if show in LISTS else LISTS[0],
            kind=state.get("kind", ""),
            find=state.get("find", ""),
            open=state.get("open", ""),
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "show": "" if self.show == LISTS[0] else self.show,
            "kind": self.kind,
            "find": self.find,
            "open": self.open,
        }
        return Address.of("laws", **{key: text for key, text in state.items() if text})
