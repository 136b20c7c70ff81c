"""From address to page: history, back and forward, and pages made when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from nklearn.base.errors import UserError
from nklearn.domain.addresses import Address
from nklearn.ui.page import Page

_HISTORY = 200


class Router(QObject):
    """Keeps where the reader is and was. `factories` maps a page name to its maker.

    A page may refuse an address by raising UserError; the reader then stays where they were and
    `failed` carries the error.
    """

    page_made = Signal(object)
    moved = Signal(object, object)
    failed = Signal(object)

    def __init__(self, factories: dict[str, Callable[[], Page]]) -> None:
        super().__init__()
        self._factories = factories
        self._pages: dict[str, Page] = {}
        self._past: list[Address] = []
        self._future: list[Address] = []
        self._here: Address | None = None

    @property
    def here(self) -> Address | None:
        """The address that is open."""
        return self._here

    @property
    def page(self) -> Page | None:
        """The page that is open."""
        return self._pages.get(self._here.page) if self._here else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is somewhere to go back to."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is somewhere to go forward to."""
        return bool(self._future)

    def open(self, address: Address | str) -> bool:
        """Open an address and remember where the reader was; say whether it opened."""
        before = self._here
        if not self._show(address):
            return False
        if before is not None and before != self._here:
            self._past = [*self._past, before][-_HISTORY:]
            self._future.clear()
        self._tell()
        return True

    def replace(self, address: Address) -> None:
        """Note that the open page has moved to another state of itself, without a new step."""
        if self._here is not None and self._here.page == address.page:
            self._here = address
            self._tell()

    def back(self) -> None:
        """Go to the address before this one."""
        self._step(self._past, self._future)

    def forward(self) -> None:
        """Go to the address that `back` left."""
        self._step(self._future, self._past)

    def _step(self, source: list[Address], target: list[Address]) -> None:
        if source and self._here:
            before, goal = self._here, source[-1]
            if self._show(goal):
                source.pop()
                target.append(before)
                self._tell()

    def _tell(self) -> None:
        """Say where the reader is; only once the history is what it will be."""
        if page := self.page:
            self.moved.emit(page, self._here)

    def _show(self, address: Address | str) -> bool:
        try:
            goal = _parsed(address) if isinstance(address, str) else address
            page = self._page(goal)
            page.open(goal)
        except UserError as error:
            self.failed.emit(error)
            return False
        self._here = page.address if page.address.page == goal.page else goal
        return True

    def _page(self, address: Address) -> Page:
        if address.page not in self._factories:
            raise UserError(
                f"There is no page “{address.page}”.", todo="Use the buttons at the left."
            )
        if address.page not in self._pages:
            self._pages[address.page] = self._factories[address.page]()
            self.page_made.emit(self._pages[address.page])
        return self._pages[address.page]


def _parsed(text: str) -> Address:
    try:
        return Address.parse(text)
    except ValueError as error:
        raise UserError(f"{error}.", todo="Check the address.") from error
