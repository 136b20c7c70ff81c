"""Pointing on the map of provinces: no camps, no mines, no counts, and a ring by each name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_geometry import Box
from nklearn.content.map_placing import stacked
from nklearn.content.map_scene import Scene, SceneLabel, Size, Sizes
from nklearn.content.map_view import MapView, Province
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.questions.point_marks import PLAIN, paint_sign
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconButton, column
from nklearn.ui.widgets.option_row import OptionState

# The border of a province in each state: its colour and how it is drawn.
_SOLID, _DASHED = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
_BORDERS = {
    OptionState.SELECTED: ("ACCENT", _SOLID),
    OptionState.RIGHT: ("POSITIVE", _SOLID),
    OptionState.WRONG: ("NEGATIVE", _SOLID),
    OptionState.MISSED: ("POSITIVE", _DASHED),
}
_PAD = 10
# From this width on, in px at 100% text, a name has room for all its words beside the country.
_WIDE = 480
# The form of a province's name that has one word a line and nothing else.
_IN_WORDS = 3


class MapCard(QFrame):
    """The card of the map on which provinces are marked, as high as told."""

    activated = Signal(str)

    def __init__(self, theme: Theme, view: MapView, height: int) -> None:
        super().__init__()
        self._theme, self._tall = theme, height
        self.setProperty("role", "card")
        self.pad = MapPad(theme, view, self.tr("Map of the provinces"))
        self.pad.setParent(self)
        self.pad.activated.connect(self.activated)
        self._zoom = QWidget(self)
        box = column(self._zoom, spacing=4)
        for icon, words, act in (
            ("plus", self.tr("Zoom in (Plus)"), self.pad.zoom_in),
            ("minus", self.tr("Zoom out (Minus)"), self.pad.zoom_out),
            ("rotate-ccw", self.tr("Show the whole map (0)"), self.pad.zoom_fit),
        ):
            button = IconButton(theme, icon, words)
            button.clicked.connect(act)
            box.addWidget(button)
        theme.changed.connect(self._place)
        self._place()

    def offer_table(self, *, offered: bool) -> None:
        """Do nothing: the map has no values."""

    def tell_values(self) -> None:
        """Do nothing: the map has no values."""

    def _place(self) -> None:
        self.setFixedHeight(self._theme.px(self._tall))
        picture = self.rect().adjusted(1, 1, -1, -1)
        self.pad.setGeometry(picture)
        size, pad = self._zoom.sizeHint(), self._theme.px(_PAD)
        corner = picture.right() - size.width() - pad, picture.bottom() - size.height() - pad
        self._zoom.setGeometry(*corner, size.width(), size.height())
        self._zoom.raise_()
        self.pad.keep_clear([self._zoom.geometry().translated(-picture.topLeft())])

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()


class MapPad(MapCanvas):
    """The provinces with their names; those that are spots can be marked."""

    def __init__(self, theme: Theme, view: MapView, name: str) -> None:
        super().__init__(theme, view, name)
        self._states: dict[str, OptionState] = {}
        self._names: dict[str, str] = {}
        self.show_choice(MapChoice(layers=()))

    def show_spots(
        self,
        states: Mapping[str, OptionState],
        labels: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        """Show spots, in the order of `states`; `names` are what a screen reader says.

        The map has the names of provinces on it: `labels` are for pictures that have not.
        """
        anew = states.keys() != self._states.keys()
        self._states, self._names = dict(states), dict(names)
        if anew:
            self._forget()
        else:
            self.refresh()

    @override
    def make_spots(self) -> list[Spot]:
        made = {spot.id: spot for spot in super().make_spots()}
        return [replace(made[n], name=self._names[n]) for n in self._states if n in made]

    # -- room for the rings: above a name, or before one that stands beside the country ------

    @property
    def _narrow(self) -> bool:
        """Whether names beside the country have room for one word a line alone."""
        return self.width() < self.theme.px(_WIDE)

    @override
    def _built(self, scale: float) -> Scene:
        scene = super()._built(scale)
        return replace(scene, words=()) if self._narrow else scene  # no seas, no neighbours

    def _ring(self) -> int:
        return self.theme.px(PLAIN) + 2

    @override
    def _sizes(self) -> Sizes:
        usual, ring = super()._sizes(), float(self._ring())

        def sizes(province: Province) -> tuple[tuple[Size, ...], ...]:
            forms = usual.label(province)
            if province.id not in self._states:
                return forms
            *within, beside = forms
            width, height = stacked(within[_IN_WORDS] if self._narrow else beside)
            beside = ((width + ring, max(height, ring)),)
            return (*(((ring, ring), *lines) for lines in within), beside)

        return replace(usual, label=sizes)

    @override
    def _draw_label(self, painter: QPainter, label: SceneLabel) -> None:
        state = self._states.get(label.province.id)
        if state is None:
            super()._draw_label(painter, label)
            return
        box, ring = label.placed.box, self._ring()
        if label.outside:
            words = Box(box.x + ring, box.y, box.width - ring, box.height)
            if self._narrow:
                label = replace(label, form=_IN_WORDS)
            at = QPointF(box.x + ring / 2, box.middle[1])
        else:
            words = Box(box.x, box.y + ring, box.width, box.height - ring)
            at = QPointF(box.middle[0], box.y + ring / 2)
        super()._draw_label(painter, replace(label, placed=replace(label.placed, box=words)))
        pointed = label.province.id in (self.hovered_id, self._keyed())
        ground = self.theme.color("BG_SURFACE")
        paint_sign(painter, self.theme, state, at, ground=ground, pointed=pointed)

    def _keyed(self) -> str:
        return self.cursor_id if self.hasFocus() else ""

    # -- keys and painting -------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the question marks, or checks
        else:
            super().keyPressEvent(event)

    @override
    def _draw_provinces(self, painter: QPainter) -> None:
        super()._draw_provinces(painter)
        for name, state in self._states.items():
            if state in _BORDERS:
                tone, style = _BORDERS[state]
                self._draw_outline(painter, name, tone, 3.0, style)

    @override
    def _draw_tip(self, painter: QPainter) -> None:
        """Say nothing beside a province: its name stands on it."""
