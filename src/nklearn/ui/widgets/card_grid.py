"""Cards in rows of equal width: as many side by side as there is room, one Tab stop, arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

_SPACE = 12


class CardGrid(QWidget):
    """Shows cards in at most `most` columns of at least `least` px (at 100% text).

    Where there are fewer cards than columns they grow, unless `even` keeps them as wide as many.
    """

    def __init__(
        self, theme: Theme, name: str, *, most: int = 3, least: int = 230, even: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._most, self._least, self._even = theme, most, least, even
        self._cards: list[QWidget] = []
        self._columns = 0
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        return self._columns

    def show_cards(self, cards: Sequence[QWidget], current: int = 0) -> None:
        """Show these cards, those from before go; Tab stops at the one with number `current`."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        for card in self._cards:
            card.installEventFilter(self)
        self._columns = 0
        self._place()
        self._set_stop(min(current, len(self._cards) - 1))

    def add_cards(self, cards: Sequence[QWidget]) -> None:
        """Show more cards after those that are there; the Tab stop stays where it is."""
        for card in cards:
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            card.installEventFilter(self)
            self._cards.append(card)
        self._columns = 0
        self._place()
        for card in cards:
            card.show()

    def _place(self) -> None:
        least = self._theme.px(self._least) + _SPACE
        fit = max(1, (self.width() + _SPACE) // least)
        columns = max(1, min(self._most, fit))
        if not self._even:
            columns = max(1, min(columns, len(self._cards)))
        if columns == self._columns:
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)

    def _set_stop(self, index: int) -> None:
        for number, card in enumerate(self._cards):
            stop = Qt.FocusPolicy.StrongFocus if number == index else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(stop)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Let Tab come back to the card that had the keyboard last."""
        if event.type() == QEvent.Type.FocusIn and watched in self._cards:
            self._set_stop(next(n for n, card in enumerate(self._cards) if card is watched))
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        here = next((n for n, card in enumerate(self._cards) if card.hasFocus()), None)
        last = len(self._cards) - 1
        if here is None:
            super().keyPressEvent(event)
            return
        goal = {
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Down: here + self._columns,
            Qt.Key.Key_Up: here - self._columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        elif 0 <= goal <= last:
            self._cards[goal].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()  # what leads out scrolls what the cards stand in
