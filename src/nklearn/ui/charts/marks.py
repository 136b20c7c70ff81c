"""Evidence marks: the same small signs in charts, tables and legends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Status
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.flow import Flow
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
        radius = self._theme.px(5)
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(QPen(ink, 1.75))
        if self._kind == "dashed":
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
        elif self._kind == Status.CORRECTED:
            painter.translate(middle)
            painter.rotate(45)
            side = radius * 0.85
            painter.drawRect(QRectF(-side, -side, 2 * side, 2 * side))
        elif self._kind == Status.ILLEGIBLE:
            painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        elif self._kind == Status.NO_VALUE:
            painter.setPen(QPen(ink, 1.75, Qt.PenStyle.DotLine))
            painter.drawEllipse(box)
        else:
            painter.drawEllipse(box)
            painter.setBrush(ink)
            span = 180 * 16 if self._kind == Status.COMPUTED else 360 * 16
            painter.drawChord(box, 90 * 16, span)
        painter.end()


class EvidenceLegend(QWidget):
    """The signs that occur in a chart, with their names."""

    def __init__(self, theme: Theme, statuses: frozenset[Status], *, joined: bool) -> None:
        super().__init__()
        box = Flow(self, spacing=14)
        shown = [(str(status), status_name(status)) for status in Status if status in statuses]
        if joined:
            shown.append(("dashed", self.tr("Years not in the table")))
        for kind, name in shown:
            sign = QWidget()  # one item: a name never stands in another line than its sign
            pair = row(sign, spacing=6)
            pair.addWidget(Mark(theme, kind))
            pair.addWidget(label(name, "caption", wrap=False))
            box.addWidget(sign)
        self.setAccessibleName(", ".join(name for _, name in shown))
