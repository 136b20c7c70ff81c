"""From address to page: history, back and forward, and pages made when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from nklearn.base.errors import UserError
from nklearn.domain.addresses import Address
from nklearn.ui.page import Page

_HISTORY = 200


Factories = dict[str, Callable[[], Page]]


@dataclass
class _Desk:
    """The pages and the history of one reader."""

    factories: Factories
    pages: dict[str, Page] = field(default_factory=dict[str, Page])
    past: list[Address] = field(default_factory=list[Address])
    future: list[Address] = field(default_factory=list[Address])
    here: Address | None = None


class Router(QObject):
    """Keeps where the reader is and was. `factories` maps a page name to its maker.

    Each reader has a desk with pages and a history of their own; the first desk is "".

    A page may refuse an address by raising UserError; the reader then stays where they were and
    `failed` carries the error.
    """

    page_made = Signal(object)
    moved = Signal(object, object)
    failed = Signal(object)

    def __init__(self, factories: Factories) -> None:
        super().__init__()
        self._desk = _Desk(factories)
        self._desks = {"": self._desk}

    def sit(self, name: str, factories: Factories) -> None:
        """Go to another desk, as it was left; `factories` are for one that is new."""
        self._desk = self._desks.setdefault(name, _Desk(factories))

    def clear(self, name: str) -> None:
        """Take the pages of a desk away, with all that stood on them; not of the one in use."""
        desk = self._desks.pop(name, None)
        for page in desk.pages.values() if desk else ():
            page.hide()
            page.deleteLater()

    @property
    def here(self) -> Address | None:
        """The address that is open."""
        return self._desk.here

    @property
    def page(self) -> Page | None:
        """The page that is open."""
        return self._desk.pages.get(self._desk.here.page) if self._desk.here else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is somewhere to go back to."""
        return bool(self._desk.past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is somewhere to go forward to."""
        return bool(self._desk.future)

    def open(self, address: Address | str) -> bool:
        """Open an address and remember where the reader was; say whether it opened."""
        before = self._desk.here
        if not self._show(address):
            return False
        if before is not None and before != self._desk.here:
            self._desk.past = [*self._desk.past, before][-_HISTORY:]
            self._desk.future.clear()
        self._tell()
        return True

    def replace(self, address: Address) -> None:
        """Note that the open page has moved to another state of itself, without a new step."""
        if self._desk.here is not None and self._desk.here.page == address.page:
            self._desk.here = address
            self._tell()

    def back(self) -> None:
        """Go to the address before this one."""
        self._step(self._desk.past, self._desk.future)

    def forward(self) -> None:
        """Go to the address that `back` left."""
        self._step(self._desk.future, self._desk.past)

    def _step(self, source: list[Address], target: list[Address]) -> None:
        if source and self._desk.here:
            before, goal = self._desk.here, source[-1]
            if self._show(goal):
                source.pop()
                target.append(before)
                self._tell()

    def _tell(self) -> None:
        """Say where the reader is; only once the history is what it will be."""
        if page := self.page:
            self.moved.emit(page, self._desk.here)

    def _show(self, address: Address | str) -> bool:
        try:
            goal = _parsed(address) if isinstance(address, str) else address
            page = self._page(goal)
            page.open(goal)
        except UserError as error:
            self.failed.emit(error)
            return False
        self._desk.here = page.address if page.address.page == goal.page else goal
        return True

    def _page(self, address: Address) -> Page:
        if address.page not in self._desk.factories:
            raise UserError(
                f"There is no page “{address.page}”.", todo="Use the buttons at the left."
            )
        if address.page not in self._desk.pages:
            self._desk.pages[address.page] = self._desk.factories[address.page]()
            self.page_made.emit(self._desk.pages[address.page])
        return self._desk.pages[address.page]


def _parsed(text: str) -> Address:
    try:
        return Address.parse(text)
    except ValueError as error:
        raise UserError(f"{error}.", todo="Check the address.") from error
