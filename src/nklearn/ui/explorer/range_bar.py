"""Which years are shown: a bar with two handles, on a time axis such as a chart's own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.plots import moment
from nklearn.ui.theme import Theme

_HANDLE = 16
# The height of the words under the bar.
_WORDS = 20


class _Handle(QAbstractSlider):
    """One end of the range: a value among the years, moved by arrows or the mouse."""

    moved = Signal(int)

    def __init__(self, bar: RangeBar, theme: Theme, name: str) -> None:
        super().__init__(bar)
        self._bar, self._theme, self._name = bar, theme, name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setPageStep(5)

    def say(self, year: str) -> None:
        self.setAccessibleName(f"{self._name}: {year}")
        self.setToolTip(f"{self._name}: {year}")

    @override
    def keyPressEvent(self, ev: QKeyEvent, /) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -self.pageStep(),
            Qt.Key.Key_PageUp: self.pageStep(),
            Qt.Key.Key_Home: -self.maximum(),
            Qt.Key.Key_End: self.maximum(),
        }
        step = steps.get(Qt.Key(ev.key()))
        if step is None or ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            ev.ignore()
            return
        self.moved.emit(max(self.minimum(), min(self.value() + step, self.maximum())))

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            at = self.mapToParent(event.position().toPoint())
            nearest = self._bar.nearest(at.x())
            self.moved.emit(max(self.minimum(), min(nearest, self.maximum())))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 1.5
        painter.setPen(QPen(self._theme.color("ACCENT"), 2))
        painter.setBrush(self._theme.color("BG_HOVER" if self.underMouse() else "BG_SURFACE"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        painter.end()


class RangeBar(QWidget):
    """Chooses the first and the last of `years`; `range_changed` carries both as texts.

    With `below` the ends are told under the bar, which then is as wide as there is room.
    """

    range_changed = Signal(str, str)

    def __init__(self, theme: Theme, *, below: bool = False) -> None:
        super().__init__()
        self._theme, self._below = theme, below
        self._years: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._spots: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Years shown"))
        self._from = _Handle(self, theme, self.tr("From"))
        self._to = _Handle(self, theme, self.tr("To"))
        self._from.moved.connect(self._move_start)
        self._to.moved.connect(self._move_end)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        if self._below:
            return QSize(self._theme.px(160), self._theme.px(30 + _WORDS))
        return QSize(self._theme.px(320), self._theme.px(30))

    @property
    def _middle(self) -> float:
        """Where the bar is, in px from the top."""
        return (self.height() - self._theme.px(_WORDS if self._below else 0)) / 2

    def show_range(self, names: dict[str, str], start: str, end: str) -> None:
        """Show that the years from `start` to `end` are chosen; with no years, show nothing.

        `names` has what each year or month is called, in their order.
        """
        years = tuple(names)
        self._years, self._names = years, names
        if not years:
            return
        last = len(years) - 1
        low = years.index(start) if start in years else 0
        high = years.index(end) if end in years else last
        for handle, value, lowest, highest in (
            (self._from, low, 0, max(0, high - 1)),
            (self._to, high, min(last, low + 1), last),
        ):
            handle.setRange(lowest, highest)
            handle.setValue(value)
            handle.say(names[years[value]])
        self._place()
        self.update()

    def _move_start(self, index: int) -> None:
        self._move(index, self._to.value())

    def _move_end(self, index: int) -> None:
        self._move(self._from.value(), index)

    def _move(self, low: int, high: int) -> None:
        if (low, high) != (self._from.value(), self._to.value()):
            self.range_changed.emit(self._years[low], self._years[high])

    def nearest(self, x: float) -> int:
        """Return the number of the year that stands nearest to an x of this widget."""
        return min(range(len(self._spots)), key=lambda n: abs(self._spots[n] - x))

    # -- geometry ----------------------------------------------------------------------------

    def _words(self) -> tuple[str, str]:
        ends = (self._years[self._from.value()], self._years[self._to.value()])
        low, high = (self._names[year] for year in ends)
        return self.tr("From %s") % low, self.tr("to %s") % high

    def _place(self) -> None:
        if not self._years:
            return
        metrics = QFontMetrics(self._theme.font("label"))
        side = max(metrics.horizontalAdvance(words) for words in self._words()) + 22
        if self._below:
            side = self._theme.px(_HANDLE / 2)
        first, last = moment(self._years[0]), moment(self._years[-1])
        width = max(1, self.width() - 2 * side)
        self._spots = [
            side + width * (moment(year) - first) / max(1.0, last - first) for year in self._years
        ]
        size = self._theme.px(_HANDLE)
        for handle in (self._from, self._to):
            x = round(self._spots[handle.value()] - size / 2)
            handle.setGeometry(x, round(self._middle - size / 2), size, size)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Bring the nearer handle to where the bar was clicked."""
        index = self.nearest(event.position().x())
        low, high = self._from.value(), self._to.value()
        if abs(index - low) <= abs(index - high):
            self._move(min(index, high - 1), high)
        else:
            self._move(low, max(index, low + 1))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if not self._years:
            return
        theme, middle = self._theme, self._middle
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 2))
        painter.drawLine(QPointF(self._spots[0], middle), QPointF(self._spots[-1], middle))
        low, high = self._spots[self._from.value()], self._spots[self._to.value()]
        painter.setPen(QPen(theme.color("ACCENT"), 4))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        if self._below:
            self._paint_words_below(painter)
            painter.end()
            return
        painter.setPen(QPen(theme.color("BG_SURFACE"), 2))
        for spot in self._spots:
            painter.drawLine(QPointF(spot, middle - 3), QPointF(spot, middle + 3))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("TEXT_SECONDARY"))
        before, after = self._words()
        gap = theme.px(_HANDLE) / 2 + 6
        flags = Qt.AlignmentFlag.AlignVCenter
        left = QRectF(0, 0, self._spots[0] - gap, self.height())
        painter.drawText(left, flags | Qt.AlignmentFlag.AlignRight, before)
        right = QRectF(self._spots[-1] + gap, 0, self.width(), self.height())
        painter.drawText(right, flags | Qt.AlignmentFlag.AlignLeft, after)
        painter.end()

    def _paint_words_below(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("TEXT_SECONDARY"))
        before, after = self._words()
        words = QRectF(
            0, self.height() - self._theme.px(_WORDS), self.width(), self._theme.px(_WORDS)
        )
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignLeft, before)
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignRight, after)
