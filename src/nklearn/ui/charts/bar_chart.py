"""A bar chart: one horizontal bar for each cell, its name at the left, its value at its end."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import Bar, Bars
from nklearn.domain.claims import Status
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.marks import paint_sign
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.words import sentences, status_name

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# The most that names take of the width; what is longer wraps.
_NAMES = 0.44
_GAP = 10


class BarChart(QWidget):
    """Draws bars. Up and Down move along them, Enter or a click opens the cell of one."""

    cell_opened = Signal(str)
    table_requested = Signal()

    def __init__(self, theme: Theme, bars: Bars, holder: QWidget, marked: str = "") -> None:
        """Draw `bars`; the card that tells of one lies over `holder`, which the chart is in.

        The bar of the target `marked` gets a frame.
        """
        super().__init__()
        self._marked = marked
        self._theme, self._bars, self._holder = theme, bars, holder
        self._cursor: int | None = None
        self._about = f"{bars.alt} {bars.summary}"
        self._tip = ChartTip(holder, theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(sentences(bars.title, bars.subtitle))
        self.setAccessibleDescription(self._about)
        theme.changed.connect(self.updateGeometry)

    def show_mark(self, target: str) -> None:
        """Put the frame around another bar, or around none."""
        self._marked = target
        self.move_cursor(None)

    # -- shape -------------------------------------------------------------------------------

    def _metrics(self, role: str) -> QFontMetrics:
        return QFontMetrics(self._theme.font(role))

    def _names_width(self, width: int) -> int:
        metrics = self._metrics("small")
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars.bars), default=0)
        return min(widest + 2, round(width * _NAMES))

    def _rows(self, width: int) -> list[QRect]:
        """Return the place of every row at a width, from top to bottom."""
        px, metrics = self._theme.px, self._metrics("small")
        room = QRect(0, 0, self._names_width(width), 100_000)
        rows: list[QRect] = []
        top = px(4)
        for bar in self._bars.bars:
            words = metrics.boundingRect(room, _WRAP, bar.label).height()
            tall = max(px(26), words + px(8))
            rows.append(QRect(0, top, width, tall))
            top += tall
        return rows

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        rows = self._rows(arg__1)
        return (rows[-1].bottom() if rows else 0) + self._theme.px(9)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(560)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(30))

    def _end(self, bar: Bar) -> int:
        """Return where a bar ends: what stands behind it has room for the longest of all."""
        left = self._names_width(self.width()) + _GAP
        if bar.number is None:
            return left
        px, metrics = self._theme.px, self._metrics("label")
        behind = max(metrics.horizontalAdvance(each.short) for each in self._bars.bars)
        signs = self._bars.statuses - {Status.AS_PRINTED}
        room = self.width() - left - behind - px(14) - (px(18) if signs else 0)
        return left + max(2, round(room * float(bar.number / self._bars.top)))

    # -- drawing -----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        rows = self._rows(self.width())
        names = self._names_width(self.width())
        for number, (bar, row) in enumerate(zip(self._bars.bars, rows, strict=True)):
            if number == self._cursor:
                self._paint_cursor(painter, row)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("TEXT_PRIMARY"))
            painter.drawText(QRect(0, row.top(), names, row.height()), _WRAP, bar.label)
            self._paint_value(painter, bar, row)
            if bar.target == self._marked:
                painter.setPen(QPen(theme.color("FOCUS"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(row.adjusted(1, 1, -1, -1))
        if rows:
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
            left = names + _GAP
            painter.drawLine(left, 0, left, rows[-1].bottom() + theme.px(4))
        painter.end()

    def _paint_cursor(self, painter: QPainter, row: QRect) -> None:
        theme = self._theme
        painter.fillRect(row, theme.color("ACCENT_SOFT"))
        if theme.name == "contrast":  # where the fill is white
            painter.setPen(QPen(theme.color("ACCENT"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(row.adjusted(1, 1, -1, -1))

    def _paint_value(self, painter: QPainter, bar: Bar, row: QRect) -> None:
        theme, px = self._theme, self._theme.px
        ink = theme.color(f"DATA_{bar.colour.upper()}")
        end, middle = self._end(bar), row.center().y() + 0.5
        if bar.number is not None:
            left, thick = self._names_width(self.width()) + _GAP, px(14)
            _paint_bar(painter, bar, QRectF(left, middle - thick / 2, end - left, thick), ink)
        at = end + px(8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bar.status is not Status.AS_PRINTED:
            tone = theme.color("TEXT_SECONDARY") if bar.number is None else ink
            paint_sign(painter, bar.status, QPointF(at + px(5), middle), px(5), tone)
            at += px(16)
        font = QFont(theme.font("label" if bar.short else "small"))
        font.setItalic(not bar.short or bar.status is Status.COMPUTED)
        painter.setFont(font)
        painter.setPen(theme.color("TEXT_PRIMARY" if bar.short else "TEXT_SECONDARY"))
        room = QRect(at, row.top(), self.width() - at, row.height())
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = bar.short or status_name(bar.status)
        with_remark = f"{words}, {bar.remark}" if bar.remark else words
        fits = QFontMetrics(font).horizontalAdvance(with_remark) <= room.width()
        painter.drawText(room, sides, with_remark if fits and not bar.short else words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    accessible_role = "chart"

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each bar and each gap."""
        rows = self._rows(self.width())
        return [
            AccessibleMark(_said(bar), row, partial(self.cell_opened.emit, bar.address))
            for bar, row in zip(self._bars.bars, rows, strict=True)
        ]

    # -- cursor ------------------------------------------------------------------------------

    def move_cursor(self, index: int | None) -> None:
        """Point at a bar and tell of it, or at none."""
        self._cursor = index
        if index is None:
            self._tip.hide()
            self.setAccessibleDescription(self._about)
        else:
            bar = self._bars.bars[index]
            value = bar.text or status_name(bar.status)
            told = (
                "" if bar.status is Status.AS_PRINTED or not bar.text else status_name(bar.status)
            )
            self._tip.show_words(bar.label, value, [each for each in (told, bar.remark) if each])
            self._place_tip(index)
            self.setAccessibleDescription(self._tip.words())
        self.update()

    def _place_tip(self, index: int) -> None:
        """Put the card under the bar, or above it where there is no room: never over it."""
        row = self._rows(self.width())[index]
        size, inside = self._tip.sizeHint(), self._holder.visibleRegion().boundingRect()
        corner = self.mapTo(self._holder, QPoint(self._end(self._bars.bars[index]), row.bottom()))
        top = corner.y() + 4
        if top + size.height() > inside.bottom():
            top = corner.y() - row.height() - 4 - size.height()
        left = min(corner.x(), inside.right() - size.width() - 4)
        self._tip.setGeometry(max(4, left), top, size.width(), size.height())
        self._tip.raise_()

    def _open(self, index: int) -> None:
        self.cell_opened.emit(self._bars.bars[index].address)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        last, here, key = len(self._bars.bars) - 1, self._cursor, event.key()
        if key == Qt.Key.Key_Down:
            self._go(0 if here is None else min(last, here + 1))
        elif key == Qt.Key.Key_Up:
            self._go(last if here is None else max(0, here - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self._open(here)
        elif key == Qt.Key.Key_Escape and here is not None:
            self.move_cursor(None)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_requested.emit()
        else:
            event.ignore()

    def _go(self, index: int) -> None:
        scrolling.reveal(self, self._rows(self.width())[index])
        self.move_cursor(index)

    def _bar_at(self, spot: QPoint) -> int | None:
        rows = self._rows(self.width())
        return next((number for number, row in enumerate(rows) if row.contains(spot)), None)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        found = self._bar_at(event.position().toPoint())
        shape = Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        if found != self._cursor:
            self.move_cursor(found)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._bar_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._open(found)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.move_cursor(None)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.move_cursor(None)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self._cursor is not None:
            self._place_tip(self._cursor)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()  # the page scrolls


def _said(bar: Bar) -> str:
    """Name a bar: what it is of, its value, and what to know about it."""
    told = "" if bar.status is Status.AS_PRINTED else status_name(bar.status).lower()
    return ", ".join(filter(None, (bar.label, bar.text, told, bar.remark)))


def _paint_bar(painter: QPainter, bar: Bar, box: QRectF, ink: QColor) -> None:
    """Fill a bar; one that we computed is filled in half."""
    if bar.status is Status.COMPUTED:
        painter.fillRect(box.adjusted(0, box.height() / 2, 0, 0), ink)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, ink)
