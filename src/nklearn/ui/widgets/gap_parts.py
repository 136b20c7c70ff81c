"""What stands in the gaps of a text: a chooser, a field to type in, and what they turn into."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.chooser import Chooser

_PAD = 12
#: How many letters fields have room for; the next larger one tells little of the answer.
_STEPS = (8, 14, 20, 26)
#: More than any accepted wording has.
LIMIT = 80


class GapChooser(Chooser):
    """A chooser as wide as its words, with the number of its gap."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme, compact=True)
        self.letter = str(number) if number else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font("body")).horizontalAdvance(self.text())
        wide = words + 2 * _PAD + theme.px(18) + 8 + (theme.px(24) if self.letter else 0) + 2
        wide = max(wide, theme.px(96))
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(38))


class GapField(QLineEdit):
    """A field within a line of text, with the number of its gap."""

    def __init__(self, theme: Theme, number: int, letters: int) -> None:
        super().__init__()
        self._theme, self._number = theme, str(number)
        self._letters = next((step for step in _STEPS if letters <= step), _STEPS[-1])
        self.setMaxLength(LIMIT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setTextMargins(self._theme.px(20), 0, 0, 0)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        letter = QFontMetrics(self._theme.font("body")).horizontalAdvance("n")
        wide = self._letters * letter + self._theme.px(20) + 2 * _PAD
        return QSize(wide, self._theme.px(38))

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        super().paintEvent(arg__1)
        painter = QPainter(self)
        painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.color("ACCENT"))
        spot = QRect(_PAD, 0, self._theme.px(20), self.height())
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), self._number)
        painter.end()
