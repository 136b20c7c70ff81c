"""Where a claim or cell is used: lessons, charts, questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.evidence import Use
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label
from nklearn.ui.words import kind_icon, kind_name


class Uses(QWidget):
    """A list of links under "Used by"; nothing at all if there are none."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, uses: Sequence[Use]) -> None:
        super().__init__()
        box = column(self, spacing=2)
        if not uses:
            return
        box.addWidget(label(self.tr("Used by"), "label"))
        for use in uses:
            words = f"{kind_name(use.kind)}: {use.title}"
            link = Button(theme, words, kind="note", icon=kind_icon(use.kind))
            link.clicked.connect(lambda _=False, goal=use.address: self.open_requested.emit(goal))
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
