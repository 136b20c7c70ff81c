"""Evidence marks: the same small signs in charts, tables and legends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Status
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.words import status_name


class Mark(QWidget):
    """One sign; `kind` is a status value or "dashed" for a join across missing years."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, kind: str) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        width = 26 if kind == "dashed" else 16
        self.setFixedSize(QSize(theme.px(width), theme.px(16)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.color("TEXT_SECONDARY")
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._kind == "dashed":
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
        else:
            paint_sign(painter, Status(self._kind), middle, self._theme.px(5), ink)
        painter.end()


def paint_sign(
    painter: QPainter, status: Status, middle: QPointF, radius: float, ink: QColor
) -> None:
    """Draw the sign of a status around a point."""
    painter.save()
    painter.setPen(QPen(ink, 1.75))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    if status is Status.CORRECTED:
        painter.translate(middle)
        painter.rotate(45)
        side = radius * 0.85
        painter.drawRect(QRectF(-side, -side, 2 * side, 2 * side))
    elif status is Status.ILLEGIBLE:
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)
    elif status is Status.NO_VALUE:
        painter.setPen(QPen(ink, 1.75, Qt.PenStyle.DotLine))
        painter.drawEllipse(box)
    else:
        painter.drawEllipse(box)
        painter.setBrush(ink)
        span = 180 * 16 if status is Status.COMPUTED else 360 * 16
        painter.drawChord(box, 90 * 16, span)
    painter.restore()


class EvidenceLegend(QWidget):
    """The signs that occur in a chart, with their names, in as many lines as they need."""

    def __init__(self, theme: Theme, statuses: frozenset[Status], *, joined: bool) -> None:
        super().__init__()
        self._theme = theme
        shown = [(str(status), status_name(status)) for status in Status if status in statuses]
        if joined:
            shown.append(("dashed", self.tr("Years not in the table")))
        self._entries: list[QWidget] = []
        for kind, name in shown:
            entry = QWidget(self)
            box = row(entry, spacing=6)
            box.addWidget(Mark(theme, kind))
            box.addWidget(label(name, "caption", wrap=False))
            self._entries.append(entry)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(name for _, name in shown))

    def _places(self, width: int) -> list[QRect]:
        """Return the place of every entry at a width: in lines, broken between entries."""
        gap = self._theme.px(14)
        places: list[QRect] = []
        left = top = 0
        for entry in self._entries:
            size = entry.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + 4
            places.append(QRect(left, top, size.width(), size.height()))
            left += size.width() + gap
        return places

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        places = self._places(arg__1)
        return places[-1].bottom() + 1 if places else 0

    @override
    def sizeHint(self) -> QSize:
        places = self._places(16_777_215)
        return QSize(places[-1].right() + 1, places[-1].bottom() + 1) if places else QSize(0, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((entry.sizeHint().width() for entry in self._entries), default=0)
        return QSize(widest, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        for entry, place in zip(self._entries, self._places(self.width()), strict=True):
            entry.setGeometry(place)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # an entry got another size
            self.updateGeometry()
        return super().event(event)
