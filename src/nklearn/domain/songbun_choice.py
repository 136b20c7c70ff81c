"""What of the classes of songbun is on screen: search, tab, open row; the state of its address."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.base.errors import UnknownAddressError
from nklearn.domain.addresses import Address
from nklearn.domain.songbun import ORIGINS

#: The areas of life that the tabs are about, each under its name in an address.
TABS = ("food", "work", "home", "mobility")
_PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class SongbunChoice:
    """What a reader has chosen to see: the address of the page.

    `find` are the words looked for; `tab` the tab that was chosen, empty for none yet; `open` the
    id of a label; `printed` shows what stands on the page in place of the reading with restored
    words; `origins` the list of origins in place of the categories.
    """

    find: str = ""
    tab: str = ""
    open: str = ""
    printed: bool = False
    origins: bool = False

    @classmethod
    def parse(cls, address: Address) -> SongbunChoice:
        """Read the choice that an address holds; what makes no sense there has its usual value.

        Raises:
            UnknownAddressError: the address is of something below the page.
        """
        if address.path:
            raise UnknownAddressError("part of songbun", address.rest)
        state = address.state
        tab, opened = state.get("tab", ""), state.get("open", "")
        return cls(
            find=" ".join(state.get("find", "").split()),
            tab=tab if tab in TABS else "",
            open=opened,
            printed=state.get("wording") == _PRINTED,
            origins=state.get("list") == "origins" or opened.startswith(f"{ORIGINS}/"),
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "list": "origins" if self.origins else "",
            "find": self.find,
            "tab": self.tab,
            "open": self.open,
            "wording": _PRINTED if self.printed else "",
        }
        return Address.of("songbun", **{key: text for key, text in state.items() if text})

    @property
    def shown_tab(self) -> str:
        """The tab that is shown."""
        return self.tab or TABS[0]
