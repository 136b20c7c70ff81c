"""The true scale: a slider over the dates of all changes, under the Cabinet's divisions.

The picture above gives every change the same room. Here they stand as far apart as they were.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.lineage import Change, Count, Lineage
from nklearn.domain.dates import PartialDate
from nklearn.ui.accessible import AccessibleMark, announce
from nklearn.ui.lineage import words
from nklearn.ui.lineage.glide import Glide
from nklearn.ui.theme import Theme
from nklearn.ui.words import counted

_HIGH, _LINE_HIGH = 96, 34  # of the whole and of the step line, in px at 100%
_PLAIN_END = 9999
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -5,
    Qt.Key.Key_PageUp: 5,
}


def year_of(when: PartialDate) -> float:
    """Return a date as a number of years: the middle of what it may mean, or its known end."""
    if when.end.year >= _PLAIN_END:
        return _years(when.start)
    if when.start.year <= 1:
        return _years(when.end)
    return (_years(when.start) + _years(when.end)) / 2


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


class TimeScale(QWidget):
    """Chooses one of a lineage's changes: `chosen` carries its code, `open_requested` a cell."""

    chosen = Signal(str)
    open_requested = Signal(str)
    accessible_role = "graphic"

    def __init__(self, theme: Theme, lineage: Lineage) -> None:
        super().__init__()
        self._theme, self._lineage = theme, lineage
        self._steps = lineage.steps
        self._counts = self._step_line()
        self._change: Change | None = self._steps[0] if self._steps else None
        self._hovered = -1
        self._glide = Glide(self, theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        theme.changed.connect(self.updateGeometry)

    def set_slim(self, slim: bool) -> None:
        """Leave the step line out, where there is little height."""
        self._counts = [] if slim else self._step_line()
        self.updateGeometry()
        self.update()

    def _step_line(self) -> list[tuple[float, Count]]:
        """Return from when on the Cabinet had how many divisions."""
        found = [(each.date, each.count) for each in self._steps if each.count]
        start = self._lineage.start
        if start and not any(when.code == start[0].code for when, _ in found):
            found.insert(0, start)
        return [(year_of(when), count) for when, count in found]

    # -- state -------------------------------------------------------------------------------

    def show_change(self, change: Change, *, glide: bool = False) -> None:
        """Put the cursor on a change; one before the slider begins leaves it without."""
        before, self._change = self._change, change if change.number else None
        if before is not self._change:
            self._glide.stop()
        if glide and before and self._change and before is not self._change:
            self._glide.move(self._x(before), self._x(self._change))
        self._say()
        self.update()

    def _say(self) -> None:
        name = self.tr("Time scale of %s") % counted(
            len(self._steps), self.tr("1 change"), self.tr("%d changes")
        )
        here = self._name(self._change) if self._change else ""
        self.setAccessibleName(f"{name}: {here}" if here else name)

    def _name(self, change: Change) -> str:
        count = ""
        if change.count:
            count = self.tr("%d divisions of the Cabinet") % change.count.number
        name = words.change_name(change, len(self._steps))
        return ", ".join(filter(None, (name, count)))

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each change, and one for each end of the step line."""
        marks = [
            AccessibleMark(
                self._name(each),
                self._ring(each).toAlignedRect(),
                partial(self.chosen.emit, each.code),
            )
            for each in self._steps
        ]
        for rect, count in self._ends():
            name = self.tr("%d divisions of the Cabinet") % count.number
            marks.append(
                AccessibleMark(
                    name, rect.toAlignedRect(), partial(self.open_requested.emit, count.address)
                )
            )
        return marks

    # -- geometry ----------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        high = _HIGH if self._counts else _HIGH - _LINE_HIGH
        return QSize(self._theme.px(400), self._theme.px(high))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.sizeHint().height())

    @property
    def _axis(self) -> tuple[float, float, float]:
        """Left end, right end and height of the slider's line."""
        metrics = QFontMetricsF(self._theme.font("label"))
        left = max(map(metrics.horizontalAdvance, self._heading())) + self._theme.px(28)
        return left, self.width() - self._theme.px(18), self.height() - self._theme.px(32)

    def _heading(self) -> tuple[str, str]:
        many = counted(len(self._steps), self.tr("1 change"), self.tr("%d changes"))
        return self.tr("True scale"), many

    @property
    def _span(self) -> tuple[float, float]:
        first, last = (year_of(each.date) for each in (self._steps[0], self._steps[-1]))
        room = max(1.0, (last - first) * 0.02)
        return first - room, last + room

    def _at(self, year: float) -> float:
        left, right, _ = self._axis
        first, last = self._span
        return left + (right - left) * (year - first) / (last - first)

    def _x(self, change: Change) -> float:
        return self._at(year_of(change.date))

    def _ring(self, change: Change) -> QRectF:
        half = self._theme.px(8)
        middle = QPointF(self._x(change), self._axis[2])
        return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)

    def _level(self, number: int) -> float:
        """Return the height of a number of divisions in the step line."""
        numbers = [count.number for _, count in self._counts]
        low, high = min(numbers), max(numbers)
        foot = self._axis[2] - self._theme.px(16)
        return round(foot - self._theme.px(_LINE_HIGH - 6) * (number - low) / max(1, high - low))

    def _ends(self) -> list[tuple[QRectF, Count]]:
        """Return where the first and the last number of the step line stand."""
        if not self._counts or not self._steps:
            return []
        px, metrics = self._theme.px, QFontMetricsF(self._theme.font("label"))
        (start, first), (_, last) = self._counts[0], self._counts[-1]
        tall = metrics.height() + 4
        words_ = self._first_words(first)
        wide = metrics.horizontalAdvance(words_) + 4
        x = self._at(start) - px(6) - wide
        low = QRectF(x, self._level(first.number) - tall / 2, wide, tall)
        end = metrics.horizontalAdvance(str(last.number)) + 6
        right = self._axis[1] - end
        return [(low, first), (QRectF(right, self._level(last.number) + 2, end, tall), last)]

    def _first_words(self, first: Count) -> str:
        return self.tr("Cabinet divisions: %d") % first.number

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_words(painter)
        self._draw_step_line(painter)
        self._draw_axis(painter)
        for number, change in enumerate(self._steps):
            self._draw_ring(painter, change, hovered=number == self._hovered)
        if self._change:
            self._draw_cursor(painter, self._change)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        theme, y = self._theme, self._axis[2]
        for text, role, tone, top in (
            (self._heading()[0], "label", "TEXT_PRIMARY", y - theme.px(18)),
            (self._heading()[1], "small", "TEXT_SECONDARY", y),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(tone))
            painter.drawText(QRectF(theme.px(8), top, self._axis[0], theme.px(18)), text)

    def _draw_step_line(self, painter: QPainter) -> None:
        if not self._counts:
            return
        theme = self._theme
        corners: list[QPointF] = []
        for year, count in self._counts:
            x, y = self._at(year), self._level(count.number)
            if corners:
                corners.append(QPointF(x, corners[-1].y()))
            corners.append(QPointF(x, y))
        corners.append(QPointF(self._axis[1], corners[-1].y()))
        painter.setPen(QPen(theme.color("DATA_PETROL"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("DATA_PETROL_TEXT"))
        for number, (rect, count) in enumerate(self._ends()):
            text = str(count.number) if number else self._first_words(count)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

    def _draw_axis(self, painter: QPainter) -> None:
        theme = self._theme
        left, right, y = self._axis
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        if self._change:
            painter.setPen(QPen(theme.color("ACCENT"), 4))
            x = self._glide.place(self._x(self._change))
            painter.drawLine(QPointF(left, y), QPointF(x, y))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        first, last = self._span
        wide = QFontMetricsF(theme.font("caption")).horizontalAdvance("2000") * 1.3
        step = next((n for n in (5, 10, 20) if self._at(first + n) - left >= wide), 50)
        for year in range(int(first), int(last) + 1):
            if year % step == 0 and first <= year <= last:
                room = QRectF(self._at(year) - 30, y + theme.px(12), 60, theme.px(18))
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, str(year))

    def _draw_ring(self, painter: QPainter, change: Change, *, hovered: bool) -> None:
        """Draw a change: a ring, upon a bar where no month is known."""
        theme, y = self._theme, self._axis[2]
        passed = self._change is not None and change.number <= self._change.number
        ink = theme.color("ACCENT" if passed or hovered else "LINE_CONTROL")
        days = (change.date.end - change.date.start).days
        if 31 < days < 4000:
            start, end = (self._at(_years(day)) for day in (change.date.start, change.date.end))
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = theme.px(7)
            painter.drawRect(QRectF(start, y - half, max(4.0, end - start), 2 * half))
        size = theme.px(6 if hovered else 5)
        painter.setPen(QPen(ink, 1.8))
        painter.setBrush(theme.color("BG_SURFACE"))
        painter.drawEllipse(QPointF(self._x(change), y), size, size)

    def _draw_cursor(self, painter: QPainter, change: Change) -> None:
        theme, y = self._theme, self._axis[2]
        x = self._glide.place(self._x(change))
        painter.setPen(QPen(theme.color("BG_SURFACE"), 2))
        painter.setBrush(theme.color("ACCENT"))
        painter.drawEllipse(QPointF(x, y), theme.px(8), theme.px(8))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("FOCUS"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), theme.px(12), theme.px(12))

    # -- keyboard and mouse ------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        last = len(self._steps) - 1
        here = self._change.number - 1 if self._change else -1
        goal = here + _STEPS.get(key, 0)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = 0 if key == Qt.Key.Key_Home else last
        elif key not in _STEPS or not plain:
            event.ignore()
            return
        goal = max(0, min(goal, last))
        if self._steps and goal != here:
            self.chosen.emit(self._steps[goal].code)
            announce(self, self._name(self._steps[goal]))

    def _nearest(self, x: float) -> int:
        return min(range(len(self._steps)), key=lambda n: abs(self._x(self._steps[n]) - x))

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if not self._steps:
            return
        at = event.position()
        near = abs(at.y() - self._axis[2]) <= self._theme.px(14) and at.x() > self._axis[0] - 12
        self._hovered = self._nearest(at.x()) if near else -1
        over = near or any(rect.contains(at) for rect, _ in self._ends())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        tip = words.change_name(self._steps[self._hovered], len(self._steps)) if near else ""
        self.setToolTip(tip)
        if near and event.buttons() & Qt.MouseButton.LeftButton:
            self.chosen.emit(self._steps[self._hovered].code)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        at = event.position()
        for rect, count in self._ends():
            if rect.contains(at):
                self.open_requested.emit(count.address)
                return
        if self._steps and abs(at.y() - self._axis[2]) <= self._theme.px(14):
            self.chosen.emit(self._steps[self._nearest(at.x())].code)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()
