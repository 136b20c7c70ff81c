"""A page with a large picture and a panel beside it: what an explorer shows, and what is open."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.ui import layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import IconButton, clear, column, label, row

# What of a control must be seen beside a drawer, in px, for Tab to stop there.
_SEEN = 40
# Heights under this have less padding (DESIGN.md, section 6).
_LOW = 720


class PanelPage(Page):
    """Fill `main` (a column for tools and the picture) and, as often as needed, the panel.

    From 1200 px on the panel stands beside the picture, always, `panel_width` px wide. Below, it
    lies over the picture's right side and only while something is open; Esc or its button closes
    it, which emits `panel_closed` there. `show_panel` begins to fill it, `panel_box` takes what
    belongs in it, `finish_panel` ends that.
    """

    panel_width = 310
    #: Over the picture, in a narrow window.
    drawer_width = 320

    panel_closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._compact = False
        self._open = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._main = QWidget()
        self.main: QVBoxLayout = column(self._main, spacing=14)
        self._row.addWidget(self._main, 1)
        self._panel, self.panel_box = self._make_panel()
        self._panel.setParent(self)
        context.theme.changed.connect(self.place_panel)

    def _make_panel(self) -> tuple[QFrame, QVBoxLayout]:
        panel = QFrame()
        panel.setProperty("role", "panel")
        outer = column(panel)
        head = row(spacing=6)
        head.setContentsMargins(16, 10, 8, 4)
        self._panel_name = label(role="label")
        head.addWidget(self._panel_name, 1)
        self._close = IconButton(self.context.theme, "x", self.tr("Close (Esc)"))
        self._close.clicked.connect(self.close_panel)
        head.addWidget(self._close)
        outer.addLayout(head)
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "side")
        body = QWidget()
        body.setObjectName("sideBody")
        box = column(body, spacing=12)
        box.setContentsMargins(16, 4, 2, 16)
        area.setWidget(body)
        self._area = area
        outer.addWidget(area, 1)
        self.panel_foot = column()
        self.panel_foot.setContentsMargins(16, 8, 16, 12)
        outer.addLayout(self.panel_foot)
        return panel, box

    # -- filling -----------------------------------------------------------------------------

    def show_panel(self, name: str, *, open_: bool = True) -> None:
        """Empty the panel and name it; `open_` says whether something is open (narrow windows)."""
        clear(self.panel_box)
        self._panel_name.setText(name)
        self._panel.setAccessibleName(name)
        self._open = open_

    def finish_panel(self) -> None:
        """Close the panel's column at the bottom and put it in its place."""
        self.panel_box.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
        self.place_panel()

    def close_panel(self) -> None:
        """Close the panel where it lies over the picture."""
        self._open = False
        self.place_panel()
        layouts.finish()
        focus_into(self.picture)
        self.panel_closed.emit()

    @property
    def picture(self) -> QWidget:
        """What gets the keyboard first."""
        return self._main

    @property
    def panel_beside(self) -> bool:
        """Whether the panel stands beside the picture, not over it."""
        return not self._compact

    @property
    def drawer(self) -> QWidget | None:
        """The panel while it lies over the picture."""
        return self._panel if self._open and not self.panel_beside else None

    # -- layout ------------------------------------------------------------------------------

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._compact = width < tokens.COMPACT_BELOW
        pad = 14 if height < _LOW else 18
        side = 20 if self._compact else 24
        self.main.setContentsMargins(side, pad, side, pad)
        self.place_panel()

    def place_panel(self) -> None:
        """Put the panel where the window's width asks for it."""
        px = self.context.theme.px
        wide = px(self.panel_width if self.panel_beside else self.drawer_width)
        wide = min(wide, self.width())
        self._row.setContentsMargins(0, 0, wide if self.panel_beside else 0, 0)
        self._panel.setGeometry(self.width() - wide, 0, wide, self.height())
        self._panel.setVisible(self.panel_beside or self._open)
        self._close.setVisible(not self.panel_beside)
        self._panel.raise_()

    def take_panel_focus(self) -> None:
        """Put the keyboard into the panel, where it has come over the picture."""
        layouts.finish()
        focus_into(self._panel)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.place_panel()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panel_beside and self._open:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    @override
    def covers(self, widget: QWidget) -> bool:
        if self.drawer is None or not self._main.isAncestorOf(widget):
            return False
        seen = self._panel.x() - widget.mapTo(self, QPoint(0, 0)).x()
        return seen < min(_SEEN, widget.width() // 2)

    @override
    def panes(self) -> list[QWidget]:
        return [part for part in (self._main, self._panel) if part.isVisible()]

    @override
    def start(self) -> QWidget:
        return self.picture
