"""The map of equal areas: one square for each province, so that its size says nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nklearn.base.overriding import override
from nklearn.content.map_rows import count_words, row_of
from nklearn.content.map_scene import PLACE
from nklearn.content.map_view import MapView, Province, Site
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.map.marks import mark_size, paint_mark
from nklearn.ui.theme import Theme

# Between tiles, and inside of them, in px.
_GAP, _PAD = 4, 6
# The most that a tile is wider than high: names and marks need the room.
_WIDEST = 1.7


class TileCanvas(Canvas):
    """Shows counts and, in each tile, the marks of the camps that the layers show there."""

    def __init__(self, theme: Theme, view: MapView, name: str) -> None:
        super().__init__(theme, name)
        self._view, self._choice = view, MapChoice()
        self._found: frozenset[str] = frozenset()
        self._clear = (0, 0)

    def show_choice(self, choice: MapChoice) -> None:
        """Show layers, year and the open place."""
        if choice != self._choice:
            self._choice = choice
            if choice.open:
                self._cursor = choice.open  # where arrow keys begin
            self._found = frozenset(self._view.found(choice.find))
            self.refresh()

    def keep_clear(self, top: int, left: int) -> None:
        """Keep clear of the title above and the legend at the left."""
        if (top, left) != self._clear:
            self._clear = top, left
            self.refresh()

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(max(1, self.width()), max(1, self.height()))

    @override
    def most_zoom(self) -> float:
        """Tiles fill the room as they are."""
        return 1.0

    def _tiles(self) -> list[tuple[Province, QRectF]]:
        tiles = self._view.layout.tiles
        columns = max((tile.column for tile in tiles), default=0) + 1
        rows = max((tile.row for tile in tiles), default=0) + 1
        top, left = self._clear[0] * 0.9, self._clear[1]
        pad = self.theme.px(12)
        room = QRectF(left, pad, self.width() - left - pad, self.height() - 2 * pad)
        # The title stands over the upper left; the first row of tiles may begin at its right.
        room.setTop(top)
        side = min(room.width() / columns, room.height() / rows)
        wide = min(side * _WIDEST, room.width() / columns)
        x0 = room.center().x() - wide * columns / 2
        y0 = room.center().y() - side * rows / 2
        found: list[tuple[Province, QRectF]] = []
        for tile in tiles:
            if province := self._view.province(tile.province):
                box = QRectF(x0 + tile.column * wide, y0 + tile.row * side, wide, side)
                found.append((province, box.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)))
        return found

    def _named(self, province: Province) -> list[Site]:
        """Return the places that layers show in a province."""
        return [
            site
            for site in self._view.shown(self._choice)
            if province.id in site.place.provinces and site.id != province.id
        ]

    def _marks(self, province: Province, box: QRectF) -> list[tuple[Site, QRectF]]:
        """Return the marks of a tile in lines from its lower left corner, as many as fit."""
        pad = self.theme.px(_PAD)
        head = box.top() + self._head_height() + pad
        x, y = box.left() + pad, box.bottom() - pad
        found: list[tuple[Site, QRectF]] = []
        tall = 0.0
        for site in self._named(province):
            size = mark_size(self.theme, site)
            if x + size.width() > box.right() - pad:
                x, y, tall = box.left() + pad, y - tall - 2, 0.0
            if y - size.height() < head:
                break
            found.append((site, QRectF(QPointF(x, y - size.height()), size)))
            x, tall = x + size.width() + 2, max(tall, size.height())
        return found

    def _head_height(self) -> float:
        return self.theme.type("caption")[1] + self.theme.type("heading")[1]

    @override
    def make_spots(self) -> list[Spot]:
        spots: list[Spot] = []
        marks: list[Spot] = []
        counts = "counts" in self._choice.layers
        for province, box in self._tiles():
            place = province.place
            words = count_words(self._view, province) if counts else ""
            chosen = self.tr("open") if place.id == self._choice.open else ""
            name = ", ".join(filter(None, (place.name, place.hangul, words, chosen)))
            spots.append(Spot(place.id, box, name))
            for site, rect in self._marks(province, box):
                row = row_of(self._view, site, self._choice.year)
                tile = self.tr("shown in %s") % place.name if site.disputed else ""
                parts = (row.name, row.kind, row.standing, row.where, tile)
                said = ", ".join(filter(None, parts))
                marks.append(Spot(f"{site.id}:{province.id}", rect, said))
        return [*spots, *marks]

    @override
    def draw(self, painter: QPainter) -> None:
        theme, counts = self.theme, "counts" in self._choice.layers
        for province, box in self._tiles():
            grade = province.count.grade + 1 if counts and province.count else 1
            here = province.id == self._choice.open or province.id == self.hovered_id
            contrast = theme.name == "contrast"
            edge = QPen(theme.color("TEXT_PRIMARY"), 3 if here else 1)
            painter.setPen(edge if here or contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"MAP_{grade}"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            self._draw_words(painter, province, box, f"MAP_{grade}_INK", counts)
            marks = self._marks(province, box)
            if left := len(self._named(province)) - len(marks):
                self._draw_rest(painter, box, left, f"MAP_{grade}_INK")
            for site, rect in marks:
                dim = self._choice.find and site.id not in self._found
                painter.setOpacity(0.25 if dim else 1.0)
                paint_mark(painter, theme, site, PLACE, self._choice.year, rect)
                painter.setOpacity(1.0)

    def _draw_rest(self, painter: QPainter, box: QRectF, left: int, ink: str) -> None:
        """Say in the upper right corner how many places have no room; the panel lists them."""
        painter.setPen(self.theme.color(ink))
        painter.setFont(self.theme.font("caption"))
        pad = self.theme.px(_PAD)
        corner = box.adjusted(pad, pad + self.theme.type("caption")[1], -pad, 0)
        words = self.tr("%d more") % left
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)

    def _draw_words(
        self, painter: QPainter, province: Province, box: QRectF, ink: str, counts: bool
    ) -> None:
        theme = self.theme
        painter.setPen(theme.color(ink))
        pad = theme.px(_PAD)
        top = box.top() + pad
        number = str(province.count.number) if counts and province.count else ""
        for text, role in ((province.place.name, "caption"), (number, "heading")):
            font = theme.font(role)
            painter.setFont(font)
            line = QRectF(box.left() + pad, top, box.width() - 2 * pad, theme.type(role)[1])
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            top += theme.type(role)[1]
