"""The evidence of one cell beside its chart: where it comes from, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nklearn.ui.context import Context
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import IconButton, clear, column, label, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.uses import Uses


class CellPanel(QFrame):
    """Shows a target; hidden as long as there is none."""

    open_requested = Signal(str)
    close_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._target = ""
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Where this value comes from"))
        outer = column(self)
        head = row(spacing=6)
        head.setContentsMargins(16, 8, 8, 4)
        head.addWidget(label(self.tr("Where this value comes from"), "label"), 1)
        self.first = IconButton(context.theme, "x", self.tr("Close (Esc)"))
        self.first.clicked.connect(self.close_requested)
        head.addWidget(self.first)
        outer.addLayout(head)
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "side")
        body = QWidget()
        body.setObjectName("sideBody")
        self._box = column(body, spacing=12)
        self._box.setContentsMargins(16, 4, 2, 16)
        area.setWidget(body)
        outer.addWidget(area, 1)
        self.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the panel, where it stands in place of the chart."""
        self.first.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cell(self, target: str) -> None:
        """Show the evidence of a cell; nothing for an empty target."""
        if target == self._target:
            return
        self._target = target
        clear(self._box)
        if not target:
            return
        catalog, theme = self._context.catalog, self._context.theme
        card = EvidenceCard(theme, catalog.evidence(target))
        card.open_requested.connect(self.open_requested)
        uses = Uses(theme, catalog.uses_of(target))
        uses.open_requested.connect(self.open_requested)
        for part in (card, uses):
            self._box.addWidget(part)
        self._box.addStretch(1)
