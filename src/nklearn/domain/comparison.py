"""What of two columns side by side is on screen: table, order, row, open value; its address."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.domain.addresses import Address

#: The ways to order rows; the first is the usual one.
ORDERS = ("increase", "decrease", "name", "printed")
_USUAL = "reserves"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reader has chosen to see; the address of the page.

    `dataset` is the table that is compared, `row` the series whose panel is open or empty, `open`
    the claim or cell whose evidence is open or empty.
    """

    dataset: str = _USUAL
    order: str = ORDERS[0]
    row: str = ""
    open: str = ""
    table: bool = False

    @classmethod
    def parse(cls, address: Address) -> Comparison:
        """Read the choice that an address holds; an order that there isn't is the usual one."""
        state = address.state
        order = state.get("sort", "")
        return cls(
            dataset=state.get("set", "") or _USUAL,
            order=order if order in ORDERS else ORDERS[0],
            row=state.get("row", ""),
            open=state.get("open", ""),
            table=state.get("view") == "table",
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "set": "" if self.dataset == _USUAL else self.dataset,
            "sort": "" if self.order == ORDERS[0] else self.order,
            "view": "table" if self.table else "",
            "row": self.row,
            "open": self.open,
        }
        return Address.of("reserves", **{key: text for key, text in state.items() if text})
