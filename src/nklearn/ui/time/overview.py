"""All years at once, with the part that is in sight: it can be dragged, and its two ends too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.time_axis import TimeEntry
from nklearn.domain.time_choice import FIRST, LAST, SUBJECTS
from nklearn.ui.theme import Theme
from nklearn.ui.time.marks import COLOURS

# Sizes in px at 100% text: a handle, the band of marks, the years below it.
_HANDLE, _BAND, _YEARS = 14, 26, 18
_PAGE = 10


class _Grip(QAbstractSlider):
    """An end of what is in sight, or all of it; `moved` carries where it would go, in years."""

    moved = Signal(float)

    def __init__(self, overview: Overview, theme: Theme, whole: bool) -> None:
        super().__init__(overview)
        self._overview, self._theme, self._whole = overview, theme, whole
        self._held = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shape = Qt.CursorShape.OpenHandCursor if whole else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)

    @override
    def keyPressEvent(self, ev: QKeyEvent, /) -> None:
        far = self.maximum()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_Home: -far,
            Qt.Key.Key_End: far,
        }
        step = steps.get(Qt.Key(ev.key()))
        if step is None or ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            ev.ignore()
            return
        self.moved.emit(float(max(self.minimum(), min(self.value() + step, far))))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        at = self.mapToParent(event.position().toPoint())
        self._held = self._overview.year_at(at.x()) - self._overview.place_of(self)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            at = self.mapToParent(event.position().toPoint())
            self.moved.emit(self._overview.year_at(at.x()) - self._held)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self._whole:
            painter.setPen(QPen(theme.color("ACCENT"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        else:
            painter.setPen(QPen(theme.color("ACCENT"), 2))
            painter.setBrush(theme.color("BG_HOVER" if self.underMouse() else "BG_SURFACE"))
            side = min(self.width(), self.height())
            box = QRectF(0, 0, side, side)
            box.moveCenter(QRectF(self.rect()).center())
            painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()


class Overview(QWidget):
    """Shows where entries lie in all years; `range_changed` carries the years that are asked for.

    The years are floating: 1990.0 to 1992.0 are the two years 1990 and 1991.
    """

    range_changed = Signal(float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[TimeEntry, ...] = ()
        self._limit = LAST + 1.0
        self._start, self._end = float(FIRST), self._limit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Years in sight"))
        self._whole = _Grip(self, theme, whole=True)
        self._from = _Grip(self, theme, whole=False)
        self._to = _Grip(self, theme, whole=False)
        self._whole.moved.connect(self._move_whole)
        self._from.moved.connect(self._move_start)
        self._to.moved.connect(self._move_end)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self._place)

    def show_entries(self, entries: tuple[TimeEntry, ...], last: int) -> None:
        """Show where these entries lie on an axis up to the end of `last`."""
        self._entries, self._limit = entries, last + 1.0
        self._place()

    def show_years(self, start: float, end: float) -> None:
        """Show which years are in sight."""
        self._start, self._end = start, end
        first, last = round(start), round(end)
        far, span = int(self._limit), max(1, round(end - start))
        for grip, low, high, value, words in (
            (self._whole, FIRST, far - span, first, self.tr("Years in sight, move: %d to %d")),
            (self._from, FIRST, last - 1, first, self.tr("From %d")),
            (self._to, first + 1, far, last, self.tr("To %d")),
        ):
            grip.setRange(low, max(low, high))
            grip.setValue(value)
            shown = (first, last - 1) if grip is self._whole else first
            shown = last - 1 if grip is self._to else shown
            grip.setAccessibleName(words % shown)
            grip.setToolTip(words % shown)
        self._place()

    def place_of(self, grip: QWidget) -> float:
        """Return the year at which a grip stands."""
        return self._end if grip is self._to else self._start

    def _move_whole(self, at: float) -> None:
        self._ask(at, at + self._end - self._start)

    def _move_start(self, at: float) -> None:
        self._ask(min(at, self._end - 1), self._end)

    def _move_end(self, at: float) -> None:
        self._ask(self._start, max(at, self._start + 1))

    def _ask(self, start: float, end: float) -> None:
        span = end - start
        start = max(float(FIRST), min(start, self._limit - 1))
        end = min(max(start + 1, end), self._limit)
        if end - start < span:  # a stretch that is moved keeps its length
            start = max(float(FIRST), min(start, end - span)) if end == self._limit else start
        if (start, end) != (self._start, self._end):
            self.range_changed.emit(start, end)

    # -- geometry ----------------------------------------------------------------------------

    @property
    def _side(self) -> float:
        return self._theme.px(_HANDLE) / 2 + 2

    def _x(self, year: float) -> float:
        wide = self.width() - 2 * self._side
        return self._side + wide * (year - FIRST) / (self._limit - FIRST)

    def year_at(self, x: float) -> float:
        """Return the year at an x of this widget."""
        wide = max(1.0, self.width() - 2 * self._side)
        return FIRST + (x - self._side) / wide * (self._limit - FIRST)

    def _place(self) -> None:
        size, high = self._theme.px(_HANDLE), self._theme.px(_BAND)
        left, right = self._x(self._start), self._x(self._end)
        self._whole.setGeometry(round(left), 0, max(8, round(right - left)), high)
        for grip, x in ((self._from, left), (self._to, right)):
            grip.setGeometry(round(x - size / 2), (high - size) // 2, size, size)
            grip.raise_()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(_BAND + _YEARS))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_BAND + _YEARS))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Bring what is in sight to where the strip was clicked."""
        half = (self._end - self._start) / 2
        self._move_whole(self.year_at(event.position().x()) - half)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, high = self._theme, self._theme.px(_BAND)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QRectF(self._side, 0, self.width() - 2 * self._side, high)
        painter.fillRect(band, theme.color("BG_SUNKEN"))
        seen = QRectF(self._x(self._start), 0, self._x(self._end) - self._x(self._start), high)
        painter.fillRect(seen, theme.color("BG_SURFACE"))
        row = (high - 6) / len(SUBJECTS)
        for each in self._entries:
            x = self._x(max(each.when.first, FIRST))
            y = 3 + SUBJECTS.index(each.subject) * row
            mark = QRectF(x - 1, y, 2.5, max(2.0, row - 1))
            painter.fillRect(mark, theme.color(COLOURS[each.subject]))
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(band.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        metrics = QFontMetricsF(theme.font("caption"))
        step = 10 if metrics.horizontalAdvance("2000") * 12 < self.width() else 20
        for year in range(FIRST + 5, int(self._limit), step):
            words = str(year)
            wide = metrics.horizontalAdvance(words)
            at = QPointF(self._x(year) - wide / 2, self.height() - 4)
            painter.drawText(at, words)
        painter.end()
