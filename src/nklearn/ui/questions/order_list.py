"""The rows of an ordering, moved by keys, by their buttons and by dragging; one Tab stop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import OrderItem
from nklearn.ui.questions.arranging import Arranging
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.order_row import OrderRow

_GAP = 9
#: How far a row that is picked up stands in from the others; as much stays free at the right.
INDENT = 14
_MOVE = 160  # ms
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: 1_000}


class OrderList(QWidget):
    """Draws an order of items beside an axis from `first` to `last`, and changes it.

    `said` carries what happened ("picked", "moved", "dropped", "back") and the item's id; the
    order may be another one then.
    """

    said = Signal(str, str)
    accessible_role = "list"

    def __init__(
        self,
        theme: Theme,
        items: Sequence[OrderItem],
        first: str,
        last: str,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._compact = theme, compact
        self.arranging = Arranging([item.id for item in items])
        self.done = False
        self._links: tuple[bool, ...] = ()
        self._drag: tuple[str, int, int] | None = None  # item, y of the press, in row and list
        self._rows: dict[str, OrderRow] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Your order, from “%s” to “%s”") % (first, last))
        self._ends = (label(first, "caption", wrap=False), label(last, "caption", wrap=False))
        for end in self._ends:
            end.setParent(self)
        for item in items:
            made = OrderRow(theme, item.id, item.text, compact=compact)
            made.setParent(self)
            made.move_requested.connect(partial(self._shift, item.id))
            made.press_requested.connect(partial(self._press, item.id))
            made.installEventFilter(self)
            self._rows[item.id] = made
        self._here = items[0].id
        self._show()
        theme.changed.connect(self._fit)

    # -- what it gives -----------------------------------------------------------------------

    @property
    def here(self) -> OrderRow:
        """The row where the keyboard is, or would come in."""
        return self._rows[self._here]

    def rows(self) -> list[OrderRow]:
        """Return the rows from top to bottom."""
        return [self._rows[name] for name in self.arranging.order]

    def refresh(self, *, moving: bool = False) -> None:
        """Show what `arranging` holds now; `moving` lets rows glide to their places."""
        self._show()
        self._arrange(moving=moving)

    def enter_at_top(self) -> None:
        """Have the keyboard come in at the first row."""
        self._go(self.arranging.order[0], take=False)

    def finish(self, links: tuple[bool, ...]) -> None:
        """Move nothing from now on; show which rows are rightly followed by the next one."""
        self.arranging.drop()
        self.done, self._links, self._drag = True, links, None
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
            self._drag = None
            self._tell("dropped", name)
        return dropped

    def _put_back(self) -> bool:
        name = self.arranging.held
        if back := self.arranging.put_back():
            self._drag = None
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
        scrolling.reveal(self, self._slots(self.width())[name])
        self.said.emit(what, name)

    def _go(self, name: str, *, take: bool = True) -> None:
        """Make a row the one that Tab comes to, and give it the keyboard."""
        self._here = name
        for own, made in self._rows.items():
            stop = Qt.FocusPolicy.StrongFocus if own == name else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(stop)
        if take and not self._rows[name].hasFocus():
            self._rows[name].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys --------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._handle(event):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), self.arranging.held
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
            if not event.isAutoRepeat():
                self._press(self._here)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        found = next((own for own in self._rows.values() if own.geometry().contains(spot)), None)
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
        if self.arranging.held != name:
            if abs(y - start) < QApplication.startDragDistance():
                return
            self._drop()
            self.arranging.pick_up(name)
            self._drag = (name, grip, start)
            self._rows[name].raise_()
            self._rows[name].setCursor(Qt.CursorShape.ClosedHandCursor)
            self._tell("picked", name)
        made = self._rows[name]
        slots = self._slots(self.width())
        tops = [slot.top() for slot in slots.values()]
        made.move(slots[name].left(), max(min(tops), min(y - grip, max(tops))))
        if self.arranging.move(name, self._nearest(name, made.y())):
            self._tell("picked", name)
        scrolling.reveal(self, made.geometry())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if self._drag is not None:
            name = self._drag[0]
            self._drag = None
            self._rows[name].setCursor(Qt.CursorShape.OpenHandCursor)
            if self.arranging.held == name:
                self._drop()

    def _nearest(self, name: str, y: int) -> int:
        """Return the place where a row would stand closest to `y`."""
        top = min(slot.top() for slot in self._slots(self.width()).values())
        tops = [top]
        for own in self.arranging.order:
            if own != name:
                top += self._rows[own].height() + _GAP
                tops.append(top)
        return min(range(len(tops)), key=lambda place: abs(tops[place] - y))

    # -- geometry ----------------------------------------------------------------------------

    def _beside(self, width: int) -> bool:
        """Tell whether the words at the ends of the axis have their place beside it."""
        return not self._compact and width >= self._theme.px(480) and self._wide() <= 110

    def _wide(self) -> int:
        return max(end.sizeHint().width() for end in self._ends)

    def _frame(self, width: int) -> tuple[int, int]:
        """Return what stays free at the left for the axis, and above and below for its words."""
        if self._beside(width):
            return max(self._wide(), self._theme.px(52)) + 14, 0
        return self._theme.px(18), self._ends[0].sizeHint().height() + 4

    def _slots(self, width: int) -> dict[str, QRect]:
        """Return where each row belongs."""
        left, top = self._frame(width)
        wide = max(120, width - left - INDENT)
        slots: dict[str, QRect] = {}
        for name in self.arranging.order:
            made = self._rows[name]
            tall = max(made.heightForWidth(wide), made.minimumHeight())
            indent = INDENT if name == self.arranging.held else 0
            slots[name] = QRect(left + indent, top, wide, tall)
            top += tall + _GAP
        return slots

    def _show(self) -> None:
        order = self.arranging.order
        for place, name in enumerate(order):
            held = name == self.arranging.held
            self._rows[name].show_place(place, len(order), held=held)
        for above, below in pairwise(order):  # readers go from top to bottom
            QWidget.setTabOrder(self._rows[above], self._rows[below])
        self._go(self._here, take=False)

    def _arrange(self, *, moving: bool = False) -> None:
        duration = self._theme.duration(_MOVE) if moving and self.isVisible() else 0
        for name, slot in self._slots(self.width()).items():
            made = self._rows[name]
            if self._drag is not None and name == self._drag[0] == self.arranging.held:
                made.resize(slot.size())  # it follows the pointer
                continue
            for gliding in made.findChildren(QPropertyAnimation):
                gliding.stop()
                gliding.deleteLater()
            made.resize(slot.size())
            if duration and made.pos() != slot.topLeft():
                self._glide(made, slot.topLeft(), duration)
            else:
                made.move(slot.topLeft())
        self._place_ends()
        self.update()

    def _glide(self, made: OrderRow, goal: QPoint, duration: int) -> None:
        glide = QPropertyAnimation(made, b"pos", made)
        glide.setDuration(duration)
        glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        glide.setEndValue(goal)
        glide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _place_ends(self) -> None:
        first, last = self._ends
        left, _ = self._frame(self.width())
        for end in self._ends:
            end.resize(end.sizeHint())
        if self._beside(self.width()):
            middle = (left - 14) // 2
            first.move(middle - first.width() // 2, self._theme.px(8))
            last.move(middle - last.width() // 2, self.height() - last.height() - self._theme.px(8))
        else:
            first.move(0, 0)
            last.move(0, self.height() - last.height())

    def _fit(self) -> None:
        for made in self._rows.values():
            made.fit()
        self.updateGeometry()
        self._arrange()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        bottom = max(slot.bottom() + 1 for slot in self._slots(arg__1).values())
        return bottom + self._frame(arg__1)[1]

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(420))
        return QSize(self._theme.px(420), self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(100))

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a row is higher or lower now
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, (first, last) = self._theme.color("LINE_CONTROL"), self._ends
        x = first.geometry().center().x() if self._beside(self.width()) else self._theme.px(6)
        top, bottom = first.geometry().bottom() + 6, last.geometry().top() - 6
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, bottom - 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        tip = [QPointF(x - 4, bottom - 7), QPointF(x + 5, bottom - 7), QPointF(x + 0.5, bottom)]
        painter.drawPolygon(QPolygonF(tip))
        self._paint_links(painter)
        painter.end()

    def _paint_links(self, painter: QPainter) -> None:
        """Join the rows that rightly follow each other."""
        painter.setBrush(self._theme.color("POSITIVE"))
        for above, right in zip(self.rows(), self._links, strict=False):
            if right:
                box = above.geometry()
                x = box.left() + self._theme.px(46)
                painter.drawRect(QRectF(x, box.bottom(), 4, _GAP + 2))


def _left(event: QFocusEvent) -> bool:
    """Tell whether the keyboard went elsewhere in the window, and not to another window."""
    return event.reason() not in (
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
    )
