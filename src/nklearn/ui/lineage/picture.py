"""The lineage as a picture: lanes, columns, boxes and lines, with the change that is open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy

from nklearn.base.overriding import override
from nklearn.content.entry_words import code_words
from nklearn.content.lineage import Change, Lineage
from nklearn.domain.lineage import Box, Line
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.lineage import words
from nklearn.ui.lineage.fitting import Fitted, fit, fit_words
from nklearn.ui.lineage.geometry import (
    PAD,
    SIZES,
    Geometry,
    extra_words,
    head_words,
    measure,
    plan_room,
)
from nklearn.ui.lineage.glide import Glide
from nklearn.ui.lineage.inks import ink_of, paint_box, paint_dots
from nklearn.ui.theme import Theme

#: What spots are: the head of a column opens its change, a box its body.
CHANGE, BODY = "change", "body"
_CENTRE = Qt.AlignmentFlag.AlignCenter


class LineagePicture(Canvas):
    """Shows a lineage; `activated` carries "change/<code>" or "body/<id>/<number of its box>"."""

    def __init__(self, theme: Theme, lineage: Lineage) -> None:
        first, last = lineage.years
        super().__init__(theme, words.picture_name(len(lineage.steps), first, last))
        self.lineage = lineage
        self._change: Change | None = None
        self._bodies: frozenset[str] = frozenset()
        self._made: tuple[tuple[object, ...], Geometry, list[Fitted]] | None = None
        self._glide = Glide(self, theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- state -------------------------------------------------------------------------------

    def show_change(self, change: Change | None, *, glide: bool = False) -> None:
        """Set off a change: its column, or the place between columns where it falls."""
        if change is self._change:
            return
        before, self._change = self._change, change
        self._glide.stop()
        if glide and before and change:
            self._glide.move(self._mark_x(before), self._mark_x(change))
        self.refresh()
        if change:
            self.reveal(f"{CHANGE}/{change.code}")
            if not self.hasFocus():  # the keyboard begins where the reader is
                self._cursor = f"{CHANGE}/{change.code}"

    def show_bodies(self, bodies: Iterable[str]) -> None:
        """Set off the boxes of bodies, in place of those that the change speaks of."""
        self._bodies = frozenset(bodies)
        self.refresh()

    @override
    def reveal(self, spot_id: str) -> None:
        """Move the scene so that a spot is seen, and not under the names of lanes or columns."""
        spot = self.spot(spot_id)
        if spot is None:
            return
        found, scale = self.geometry_now, self.scale
        left, top = found.xs[0] * scale, found.top * scale
        head = spot_id.startswith(CHANGE)
        right, bottom = self.width() - 8, self.height() - 8
        across = max(0.0, left - spot.rect.left()) or min(0.0, right - spot.rect.right())
        down = max(0.0, top - spot.rect.top()) or min(0.0, bottom - spot.rect.bottom())
        self.pan(QPointF(across, 0 if head else down))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self._change:
            self.reveal(f"{CHANGE}/{self._change.code}")

    # -- geometry ----------------------------------------------------------------------------

    @property
    def geometry_now(self) -> Geometry:
        """Where everything lies in the scene."""
        return self._laid_out()[0]

    @property
    def labels(self) -> list[Fitted]:
        """What stands in the boxes, in the order of the layout's."""
        return self._laid_out()[1]

    def _laid_out(self) -> tuple[Geometry, list[Fitted]]:
        key = (self.width(), self.height(), self.theme.text_size, self.theme.name)
        if self._made is None or self._made[0] != key:
            found = measure(self.theme, self.lineage, QSizeF(self.width(), self.height()))
            self._made = (key, found, [self._fitted(found, each) for each in found.layout.boxes])
        return self._made[1], self._made[2]

    def _fitted(self, found: Geometry, box: Box) -> Fitted:
        pad = self.theme.px(PAD)
        rect = found.box(box).adjusted(pad, 1, -pad, -1)
        sizes = [self.theme.px(size) for size in SIZES]
        return fit(self.theme.font("chip"), box.body.name, extra_words(box), rect.size(), sizes)

    @override
    def scene_size(self) -> QSizeF:
        # As large as the room, at least: all lies on whole px then.
        return self.geometry_now.size.expandedTo(QSizeF(self.size()))

    @override
    def least_scale(self) -> float:
        return 1.0

    @override
    def make_spots(self) -> list[Spot]:
        found, way = self.geometry_now, self.transform()
        heads = self._heads_way()
        spots: list[Spot] = []
        for n, column in enumerate(found.layout.columns):
            if column.date:
                change = self.lineage.change(column.date.code)
                name = words.change_name(change, len(self.lineage.steps))
                rect = heads.mapRect(found.head(n))
                spots.append(Spot(f"{CHANGE}/{change.code}", rect, self._marked(change, name)))
        numbers: dict[str, int] = {}
        for box in sorted(found.layout.boxes, key=lambda each: (each.start, each.top)):
            number = numbers[box.body.id] = numbers.get(box.body.id, 0) + 1
            rect = way.mapRect(found.box(box))
            spots.append(Spot(f"{BODY}/{box.body.id}/{number}", rect, words.box_name(box)))
        return spots

    def _marked(self, change: Change, name: str) -> str:
        shown = self._change is not None and change.code == self._change.code
        return self.tr("%s, shown") % name if shown else name

    def _mark_x(self, change: Change) -> float:
        found = self.geometry_now
        return found.xs[min(found.layout.column_of(change.date), len(found.layout.columns))]

    def _column(self, change: Change) -> int | None:
        """Return the column of a change; None if it falls between columns."""
        for n, column in enumerate(self.lineage.layout.columns):
            if column.date and column.date.code == change.code:
                return n
        return None

    # -- painting ----------------------------------------------------------------------------

    def _heads_way(self) -> QTransform:
        """Return the way of the heads of columns: they stay at the top where the scene moves."""
        way = self.transform()
        return QTransform(way.m11(), 0, 0, way.m22(), way.dx(), max(0.0, way.dy()))

    def _lanes_way(self) -> QTransform:
        way = self.transform()
        return QTransform(way.m11(), 0, 0, way.m22(), max(0.0, way.dx()), way.dy())

    @override
    def draw(self, painter: QPainter) -> None:
        found, labels = self._laid_out()
        if not found.layout.columns:
            return
        painter.setTransform(self.transform(), True)
        self._draw_grid(painter, found)
        for line in found.layout.lines:
            self._draw_line(painter, found, line)
        for box, label in zip(found.layout.boxes, labels, strict=True):
            self._draw_box(painter, found, box, label)
        painter.resetTransform()
        painter.setTransform(self._lanes_way(), True)
        self._draw_lane_names(painter, found)
        painter.resetTransform()
        painter.setTransform(self._heads_way(), True)
        self._draw_heads(painter, found)
        painter.resetTransform()
        self._cover_corner(painter, found)

    def _draw_grid(self, painter: QPainter, found: Geometry) -> None:
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("BG_WINDOW"))
        for n in range(0, len(found.layout.lanes), 2):
            painter.drawRect(found.lane(n))
        painter.setBrush(theme.color("LINE_GRID"))
        for x in found.xs[:-1]:
            painter.drawRect(QRectF(x, found.heads.top(), 1, found.bottom - found.heads.top()))
        if self._change is None or not self._change.number:
            return
        column = self._column(self._change)
        x = self._glide.place(self._mark_x(self._change))
        if column is not None:
            wide = found.xs[column + 1] - found.xs[column]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ACCENT_SOFT"))
            if theme.name == "contrast":  # which has no soft fills
                painter.setPen(QPen(theme.color("ACCENT"), 2))
            painter.drawRect(QRectF(x, found.heads.top(), wide, found.bottom - found.heads.top()))
        painter.setPen(QPen(theme.color("ACCENT"), 2))
        painter.drawLine(QPointF(x, found.heads.top()), QPointF(x, found.bottom))

    def _draw_line(self, painter: QPainter, found: Geometry, line: Line) -> None:
        layout = found.layout
        before, after = layout.boxes[line.before], layout.boxes[line.after]
        corners = found.line(found.box(before), found.box(after), after.start)
        chosen = self._change is not None and line.event.date == self._change.date
        tone, width = ("ACCENT", 3.0) if chosen else ("LINE_CONTROL", 2.0)
        painter.setPen(QPen(self.theme.color(tone), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))

    def _draw_box(self, painter: QPainter, found: Geometry, box: Box, label: Fitted) -> None:
        theme, rect = self.theme, found.box(box)
        strong = box.body.id in self._bodies or (not self._bodies and self._takes_part(box))
        doubtful = box.stretch.doubtful
        paint_box(painter, theme, rect, box.body.kind, doubtful=doubtful, strong=strong)
        self._draw_label(painter, rect, label, ink_of(box.body.kind).text)
        gap = found.gutter / 2 + 0.5
        ends = (
            (box.stretch.unknown_start, rect.left() - gap),
            (box.stretch.unknown_end, rect.right() + gap),
        )
        for unknown, x in ends:
            if unknown:
                paint_dots(painter, theme, x, self._dots_y(found, box, x), box.body.kind)

    def _draw_label(
        self, painter: QPainter, rect: QRectF, label: Fitted, ink: str = "TEXT_SECONDARY"
    ) -> None:
        font = QFont(self.theme.font("caption" if ink == "TEXT_SECONDARY" else "chip"))
        font.setPixelSize(label.size)
        painter.setFont(font)
        painter.setPen(self.theme.color(ink))
        top = rect.center().y() - label.line * len(label.lines) / 2
        for n, line in enumerate(label.lines):
            room = QRectF(rect.left(), top + n * label.line, rect.width(), label.line)
            painter.drawText(room, _CENTRE | Qt.TextFlag.TextDontClip, line)

    def _dots_y(self, found: Geometry, box: Box, x: float) -> float:
        """Return the height of the dots at an end: above the line, where one runs out of it."""
        rect, layout = found.box(box), found.layout
        right = x > rect.center().x()
        joined = any(
            layout.boxes[line.before if right else line.after] is box for line in layout.lines
        )
        return rect.top() + self.theme.px(9) if joined else rect.center().y()

    def _takes_part(self, box: Box) -> bool:
        if self._change is None:
            return False
        events = {each.event.id for each in self._change.happenings}
        ends = (box.stretch.since, box.stretch.until)
        return any(each is not None and each.id in events for each in ends)

    def _draw_heads(self, painter: QPainter, found: Geometry) -> None:
        theme, last = self.theme, found.xs[-1]
        painter.fillRect(QRectF(0, 0, last, found.heads.top()), theme.color("BG_SURFACE"))
        if self.transform().dy() < 0:
            painter.fillRect(
                QRectF(0, found.heads.top(), last, found.heads.height()), theme.color("BG_SURFACE")
            )
        self._draw_plans(painter, found)
        chosen = self._column(self._change) if self._change and self._change.number else None
        for n, column in enumerate(found.layout.columns):
            rect = found.head(n)
            ink = "TEXT_PRIMARY"
            if n == chosen:
                painter.fillRect(rect, theme.color("ACCENT"))
                ink = "TEXT_ON_ACCENT"
            painter.setFont(theme.font("chip"))
            painter.setPen(theme.color(ink))
            room = rect.adjusted(theme.px(6), 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(room, flags, head_words(column.date))
        if self._change and self._change.number and chosen is None:
            self._draw_between(painter, found, self._change)

    def _cover_corner(self, painter: QPainter, found: Geometry) -> None:
        """Let no date slide over the names of lanes, where the scene has been moved."""
        if self.transform().dx() < 0:
            way, edge = self._heads_way(), self.theme.color("BG_SURFACE")
            corner = way.mapRect(QRectF(0, 0, found.xs[0], found.top))
            painter.fillRect(QRectF(0, corner.top(), corner.width(), corner.height()), edge)

    def _draw_between(self, painter: QPainter, found: Geometry, change: Change) -> None:
        """Mark a change that has no column by a diamond between two heads."""
        x = self._glide.place(self._mark_x(change))
        y, half = found.heads.bottom(), self.theme.px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("ACCENT"))
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _draw_plans(self, painter: QPainter, found: Geometry) -> None:
        """Draw what the table prints in its column of plans; it may reach into free room."""
        theme = self.theme
        metrics = QFontMetricsF(theme.font("caption"))
        for n, (plan, start, end) in enumerate(self.lineage.plans):
            left, right = found.xs[start] + theme.px(2), found.xs[end] - theme.px(4)
            needs = metrics.horizontalAdvance(plan) + theme.px(12)
            after = found.xs[plan_room(self.lineage, n)]
            right = max(right, min(left + needs, after - theme.px(4)))
            if not n:
                left = max(0.0, min(left, right - needs))
            room = QRectF(left, found.band.top(), right - left, found.band.height())
            edge = QPen(theme.color("LINE_SUBTLE"), 1)
            painter.setPen(edge if theme.name == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("BG_SUNKEN"))
            half = 0.5 if theme.name == "contrast" else 0.0
            painter.drawRect(room.adjusted(half, half, -half, -half))
            sizes = [theme.px(size) for size in SIZES]
            self._draw_label(
                painter, room, fit_words(theme.font("caption"), plan, room.size(), sizes)
            )

    def _draw_lane_names(self, painter: QPainter, found: Geometry) -> None:
        theme, wide = self.theme, found.xs[0]
        if self.transform().dx() < 0:
            whole = QRectF(0, found.top - 1, wide, found.bottom - found.top + 2)
            painter.fillRect(whole, theme.color("BG_SURFACE"))  # one piece: no seams
            for n in range(len(found.layout.lanes)):
                tone = "BG_SURFACE" if n % 2 else "BG_WINDOW"
                stripe = QRectF(0, found.lane(n).top(), wide, found.lane(n).height())
                painter.fillRect(stripe, theme.color(tone))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("TEXT_PRIMARY"))
        for n, lane in enumerate(found.layout.lanes):
            room = QRectF(theme.px(8), found.lane(n).top(), wide, found.lane(n).height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, code_words(lane.field))
