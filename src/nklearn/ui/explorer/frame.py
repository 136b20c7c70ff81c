"""What every explorer of a data set has: wishes, and the panel for the evidence of a cell."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.ui.context import Context
from nklearn.ui.explorer.cell_panel import CellPanel

_PANEL = 330


class ExplorerFrame(QWidget):
    """A row of parts, and over or beside it the panel.

    `moved` says that the reader has chosen something else; `sets_requested` that they want another
    data set, from the button that it carries. A kind of explorer says whether something is open in
    the panel (`panel_open`), and closes that (`_close`); `_fit` lays it out anew.
    """

    open_requested = Signal(str)
    moved = Signal(object)
    sets_requested = Signal(object)

    #: What is left of the content must be as wide as this beside the open panel, in px at 100%.
    beside = 600

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._panel = CellPanel(context)
        self._panel.open_requested.connect(self.open_requested)
        self._panel.close_requested.connect(self._close)
        self._panel.setParent(self)
        self._area = QWidget()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        context.theme.changed.connect(self._fit)

    @property
    def panel_open(self) -> bool:
        """Whether the panel has something to show."""
        return False

    def _close(self) -> None:
        """Close what is open in the panel."""

    def _fit(self) -> None:
        """Lay out for the width there is."""

    def _place_panel(self, taken: int = 0) -> int:
        """Put the panel beside the content, or in its place where there is no room for both.

        `taken` px stand at the left of the content. Return the width that is left for it.
        """
        px, panel, shown = self._context.theme.px, self._panel, self.panel_open
        room = self.width() - taken
        beside = room - px(_PANEL) >= px(self.beside)
        width = px(_PANEL) if beside else room
        panel.setGeometry(self.width() - width, 0, width, self.height())
        panel.setVisible(shown)
        panel.raise_()
        self._area.setVisible(beside or not shown)
        self._row.setContentsMargins(0, 0, width if shown and (beside or taken) else 0, 0)
        return room - width if shown and beside else room

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
