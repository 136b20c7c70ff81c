"""Where a claim or cell is used: lessons, charts, questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.evidence import Use
from nklearn.domain.lessons import Link, Paragraph
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import kind_name


class Uses(QWidget):
    """A list of links under "Cited by"; nothing at all if there are none."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, uses: Sequence[Use]) -> None:
        super().__init__()
        box = column(self, spacing=2)
        if not uses:
            return
        box.addWidget(label(self.tr("Cited by"), "label"))
        links = Prose(theme, self.tr("Cited by"), "small")
        links.set_blocks(
            [Paragraph((Link(use.address, f"{kind_name(use.kind)}: {use.title}"),)) for use in uses]
        )
        links.open_requested.connect(self.open_requested)
        box.addWidget(links)
