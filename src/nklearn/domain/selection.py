"""What of a data set is on screen: lines, scale, years, open cell; the state of its address."""

from __future__ import annotations

from dataclasses import replace

from nklearn.base.values import dataclass
from nklearn.domain.addresses import Address


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader has chosen to see of the data set `dataset`; the page's address.

    `shown` are keys (`dataset/series`); `index` shows them as an index, `panels` each in a small
    chart with its own scale; `start` and `end` are years or empty for all;
    `reference` shows the years from elsewhere in the text; `cell` is the target whose evidence
    is open, or empty.
    """

    dataset: str
    shown: tuple[str, ...] = ()
    index: bool = False
    reference: bool = True
    start: str = ""
    end: str = ""
    cell: str = ""
    table: bool = False
    panels: bool = False

    @classmethod
    def parse(cls, address: Address) -> Selection:
        """Read the choice that an address holds; what it leaves out has its usual value."""
        state, dataset = address.state, address.rest
        names = [name for name in state.get("show", "").split(",") if name]
        cell = state.get("cell", "")
        return cls(
            dataset=dataset,
            shown=tuple(dict.fromkeys(_full(dataset, name, 1) for name in names)),
            index=state.get("scale") == "index",
            reference=state.get("reference") != "no",
            start=state.get("from", ""),
            end=state.get("to", ""),
            cell=_full(dataset, cell, 2) if cell else "",
            table=state.get("view") == "table",
            panels=state.get("scale") == "panels",
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "show": ",".join(key.removeprefix(f"{self.dataset}/") for key in self.shown),
            "scale": "index" if self.index else "panels" if self.panels else "",
            "reference": "" if self.reference else "no",
            "from": self.start,
            "to": self.end,
            "view": "table" if self.table else "",
            "cell": self.cell.removeprefix(f"{self.dataset}/"),
        }
        return Address.of(
            "data", self.dataset, **{key: text for key, text in state.items() if text}
        )

    def toggled(self, key: str) -> Selection:
        """Return the choice with a line added at the end or taken out."""
        if key in self.shown:
            return replace(self, shown=tuple(own for own in self.shown if own != key))
        return replace(self, shown=(*self.shown, key))


def _full(dataset: str, name: str, slashes: int) -> str:
    """Return a key or target with its data set in front, which the address may leave out."""
    return name if name.count("/") >= slashes else f"{dataset}/{name}"
