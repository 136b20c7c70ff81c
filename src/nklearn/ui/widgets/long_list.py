"""A list of cards that may hold hundreds: the first are there at once, the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard

_BATCH = 40

_T = TypeVar("_T")


class LongList(QWidget, Generic[_T]):
    """Cards below one another, with one Tab stop, and a button for more of them below.

    Making hundreds of cards takes a second; nobody waits for what nobody looks at.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        things: Sequence[_T],
        card: Callable[[_T], LinkCard],
        batch: int = _BATCH,
    ) -> None:
        """Show the first `batch` of `things`, each by the card that `card` makes of it."""
        super().__init__()
        self._batch = batch
        self._waiting, self._card = list(things), card
        self._grid = CardGrid(theme, name, most=1)
        self._more = Button(theme, "", icon="chevron-down")
        self._more.clicked.connect(self.show_more)
        box = column(self, spacing=12)
        box.addWidget(self._grid)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.show_cards(self._next())

    def show_more(self) -> None:
        """Show the next ones and give the first of them the keyboard."""
        cards = self._next()
        if cards:
            self._grid.add_cards(cards)
            cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self) -> list[LinkCard]:
        batch, self._waiting = self._waiting[: self._batch], self._waiting[self._batch :]
        cards = [self._card(thing) for thing in batch]
        self._more.set_text(self.tr("Show more: {count} are left").format(count=len(self._waiting)))
        self._more.setVisible(bool(self._waiting))
        return cards
