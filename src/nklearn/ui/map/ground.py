"""The provinces as one picture: painting their outlines is most of the work of a repaint."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap, QTransform

from nklearn.content.map_view import MapView, Province
from nklearn.ui.theme import Theme

# Room for borders around the picture, in px.
_RIM = 4


class Ground:
    """Paints the provinces with their upper left corner at a point; keeps the last picture.

    The limit of the zoom keeps that small, whatever the size of the window.
    """

    def __init__(self, theme: Theme, view: MapView, paths: Mapping[str, QPainterPath]) -> None:
        self._theme, self._view, self._paths = theme, view, paths
        self._picture: QPixmap | None = None
        self._look: object = None
        self._scale = 0.0

    def paint(
        self, painter: QPainter, at: QPointF, scale: float, *, counts: bool, rough: bool
    ) -> None:
        """Paint at `scale`; `rough` stretches a picture of another scale, if there is one."""
        ratio = painter.device().devicePixelRatio()
        look = (ratio, self._theme.name, counts)
        if self._picture is None or look != self._look or (scale != self._scale and not rough):
            self._picture, self._look, self._scale = self._drawn(scale, ratio, counts), look, scale
        picture, stretch = self._picture, scale / self._scale
        size = QSizeF(picture.size()) * (stretch / ratio)
        corner = at - QPointF(_RIM, _RIM) * stretch
        if stretch == 1.0:
            painter.drawPixmap(corner, picture)
        else:
            painter.drawPixmap(QRectF(corner, size), picture, QRectF(picture.rect()))

    def _drawn(self, scale: float, ratio: float, counts: bool) -> QPixmap:
        theme = self._theme
        width, height = self._view.projection.size
        size = QSizeF(width * scale + 2 * _RIM, height * scale + 2 * _RIM) * ratio
        picture = QPixmap(size.toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way = QTransform.fromTranslate(_RIM, _RIM).scale(scale, scale)
        painter.setTransform(way)
        border = QPen(
            theme.color("BG_SURFACE" if theme.name != "contrast" else "LINE_CONTROL"), 1.5
        )
        # What has no fill would be nothing but its hatching.
        outline = QPen(theme.color("LINE_CONTROL"), 1.2)
        for pen in (border, outline):
            pen.setCosmetic(True)
        for province in sorted(self._view.provinces, key=lambda each: each.count is None):
            painter.setPen(outline if counts and province.count is None else border)
            painter.setBrush(self._fill(province, way, counts))
            painter.drawPath(self._paths[province.id])
        painter.end()
        return picture

    def _fill(self, province: Province, way: QTransform, counts: bool) -> QBrush:
        """Return the fill of a province: its class, plain without counts, hatched without a row."""
        theme = self._theme
        if not counts:
            return QBrush(theme.color("MAP_1"))
        if province.count is None:
            brush = QBrush(theme.color("TEXT_MUTED"), Qt.BrushStyle.BDiagPattern)
            brush.setTransform(way.inverted()[0])  # the hatching keeps its size
            return brush
        return QBrush(theme.color(f"MAP_{province.count.grade + 1}"))
