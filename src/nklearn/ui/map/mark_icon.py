"""A mark of the map beside words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_scene import PLACE
from nklearn.content.map_view import Site
from nklearn.ui.map.marks import MARK, mark_size, paint_mark
from nklearn.ui.theme import Theme


class MarkIcon(QWidget):
    """Looks as the place does on the map in a year; it says nothing of its own."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, site: Site, year: str) -> None:
        super().__init__()
        self._theme, self._site, self._year = theme, site, year
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(MARK + 6)
        return QSize(max(side, round(mark_size(self._theme, self._site).width())), side)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = mark_size(self._theme, self._site)
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(QRectF(self.rect()).center())
        paint_mark(painter, self._theme, self._site, PLACE, self._year, box)
        painter.end()
