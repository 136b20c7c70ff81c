"""A line of numbers, one for each fact behind something: one click opens one of them."""

from __future__ import annotations

from collections.abc import Sequence
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
    """A fact: its number, where it is, and what it is called."""

    number: int
    address: str
    title: str


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
        self.setAccessibleName(name or self._lead)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- shape -------------------------------------------------------------------------------

    def _lead_width(self) -> int:
        metrics = QFontMetrics(self._theme.font("caption"))
        return metrics.horizontalAdvance(self._lead) + self._theme.px(4)

    def _places(self, width: int) -> list[tuple[Fact, QRect]]:
        size, left = self._theme.px(_TARGET), self._lead_width()
        a_line = max(1, (width - left) // size)
        return [
            (fact, QRect(left + n % a_line * size, n // a_line * size, size, size))
            for n, fact in enumerate(self._facts)
        ]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        places = self._places(arg__1)
        return places[-1][1].bottom() + 1 if places else 0

    @override
    def sizeHint(self) -> QSize:
        size = self._theme.px(_TARGET)
        return QSize(self._lead_width() + len(self._facts) * size, size)

    @override
    def minimumSizeHint(self) -> QSize:
        size = self._theme.px(_TARGET)
        return QSize(self._lead_width() + size, size)

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, tile = theme.px(_TARGET), theme.px(_TILE)
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
                f"{fact.number}: {fact.title}",
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
            self.setToolTip(found.title if found else "")
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
