"""A line of numbers, one for each fact behind something: one click opens one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.theme import Theme

# The smallest thing to point at, and the tile in its middle, in px at 100% text.
_TARGET, _TILE = 30, 18


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its number, where it is, and how to learn what it is called."""

    number: int
    address: str
    title: Callable[[], str]


class FactRow(QWidget):
    """Paints the numbers in as many lines as they need; a card full of buttons is slow to make.

    It is for the mouse and for screen readers: what it stands in offers the same facts to keys.
    """

    open_requested = Signal(str)
    accessible_role = "group"

    def __init__(self, theme: Theme, name: str, facts: Sequence[Fact]) -> None:
        super().__init__()
        self._theme, self._facts = theme, tuple(facts)
        self._hovered: Fact | None = None
        self._lead = self.tr("Facts:")
        self._measure()
        theme.changed.connect(self._measure)
        self.setAccessibleName(name or self._lead)
        self.setMouseTracking(True)
        # Not fixed: Qt would hold it to one line, however many the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- shape -------------------------------------------------------------------------------

    def _measure(self) -> None:
        metrics = QFontMetrics(self._theme.font("caption"))
        self._left = metrics.horizontalAdvance(self._lead) + self._theme.px(4)
        self._size = self._theme.px(_TARGET)
        self.updateGeometry()

    def _a_line(self, width: int) -> int:
        """Return how many numbers a line holds."""
        return max(1, (width - self._left) // self._size)

    def _places(self, width: int) -> list[tuple[Fact, QRect]]:
        size, a_line = self._size, self._a_line(width)
        return [
            (fact, QRect(self._left + n % a_line * size, n // a_line * size, size, size))
            for n, fact in enumerate(self._facts)
        ]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return -(-len(self._facts) // self._a_line(arg__1)) * self._size

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._left + len(self._facts) * self._size, self._size)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._left + self._size, self._size)

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, tile = self._size, theme.px(_TILE)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, self.width(), size), sides, self._lead)
        painter.setFont(theme.font("numeral"))
        for fact, place in self._places(self.width()):
            hovered = fact is self._hovered
            box = QRect(0, 0, place.width() - theme.px(6), tile)
            box.moveCenter(place.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ACCENT" if hovered else "ACCENT_SOFT"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.color("TEXT_ON_ACCENT" if hovered else "ACCENT"))
            if theme.name == "contrast" and not hovered:  # where the fill is white
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 4, 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(fact.number))
        painter.end()

    # -- mouse and screen readers --------------------------------------------------------------

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each fact."""
        return [
            AccessibleMark(
                f"{fact.number}: {fact.title()}",
                place,
                partial(self.open_requested.emit, fact.address),
            )
            for fact, place in self._places(self.width())
        ]

    def _at(self, point: QPoint) -> Fact | None:
        places = self._places(self.width())
        return next((fact for fact, place in places if place.contains(point)), None)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = self._at(event.position().toPoint())
        if found is not self._hovered:
            self._hovered = found
            self.setToolTip(found.title() if found else "")
            self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        event.setAccepted(self._at(event.position().toPoint()) is not None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        found = self._at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.open_requested.emit(found.address)
        else:
            event.ignore()
