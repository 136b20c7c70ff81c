"""One bar for how answers went: right, partly right, not right, out of all."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.learning.skills import Skill
from nklearn.ui.review.day_bars import fill_part
from nklearn.ui.theme import Theme

_GAP = 2


class SplitBar(QWidget):
    """Stands beside words that say the same."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, skill: Skill) -> None:
        super().__init__()
        self._theme, self._skill = theme, skill
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(10))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(10))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter, skill = QPainter(self), self._skill
        wrong = skill.total - skill.right - skill.partly
        parts = [("right", skill.right), ("partly", skill.partly), ("wrong", wrong)]
        shown = [(part, count) for part, count in parts if count]
        room = self.width() - _GAP * (len(shown) - 1)
        left = 0.0
        for part, count in shown:
            width = room * count / skill.total
            box = QRectF(round(left), 0, round(left + width) - round(left), self.height())
            fill_part(painter, self._theme, part, box)
            left += width + _GAP
        painter.end()
