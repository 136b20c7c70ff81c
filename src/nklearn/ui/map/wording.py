"""The words of the map: how large they are, and how they are painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from nklearn.content.map_scene import Size, Sizes
from nklearn.content.map_view import MapView, Province, Site
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.map_layout import MapLabel
from nklearn.ui.map.marks import mark_size
from nklearn.ui.theme import Theme

# Names of marks that are longer than this, in px at 100% text, are left to the tip.
_LONGEST = 170
_PAD = 10
# The rim around words that reach over a border, in px.
_RIM = 3.5
#: A line of words: the text and the role of its letters.
Line = tuple[str, str]


class Wording:
    """Measures and paints; the letters are those of the theme as it is when asked."""

    def __init__(self, theme: Theme, view: MapView) -> None:
        self._theme, self._view = theme, view

    def sizes(self, choice: MapChoice) -> Sizes:
        """Return how large everything is for a choice."""
        counts = "counts" in choice.layers

        def mark(site: Site) -> Size:
            return _size(mark_size(self._theme, site))

        def label(province: Province) -> tuple[tuple[Size, ...], ...]:
            forms = (*self._forms(province, counts), self._beside(province, counts))
            return tuple(tuple(self._stack([line]) for line in lines) for lines in forms)

        def name(site: Site) -> Size:
            if site.layer in ("camps", "prisons"):
                return (0.0, 0.0)
            size = self._stack([(site.place.name, "caption")])
            return size if size[0] <= self._theme.px(_LONGEST) else (0.0, 0.0)

        def words(label: MapLabel) -> Size:
            return self._stack(self._words(label))

        return Sizes(mark, label, name, words)

    # -- what stands in lines ----------------------------------------------------------------

    def _forms(self, province: Province, counts: bool) -> list[list[Line]]:
        """Return the lines of a province's words, the widest form first."""
        place = province.place
        count: list[Line] = []
        if counts and province.count is not None:
            count = [(str(province.count.number), "heading")]
        hangul: list[Line] = [(place.hangul, "caption")] if place.hangul else []
        whole: list[Line] = [(place.name, "caption")]
        parts: list[Line] = [(word, "caption") for word in place.name.split()]
        return [
            [*whole, *hangul, *count],
            [*parts, *hangul, *count],
            [*whole, *count],
            [*parts, *count],
        ]

    def _beside(self, province: Province, counts: bool) -> list[Line]:
        place = province.place
        if counts and province.count is not None:
            return [(f"{place.name} {province.count.number}", "label")]
        return [(place.name, "caption")]

    def _words(self, label: MapLabel) -> list[Line]:
        """Return the names of a sea or neighbour, one below another."""
        names = [*label.names[:-1]]
        return [*((f"{name} /", "caption") for name in names), (label.names[-1], "caption")]

    # -- measuring and painting --------------------------------------------------------------

    def _font(self, role: str) -> QFont:
        return self._theme.font(role)

    def _stack(self, lines: list[Line]) -> Size:
        width = height = 0.0
        for text, role in lines:
            metrics = QFontMetricsF(self._font(role))
            width = max(width, metrics.horizontalAdvance(text))
            height += self._theme.type(role)[1]
        return width + 4, height

    def _paint(
        self,
        painter: QPainter,
        lines: list[Line],
        box: QRectF,
        ink: QColor,
        *,
        italic: bool = False,
        rim: QColor | None = None,
    ) -> None:
        top = box.top()
        for text, role in lines:
            font = self._font(role)
            font.setItalic(italic)
            painter.setFont(font)
            height = self._theme.type(role)[1]
            line = QRectF(box.left() - 20, top, box.width() + 40, height)
            if rim is not None:
                _paint_rim(painter, font, line, text, rim)
            painter.setPen(ink)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
            top += height

    def paint_label(
        self,
        painter: QPainter,
        province: Province,
        form: int,
        box: QRectF,
        ink: QColor,
        rim: QColor | None,
        counts: bool,
    ) -> None:
        """Paint the words of a province in one of its forms, on a rim that may lie on anything."""
        forms = [*self._forms(province, counts), self._beside(province, counts)]
        self._paint(painter, forms[form], box, ink, rim=rim)

    def paint_words(self, painter: QPainter, label: MapLabel, box: QRectF) -> None:
        """Paint the names of a sea, in italics, or of a neighbour."""
        sea = label.kind == "sea"
        ink = self._theme.color("TEXT_MUTED" if sea else "TEXT_SECONDARY")
        self._paint(painter, self._words(label), box, ink, italic=sea)

    def paint_name(self, painter: QPainter, site: Site, box: QRectF) -> None:
        """Paint the name beside a mark on a ground of its own: it may lie on any fill."""
        ground = self._theme.color("BG_SURFACE")
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        self._paint(painter, [(site.place.name, "caption")], box, self._theme.color("TEXT_PRIMARY"))

    def paint_tip(
        self, painter: QPainter, at: QRectF, words: tuple[str, ...], room: QRectF
    ) -> None:
        """Paint a card beside a spot; it flips at the edge and never covers the spot."""
        theme = self._theme
        lines = [(text, "label" if n == 0 else "caption") for n, text in enumerate(words)]
        width = max(QFontMetricsF(self._font(r)).horizontalAdvance(t) for t, r in lines) + 2 * _PAD
        width = min(width, room.width() - 8)
        height = sum(theme.type(role)[1] for _, role in lines) + _PAD
        card = QRectF(at.right() + 10, at.top() - 6, width, height)
        if card.right() > room.right() - 4:
            card.moveRight(at.left() - 10)
        if card.left() < room.left() + 4:
            card.moveLeft(max(room.left() + 4, min(at.left(), room.right() - 4 - width)))
            card.moveTop(at.bottom() + 8)
        if card.bottom() > room.bottom() - 4:
            card.moveBottom(min(room.bottom() - 4, at.top() - 8))
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        painter.setBrush(theme.color("BG_SURFACE"))
        painter.drawRoundedRect(card, 6, 6)
        top = card.top() + _PAD / 2
        painter.setPen(theme.color("TEXT_PRIMARY"))
        for text, role in lines:
            font = self._font(role)
            painter.setFont(font)
            line = QRectF(card.left() + _PAD, top, width - 2 * _PAD, theme.type(role)[1])
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            top += theme.type(role)[1]


def _paint_rim(painter: QPainter, font: QFont, line: QRectF, text: str, color: QColor) -> None:
    """Paint the rim of a line of words, as `drawText` centres it."""
    metrics = QFontMetricsF(font)
    left = line.center().x() - metrics.horizontalAdvance(text) / 2
    base = line.center().y() + (metrics.ascent() - metrics.descent()) / 2
    path = QPainterPath()
    path.addText(QPointF(left, base), font, text)
    pen = QPen(color, _RIM)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, pen)


def _size(size: QSizeF) -> Size:
    return size.width(), size.height()
