"""Shares of white rice by rank: a bar for each row of the table, and each opens its cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.songbun_tabs import RationBar, Rations
from nklearn.ui.accessible import AccessibleMark, announce
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.flow import Flow

_WRAP = int(Qt.TextFlag.TextWordWrap)
_THICK, _PAD = 16, 6


class RationBars(QWidget):
    """Draws bars; Up and Down move along them, Enter or a click opens the cell of one.

    A share is filled, a range is hatched from its least to its most, and a dashed outline says
    that no split is given.
    """

    opened = Signal(str)
    accessible_role = "chart"

    def __init__(self, theme: Theme, bars: tuple[RationBar, ...], name: str) -> None:
        super().__init__()
        self._theme, self._bars = theme, bars
        self._cursor, self._hovered = 0, -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    @property
    def cursor_id(self) -> str:
        """The address of the bar that the keyboard is on; empty for none."""
        return self._bars[self._cursor].address if self._bars else ""

    # -- shape -------------------------------------------------------------------------------

    def _value(self, bar: RationBar) -> str:
        return bar.text or self.tr("No split given")

    def _heights(self, bar: RationBar, width: int) -> tuple[int, int, int]:
        """Return the heights of a bar's name, of who it is and of its value below it."""
        room = QRect(0, 0, width - 2 * self._theme.px(_PAD), 100_000)

        def tall(role: str, words: str) -> int:
            metrics = QFontMetrics(self._theme.font(role))
            return metrics.boundingRect(room, _WRAP, words).height() if words else 0

        name = tall("label", bar.name)
        below = 0 if self._beside(bar, room.width()) else tall("small", self._value(bar))
        return name, tall("caption", bar.who), below

    def _beside(self, bar: RationBar, width: int) -> bool:
        """Tell whether the value has room in the line of the name."""
        metrics = QFontMetrics(self._theme.font("label"))
        both = f"{bar.name}    {self._value(bar)}"
        return metrics.horizontalAdvance(both) <= width

    def _rows(self, width: int) -> list[QRect]:
        px, top = self._theme.px, 0
        rows: list[QRect] = []
        for bar in self._bars:
            tall = sum(self._heights(bar, width)) + px(_THICK) + 2 * px(_PAD) + px(8)
            rows.append(QRect(0, top, width, tall))
            top += tall + px(4)
        return rows

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        rows = self._rows(arg__1)
        return rows[-1].bottom() + 2 if rows else 0

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(30))

    # -- drawing -----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        for number, (bar, box) in enumerate(zip(self._bars, self._rows(self.width()), strict=True)):
            self._paint_ground(painter, number, box)
            self._paint_one(painter, bar, box)
        painter.end()

    def _paint_ground(self, painter: QPainter, number: int, box: QRect) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if number == self._hovered:
            plain = theme.name == "contrast"
            painter.setPen(QPen(theme.color("ACCENT"), 2) if plain else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("BG_HOVER"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        if self.hasFocus() and number == self._cursor:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("FOCUS"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_one(self, painter: QPainter, bar: RationBar, box: QRect) -> None:
        theme, px = self._theme, self._theme.px
        name, who, value = self._heights(bar, box.width())
        left, top, wide = box.left() + px(_PAD), box.top() + px(_PAD), box.width() - 2 * px(_PAD)
        for role, tone, tall, words in (
            ("label", "TEXT_PRIMARY", name, bar.name),
            ("caption", "TEXT_MUTED", who, bar.who),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(tone))
            painter.drawText(QRect(left, top, wide, tall), _WRAP, words)
            top += tall
        top += px(4)
        self._paint_bar(painter, bar, QRectF(left + 0.5, top + 0.5, wide - 1, px(_THICK)))
        painter.setPen(theme.color("TEXT_PRIMARY" if bar.text else "TEXT_SECONDARY"))
        if value:
            painter.setFont(theme.font("small"))
            room = QRect(left, top + px(_THICK) + px(3), wide, value)
            painter.drawText(room, _WRAP, self._value(bar))
        else:
            painter.setFont(theme.font("label" if bar.text else "small"))
            room = QRect(left, box.top() + px(_PAD), wide, name)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._value(bar))

    def _paint_bar(self, painter: QPainter, bar: RationBar, box: QRectF) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if bar.low is None or bar.high is None:
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)
            return
        ink = theme.color("DATA_PETROL")
        painter.fillRect(box, theme.color("MIXED_GRAIN"))
        low = QRectF(box.left(), box.top(), box.width() * float(bar.low), box.height())
        span = box.width() * float(bar.high - bar.low)
        painter.fillRect(low, ink)
        if span:
            between = QRectF(low.right(), box.top(), span, box.height())
            painter.fillRect(between, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(ink, 1))
            painter.drawRect(between)
        if theme.name == "contrast":  # the rest is white there
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
            painter.drawRect(box)

    def _said(self, bar: RationBar) -> str:
        return ", ".join(filter(None, (bar.name, self._value(bar))))

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each bar."""
        rows = self._rows(self.width())
        return [
            AccessibleMark(self._said(bar), box, partial(self.opened.emit, bar.address))
            for bar, box in zip(self._bars, rows, strict=True)
        ]

    # -- cursor ------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        self._cursor = number
        self.update()
        scrolling.reveal(self, self._rows(self.width())[number])
        announce(self, self._said(self._bars[number]))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        last = len(self._bars) - 1
        goal = {
            Qt.Key.Key_Down: min(last, self._cursor + 1),
            Qt.Key.Key_Up: max(0, self._cursor - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if goal is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if goal == self._cursor:
                event.ignore()  # what leads nowhere scrolls what the bars stand in
            else:
                self._go(goal)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._bars[self._cursor].address)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(self._cursor)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()

    def _bar_at(self, point: QPointF) -> int:
        rows = self._rows(self.width())
        return next((n for n, box in enumerate(rows) if box.contains(point.toPoint())), -1)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = self._bar_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if found < 0 else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if found != self._hovered:
            self._hovered = found
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        found = self._bar_at(event.position())
        if found >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = found
            self.opened.emit(self._bars[found].address)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()


class Swatch(QWidget):
    """The look of one part of a bar: "white", "mixed", "range" or "none"."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, kind: str) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self.setFixedSize(theme.px(18), theme.px(12))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        ink, box = theme.color("DATA_PETROL"), self.rect().adjusted(0, 0, -1, -1)
        line = theme.color("LINE_CONTROL")
        if self._kind == "white":
            painter.fillRect(box, ink)
        elif self._kind == "mixed":
            painter.fillRect(box, theme.color("MIXED_GRAIN"))
            if theme.name == "contrast":
                painter.setPen(line)
                painter.drawRect(box)
        elif self._kind == "range":
            painter.fillRect(box, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(ink)
            painter.drawRect(box)
        else:
            painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)
        painter.end()


def ration_legend(theme: Theme, figure: Rations) -> Flow:
    """Return what the parts of the bars mean."""
    legend = Flow(spacing=12)
    kinds = {
        "white": figure.measure,
        "mixed": figure.rest,
        "range": QCoreApplication.translate("RationBars", "From the least to the most"),
        "none": QCoreApplication.translate("RationBars", "No split given"),
    }
    for kind, words in kinds.items():
        pair = QWidget()
        line = row(pair, spacing=6)
        line.addWidget(Swatch(theme, kind))
        line.addWidget(label(words, "caption", wrap=False))
        legend.addWidget(pair)
    return legend
