"""A small picture of a data set: its real values, without words, in the form of its chart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.chart_kinds import Kind
from nklearn.content.data_list import Entry, Trace
from nklearn.ui.theme import Theme

_TONES = ("DATA_PETROL", "DATA_OCHRE", "DATA_IRON", "DATA_PLUM", "DATA_SLATE")


def paint_sketch(painter: QPainter, theme: Theme, box: QRectF, entry: Entry) -> None:
    """Paint the picture of an entry into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    base = QPen(theme.color("LINE_CONTROL"), 1)
    if entry.kind is Kind.TABLE:
        _paint_table(painter, theme, box)
    elif entry.kind is Kind.BARS:
        _paint_bars(painter, theme, box, entry.traces)
        painter.setPen(base)
        painter.drawLine(box.topLeft(), box.bottomLeft())
    elif entry.kind is Kind.PANELS:
        wide = box.width() / len(entry.traces)
        for number, trace in enumerate(entry.traces):
            part = QRectF(box.left() + number * wide, box.top(), wide - 3, box.height())
            _paint_trace(painter, theme, part, trace, number)
            painter.setPen(base)
            painter.drawLine(part.bottomLeft(), part.bottomRight())
    else:
        for number, trace in enumerate(entry.traces):
            stepped = entry.kind is Kind.STEPS
            _paint_trace(painter, theme, box, trace, number, stepped=stepped)
        painter.setPen(base)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.restore()


def _paint_trace(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    trace: Trace,
    number: int,
    *,
    stepped: bool = False,
) -> None:
    ink = theme.color(_TONES[number % len(_TONES)])
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink)
    before: QPointF | None = None
    lone = not trace.joined or sum(y is not None for _, y in trace.points) == 1
    for x, y in trace.points:
        if y is None:
            before = None
            continue
        at = QPointF(box.left() + 2 + x * (box.width() - 4), box.bottom() - y * (box.height() - 2))
        if lone:
            painter.drawEllipse(at, 1.2, 1.2)
        elif before is not None:
            corner = QPointF(at.x(), before.y())
            painter.drawPolyline([before, corner, at] if stepped else [before, at])
        before = at


def _paint_bars(painter: QPainter, theme: Theme, box: QRectF, traces: tuple[Trace, ...]) -> None:
    tall = box.height() / max(len(traces), 1)
    for number, trace in enumerate(traces):
        value = next((y for _, y in trace.points if y is not None), 0.0)
        thick = max(1.5, min(tall - 1.5, 8.0))
        top = box.top() + number * tall + (tall - thick) / 2
        bar = QRectF(box.left(), top, box.width() * value, thick)
        painter.fillRect(bar, theme.color("DATA_PETROL"))


def _paint_table(painter: QPainter, theme: Theme, box: QRectF) -> None:
    painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    for share in (0.25, 0.5, 0.75):
        y = box.top() + share * box.height()
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    for share in (0.36, 0.68):
        x = box.left() + share * box.width()
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


class Sketch(QWidget):
    """The picture on a card; the words beside it say all of it."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, entry: Entry) -> None:
        super().__init__()
        self._theme, self._entry = theme, entry
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(76), self._theme.px(44))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        paint_sketch(painter, self._theme, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._entry)
        painter.end()
