"""The card beside what a chart points at: values with remarks, of lines at a period or of a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from nklearn.content.plots import PlotPoint, PlotSeries
from nklearn.domain.claims import Status
from nklearn.ui.charts.marks import LineMark
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, label
from nklearn.ui.words import status_name

_AWAY = 16
_WIDEST = 300


class ChartTip(QFrame):
    """Shown over the chart; the mouse passes through it."""

    def __init__(self, chart: QWidget, theme: Theme) -> None:
        super().__init__(chart)
        self._theme = theme
        self._words: list[str] = []
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self.hide()

    def words(self) -> str:
        """Return what the card says, as one line."""
        return ". ".join(self._words)

    def show_rows(
        self, period: str, rows: list[tuple[PlotSeries, PlotPoint | None]], active: int
    ) -> None:
        """Fill the card; the row numbered `active` is the one that Enter opens."""
        clear(self._grid)
        self._words = [period]
        self._put(label(period, "label", wrap=False), 0, 0, span=3)
        remarks: list[str] = []
        for number, (line, point) in enumerate(rows):
            value = (
                self.tr("no value") if point is None else point.text or status_name(point.status)
            )
            chosen = number == active
            self._put(LineMark(self._theme, line.colour, number), number + 1, 0)
            role = "label" if chosen and len(rows) > 1 else "small"
            self._put(label(line.label, role, wrap=False), number + 1, 1)
            figure = label(value, "label", wrap=False)
            self._put(figure, number + 1, 2, align=Qt.AlignmentFlag.AlignRight)
            self._words.append(f"{line.label}, {value}")
            if chosen and point is not None and point.formula:
                remarks.append(self.tr("%s computed: %s") % (line.label, point.formula))
            if point is not None and point.rivals:
                remarks.append(self.tr("%s: sources disagree") % line.label)
            if point is not None and point.remark:
                mark = "◇ " if point.status is Status.CORRECTED else ""
                remarks.append(f"{mark}{line.label} {point.remark}")
        for number, remark in enumerate(remarks):
            words = label(remark, "caption", wrap=False)
            self._put(words, len(rows) + 1 + number, 0, span=3)
            self._words.append(remark.removeprefix("◇ "))
        self.adjustSize()
        self.show()

    def show_words(self, title: str, value: str, remarks: list[str]) -> None:
        """Fill the card with one thing: its name, its value and what to know about it."""
        clear(self._grid)
        self._words = [title, value, *remarks]
        roles = ["label", "small", *("caption" for _ in remarks)]
        widest = self._theme.px(_WIDEST)
        for number, (words, role) in enumerate(zip(self._words, roles, strict=True)):
            made = label(words, role)
            metrics = QFontMetrics(self._theme.font(role))
            made.setFixedWidth(min(widest, metrics.horizontalAdvance(words) + 4))
            self._put(made, number, 0)
        self.adjustSize()
        self.show()

    def _put(
        self,
        words: QWidget,
        row: int,
        place: int,
        *,
        span: int = 1,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._grid.addWidget(words, row, place, 1, span, align)
        words.show()  # a layout shows what it gets later, and until then it has no size

    def place(self, x: float, marks: list[float], frame: QRectF) -> None:
        """Put the card beside the crosshair at `x`, on the side with room, off the `marks`."""
        size = self.sizeHint()
        left = x + _AWAY
        if left + size.width() > frame.right():
            left = x - _AWAY - size.width()
        places = [frame.top(), *(mark + _AWAY for mark in marks)]
        free = [
            top
            for top in places
            if top + size.height() <= frame.bottom()
            and all(not top - 8 <= mark <= top + size.height() + 8 for mark in marks)
        ]
        top = free[-1] if free else frame.top()
        self.setGeometry(round(max(0.0, left)), round(top), size.width(), size.height())
        self.raise_()
