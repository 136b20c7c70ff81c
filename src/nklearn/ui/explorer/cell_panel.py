"""The evidence of one cell beside its chart: where it comes from, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nklearn.domain.datasets import Dataset
from nklearn.ui.context import Context
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import IconButton, clear, column, label, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.source_chain import SourceChain
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
        self._name = label(self.tr("Where this value comes from"), "label")
        head.addWidget(self._name, 1)
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
        self._begin(target, self.tr("Where this value comes from"))
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

    def show_about(self, dataset: Dataset) -> None:
        """Show what a whole data set holds and the hands that it passed through."""
        self._begin(dataset.id, self.tr("About these values"))
        about = AboutData(self._context.theme, dataset)
        about.open_requested.connect(self.open_requested)
        self._box.addWidget(about)
        self._box.addStretch(1)

    def _begin(self, target: str, name: str) -> None:
        self._target = target
        self._name.setText(name)
        self.setAccessibleName(name)
        clear(self._box)


class AboutData(QFrame):
    """The card that says what the values of a data set are and where they come from."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, dataset: Dataset) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = column(self, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(self.tr("About these values"), "heading"))
        box.addWidget(label(dataset.description, "small"))
        box.addWidget(label(self.tr("Where they come from"), "label"))
        chain = SourceChain(theme, dataset.chain)
        chain.open_requested.connect(self.open_requested)
        box.addWidget(chain)
