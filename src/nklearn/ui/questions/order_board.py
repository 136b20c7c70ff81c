"""The rows of an ordering beside their axis: where each stands, and how they glide there."""

from __future__ import annotations

from collections.abc import Sequence

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
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import OrderItem
from nklearn.ui.questions.arranging import Arranging
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.order_row import OrderRow

#: What stays free between two rows.
GAP = 9
#: How far a row that is picked up stands in from the others; as much stays free at the right.
INDENT = 14
_MOVE = 160  # ms


class OrderBoard(QWidget):
    """Draws what `arranging` holds beside an axis from `first` to `last`; `refresh` follows it.

    `carried` is the id of a row that follows the pointer, and so has no place of its own.
    """

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
        self.carried = ""
        self.links: tuple[bool, ...] = ()
        self.rows_by_id: dict[str, OrderRow] = {}
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
            self.rows_by_id[item.id] = made
        self._show()
        theme.changed.connect(self._fit)

    def rows(self) -> list[OrderRow]:
        """Return the rows from top to bottom."""
        return [self.rows_by_id[name] for name in self.arranging.order]

    def refresh(self, *, moving: bool = False) -> None:
        """Show what `arranging` holds now; `moving` lets rows glide to their places."""
        self._show()
        self._arrange(moving=moving)

    def slots(self) -> dict[str, QRect]:
        """Return where each row belongs now."""
        return self._slots(self.width())

    def nearest(self, name: str, y: int) -> int:
        """Return the place where a row would stand closest to `y`."""
        top = self._frame(self.width())[1]
        tops = [top]
        for own in self.arranging.order:
            if own != name:
                top += self.rows_by_id[own].height() + GAP
                tops.append(top)
        return min(range(len(tops)), key=lambda place: abs(tops[place] - y))

    def _show(self) -> None:
        rows = self.rows()
        for place, made in enumerate(rows):
            made.show_place(place, len(rows), held=made.item == self.arranging.held)
            made.raise_()  # a screen reader goes through them in this order
        if self.carried:
            self.rows_by_id[self.carried].raise_()

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
            made = self.rows_by_id[name]
            tall = max(made.heightForWidth(wide), made.minimumHeight())
            indent = INDENT if name == self.arranging.held else 0
            slots[name] = QRect(left + indent, top, wide, tall)
            top += tall + GAP
        return slots

    def _arrange(self, *, moving: bool = False) -> None:
        duration = self._theme.duration(_MOVE) if moving and self.isVisible() else 0
        for name, slot in self._slots(self.width()).items():
            made = self.rows_by_id[name]
            if name == self.carried:
                made.resize(slot.size())
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
        for made in self.rows_by_id.values():
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
        for above, right in zip(self.rows(), self.links, strict=False):
            if right:
                box = above.geometry()
                x = box.left() + above.middle - 2
                painter.drawRect(QRectF(x, box.bottom(), 4, GAP + 2))
