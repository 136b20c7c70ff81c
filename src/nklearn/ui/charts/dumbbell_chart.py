"""A dumbbell chart: two values of each row as a square and a circle, joined by a bar."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from nklearn.base.overriding import override
from nklearn.content.dumbbells import Dumbbell, Dumbbells, End
from nklearn.domain.claims import Status
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.charts import symbols
from nklearn.ui.charts.dumbbell_scale import Scale
from nklearn.ui.charts.marks import paint_sign
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.words import status_name

#: The colours and shapes of the two ends: an ochre square, a petrol circle.
COLOURS, SHAPES = ("OCHRE", "PETROL"), (1, 0)
_FIRST, _SECOND, _RATIO = "first", "second", "ratio"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HEAD = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
# The height of a row, in px at 100% text: the least, and more where there is room.
_ROW, _TALL = 23, 33
# A chart of few rows may be this much looser.
_FEW, _LOOSE = 8, 44
# A plot narrower than this, in px at 100% text, gets room from units and heads.
_NARROW = 140
# The lines of heads, and those where the plot needs room.
_LINES, _SLIM_LINES = 2, 3


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns begin and end, in px, and how high head and rows are."""

    name: float
    unit: float
    first: QRectF
    plot: QRectF
    second: QRectF
    ratio: QRectF
    head: float
    row: float


def paint_end(
    painter: QPainter, theme: Theme, which: int, status: Status, at: QPointF, size: float
) -> None:
    """Paint the marker of an end; its fill says how sure the value is."""
    ink = theme.color(f"DATA_{COLOURS[which]}")
    path = symbols.diamond() if status is Status.CORRECTED else symbols.shape(SHAPES[which])
    hollow = status in (Status.CORRECTED, Status.COMPUTED)
    symbols.paint(painter, path, at, size + 3, theme.color("BG_SURFACE"))
    if not hollow:
        symbols.paint(painter, path, at, size, ink)
        return
    painter.save()
    painter.translate(at)
    painter.scale(size, size)
    painter.setPen(QPen(ink, 1.75 / size))
    painter.setBrush(theme.color("BG_SURFACE"))
    painter.drawPath(path)
    painter.restore()
    if status is Status.COMPUTED:
        symbols.paint(painter, symbols.left_half(path), at, size, ink)


class DumbbellChart(Canvas):
    """Draws rows with two ends each. A row and each of its values are spots.

    `activated` carries `row`, or `row|first`, `row|second`, `row|ratio` for a value.
    """

    accessible_role = "chart"

    def __init__(self, theme: Theme, shown: Dumbbells) -> None:
        self._shown, self._scale = shown, Scale(shown)
        self._chosen = ""
        self._room = 0
        super().__init__(theme, shown.title)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(f"{shown.alt} {shown.summary}")
        theme.changed.connect(self.updateGeometry)
        self.pointed.connect(self._tell)

    def show_rows(self, shown: Dumbbells, chosen: str = "") -> None:
        """Show other rows, or the same in another order; `chosen` is lit."""
        self._shown, self._chosen, self._scale = shown, chosen, Scale(shown)
        self.setAccessibleName(shown.title)
        self.setAccessibleDescription(f"{shown.alt} {shown.summary}")
        self.updateGeometry()
        self.refresh()

    # -- shape -------------------------------------------------------------------------------

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(self.width(), self.height())

    @override
    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """All of it is always in sight: there is nothing to zoom."""

    @override
    def reveal(self, spot_id: str) -> None:
        if spot := self.spot(spot_id):
            scrolling.reveal(self, spot.rect.toRect())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # heads take more lines where the plot needs room

    def _metrics(self, role: str) -> QFontMetricsF:
        return QFontMetricsF(self.theme.font(role))

    def _head_height(self) -> float:
        lines = _SLIM_LINES if self._is_slim() else _LINES
        return lines * self._metrics("caption").height() + self.theme.px(4)

    @override
    def sizeHint(self) -> QSize:
        height = self._head_height() + len(self._shown.rows) * self._row_height()
        return QSize(self.theme.px(680), round(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(420), self.sizeHint().height())

    def _row_height(self) -> int:
        rows = max(1, len(self._shown.rows))
        most = _LOOSE if rows <= _FEW else _TALL
        room = (self._room - self._head_height() * 100 / self.theme.text_size) / rows
        return self.theme.px(max(_ROW, min(room, most)))

    def set_room(self, height: int) -> None:
        """Make rows as high as `height` px (at 100% text) allow, within what is readable."""
        self._room = height
        self.updateGeometry()
        self.refresh()

    def _is_slim(self) -> bool:
        """Whether units stand behind the names and heads in more lines, to leave the plot room."""
        widths = self._widths(slim=False)
        return self.width() - sum(widths) - self.theme.px(44) < self.theme.px(_NARROW)

    def _label(self, row: Dumbbell, *, slim: bool) -> str:
        return f"{row.label}, {row.symbol}" if slim and self._shown.ratio else row.label

    def _widths(self, *, slim: bool) -> tuple[float, float, float, float, float]:
        """Return the widths of names, units, first and second values, and ratios."""
        px, shown = self.theme.px, self._shown
        body, small = self._metrics("strong"), self._metrics("small")
        names = (body.horizontalAdvance(self._label(row, slim=slim)) for row in shown.rows)
        units = {row.unit for row in shown.rows} if shown.ratio and not slim else set[str]()
        unit = max((small.horizontalAdvance(each) for each in units), default=0.0)
        first, second = (self._values_width(which, slim=slim) for which in (0, 1))
        return max(names) + px(20), unit, first, second, px(64)

    def _columns(self) -> _Columns:
        px, shown = self.theme.px, self._shown
        name, unit, first, second, ratio = self._widths(slim=self._is_slim())
        head = self._head_height()
        row = (self.height() - head) / max(1, len(shown.rows))
        left = name + unit + first + px(24)
        right = self.width() - px(8) - ratio - second
        tall = self.height() - head
        return _Columns(
            name=px(8),
            unit=name,
            first=QRectF(name + unit, head, first, tall),
            plot=QRectF(left, head, max(20.0, right - px(12) - left), tall),
            second=QRectF(right, head, second, tall),
            ratio=QRectF(right + second, head, ratio, tall),
            head=head,
            row=row,
        )

    def _values_width(self, which: int, *, slim: bool) -> float:
        """Return the width of a column of values: its head goes in several lines where it must."""
        body = self._metrics("body")
        values = max(body.horizontalAdvance(row.ends[which].short) for row in self._shown.rows)
        words = self._shown.heads[which].split()
        best = self._wrapped(words, _SLIM_LINES if slim else _LINES)
        return max(values + self.theme.px(36), best + self.theme.px(26))

    def _wrapped(self, words: list[str], lines: int) -> float:
        """Return the least width that some words of a head take in so many lines."""
        head = self._metrics("caption")
        if lines == 1 or len(words) < 2:
            return head.horizontalAdvance(" ".join(words))
        return min(
            max(head.horizontalAdvance(" ".join(words[:n])), self._wrapped(words[n:], lines - 1))
            for n in range(1, len(words) + 1)
        )

    def _rows(self) -> list[tuple[Dumbbell, QRectF]]:
        columns = self._columns()
        return [
            (row, QRectF(0, columns.head + n * columns.row, self.width(), columns.row))
            for n, row in enumerate(self._shown.rows)
        ]

    # -- painting ----------------------------------------------------------------------------

    @override
    def draw(self, painter: QPainter) -> None:
        columns = self._columns()
        rows = self._rows()
        for row, box in rows:
            self._paint_back(painter, row, box)
        self._paint_scale(painter, columns)
        self._paint_heads(painter, columns)
        for row, box in rows:
            self._paint_row(painter, row, box, columns)

    def _paint_back(self, painter: QPainter, row: Dumbbell, box: QRectF) -> None:
        theme = self.theme
        pointed = self.hovered_id.partition("|")[0] == row.id
        if row.id == self._chosen or pointed:
            inner = box.adjusted(0, 1, 0, -1)
            tone = "ACCENT_SOFT" if row.id == self._chosen else "BG_HOVER"
            painter.fillRect(inner, theme.color(tone))
            if theme.name == "contrast":  # where the fills are white
                painter.setBrush(Qt.BrushStyle.NoBrush)
                width = 2 if row.id == self._chosen else 1
                painter.setPen(QPen(theme.color("ACCENT"), width))
                painter.drawRect(inner.adjusted(1, 1, -1, -1))
        if row.total:
            painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
            painter.drawLine(box.topLeft(), box.topRight())

    def _paint_scale(self, painter: QPainter, columns: _Columns) -> None:
        theme, plot = self.theme, columns.plot
        metrics = self._metrics("caption")
        painter.setFont(theme.font("caption"))
        taken = -math.inf
        ticks = self._scale.ticks(self.tr("same"))
        zero = 0.0
        order = sorted(ticks, key=lambda tick: tick[0])
        for value, words in order:
            x, base = self._scale.x(value, plot), value == zero
            ink = "LINE_CONTROL" if base else "LINE_GRID"
            painter.setPen(QPen(theme.color(ink), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            width = metrics.horizontalAdvance(words)
            if x - width / 2 < taken + 6:
                continue
            taken = x + width / 2
            painter.setPen(theme.color("TEXT_PRIMARY" if base else "TEXT_MUTED"))
            top = columns.head - metrics.height() - theme.px(4)
            box = QRectF(x - width, top, 2 * width, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_heads(self, painter: QPainter, columns: _Columns) -> None:
        theme = self.theme
        font = QFont(theme.font("caption"))
        font.setWeight(QFont.Weight(600))
        painter.setFont(font)
        room = columns.head - theme.px(4)
        metrics = QFontMetricsF(font)
        for which, column in enumerate((columns.first, columns.second)):
            painter.setPen(theme.color(f"DATA_{COLOURS[which]}_TEXT"))
            words = self._shown.heads[which]
            box = QRectF(column.left(), 0, column.width(), room)
            drawn = painter.boundingRect(box, _HEAD, words)
            painter.drawText(box, _HEAD, words)
            # What stands for the column in the plot: its head is the legend.
            at = QPointF(drawn.left() - theme.px(10), drawn.bottom() - metrics.height() / 2)
            paint_end(painter, theme, which, Status.AS_PRINTED, at, theme.px(10))
        painter.setPen(theme.color("TEXT_MUTED"))
        ratio = QRectF(columns.ratio.left(), 0, columns.ratio.width(), room)
        painter.drawText(ratio, _HEAD, self.tr("Ratio"))

    def _paint_row(self, painter: QPainter, row: Dumbbell, box: QRectF, columns: _Columns) -> None:
        theme, px = self.theme, self.theme.px
        painter.setPen(theme.color("TEXT_PRIMARY"))
        chosen = row.id == self._chosen or row.total
        font = QFont(theme.font("strong" if chosen else "body"))
        font.setItalic(row.added)
        painter.setFont(font)
        name = QRectF(columns.name, box.top(), columns.unit - columns.name, box.height())
        slim = self._is_slim()
        painter.drawText(name, _LEFT, self._label(row, slim=slim))
        if self._shown.ratio and not slim:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("TEXT_SECONDARY"))
            unit = QRectF(columns.unit, box.top(), box.width(), box.height())
            painter.drawText(unit, _LEFT, row.unit)
        for which, column in enumerate((columns.first, columns.second)):
            room = QRectF(column.left(), box.top(), column.width(), box.height())
            self._paint_value(painter, row.ends[which], room, clash=which in row.clash)
        ratio = QRectF(columns.ratio.left(), box.top(), columns.ratio.width(), box.height())
        self._paint_ratio(painter, row, ratio)
        self._paint_bar(painter, row, box, columns.plot)
        for which in (0, 1):
            x = self._scale.of(row, which, columns.plot)
            if x is not None:
                at = QPointF(x, box.center().y())
                paint_end(painter, theme, which, row.ends[which].status, at, px(11))

    def _paint_bar(self, painter: QPainter, row: Dumbbell, box: QRectF, plot: QRectF) -> None:
        start, end = (self._scale.of(row, which, plot) for which in (0, 1))
        if start is None or end is None:
            return
        tone = "CONFLICT" if row.far else "TEXT_MUTED"
        thick = self.theme.px(4)
        bar = QRectF(min(start, end), box.center().y() - thick / 2, abs(end - start), thick)
        painter.fillRect(bar, self.theme.color(tone))

    def _paint_value(self, painter: QPainter, end: End, room: QRectF, *, clash: bool) -> None:
        theme, px = self.theme, self.theme.px
        words = end.short or status_name(end.status).lower()
        font = QFont(theme.font("body" if end.short else "small"))
        font.setItalic(not end.short or end.status is Status.COMPUTED)
        painter.setFont(font)
        painter.setPen(theme.color("CONFLICT" if clash else "TEXT_PRIMARY"))
        painter.drawText(room, _RIGHT, words)
        at = room.right() - QFontMetricsF(font).horizontalAdvance(words) - px(11)
        if clash:
            painter.drawText(QRectF(at - px(6), room.top(), px(14), room.height()), _LEFT, "≠")
            at -= px(15)
        if end.status is not Status.AS_PRINTED:
            ink = theme.color("TEXT_SECONDARY")
            paint_sign(painter, end.status, QPointF(at, room.center().y()), px(4), ink)

    def _paint_ratio(self, painter: QPainter, row: Dumbbell, room: QRectF) -> None:
        theme = self.theme
        font = QFont(theme.font("label" if row.far else "small"))
        font.setItalic(True)  # computed by us, as in every table
        painter.setFont(font)
        painter.setPen(theme.color("CONFLICT" if row.far else "TEXT_SECONDARY"))
        words = row.ratio.short or "–"
        painter.drawText(room, _RIGHT, f"≠ {words}" if row.far else words)

    # -- spots -------------------------------------------------------------------------------

    @override
    def make_spots(self) -> list[Spot]:
        columns = self._columns()
        spots: list[Spot] = []
        for row, box in self._rows():
            spots.append(_spot(row.id, box, self._said(row)))
            pairs = zip((columns.first, columns.second), self._shown.heads, row.ends, strict=True)
            for name, (column, head, end) in zip((_FIRST, _SECOND), pairs, strict=True):
                place = QRectF(column.left() + 2, box.top(), column.width() + 4, box.height())
                words = self._end_said(head, end)
                spots.append(_spot(f"{row.id}|{name}", place, f"{row.label}, {words}"))
            if row.ratio.target:
                left, wide = columns.ratio.left() + 6, columns.ratio.width() + 2
                place = QRectF(left, box.top(), wide, box.height())
                said = f"{row.label}, {self._ratio_said(row)}"
                spots.append(_spot(f"{row.id}|{_RATIO}", place, said))
        return spots

    def _said(self, row: Dumbbell) -> str:
        """Name a row as a screen reader says it."""
        ends = [self._end_said(h, e) for h, e in zip(self._shown.heads, row.ends, strict=True)]
        far = self.tr("twofold or more apart") if row.far else ""
        clash = self.tr("rows and total do not agree") if row.clash else ""
        return ", ".join(filter(None, (row.label, *ends, self._ratio_said(row), far, clash)))

    def _ratio_said(self, row: Dumbbell) -> str:
        if not row.ratio.short:
            return ""
        computed = status_name(row.ratio.status).lower()
        ratio = self.tr("ratio")
        return f"{ratio} {row.ratio.text}, {computed}, {row.ratio.remark}"

    def _end_said(self, head: str, end: End) -> str:
        told = "" if end.status is Status.AS_PRINTED else status_name(end.status).lower()
        return ", ".join(filter(None, (f"{head}: {end.text}" if end.text else head, told)))

    def _tell(self, spot_id: str) -> None:
        """Say in the tooltip what is pointed at, and what to know about it."""
        spot = self.spot(spot_id)
        name, _, part = spot_id.partition("|")
        remark = ""
        if spot and part in (_FIRST, _SECOND):
            row = self._shown.row(name)
            remark = row.ends[part == _SECOND].remark
        self.setToolTip("\n".join(filter(None, (spot.name, remark))) if spot else "")

    def value_target(self, spot_id: str) -> str:
        """Return the claim or cell behind a spot; empty for a row."""
        name, _, part = spot_id.partition("|")
        row = self._shown.row(name)
        ends = {_FIRST: row.first, _SECOND: row.second, _RATIO: row.ratio}
        return ends[part].target if part in ends else ""


def _spot(name: str, box: QRectF, said: str) -> Spot:
    """Return a spot that fills a box; the ring around it stays within."""
    whole = QPainterPath()
    whole.addRect(box)
    return Spot(name, box.adjusted(4, 4, -4, -4), said, whole)
