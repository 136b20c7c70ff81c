"""Rival values below one another on one scale: each with its dot, and how far apart they lie."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.rivals import Rival, Rivals
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.theme import Theme
from nklearn.ui.words import folded_words

_ROW, _FOOT = 26, 26
_VALUE, _TRACK = 190, 200
# A column of values may grow to this, where titles beside it keep at least that.
_MOST, _TITLE = 560, 260
# Narrower than this (at 100% text) the titles stand under the values.
_NARROW = 600


class RivalRows(QWidget):
    """A row for each rival: value, place on the scale, title; `open_requested` opens one."""

    open_requested = Signal(str)
    accessible_role = "group"

    def __init__(self, theme: Theme, found: Rivals) -> None:
        super().__init__()
        self._theme, self._found = theme, found
        self._over = -1
        self._valued = any(each.evidence.value and not each.folded for each in found.sides)
        self.setMouseTracking(True)
        theme.changed.connect(self.updateGeometry)
        # Not fixed: Qt would hold it to the height of its hint, whatever the width asks for.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("; ".join(self._name(side) for side in found.sides))
        self.setAccessibleDescription(self.tr("Apart: %s") % found.apart if found.apart else "")

    def _name(self, side: Rival) -> str:
        if side.folded:
            return folded_words()
        evidence = side.evidence
        return ", ".join(filter(None, (evidence.value, evidence.title, evidence.source_line)))

    def accessible_marks(self) -> list[AccessibleMark]:
        """One child for each rival, which opens it."""
        return [
            AccessibleMark(
                self._name(side),
                self._box(number),
                partial(self.open_requested.emit, side.evidence.address),
            )
            for number, side in enumerate(self._found.sides)
        ]

    # -- geometry ----------------------------------------------------------------------------

    def _stacked(self, width: int) -> bool:
        """Whether titles stand under the values in this width."""
        return self._valued and width < self._theme.px(_NARROW)

    def _row_height(self, width: int) -> int:
        return self._theme.px(_ROW + 20 if self._stacked(width) else _ROW)

    @property
    def _narrow(self) -> bool:
        return self._stacked(self.width())

    @property
    def _height(self) -> int:
        return self._row_height(self.width())

    def _box(self, number: int) -> QRect:
        return QRect(0, number * self._height, self.width(), self._height)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        foot = self._theme.px(_FOOT) if self._found.apart else 0
        return self._row_height(arg__1) * len(self._found.sides) + foot

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_NARROW), self.heightForWidth(self._theme.px(_NARROW)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self.sizeHint().height())

    def _track(self) -> tuple[float, float]:
        """Return where the scale begins and ends, in px."""
        left = self.value_width + self._theme.px(14.0)
        if self._narrow:
            return left, self.width() - self._theme.px(14.0)
        return left, left + self._theme.px(_TRACK)

    @property
    def value_width(self) -> int:
        """Return the width of the column of values: what they need, as far as titles have room."""
        px, room = self._theme.px, self.width()
        if not self._narrow:
            room = min(px(_MOST), room - px(_TITLE))
        elif self._found.ends is not None:
            return px(_VALUE)
        if self._found.ends is not None:
            room -= px(_TRACK + 36)
        metrics = QFontMetrics(self._theme.font("strong"))
        values = (each.evidence.value for each in self._found.sides if not each.folded)
        need = max((metrics.horizontalAdvance(each) for each in values), default=0) + 2
        return max(px(_VALUE), min(need, room))

    def _spot(self, value: float) -> float:
        ends = self._found.ends
        left, right = self._track()
        if ends is None:
            return left
        low, high = (float(end) for end in ends)
        return left + (right - left) * (value - low) / (high - low)

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._found.ends is not None:
            self._paint_ends(painter)
        if self._found.apart:
            self._paint_span(painter)
        for number, side in enumerate(self._found.sides):
            self._paint_side(painter, side, QRectF(self._box(number)), number == self._over)
        painter.end()

    @property
    def _bottom(self) -> float:
        """Where the rows end and the distance is drawn, in px."""
        rows = self._height * len(self._found.sides)
        return rows + self._theme.px(5.0) if self._found.apart else rows - self._theme.px(4.0)

    def _paint_ends(self, painter: QPainter) -> None:
        """Paint lines at the lowest and at the highest number."""
        painter.setPen(QPen(self._theme.color("CONFLICT_LINE"), 1, Qt.PenStyle.DashLine))
        pieces = [(self._theme.px(4.0), self._bottom)]
        if self._narrow:  # only beside the values: below them stand the titles
            tops = [float(self._box(n).top()) for n in range(len(self._found.sides))]
            pieces = [(top + self._theme.px(4), top + self._theme.px(_ROW - 4)) for top in tops]
        for x in self._track():
            for top, bottom in pieces:
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _paint_span(self, painter: QPainter) -> None:
        """Paint the distance under the rows."""
        theme, (left, right), bottom = self._theme, self._track(), self._bottom
        ink = theme.color("CONFLICT")
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
        for x in (left, right):
            painter.drawLine(QPointF(x, bottom - 4), QPointF(x, bottom + 4))
        painter.setFont(theme.font("caption"))
        painter.setPen(ink)
        words = self.tr("%s apart") % self._found.apart
        room = QRectF(0, bottom + 2, self.width(), theme.px(18))
        wide = QFontMetrics(painter.font()).horizontalAdvance(words)
        room.setLeft(max(0.0, min((left + right - wide) / 2, self.width() - wide - 2.0)))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, words)

    def _paint_side(self, painter: QPainter, side: Rival, box: QRectF, over: bool) -> None:
        theme = self._theme
        line = QRectF(box.left(), box.top(), box.width(), theme.px(_ROW))
        value = "" if side.folded else side.evidence.value
        measured = self._found.ends is not None
        if self._valued:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color("TEXT_PRIMARY"))
            room = QRectF(line.left(), line.top(), self.value_width, line.height())
            self._draw(painter, room, value or "–")
        left = self._track()[0] if self._valued else 0.0
        if measured:
            self._paint_dot(painter, side, line)
            left = self._track()[1] + theme.px(22)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ACCENT" if over else "TEXT_SECONDARY"))
        words = folded_words() if side.folded else side.evidence.title
        if self._narrow:
            below = QRectF(0, line.bottom() - theme.px(4), box.width(), theme.px(20))
            self._draw(painter, below, words)
        else:
            self._draw(painter, QRectF(left, line.top(), box.right() - left, line.height()), words)

    def _draw(self, painter: QPainter, box: QRectF, words: str) -> None:
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags, shown)

    def _paint_dot(self, painter: QPainter, side: Rival, line: QRectF) -> None:
        theme, (left, right) = self._theme, self._track()
        y = line.center().y()
        painter.setPen(QPen(theme.color("LINE_SUBTLE"), 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        if side.low is None or side.high is None or side.folded:
            return
        first, last = self._spot(float(side.low)), self._spot(float(side.high))
        ink = theme.color("CONFLICT")
        painter.setPen(QPen(ink, 4))
        painter.drawLine(QPointF(first, y), QPointF(last, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x in {first, last}:
            painter.drawEllipse(QPointF(x, y), theme.px(5), theme.px(5))

    # -- mouse -------------------------------------------------------------------------------

    def _at(self, event: QMouseEvent) -> int:
        number = int(event.position().y()) // self._height
        return number if number < len(self._found.sides) else -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._at(event) != self._over:
            self._over = self._at(event)
            side = self._found.sides[self._over] if self._over >= 0 else None
            self.setToolTip(self._name(side) if side else "")
            self.update()
        event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._at(event) < 0:
            event.ignore()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        number = self._at(event)
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.open_requested.emit(self._found.sides[number].evidence.address)
        else:
            event.ignore()
