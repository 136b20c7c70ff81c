"""Items that are being put in order: what stands where, and which of them is picked up."""

from __future__ import annotations

from collections.abc import Sequence


class Arranging:
    """An order of ids; `first` is how it began. Every change says whether there was one."""

    def __init__(self, first: Sequence[str]) -> None:
        self.first = tuple(first)
        self._order = list(first)
        self._held = ""
        self._before = self.first

    @property
    def order(self) -> tuple[str, ...]:
        """The ids as they stand now."""
        return tuple(self._order)

    @property
    def held(self) -> str:
        """The id that is picked up; empty if none is."""
        return self._held

    @property
    def untouched(self) -> bool:
        """Whether all stands as it began, moved or not: then nothing was answered."""
        return self.order == self.first

    def place(self, item: str) -> int:
        """Return where an item stands, from 0."""
        return self._order.index(item)

    def pick_up(self, item: str) -> bool:
        """Take an item up, to be moved, dropped or put back; one at a time."""
        if self._held or item not in self._order:
            return False
        self._held, self._before = item, self.order
        return True

    def drop(self) -> bool:
        """Leave what is picked up where it is now."""
        was, self._held = self._held, ""
        return bool(was)

    def put_back(self) -> bool:
        """Put what is picked up back to where it was."""
        if not self._held:
            return False
        self._order, self._held = list(self._before), ""
        return True

    def move(self, item: str, to: int) -> bool:
        """Bring an item to a place, from 0; one beyond an end is that end."""
        here = self.place(item)
        goal = max(0, min(to, len(self._order) - 1))
        self._order.insert(goal, self._order.pop(here))
        return goal != here

    def reset(self) -> None:
        """Begin again, as it began."""
        self._order, self._held = list(self.first), ""

    def set(self, order: Sequence[str]) -> bool:
        """Take an order over; one that is not of these items is passed over."""
        if sorted(order) != sorted(self.first):
            return False
        self._order, self._held = list(order), ""
        return True
