"""The rows of an ordering, moved by keys, by their buttons and by dragging; one Tab stop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import OrderItem
from nklearn.ui.questions.order_board import OrderBoard
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.order_row import OrderRow

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: 1_000}
_ONCE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OrderList(OrderBoard):
    """Changes an order of items as a person wishes.

    `said` carries what happened ("picked", "moved", "dropped", "back") and the item's id; the
    order may be another one then.
    """

    said = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        items: Sequence[OrderItem],
        first: str,
        last: str,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__(theme, items, first, last, compact=compact)
        self.done = False
        self._drag: tuple[str, int, int] | None = None  # item, y of the press, in row and list
        for name, made in self.rows_by_id.items():
            made.move_requested.connect(partial(self._shift, name))
            made.press_requested.connect(partial(self._press, name))
            made.installEventFilter(self)
        self._here = items[0].id
        self.enter_at_top()

    @property
    def here(self) -> OrderRow:
        """The row where the keyboard is, or would come in."""
        return self.rows_by_id[self._here]

    def enter_at_top(self) -> None:
        """Have the keyboard come in at the first row."""
        self._go(self.arranging.order[0], take=False)

    def finish(self, links: tuple[bool, ...]) -> None:
        """Move nothing from now on; show which rows are rightly followed by the next one."""
        self.arranging.drop()
        self.done, self.links = True, links
        self._let_go()
        self.refresh()
        self.enter_at_top()

    # -- changing ----------------------------------------------------------------------------

    def _press(self, name: str) -> None:
        """Pick up, or drop."""
        if self.done:
            return
        self._go(name)
        if self.arranging.held:
            self._drop()
        elif self.arranging.pick_up(name):
            self._tell("picked", name)

    def _drop(self) -> bool:
        name = self.arranging.held
        if dropped := self.arranging.drop():
            self._let_go()
            self._tell("dropped", name)
        return dropped

    def _put_back(self) -> bool:
        name = self.arranging.held
        if back := self.arranging.put_back():
            self._let_go()
            self._tell("back", name)
        return back

    def _shift(self, name: str, by: int) -> None:
        self._move(name, self.arranging.place(name) + by)

    def _move(self, name: str, to: int) -> None:
        if self.done:
            return
        if self.arranging.held not in ("", name):
            self._drop()
        self._go(name)
        self.arranging.move(name, to)
        self._tell("picked" if self.arranging.held else "moved", name)

    def _tell(self, what: str, name: str) -> None:
        self.refresh(moving=True)
        scrolling.reveal(self, self.slots()[name])
        self.said.emit(what, name)

    def _go(self, name: str, *, take: bool = True) -> None:
        """Make a row the one that Tab comes to, and give it the keyboard."""
        self._here = name
        for own, made in self.rows_by_id.items():
            stop = Qt.FocusPolicy.StrongFocus if own == name else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(stop)
        if take and not self.rows_by_id[name].hasFocus():
            self.rows_by_id[name].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys --------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._handle(event):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), self.arranging.held
        if event.isAutoRepeat() and key in _ONCE:
            return True  # a key held down must not drop and then check
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in _STEPS or key in _ENDS:
            here = self.arranging.place(self._here)
            goal = here + _STEPS[key] if key in _STEPS else _ENDS[key]
            if (held or alt) and not self.done:
                self._move(self._here, goal)
            else:
                order = self.arranging.order
                self._go(order[max(0, min(goal, len(order) - 1))])
        elif key == Qt.Key.Key_Space:
            self._press(self._here)
        elif key in _ONCE:
            return self._drop()  # what is picked up is dropped first; another Enter checks
        elif key == Qt.Key.Key_Escape:
            return self._put_back()
        else:
            return False
        return True

    @override
    def eventFilter(self, watched: QWidget, event: QEvent, /) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] (it watches rows alone)
        if isinstance(watched, OrderRow):
            if event.type() == QEvent.Type.FocusIn and self._here != watched.item:
                self._drop()
                self._go(watched.item)
            elif isinstance(event, QFocusEvent) and event.lostFocus() and _left(event):
                self._drop()
        return super().eventFilter(watched, event)

    # -- dragging ----------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        spot = event.position().toPoint()
        found = next(
            (own for own in self.rows_by_id.values() if own.geometry().contains(spot)), None
        )
        if found is None or self.done or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._drag = (found.item, spot.y() - found.y(), spot.y())

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._drag is None:
            return
        name, grip, start = self._drag
        y = event.position().toPoint().y()
        if self.carried != name and abs(y - start) < QApplication.startDragDistance():
            return
        if self.carried != name:
            self._carry(name)
        made, slots = self.rows_by_id[name], self.slots()
        tops = [slot.top() for slot in slots.values()]
        made.move(slots[name].left(), max(min(tops), min(y - grip, max(tops))))
        if self.arranging.move(name, self.nearest(name, made.y())):
            self._tell("picked", name)
        scrolling.reveal(self, made.geometry())

    def _carry(self, name: str) -> None:
        """Pick a row up with the pointer."""
        drag = self._drag
        if self.arranging.held != name:
            self._drop()
        self.arranging.pick_up(name)
        self._drag, self.carried = drag, name
        self.rows_by_id[name].setCursor(Qt.CursorShape.ClosedHandCursor)
        self._tell("picked", name)

    def _let_go(self) -> None:
        """Have no row follow the pointer any more."""
        self._drag = None
        if self.carried:
            self.rows_by_id[self.carried].setCursor(Qt.CursorShape.OpenHandCursor)
            self.carried = ""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        carried = self.carried
        self._let_go()
        if carried and self.arranging.held == carried:
            self._drop()


def _left(event: QFocusEvent) -> bool:
    """Tell whether the keyboard went elsewhere in the window, and not to another window."""
    return event.reason() not in (
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
    )
