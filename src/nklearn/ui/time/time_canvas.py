"""The time axis itself: lanes that zoom and move sideways, with a spot for all that opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip

from nklearn.base.overriding import override
from nklearn.content.time_axis import PRECISION, SUBJECT_NAMES, Strip, StripBar, TimeEntry
from nklearn.content.time_layout import Placed, ticks
from nklearn.domain.time_choice import FIRST
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot, spot_at
from nklearn.ui.theme import Theme
from nklearn.ui.time import lane_painting
from nklearn.ui.time.lanes import AIR, BARS, ROW, TITLE, Lane, group_words, lanes
from nklearn.ui.words import status_name

# Widths and heights in px at 100% text: names of lanes, the axis above, the least shown of years.
_NAMES, AXIS, _LEAST = 96, 26, 1.0


class TimeCanvas(Canvas):
    """Shows the years `window`; `window_changed` tells that the reader has moved or zoomed.

    The ids of spots are those of entries, several with commas between where they are grouped.
    """

    window_changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        self._entries: tuple[TimeEntry, ...] = ()
        self._strips: tuple[Strip, ...] = ()
        self._by_id: dict[str, TimeEntry] = {}
        self._limit = FIRST + 80.0
        self._start, self._end = float(FIRST), self._limit
        self._top = 0.0
        self._held = False  # while nothing may move by itself
        self._lanes: tuple[Lane, ...] | None = None
        self._opened: frozenset[str] = frozenset()
        self._rows_of: dict[str, int] = {}
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what is shown -----------------------------------------------------------------------

    def show_entries(
        self, entries: tuple[TimeEntry, ...], strips: tuple[Strip, ...], last: int
    ) -> None:
        """Show entries and strips on an axis up to the end of the year `last`."""
        if (entries, strips, last + 1.0) != (self._entries, self._strips, self._limit):
            self._entries, self._strips, self._limit = entries, strips, last + 1.0
            self._by_id = {each.id: each for each in entries}
            self._anew()

    def show_open(self, names: tuple[str, ...]) -> None:
        """Mark what is open in the panel."""
        self._opened = frozenset(names)
        self.update()

    @property
    def window_years(self) -> tuple[float, float]:
        """The years in sight: 1990.0 to 1992.0 are the two years 1990 and 1991."""
        return self._start, self._end

    def show_years(self, start: float, end: float) -> None:
        """Show these years, without telling of it."""
        self._set_years(start, end)

    def _set_years(self, start: float, end: float) -> bool:
        whole = self._limit - FIRST
        span = min(whole, max(_LEAST, end - start))
        start = min(max(float(FIRST), start), self._limit - span)
        if (start, start + span) == (self._start, self._end):
            return False
        before = self._per_year
        self._start, self._end = start, start + span
        if abs(before - self._per_year) > 1e-9:
            self._anew()
        else:
            self.refresh()
        return True

    def _anew(self) -> None:
        """Lay all out again; the cursor stays on what it is on."""
        self._lanes = None
        self.refresh()

    @override
    def refresh(self) -> None:
        if self._lanes is None:
            cursor = self.cursor_id.partition(",")[0]
            super().refresh()
            if cursor and self.spot(self.cursor_id) is None:
                ids = (s.id for s in self.spots if cursor in s.id.split(","))
                self._cursor = next(ids, "")
        super().refresh()

    # -- geometry ----------------------------------------------------------------------------

    @property
    def plot(self) -> QRectF:
        """Where the lanes are, beside their names and below the axis."""
        left, top = self.theme.px(_NAMES), self.theme.px(AXIS)
        return QRectF(left, top, max(40, self.width() - left - 6), max(10, self.height() - top))

    @property
    def _per_year(self) -> float:
        return self.plot.width() / (self._end - self._start)

    def x_of(self, year: float) -> float:
        """Return where a moment lies, in px of the widget."""
        return self.plot.left() + (year - self._start) * self._per_year

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes at this zoom."""
        if self._lanes is None:
            self._lanes = lanes(
                self.theme,
                self._entries,
                self._strips,
                self._per_year,
                self._limit - FIRST,
                self.plot.height(),
            )
            self._top = max(0.0, min(self._top, self._hidden()))
        return self._lanes

    def _hidden(self) -> float:
        """Return how many px of the lanes find no room."""
        bottom = self._lanes[-1].bottom if self._lanes else 0.0
        return max(0.0, bottom - self.plot.height())

    def lane_top(self, lane: Lane) -> float:
        """Return where a lane begins in the widget."""
        return self.plot.top() + lane.top - self._top

    def box_of(self, lane: Lane, placed: Placed) -> QRectF:
        """Return where a mark stands in the widget, in the full height of its row."""
        shift = self.x_of(FIRST)
        row = self.theme.px(ROW)
        top = self.lane_top(lane) + self.theme.px(AIR) + placed.row * row
        return QRectF(placed.first + shift, top, placed.last - placed.first, row)

    def bar_box(self, lane: Lane, top: float, strip: Strip, bar: StripBar) -> QRectF:
        """Return where the bar of a value stands: as wide as its year, on a baseline of zero."""
        high = self.theme.px(BARS) - 6
        y = self.lane_top(lane) + (top - lane.top) + self.theme.px(TITLE)
        left, right = self.x_of(bar.year), self.x_of(bar.year + 1)
        free = min(2.0, (right - left) * 0.1)
        tall = high * (bar.number or 0.0) / strip.most if strip.most else 0.0
        return QRectF(left + free, y + high - tall, max(1.5, right - left - 2 * free), tall)

    def title_top(self, lane: Lane, top: float) -> float:
        """Return where the title of a strip begins."""
        return self.lane_top(lane) + (top - lane.top)

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(self.width(), self.height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(600), self.theme.px(300))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.theme.px(160))

    # -- view --------------------------------------------------------------------------------

    @property
    @override
    def zoom(self) -> float:
        return (self._limit - FIRST) / (self._end - self._start)

    @override
    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        plot = self.plot
        x = around.x() if around else plot.center().x()
        part = min(1.0, max(0.0, (x - plot.left()) / plot.width()))
        fixed = self._start + part * (self._end - self._start)
        span = max(_LEAST, (self._limit - FIRST) / max(1.0, zoom))
        if self._set_years(fixed - part * span, fixed + (1 - part) * span):
            self.zoomed.emit(self.zoom)
            self.window_changed.emit()

    @override
    def zoom_in(self) -> None:
        self.set_zoom(self.zoom * 1.5, self._cursor_point())

    @override
    def zoom_out(self) -> None:
        self.set_zoom(self.zoom / 1.5, self._cursor_point())

    def _cursor_point(self) -> QPointF | None:
        """Return the point that stays while the keyboard zooms: the cursor, if it is in sight."""
        spot = self.spot(self.cursor_id)
        at = QPointF(spot.rect.left() + 4, 0) if spot else None
        return at if at and self.plot.left() <= at.x() <= self.plot.right() else None

    @override
    def zoom_fit(self) -> None:
        if self._set_years(float(FIRST), self._limit):
            self.window_changed.emit()

    @override
    def pan(self, by: QPointF) -> bool:
        top = max(0.0, min(self._top - by.y(), self._hidden()))
        moved = top != self._top
        self._top = top
        way = by.x() / self._per_year
        span = self._end - self._start
        start = min(max(float(FIRST), self._start - way), self._limit - span)
        if start != self._start:
            self._start, self._end = start, start + span
            self.window_changed.emit()
            moved = True
        if moved:
            self.refresh()
        return moved

    @override
    def reveal(self, spot_id: str) -> None:
        spot = self.spot(spot_id)
        if spot is None or self._held:
            return
        plot, box = self.plot, spot.rect
        free = 14.0
        x = y = 0.0
        if box.left() < plot.left() + free or box.width() > plot.width() - 2 * free:
            x = plot.left() + free - box.left() if box.left() < plot.left() + free else 0.0
        elif box.right() > plot.right() - free:
            x = plot.right() - free - box.right()
        if box.top() < plot.top() + free:
            y = plot.top() + free - box.top()
        elif box.bottom() > plot.bottom() - free:
            y = plot.bottom() - free - box.bottom()
        if x or y:
            self.pan(QPointF(x, y))

    def reveal_entry(self, name: str) -> None:
        """Move so that an entry, or the group that has it, is in sight."""
        found = next((s for s in self.spots if name in s.id.split(",")), None)
        if found:
            self._cursor = found.id
            if not self.plot.contains(found.rect.center()):
                self.reveal(found.id)

    # -- spots -------------------------------------------------------------------------------

    @override
    def make_spots(self) -> list[Spot]:
        found: list[Spot] = []
        self._rows_of = {}
        line = 0
        shift = self.x_of(FIRST)
        for lane in self.lanes:
            for placed in lane.placed:
                box = self.box_of(lane, placed)
                box.setLeft(placed.left + shift)
                box.setRight(placed.right + shift)
                name = ",".join(placed.ids)
                found.append(Spot(name, box.adjusted(0, 2, 0, -2), self._name(lane, placed)))
                self._rows_of[name] = line
            line += 1
            for top, strip in lane.strips:
                for bar in strip.bars:
                    box = self.bar_box(lane, top, strip, bar)
                    box.setTop(self.title_top(lane, top) + self.theme.px(TITLE))
                    value = bar.text or status_name(bar.status)
                    found.append(Spot(bar.id, box, f"{bar.year}, {strip.title}, {value}"))
                    self._rows_of[bar.id] = line
                line += 1
        return found

    def _name(self, lane: Lane, placed: Placed) -> str:
        subject = SUBJECT_NAMES[lane.subject]
        if len(placed.items) > 1:
            words = group_words([self._by_id[each] for each in placed.ids])
            return self.tr("%s, group: %s") % (subject, words)
        each = self._by_id[placed.ids[0]]
        rivals = self.tr("sources disagree") if each.disputed else ""
        known = PRECISION[each.when.mark].lower()
        parts = (subject, each.when.words, each.name, known, rivals)
        return ", ".join(filter(None, parts))

    # -- painting ----------------------------------------------------------------------------

    @override
    def draw(self, painter: QPainter) -> None:
        plot = self.plot
        found = ticks(self._start, self._end, plot.width(), self._tick_room())
        painter.save()
        painter.setClipRect(QRectF(0, plot.top(), self.width(), plot.height()))
        for number, lane in enumerate(self.lanes):
            lane_painting.ground(painter, self, lane, number)
        painter.setClipRect(plot)
        painter.setPen(QPen(self.theme.color("LINE_GRID"), 1))
        for at, _ in found:
            x = round(self.x_of(at)) + 0.5
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        for lane in self.lanes:
            for placed in lane.placed:
                lane_painting.placed(painter, self, lane, placed, self._by_id, self._opened)
            for top, strip in lane.strips:
                lane_painting.strip(painter, self, lane, top, strip, self._opened)
        painter.restore()
        lane_painting.axis(painter, self, found)
        if hidden := self._hidden():
            lane_painting.thumb(painter, self, self._top, hidden)

    def _tick_room(self) -> float:
        return QFontMetricsF(self.theme.font("caption")).horizontalAdvance("2000") * 1.6

    # -- keyboard and mouse ------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        across = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        page = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}.get(key, 0)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if page and plain:
            self.pan(QPointF(page * self.plot.width() * 0.8, 0))
        elif (sideways or across) and plain and self.spots:
            self.set_cursor_on(self._next(sideways, across))
        else:
            super().keyPressEvent(event)

    def _next(self, sideways: int, across: int) -> str:
        """Return where an arrow leads: along its lane by time, or to the lane above or below."""
        ids = [spot.id for spot in self.spots]
        if self.cursor_id not in ids:
            return self._first_in_sight()
        here, line = ids.index(self.cursor_id), self._rows_of[self.cursor_id]
        if sideways:
            goal = here + sideways
            same = 0 <= goal < len(ids) and self._rows_of[ids[goal]] == line
            return ids[goal] if same else self.cursor_id
        lines = sorted(set(self._rows_of.values()))
        other = lines.index(line) + across
        if not 0 <= other < len(lines):
            return self.cursor_id
        at = self.spots[here].rect.left()
        row = [spot for spot in self.spots if self._rows_of[spot.id] == lines[other]]
        return min(row, key=lambda spot: abs(spot.rect.left() - at)).id

    def _first_in_sight(self) -> str:
        plot = self.plot
        seen = (s.id for s in self.spots if plot.left() <= s.rect.left() < plot.right())
        return next(seen, self.spots[0].id if self.spots else "")

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        if self.spot(self.cursor_id) is None:
            self._cursor = self._first_in_sight()
        spot = self.spot(self.cursor_id)
        # The years of an address stay as they are when the keyboard comes to what is in sight.
        self._held = spot is not None and self.plot.contains(spot.rect.center())
        super().focusInEvent(event)
        self._held = False

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._lanes = None
        super().resizeEvent(event)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = spot_at(self.spots, QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.name if spot else "", self)
            return True
        return super().event(event)
