"""Small panels: each line in a chart of its own, with a scale of its own, over the same years."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
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
from nklearn.content.plots import Plot, PlotPoint, PlotSeries, top_of
from nklearn.domain.claims import Status
from nklearn.ui.accessible import AccessibleMark
from nklearn.ui.charts import symbols
from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.charts.furniture import nice_ticks, number_words
from nklearn.ui.charts.marks import RIVALS, paint_sign
from nklearn.ui.charts.paths import corners, runs
from nklearn.ui.theme import Theme
from nklearn.ui.words import point_name, sentences, status_name

# The least width and height of a panel, in px at 100% text.
_LEAST = (210, 128)
_SPACE = 18


class PanelChart(QWidget):
    """Draws a plot in panels. Arrows move along and between them; Enter or a click opens a cell."""

    cell_opened = Signal(str)
    table_requested = Signal()
    accessible_role = "chart"
    focus_gap = 6

    def __init__(self, theme: Theme, plot: Plot, marked: str = "") -> None:
        """Draw `plot`; the point of the target `marked` gets a ring around it."""
        super().__init__()
        self._theme = theme
        self._tip = ChartTip(self, theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_plot(plot, marked)
        theme.changed.connect(self._refresh)

    def show_plot(self, plot: Plot, marked: str = "") -> None:
        """Draw another plot in place of this one."""
        self._plot, self._marked = plot, marked
        self._line = 0
        self._cursor: int | None = None
        self._opened: int | None = None
        self._tip.hide()
        self.setAccessibleName(sentences(plot.title, plot.subtitle))
        self.setAccessibleDescription(f"{plot.alt} {plot.summary}")
        self._refresh()

    def show_mark(self, target: str) -> None:
        """Put the ring around another point, or around none."""
        self._marked = target
        self.move_cursor(None)

    def _refresh(self) -> None:
        self.setMinimumHeight(self._rows(self.width()) * self._theme.px(_LEAST[1]))
        self.updateGeometry()
        self.update()

    # -- geometry ----------------------------------------------------------------------------

    def _columns(self, width: int) -> int:
        fit = max(1, (width + _SPACE) // (self._theme.px(_LEAST[0]) + _SPACE))
        count = len(self._plot.series)
        rows = -(-count // min(fit, count))
        return -(-count // rows)  # as even as it gets: six are three and three

    def _rows(self, width: int) -> int:
        return -(-len(self._plot.series) // self._columns(width))

    def _cell(self, number: int) -> QRectF:
        """Return the whole place of a panel."""
        columns, rows = self._columns(self.width()), self._rows(self.width())
        wide = (self.width() - _SPACE * (columns - 1)) / columns
        tall = self.height() / rows
        row, column = divmod(number, columns)
        return QRectF(column * (wide + _SPACE), row * tall, wide, tall)

    def _frame(self, number: int) -> QRectF:
        """Return where the values of a panel are drawn, below its name and above its years."""
        head = self._metrics("strong").height() + self._metrics("caption").height() / 2 + 6
        left = self._metrics("caption").horizontalAdvance(self._top_words(number)) + 8
        foot = self._metrics("caption").height() + 14
        return self._cell(number).adjusted(left, head, -8, -foot)

    def _scale(self, number: int) -> float:
        return nice_ticks(top_of([self._plot.series[number]]), 3)[-1]

    def _top_words(self, number: int) -> str:
        return number_words(self._scale(number))

    def _spot(self, number: int, x: float, y: float) -> QPointF:
        frame, ticks = self._frame(number), self._plot.ticks
        first, last = ticks[0][0], ticks[-1][0]
        across = (x - first) / (last - first) if last > first else 0.5
        reach = self._theme.px(6)
        left = frame.left() + reach + across * (frame.width() - 2 * reach)
        return QPointF(left, frame.bottom() - frame.height() * y / self._scale(number))

    def _point_spot(self, number: int, point: PlotPoint) -> QPointF:
        at = self._spot(number, point.x, point.y or 0.0)
        return at if point.y is not None else at - QPointF(0, self._theme.px(6))

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(role))

    # -- drawing -----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        for number, line in enumerate(self._plot.series):
            self._paint_axes(painter, number, line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_line(painter, number, line)
            self._paint_points(painter, number, line)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.end()

    def _paint_axes(self, painter: QPainter, number: int, line: PlotSeries) -> None:
        theme, frame, cell = self._theme, self._frame(number), self._cell(number)
        name = QRectF(cell.left(), cell.top(), cell.width(), self._metrics("strong").height())
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color(f"DATA_{line.colour.upper()}_TEXT"))
        painter.drawText(name, left, line.label)
        taken = self._metrics("strong").horizontalAdvance(line.label) + 10
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("TEXT_SECONDARY"))
        end = line.last
        told = f"{end.text}, {end.period}" if end else self.tr("no value")
        if taken + self._metrics("small").horizontalAdvance(told) <= cell.width():
            painter.drawText(name, right, told)
        painter.setFont(theme.font("caption"))
        caption = self._metrics("caption")
        for value, words in ((0.0, "0"), (self._scale(number), self._top_words(number))):
            y = self._spot(number, 0, value).y()
            painter.setPen(theme.color("LINE_CONTROL" if value == 0 else "LINE_GRID"))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(theme.color("TEXT_MUTED"))
            box = QRectF(cell.left(), y - caption.height() / 2, 0, caption.height())
            box.setRight(frame.left() - 6)
            painter.drawText(box, right, words)
        below = QRectF(frame.left(), frame.bottom() + 6, frame.width(), caption.height())
        painter.drawText(below, left, self._plot.ticks[0][1])
        if len(self._plot.ticks) > 1:
            painter.drawText(below, right, self._plot.ticks[-1][1])

    def _paint_line(self, painter: QPainter, number: int, line: PlotSeries) -> None:
        if not line.joined:
            return
        ink = self._theme.color(f"DATA_{line.colour.upper()}")
        for part, dashed in runs(line):
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(ink, self._theme.px(2), style))
            xs, ys = corners(part, stepped=line.stepped)
            painter.drawPolyline([self._spot(number, x, y) for x, y in zip(xs, ys, strict=True)])

    def _paint_points(self, painter: QPainter, number: int, line: PlotSeries) -> None:
        theme = self._theme
        ink, size = theme.color(f"DATA_{line.colour.upper()}"), theme.px(7)
        for point in line.points:
            at = self._point_spot(number, point)
            if point.y is not None and point.status is Status.AS_PRINTED:
                symbols.paint(painter, symbols.shape(number), at, size, ink)
            else:
                painter.setBrush(theme.color("BG_SURFACE"))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(at, theme.px(5), theme.px(5))
                paint_sign(painter, point.status, at, theme.px(4), ink)
            if point.rivals:
                painter.setFont(theme.font("label"))
                painter.setPen(theme.color("CONFLICT"))
                tall = self._metrics("label").height()
                above = QRectF(at.x() - tall, at.y() - tall - theme.px(4), 2 * tall, tall)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, RIVALS)
            here = number == self._line and self._period(point) == self._cursor
            if here or point.target == self._marked:
                painter.setPen(QPen(theme.color("FOCUS"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, theme.px(9), theme.px(9))

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each value and each gap, panel by panel."""
        reach = self._theme.px(8)
        marks: list[AccessibleMark] = []
        for number, line in enumerate(self._plot.series):
            for point in line.points:
                at = self._point_spot(number, point)
                box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toRect()
                opener = partial(self.cell_opened.emit, point.address)
                marks.append(AccessibleMark(point_name(self._plot, line, point), box, opener))
        return marks

    # -- cursor ------------------------------------------------------------------------------

    def _period(self, point: PlotPoint) -> int:
        return next(n for n, (_, words) in enumerate(self._plot.ticks) if words == point.period)

    def _point(self, line: int, index: int) -> PlotPoint | None:
        period = self._plot.ticks[index][1]
        return next((p for p in self._plot.series[line].points if p.period == period), None)

    def move_cursor(self, index: int | None) -> None:
        """Point at a year of the current panel, or at none."""
        self._cursor = index
        if index is None:
            self._tip.hide()
        else:
            line, point = self._plot.series[self._line], self._point(self._line, index)
            value = self.tr("no value") if point is None else point.text
            if point is not None and not value:
                value = status_name(point.status)
            title = f"{line.label}, {self._plot.ticks[index][1]}"
            told = (point.formula, point.remark) if point is not None else ()
            if point is not None and point.rivals:
                told = (*told, self.tr("Sources disagree"))
            self._tip.show_words(title, value, [each for each in told if each])
            self._place_tip(index)
            self.setAccessibleDescription(self._tip.words())
        self.update()

    def _place_tip(self, index: int) -> None:
        point = self._point(self._line, index)
        x = self._plot.ticks[index][0]
        at = self._point_spot(self._line, point) if point else self._spot(self._line, x, 0)
        self._tip.place(at.x(), [at.y()], QRectF(self.rect()))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        last, here, key = len(self._plot.ticks) - 1, self._cursor, event.key()
        start = self._opened if here is None else here
        if key == Qt.Key.Key_Right:
            self.move_cursor(0 if start is None else min(last, start + 1))
        elif key == Qt.Key.Key_Left:
            self.move_cursor(last if start is None else max(0, start - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_cursor(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._line = (self._line + step) % len(self._plot.series)
            self.move_cursor(0 if start is None else start)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self._open()
        elif key == Qt.Key.Key_Escape and here is not None:
            self.move_cursor(None)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_requested.emit()
        else:
            event.ignore()

    def _open(self) -> None:
        if self._cursor is not None and (point := self._point(self._line, self._cursor)):
            self._opened = self._cursor
            self.cell_opened.emit(point.address)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        at = event.position()
        panels = range(len(self._plot.series))
        over = next((n for n in panels if self._cell(n).contains(at)), None)
        if over is None:
            self.move_cursor(None)
            return
        self._line = over
        spots = [self._spot(over, x, 0).x() for x, _ in self._plot.ticks]
        self.move_cursor(min(range(len(spots)), key=lambda n: abs(spots[n] - at.x())))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

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
        self._refresh()
        if self._cursor is not None:
            self._place_tip(self._cursor)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()  # the page scrolls
