"""The map, painted: provinces by their counts, places by layer, words that never overlap.

Marks and words keep their size at every zoom. The scene, which costs some milliseconds to lay out,
is kept until scale, choice or look change; panning paints it again elsewhere. While the zoom moves
the last scene is shown at the new scale, and a new one comes when it rests.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from nklearn.base.overriding import override
from nklearn.content.map_geometry import DEGREE, Box
from nklearn.content.map_rows import count_words, row_of
from nklearn.content.map_scene import (
    ELSEWHERE,
    NEW,
    Scene,
    SceneLabel,
    SceneLine,
    SceneMark,
    Sizes,
    build_scene,
    grown,
)
from nklearn.content.map_view import MapView, Province
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.map.ground import Ground
from nklearn.ui.map.marks import MARK, paint_mark
from nklearn.ui.map.wording import Wording
from nklearn.ui.theme import Theme

# Free room around the country, in px.
_EDGE = 16
# What is tried for it, the best first: how far to the right it stands, and what part of its size.
_ASIDES, _PARTS = (0.56, 0.66, 0.76, 0.86, 0.96), (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
# How long after a step of the zoom, in ms, everything gets its place anew.
_SETTLE = 90
# Points of camps are rounded to a tenth of a degree.
_ROUNDED = DEGREE / 10


class MapCanvas(Canvas):
    """Shows what a choice asks for; spots are provinces (by id) and marks (`SceneMark.id`)."""

    def __init__(self, theme: Theme, view: MapView, name: str) -> None:
        super().__init__(theme, name)
        self._view, self._choice = view, MapChoice()
        self._wording = Wording(theme, view)
        self._paths = {each.id: _path(each) for each in view.provinces}
        self._overlays: tuple[QRect, ...] = ()
        self._stood: tuple[object, tuple[float, float]] | None = None
        self._scene: Scene | None = None
        self._scene_key: object = None
        self._scene_scale, self._grown = 1.0, False
        self._ground = Ground(theme, view, self._paths)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settling.timeout.connect(self.refresh)
        self._found: frozenset[str] = frozenset()
        theme.changed.connect(self._forget)

    def show_choice(self, choice: MapChoice) -> None:
        """Show layers, year, open place and what is looked for."""
        if choice == self._choice:
            return
        self._choice = choice
        if choice.open:
            self._cursor = choice.open  # where arrow keys begin
        self._found = frozenset(self._view.found(choice.find))
        self._forget()

    def keep_clear(self, overlays: Sequence[QRect]) -> None:
        """Keep marks and words clear of what lies over the map, while all of it is seen."""
        if tuple(overlays) != self._overlays:
            self._overlays = tuple(overlays)
            self._forget()

    def reveal_place(self, name: str) -> None:
        """Have a place seen where the canvas lies in something that scrolls."""
        marks = (mark.id for mark in self.scene.marks if mark.site.id == name)
        self.reveal(next(marks, name))

    def _forget(self) -> None:
        self._scene = None
        self.refresh()

    # -- where things are --------------------------------------------------------------------

    def _fit(self) -> float:
        return self._stand()[0]

    def _stand(self) -> tuple[float, float]:
        """Return the scale at which all is seen, and how far to the right the country stands.

        It keeps clear of what lies over the map, and grows smaller for that where it must.
        """
        key = (self.size(), self._overlays, self.theme.text_size)
        if self._stood is None or self._stood[0] != key:
            self._stood = (key, self._found_stand())
        return self._stood[1]

    def _found_stand(self) -> tuple[float, float]:
        width, height = self._view.projection.size
        edge = 2 * self.theme.px(_EDGE)
        room, high = self.width() - edge, self.height() - edge
        most = max(0.05, min(room / max(1, width), high / max(1, height)))
        land = self._view.land
        for part in _PARTS:
            fit = most * part
            for aside in _ASIDES:
                x = (self.width() - width * fit) * aside
                y = (self.height() - height * fit) / 2
                if not any(
                    land.meets(Box(o.x() - x, o.y() - y, o.width(), o.height()).scaled(1 / fit))
                    for o in self._overlays
                ):
                    return fit, aside
        return most, _ASIDES[0]

    @override
    def scene_size(self) -> QSizeF:
        """The country and all the room around it that the widget has."""
        fit = self._fit()
        return QSizeF(max(1, self.width()) / fit, max(1, self.height()) / fit)

    @override
    def most_zoom(self) -> float:
        """No further than that a mark still covers the tenth of a degree that is known."""
        return max(1.0, self.theme.px(MARK) / (_ROUNDED * self._fit()))

    def _corner(self) -> QPointF:
        """Where the upper left corner of the country lies in the scene."""
        size, (width, height) = self.scene_size(), self._view.projection.size
        return QPointF((size.width() - width) * self._stand()[1], (size.height() - height) / 2)

    def _way(self) -> QTransform:
        """The way from units of the country to px of the widget."""
        corner = self._corner()
        return QTransform.fromTranslate(corner.x(), corner.y()) * self.transform()

    def _shift(self) -> QPointF:
        return self._way().map(QPointF(0, 0))

    @property
    def scene(self) -> Scene:
        """What is shown, in px from the upper left corner of the country."""
        scale = self.scale
        look = (self._choice, self.size(), self.theme.name, self.theme.text_size)
        moving = self._settling.isActive()
        if self._scene is None or look != self._scene_key or (self._grown and not moving):
            self._scene, self._scene_key, self._grown = self._built(scale), look, False
        elif scale != self._scene_scale:
            self._grown = moving
            if moving:
                self._scene = grown(self._scene, scale / self._scene_scale)
            else:
                self._scene = self._built(scale)
        self._scene_scale = scale
        return self._scene

    def _built(self, scale: float) -> Scene:
        size, corner = self.scene_size(), self._corner()
        bounds = Box(
            -corner.x() * scale, -corner.y() * scale, size.width() * scale, size.height() * scale
        )
        taken: list[Box] = []
        if self.zoom == 1:
            shift = self._shift()
            taken = [
                Box(o.x() - shift.x(), o.y() - shift.y(), o.width(), o.height())
                for o in self._overlays
            ]
        return build_scene(self._view, self._choice, scale, self._sizes(), bounds, taken)

    def _sizes(self) -> Sizes:
        return self._wording.sizes(self._choice)

    @override
    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        before = self.zoom
        super().set_zoom(zoom, around)
        if self.zoom != before and self._scene is not None:
            self._settling.start()

    def settle(self) -> None:
        """Give everything its place now, without waiting for the zoom to rest."""
        self._settling.stop()
        self.refresh()

    @override
    def make_spots(self) -> list[Spot]:
        way, shift, scene = self._way(), self._shift(), self.scene
        spots: list[Spot] = []
        for label in scene.labels:
            box = _rect(label.placed.box).translated(shift)
            shape = way.map(self._paths[label.province.id])
            shape.setFillRule(Qt.FillRule.WindingFill)
            shape.addRect(box)
            spots.append(Spot(label.province.id, box, self._province_name(label.province), shape))
        for mark in scene.marks:
            box = _rect(mark.placed.box).translated(shift)
            spots.append(Spot(mark.id, box, self._mark_name(mark)))
        return spots

    def _province_name(self, province: Province) -> str:
        place = province.place
        chosen = self.tr("open") if place.id == self._choice.open else ""
        words = count_words(self._view, province) if "counts" in self._choice.layers else ""
        return ", ".join(filter(None, (place.name, place.hangul, words, chosen)))

    def _mark_name(self, mark: SceneMark) -> str:
        row = row_of(self._view, mark.site, self._choice.year)
        role = ""
        if mark.role == ELSEWHERE and (found := self._view.province(mark.province)):
            role = self.tr("outline in %s, where in it is not known") % found.place.name
        elif mark.role == NEW:
            role = self.tr("the county to which it is reported to have moved")
        chosen = self.tr("open") if mark.site.id == self._choice.open else ""
        return ", ".join(filter(None, (row.name, row.kind, row.standing, row.where, role, chosen)))

    # -- painting ----------------------------------------------------------------------------

    @override
    def draw(self, painter: QPainter) -> None:
        scene, shift = self.scene, self._shift()
        self._draw_provinces(painter)
        painter.translate(shift)
        for words, box in scene.words:
            self._wording.paint_words(painter, words, _rect(box))
        self._draw_lines(painter, scene)
        for label in scene.labels:
            self._draw_label(painter, label)
        for mark in scene.marks:
            self._draw_mark(painter, mark)
        for mark, box in scene.names:
            if self._lit(mark.site.id):
                self._wording.paint_name(painter, mark.site, _rect(box))
        painter.translate(-shift)
        self._draw_tip(painter)

    def _lit(self, name: str) -> bool:
        """Whether a place is among what is looked for, or nothing is."""
        return not self._choice.find or name in self._found

    def _draw_provinces(self, painter: QPainter) -> None:
        counts = "counts" in self._choice.layers
        rough = self._settling.isActive()
        self._ground.paint(painter, self._shift(), self.scale, counts=counts, rough=rough)
        pointed = self.hovered_id or (self.cursor_id if self.hasFocus() else "")
        self._draw_outline(painter, pointed, "TEXT_SECONDARY", 2.0)
        self._draw_outline(painter, self._choice.open, "TEXT_PRIMARY", 3.0)

    def _draw_outline(
        self,
        painter: QPainter,
        name: str,
        tone: str,
        width: float,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        """Paint the border of a province upon a lighter one, if there is such a province."""
        path = self._paths.get(name)
        if path is None:
            return
        painter.save()
        painter.setTransform(self._way(), True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        solid = Qt.PenStyle.SolidLine
        for token, wide, how in (("BG_SURFACE", width + 3, solid), (tone, width, style)):
            pen = QPen(self.theme.color(token), wide, how)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)
        painter.restore()

    def _draw_lines(self, painter: QPainter, scene: Scene) -> None:
        theme = self.theme
        ends = {mark.id: _rect(mark.placed.box).center() for mark in scene.marks}
        painter.setPen(QPen(theme.color("TEXT_SECONDARY"), 1.2))
        led = [mark.placed for mark in scene.marks if mark.placed.led]
        for placed in (*led, *(label.placed for label in scene.labels if label.outside)):
            point = QPointF(*placed.anchor)
            start = _nearest(_rect(placed.box), point)
            for color, width in (("BG_SURFACE", 3.2), ("TEXT_SECONDARY", 1.2)):
                painter.setPen(QPen(theme.color(color), width))
                painter.drawLine(start, point)
            painter.setBrush(theme.color("TEXT_SECONDARY"))
            painter.drawEllipse(point, 2.2, 2.2)
        for line in scene.lines:
            if line.start in ends and line.end in ends and self._tells(line):
                disputed = line.kind == "dispute"
                color = theme.color("CONFLICT" if disputed else "DATA_COAL_TEXT")
                _dashed(painter, ends[line.start], ends[line.end], color, theme.color("BG_SURFACE"))
                if not disputed:
                    _arrow(painter, ends[line.start], ends[line.end], color, theme.px(MARK) * 0.6)

    def _tells(self, line: SceneLine) -> bool:
        """Whether a line is shown: those of camps always, others while the place is pointed at.

        The disputed mines are many and their provinces two: all lines at once say nothing.
        """
        name = line.start.partition(":")[0]
        pointed = self.hovered_id or (self.cursor_id if self.hasFocus() else "")
        site = self._view.site(name)
        if site is None or not self._lit(name):
            return False
        return site.layer in ("camps", "prisons") or name in (
            self._choice.open,
            pointed.partition(":")[0],
        )

    def _draw_label(self, painter: QPainter, label: SceneLabel) -> None:
        province = label.province
        counts = "counts" in self._choice.layers
        ink = self.theme.color("TEXT_PRIMARY")
        rim: QColor | None = self.theme.color("BG_SURFACE")
        if not label.outside:
            grade = province.count.grade if counts and province.count else 0
            ink = self.theme.color(f"MAP_{grade + 1}_INK")
            rim = self.theme.color(f"MAP_{grade + 1}") if label.over else None
        self._wording.paint_label(
            painter, province, label.form, _rect(label.placed.box), ink, rim, counts
        )

    def _draw_mark(self, painter: QPainter, mark: SceneMark) -> None:
        theme, box = self.theme, _rect(mark.placed.box)
        painter.setOpacity(1.0 if self._lit(mark.site.id) else 0.25)
        here = mark.site.id == self._choice.open
        if here or (self._choice.find and mark.site.id in self._found):
            painter.setPen(QPen(theme.color("TEXT_PRIMARY" if here else "CAUTION"), 2))
            painter.setBrush(theme.color("MARK_SEARCH"))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 7, 7)
        paint_mark(painter, theme, mark.site, mark.role, self._choice.year, box)
        painter.setOpacity(1.0)

    def _draw_tip(self, painter: QPainter) -> None:
        """Paint what the mouse or the keyboard points at: its name and what holds."""
        name = self.hovered_id or (self.cursor_id if self.hasFocus() else "")
        if not self.hovered_id and name == self._choice.open:
            return  # the panel tells it; a card would cover what lies around
        # Spots are dear: they are not made for nothing at each step of panning.
        spot = self.spot(name) if name else None
        if spot is None:
            return
        site = self._view.site(name.partition(":")[0])
        if site is not None:
            row = row_of(self._view, site, self._choice.year)
            lines = (row.name, row.standing)
        elif found := self._view.province(name):
            counted = "counts" in self._choice.layers
            lines = (found.place.name, count_words(self._view, found) if counted else "")
        else:
            return
        self._wording.paint_tip(painter, spot.rect, tuple(filter(None, lines)), QRectF(self.rect()))


def _path(province: Province) -> QPainterPath:
    path = QPainterPath()
    for ring in province.region.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _nearest(box: QRectF, point: QPointF) -> QPointF:
    """Return the point of a box that is nearest to another point."""
    return QPointF(
        min(max(point.x(), box.left()), box.right()), min(max(point.y(), box.top()), box.bottom())
    )


def _dashed(painter: QPainter, start: QPointF, end: QPointF, color: QColor, ground: QColor) -> None:
    painter.setPen(QPen(ground, 3.5))
    painter.drawLine(start, end)
    pen = QPen(color, 1.6)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.drawLine(start, end)


def _arrow(painter: QPainter, start: QPointF, end: QPointF, color: QColor, short: float) -> None:
    """Paint the head of an arrow that ends before the mark at `end`."""
    angle = math.atan2(end.y() - start.y(), end.x() - start.x())
    tip = end - QPointF(math.cos(angle), math.sin(angle)) * short
    head = QPolygonF([tip])
    for turn in (2.6, -2.6):
        head.append(tip + QPointF(math.cos(angle + turn), math.sin(angle + turn)) * 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(head)
