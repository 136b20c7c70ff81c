"""The map's card: the picture with its title, legend and zoom over it, and its source below."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.map.legend import Legend
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.map.tile_canvas import TileCanvas
from nklearn.ui.map.titles import measure, source_line, title
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconButton, column, frame, label

_PAD = 16
# The most of the card's width that the title takes, and what it keeps from the edge, in px.
_TITLE = 0.6
# Less height than this, in px at 100% text, leaves too little of the map: the page then scrolls.
_LEAST = 470


class Stage(QFrame):
    """Shows the map or its tiles; `activated` names the place or mark that a person opens."""

    activated = Signal(str)
    open_requested = Signal(str)

    def __init__(self, theme: Theme, view: MapView) -> None:
        super().__init__()
        self._theme, self._view = theme, view
        self.setProperty("role", "card")
        name = view.dataset.title if view.dataset else self.tr("Map")
        self.map = MapCanvas(theme, view, self.tr("Map: %s") % name)
        self.tiles = TileCanvas(theme, view, self.tr("Tiles: %s") % name)
        for canvas in (self.map, self.tiles):
            canvas.setParent(self)
            canvas.activated.connect(self.activated)
        self._head = frame("overlay")
        self._head.setParent(self)
        self._head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head: QVBoxLayout = column(self._head, spacing=0)
        self._title, self._subtitle = label(role="chart"), label(role="small")
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        self._legend = Legend(theme, view)
        self._legend.setParent(self)
        self._legend.open_requested.connect(self.open_requested)
        self._source = label(source_line(view), "small")
        self._source.setParent(self)
        self._zoom = self._zoom_buttons()
        theme.changed.connect(self._place)

    def _zoom_buttons(self) -> QWidget:
        buttons = QWidget(self)
        box = column(buttons, spacing=4)
        for icon, words, act in (
            ("plus", self.tr("Zoom in (Plus)"), self.map.zoom_in),
            ("minus", self.tr("Zoom out (Minus)"), self.map.zoom_out),
            ("rotate-ccw", self.tr("Show the whole map (0)"), self.map.zoom_fit),
        ):
            button = IconButton(self._theme, icon, words)
            button.clicked.connect(act)
            box.addWidget(button)
        return buttons

    @property
    def canvas(self) -> MapCanvas | TileCanvas:
        """The picture that is shown."""
        return self.tiles if self.tiles.isVisibleTo(self) else self.map

    def show_choice(self, choice: MapChoice) -> None:
        """Show what a choice asks for."""
        tiles = choice.view == "tiles"
        self.map.setVisible(not tiles)
        self.tiles.setVisible(tiles)
        self._zoom.setVisible(not tiles)
        self.map.show_choice(choice)
        self.tiles.show_choice(choice)
        self._legend.setVisible("counts" in choice.layers)
        self._title.setText(title(self._view, choice))
        self._subtitle.setText(measure(self._view, choice))
        self._place()

    # -- layout ------------------------------------------------------------------------------

    def _place(self) -> None:
        px = self._theme.px
        self.setMinimumHeight(px(_LEAST))
        pad = px(_PAD)
        width, height = self.width(), self.height()
        foot = self._source.heightForWidth(width - 2 * pad)
        self._source.setGeometry(pad, height - foot - pad // 2, width - 2 * pad, foot)
        picture = QRect(1, 1, width - 2, height - foot - pad - 2)
        self.map.setGeometry(picture)
        head_width = round(width * _TITLE)
        head = self._title.heightForWidth(head_width) + self._subtitle.heightForWidth(head_width)
        widest = max(
            metrics.horizontalAdvance(part.text())
            for part in (self._title, self._subtitle)
            if (metrics := part.fontMetrics())
        )
        self._head.setGeometry(pad, pad, min(head_width, widest + 2), head)
        below = pad + head + px(12)
        size = self._legend.sizeHint()
        self._legend.setGeometry(pad, below, size.width(), size.height())
        self.tiles.setGeometry(picture)
        zoom = self._zoom.sizeHint()
        corner = picture.right() - zoom.width() - pad, picture.bottom() - zoom.height() - pad
        self._zoom.setGeometry(*corner, zoom.width(), zoom.height())
        for part in (self._head, self._legend, self._zoom):
            part.raise_()
        shown = [
            self._head,
            self._zoom,
            *([self._legend] if self._legend.isVisibleTo(self) else []),
        ]
        taken = [part.geometry().translated(-picture.topLeft()) for part in shown]
        self.map.keep_clear(taken)
        self.tiles.keep_clear(below if taken else 0, size.width() + 2 * pad)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()
