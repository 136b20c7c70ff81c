"""A check box as the design draws it, with room for a mark before its words and words after."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui import icons, tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import handle_key

_BOX, _GAP = 18, 10


class CheckBox(QCheckBox):
    """Draws itself; Space and Enter tick it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def lead(self) -> int:
        """Where the words begin, in px from the left."""
        return self._theme.px(_BOX + _GAP)

    @property
    def behind(self) -> int:
        """The room at the right that the words leave, in px."""
        return 0

    def _shown(self, room: int) -> str:
        """Return the words, cut to a width; the tooltip then has them all."""
        metrics = QFontMetrics(self._theme.font("body"))
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("body"))
        width = self.lead + metrics.horizontalAdvance(self.text()) + 2
        return QSize(width, self._theme.px(tokens.SIZE["control_small"]))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: object, /) -> bool:
        return self.rect().contains(pos)  # type: ignore[arg-type]

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        if not handle_key(self, e):
            super().keyPressEvent(e)

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        token = "TEXT_PRIMARY" if self.isEnabled() else "TEXT_MUTED"
        painter.setPen(self._theme.color(token))
        painter.setFont(self._theme.font("body"))
        room = self.rect().adjusted(self.lead, 0, -self.behind, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, self._shown(room.width()))
        self.paint_more(painter)
        painter.end()

    def paint_more(self, painter: QPainter) -> None:
        """Paint what a kind of check box has beside its words."""

    def _paint_box(self, painter: QPainter) -> None:
        theme, side = self._theme, self._theme.px(_BOX)
        box = QRectF(0.75, (self.height() - side) / 2 + 0.75, side - 1.5, side - 1.5)
        line, fill = "LINE_CONTROL", "BG_SURFACE"
        if not self.isEnabled():
            line, fill = "LINE_SUBTLE", "BG_SUNKEN"
        elif self.isChecked():
            line = fill = "ACCENT"
        elif self.underMouse():
            line, fill = "ACCENT", "BG_HOVER"
        painter.setPen(QPen(theme.color(line), 1.5))
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            ink = theme.color("TEXT_ON_ACCENT" if self.isEnabled() else "TEXT_MUTED")
            size = theme.px(14)
            middle = QPointF(box.center())
            target = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
            icons.paint(painter, "check", target, ink)
