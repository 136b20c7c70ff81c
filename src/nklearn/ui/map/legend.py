"""What the colours and lines of the map mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.ui.map.marks import MARK, paint_form
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.flow import Flow


class _Swatch(QWidget):
    """A patch of a class (from 0), hatched for none."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, grade: int | None) -> None:
        super().__init__()
        self._theme, self._grade = theme, grade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(22), self._theme.px(14))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 1))
        brush = QBrush(theme.color("TEXT_MUTED"), Qt.BrushStyle.BDiagPattern)
        if self._grade is not None:
            brush = QBrush(theme.color(f"MAP_{self._grade + 1}"))
        painter.setBrush(brush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class _Form(QWidget):
    """A mark as it looks in a certain standing."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, tone: str, *, dashed: bool, faint: bool) -> None:
        super().__init__()
        self._theme, self._how = theme, (tone, dashed, faint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(MARK), self._theme.px(MARK))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone, dashed, faint = self._how
        body = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_form(painter, self._theme, "camps", "", body, dashed=dashed, faint=faint, tone=tone)
        painter.end()


class Legend(QFrame):
    """The classes of the counts, and what could not be placed, which opens its cell."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, view: MapView, *, flat: bool = False) -> None:
        """Stand over the map, or `flat` in lines below it."""
        super().__init__()
        self._theme, self._view = theme, view
        if not flat:
            self.setProperty("role", "overlay")
        box = Flow(self, spacing=14) if flat else column(self, spacing=4)
        title = view.dataset.title if view.dataset else ""
        box.addWidget(label(title, "label", wrap=False))
        for grade, (low, high) in enumerate(view.breaks):
            words = str(low) if low == high else self.tr("%d to %d") % (low, high)
            box.addWidget(self._line(_Swatch(theme, grade), words))
        if any(province.count is None for province in view.provinces):
            box.addWidget(self._line(_Swatch(theme, None), self.tr("No row in the table")))
        if view.unplaced is not None:
            words = self.tr("%d of %d not placed") % (view.unplaced.number, view.total)
            button = Button(theme, words, kind="note")
            address = view.unplaced.address
            button.clicked.connect(lambda: self.open_requested.emit(address))
            box.addWidget(button)
            box.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    def _line(self, mark: QWidget, words: str) -> QWidget:
        made = QWidget()
        line = row(made, spacing=8)
        line.addWidget(mark)
        line.addWidget(label(words, "small", wrap=False), 1)
        return made


class Forms(QWidget):
    """What the outlines of marks mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = column(self, spacing=4)
        for tone, dashed, faint, words in (
            ("", True, False, self.tr("Reported closed, or where it was before a move")),
            ("", False, True, self.tr("Nothing dated for the year")),
            ("CONFLICT", True, False, self.tr("Sources disagree: in this province by one of them")),
        ):
            line = row(spacing=8)
            line.addWidget(
                _Form(theme, tone, dashed=dashed, faint=faint), 0, Qt.AlignmentFlag.AlignTop
            )
            line.addWidget(label(words, "small"), 1)
            box.addLayout(line)
