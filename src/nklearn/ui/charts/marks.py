"""Evidence marks: the same small signs in charts, tables and legends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Status
from nklearn.ui.charts import symbols
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import status_name

#: The sign of values that sources disagree about.
RIVALS = "≠"


class Mark(QWidget):
    """One sign; `kind` is a status value, "dashed" for a join across missing years, or "rivals"."""

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
        elif self._kind == "rivals":
            painter.setPen(self._theme.color("CONFLICT"))
            painter.setFont(self._theme.font("heading"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, RIVALS)
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


class LineMark(QWidget):
    """The shape and colour by which a line is known in a chart; nothing for a line not shown."""

    def __init__(self, theme: Theme, colour: str, number: int | None) -> None:
        """`number` is the line's place in the chart."""
        super().__init__()
        self._theme, self._colour, self._number = theme, colour, number
        self.setFixedSize(QSize(theme.px(14), theme.px(16)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._number is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.color(f"DATA_{self._colour.upper()}")
        middle = QPointF(self.width() / 2, self.height() / 2)
        symbols.paint(painter, symbols.shape(self._number), middle, self._theme.px(10), ink)
        painter.end()


class EvidenceLegend(QWidget):
    """The signs that occur in a chart, with their names."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(self, spacing=14)

    def show_marks(
        self, statuses: frozenset[Status], *, dashed: bool = False, rivals: bool = False
    ) -> None:
        """Show the signs of these statuses, and those for joins across missing years and rivals."""
        clear(self._flow)
        shown = [(str(status), status_name(status)) for status in Status if status in statuses]
        if dashed:
            shown.append(("dashed", self.tr("Years not in the table")))
        if rivals:
            shown.append(("rivals", self.tr("Sources disagree")))
        for kind, name in shown:
            sign = QWidget()  # one item: a name never stands in another line than its sign
            pair = row(sign, spacing=6)
            pair.addWidget(Mark(self._theme, kind))
            pair.addWidget(label(name, "caption", wrap=False))
            self._flow.addWidget(sign)
            sign.show()
        self.setAccessibleName(", ".join(name for _, name in shown))
