"""The source chain: the hands that a claim passed through, from what we read back to the first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Hop
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, label


class SourceChain(QWidget):
    """A vertical line with a ring for each hand; a grey ring is a step that is not known."""

    open_requested = Signal(str)
    accessible_role = "group"

    def __init__(self, theme: Theme, chain: Sequence[Hop]) -> None:
        super().__init__()
        self._theme, self._chain = theme, tuple(chain)
        self._steps: list[QWidget] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(22), 0, 0, 0)
        box.setSpacing(theme.px(10))
        for hop in self._chain:
            box.addWidget(self._step(hop))
        spoken = "; ".join(f"{hop.who}, {hop.what}" for hop in self._chain)
        self.setAccessibleName(self.tr("Source chain: %s") % spoken)

    def _step(self, hop: Hop) -> QWidget:
        step = QWidget()
        box = QVBoxLayout(step)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if hop.source:
            who = Button(self._theme, hop.who, kind="note")
            who.setProperty("chain", True)
            who.clicked.connect(lambda: self.open_requested.emit(f"nk:source/{hop.source}"))
            box.addWidget(who, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(label(hop.who, "label"))
        box.addWidget(label(hop.what, "small"))
        self._steps.append(step)
        return step

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(4)
        x = radius + 2.0
        spots = [QPointF(x, step.y() + self._theme.px(10)) for step in self._steps]
        painter.setPen(QPen(self._theme.color("ACCENT_LINE"), 1.5))
        for first, second in pairwise(spots):
            painter.drawLine(first, second)
        painter.setBrush(self._theme.color("BG_SURFACE"))
        for hop, spot in zip(self._chain, spots, strict=True):
            painter.setPen(QPen(self._theme.color("ACCENT" if hop.known else "TEXT_MUTED"), 2))
            painter.drawEllipse(spot, radius, radius)
        painter.end()
