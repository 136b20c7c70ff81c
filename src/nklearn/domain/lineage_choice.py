"""What of the lineage is on screen: a change, a body, or the answer to a question about a date."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.domain.addresses import Address

#: The page of the lineage, and the one that asks for everything on a date.
PAGE, STANDING = "ministries", "institutions"


@dataclass(frozen=True, slots=True)
class LineageChoice:
    """What a reader has chosen to see of the lineage; the page's address.

    `change` is the code of a date ("1985-11"), empty for the first; `body` a body that is open;
    `on` and `field` are a question as the reader wrote it, `asked` whether there is one. At most
    one of change, body and question fills the panel: a question before a body before a change.
    """

    change: str = ""
    body: str = ""
    asked: bool = False
    on: str = ""
    field: str = ""
    table: bool = False

    @classmethod
    def parse(cls, address: Address) -> LineageChoice:
        """Read the choice that an address holds; what it leaves out has its usual value."""
        state = address.state
        return cls(
            change=address.rest if address.page == PAGE else "",
            body=state.get("body", ""),
            asked="on" in state or "field" in state or address.page == STANDING,
            on=state.get("on", "").strip(),
            field=state.get("field", "").strip(),
            table=state.get("view") == "list",
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {"on": self.on, "field": self.field} if self.asked else {}
        state = {key: text for key, text in state.items() if text or key == "on"}
        if self.body:
            state["body"] = self.body
        if self.table:
            state["view"] = "list"
        return Address.of(PAGE, *([self.change] if self.change else []), **state)
