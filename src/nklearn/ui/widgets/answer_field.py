"""A field for a typed answer, 52 high: unit inside, and after the check a tick or a cross too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, retone

_PAD = 14
_ICONS = {"positive": "check", "caution": "contrast", "negative": "x"}
#: From this width, in px at 100% text, the words about a field stand beside it.
_BESIDE = 600


class AnswerField(QLineEdit):
    """A line to type in, `wide` px at 100% text and as much more as the unit takes."""

    def __init__(self, theme: Theme, *, wide: int, limit: int, unit: str = "") -> None:
        super().__init__()
        self._theme, self._wide, self._unit, self._tone = theme, wide, unit, ""
        self.setProperty("answer", True)
        self.setMaxLength(limit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str, tone: str) -> None:
        """Show what was answered and how it went; it can only be read from now on."""
        self._tone = tone
        self.setText(text)
        self.setReadOnly(True)
        self.setCursorPosition(0)
        retone(self, tone)
        self.update()

    def show_unit(self, unit: str) -> None:
        """Show another unit inside; none where one was typed."""
        if unit != self._unit:
            self._unit = unit
            self._margins()
            self.update()

    def holds_all(self) -> bool:
        """Whether all of its words can be seen."""
        self.ensurePolished()
        room = self.width() - 2 * _PAD - self._room()
        return self.fontMetrics().horizontalAdvance(self.text()) <= room

    def _unit_width(self) -> int:
        if not self._unit:
            return 0
        return QFontMetrics(self._unit_font()).horizontalAdvance(self._unit) + 10

    def _unit_font(self) -> QFont:
        font = self._theme.font("answer")
        font.setWeight(QFont.Weight.Normal)
        return font

    def _room(self) -> int:
        return self._unit_width() + self._theme.px(20) + 8

    def _margins(self) -> None:
        self.setTextMargins(2, 0, self._room(), 0)

    def _fit(self) -> None:
        self._margins()
        self.setMaximumWidth(self._theme.px(self._wide) + self._room() + 2 * _PAD)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120) + self._room(), super().minimumSizeHint().height())

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        super().paintEvent(arg__1)
        theme, painter = self._theme, QPainter(self)
        right, size = self.width() - _PAD, theme.px(20)
        if icon := _ICONS.get(self._tone):
            spot = QRectF(right - size, (self.height() - size) / 2, size, size)
            icons.paint(painter, icon, spot, theme.color(self._tone.upper()))
            right -= size + 10
        if self._unit:
            painter.setFont(self._unit_font())
            painter.setPen(theme.color("TEXT_SECONDARY"))
            box = QRectF(0, 0, right, self.height())
            across = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(across), self._unit)
        painter.end()


class FieldLine(QWidget):
    """A field with the words about it beside it, or below where there is no room."""

    def __init__(self, theme: Theme, field: QWidget, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(field)
        self._words = label(words, "small")
        self._box.addWidget(self._words, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= self._theme.px(_BESIDE)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._box.setSpacing(14 if beside else 6)
        across = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignTop
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | across)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
