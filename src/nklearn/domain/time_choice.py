"""What of the time axis is on screen: subjects, years, open entries, view, search; its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from nklearn.base.errors import UnknownAddressError
from nklearn.domain.addresses import Address

#: The subjects in the order of their lanes.
SUBJECTS = ("law", "resolutions", "ministries", "camps", "trade", "flight")
#: The first year of the axis, and the last unless a value is later.
FIRST, LAST = 1945, 2024
_NONE = "none"
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
View = Literal["axis", "list"]


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """What a reader has chosen to see; the page's address.

    `start` and `end` are the first and last year in sight, 0 for the ends of the axis. `open`
    holds the ids of the entries in the panel ("event/mining-1973"): several are those of a group.
    """

    show: tuple[str, ...] = SUBJECTS
    start: int = 0
    end: int = 0
    open: tuple[str, ...] = ()
    view: View = "axis"
    find: str = ""

    @classmethod
    def parse(cls, address: Address) -> TimeChoice:
        """Read the choice that an address holds; odd values fall back to the usual.

        Raises:
            UnknownAddressError: something stands below nk:time.
        """
        if address.path:
            raise UnknownAddressError("time", address.rest)
        state = address.state
        asked = state.get("show")
        named = tuple(name for name in SUBJECTS if name in (asked or "").split(","))
        start, end = (_year(state.get(name, "")) for name in ("from", "to"))
        if start and end and start > end:
            start, end = end, start
        opened = (name for name in state.get("open", "").split(",") if name)
        return cls(
            show=named if named or asked == _NONE else SUBJECTS,
            start=start,
            end=end,
            open=tuple(dict.fromkeys(opened)),
            view="list" if state.get("view") == "list" else "axis",
            find=" ".join(state.get("find", "").split()),
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "show": "" if self.show == SUBJECTS else ",".join(self.show) or _NONE,
            "from": str(self.start or ""),
            "to": str(self.end or ""),
            "view": "" if self.view == "axis" else self.view,
            "find": self.find,
            "open": ",".join(self.open),
        }
        return Address.of("time", **{key: text for key, text in state.items() if text})

    def toggled(self, subject: str) -> TimeChoice:
        """Return the choice with a subject put on or taken off."""
        on = {*self.show} ^ {subject}
        return replace(self, show=tuple(name for name in SUBJECTS if name in on))


def _year(text: str) -> int:
    """Return a year that the axis can have; 0 for anything else."""
    return int(text) if _YEAR.fullmatch(text) and int(text) >= FIRST else 0
