"""How sure somebody was, against how it went: a line and a bar for each level."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout

from nklearn.learning.calibration import Level
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, frame, label
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import confidence_name


class CalibrationCard(QFrame):
    """One row a level: its name, a block for each answer, and the count in words."""

    def __init__(self, theme: Theme, levels: Sequence[Level]) -> None:
        super().__init__()
        outer = column(self)
        card = frame("card")
        outer.addWidget(card)
        box = column(card, spacing=6)
        box.setContentsMargins(18, 14, 18, 16)
        box.addWidget(label(self.tr("How sure you were, and how it went"), "heading"))
        told = self.tr(
            "If you judge your answers well, sure ones are right more often than guesses."
        )
        box.addWidget(label(told, "small"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        for place, level in enumerate(levels):
            name = confidence_name(level.confidence)
            count = self.tr("%d of %d right") % (level.right, level.total)
            blocks = Strata(theme, 10)
            states = ["right"] * level.right + ["wrong"] * (level.total - level.right)
            blocks.show_states(states, [count] * level.total, f"{name}: {count}")
            blocks.setMaximumWidth(theme.px(22) * level.total)
            grid.addWidget(label(name, "label", wrap=False), place, 0)
            grid.addWidget(blocks, place, 1)
            grid.addWidget(label(count, "secondary", wrap=False), place, 2)
        box.addLayout(grid)
