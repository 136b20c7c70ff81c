"""A painted widget with spots: zoom and pan, one Tab stop, arrow keys from spot to spot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.ui.accessible import AccessibleMark, announce
from nklearn.ui.canvas.spots import Spot, next_spot, spot_at
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling

#: One step of zooming, and how far in it goes.
STEP, MOST = 1.25, 6.0
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
# A press that moves further than this, in px, is a drag.
_DRAG = 5
# How much of the edge stays free around the spot that has the keyboard, in px.
_ROOM = 24


class Canvas(QWidget):
    """Shows a scene of `scene_size()`, scaled so that all of it fits, and `zoom` times that.

    A subclass says how large the scene is, where its spots are and how it is painted; both are in
    px of the widget, through `transform`. It calls `refresh` when what it shows has changed.
    Arrow keys, Home and End move a cursor over the spots, Enter or a click `activated` one, plus,
    minus and 0 zoom, so does the wheel with Ctrl; dragging moves a scene that is larger than the
    widget, and so does the wheel.
    """

    activated = Signal(str)
    #: The spot that the mouse or the keyboard points at, empty for none.
    pointed = Signal(str)
    zoomed = Signal(float)

    accessible_role = "graphic"

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._zoom = 1.0
        self._centre: QPointF | None = None  # of what is seen, in the scene; None: its middle
        self._spots: list[Spot] | None = None
        self._cursor = self._hovered = ""
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.refresh)

    # -- for subclasses ----------------------------------------------------------------------

    def scene_size(self) -> QSizeF:
        """Return the size of the whole scene, in its own units."""
        raise NotImplementedError

    def make_spots(self) -> list[Spot]:
        """Return all spots as they lie now; the order is that of Tab and of screen readers."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Paint the scene; `painter` is in px of the widget, with antialiasing."""
        raise NotImplementedError

    def least_scale(self) -> float:
        """Return the smallest scale at zoom 1: a scene that needs more room is then moved."""
        return 0.0

    def first_centre(self) -> QPointF:
        """Return the point of the scene that is in the middle before anyone moves it."""
        scene = self.scene_size()
        return QPointF(scene.width() / 2, scene.height() / 2)

    def most_zoom(self) -> float:
        """Return how far in it goes."""
        return MOST

    # -- view --------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """How many px one unit of the scene has."""
        scene = self.scene_size()
        fits = min(self.width() / max(1.0, scene.width()), self.height() / max(1.0, scene.height()))
        return max(fits, self.least_scale()) * self._zoom

    @property
    def zoom(self) -> float:
        """How many times larger than to fit."""
        return self._zoom

    def transform(self) -> QTransform:
        """Return the way from the scene to px of the widget."""
        scale, origin = self.scale, self._origin()
        return QTransform(scale, 0, 0, scale, origin.x(), origin.y())

    def _origin(self) -> QPointF:
        scene, scale = self.scene_size(), self.scale
        whole = QSizeF(scene.width() * scale, scene.height() * scale)
        centre = self._centre or self.first_centre()
        return QPointF(
            _held(self.width() / 2 - centre.x() * scale, self.width(), whole.width()),
            _held(self.height() / 2 - centre.y() * scale, self.height(), whole.height()),
        )

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom (1 to `most_zoom()`) so that the point `around`, or the middle, stays."""
        zoom = max(1.0, min(zoom, self.most_zoom()))
        if zoom == self._zoom:
            return
        point = around or QPointF(self.width() / 2, self.height() / 2)
        fixed = self.transform().inverted()[0].map(point)
        self._zoom = zoom
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._centre = fixed + (middle - point) / self.scale
        self.refresh()
        self.zoomed.emit(zoom)

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.set_zoom(self._zoom * STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.set_zoom(self._zoom / STEP)

    def zoom_fit(self) -> None:
        """Show the whole scene, or as much as its least scale allows."""
        self._centre = None
        self.set_zoom(1.0)
        self.refresh()

    def pan(self, by: QPointF) -> bool:
        """Move the scene by px of the widget; say whether it moved."""
        before = self._origin()
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._centre = (middle - (before + by)) / self.scale
        after = self._origin()
        self._centre = (middle - after) / self.scale
        if after == before:
            return False
        self.refresh()
        return True

    def reveal(self, spot_id: str) -> None:
        """Move the scene so that a spot is seen."""
        spot = self.spot(spot_id)
        if spot is None:
            return
        box = spot.rect.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        self.pan(
            QPointF(
                _needed(box.left(), box.right(), self.width()),
                _needed(box.top(), box.bottom(), self.height()),
            )
        )
        if moved := self.spot(spot_id):
            scrolling.reveal(self, moved.rect.toAlignedRect())

    def refresh(self) -> None:
        """Take note that what is shown, or where, has changed."""
        self._spots = None
        self.update()

    # -- spots -------------------------------------------------------------------------------

    @property
    def spots(self) -> Sequence[Spot]:
        """All spots as they lie now."""
        if self._spots is None:
            self._spots = self.make_spots()
        return self._spots

    def spot(self, spot_id: str) -> Spot | None:
        """Return a spot by its id."""
        return next((spot for spot in self.spots if spot.id == spot_id), None)

    def spot_under(self, point: QPointF) -> Spot | None:
        """Return the spot that the mouse hits at a point of the widget."""
        return spot_at(self.spots, point)

    def spot_beyond(self, here: Spot, key: Qt.Key) -> Spot:
        """Return where an arrow key leads from a spot."""
        return next_spot(self.spots, here, key)

    @property
    def cursor_id(self) -> str:
        """The spot that the keyboard is on; empty for none."""
        return self._cursor

    @property
    def hovered_id(self) -> str:
        """The spot under the mouse; empty for none."""
        return self._hovered

    def set_cursor_on(self, spot_id: str) -> None:
        """Put the keyboard's cursor on a spot, move it into view and say its name."""
        self._cursor = spot_id
        self.reveal(spot_id)
        self.update()
        self.pointed.emit(spot_id)
        if (spot := self.spot(spot_id)) and self.hasFocus():
            announce(self, spot.name)

    def accessible_marks(self) -> list[AccessibleMark]:
        """Return a mark for each spot."""
        return [
            AccessibleMark(
                spot.name, spot.rect.toAlignedRect(), partial(self.activated.emit, spot.id)
            )
            for spot in self.spots
        ]

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        if self.hasFocus() and (spot := self.spot(self._cursor)):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # Upon any fill: a light line under the ring keeps it apart.
            for tone, width in (("BG_SURFACE", 6), ("FOCUS", 2)):
                painter.setPen(QPen(self.theme.color(tone), width))
                painter.drawRoundedRect(spot.rect.adjusted(-4, -4, 4, 4), 6, 6)
        painter.end()

    # -- keyboard ----------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers() & Qt.KeyboardModifier.AltModifier
        ids = [spot.id for spot in self.spots]
        here = self.spot(self._cursor)
        if key in _ARROWS and plain and ids:
            goal = self.spot_beyond(here, key).id if here else ids[0]
            if here and goal == here.id:
                event.ignore()  # what leads nowhere scrolls what the canvas stands in
            else:
                self.set_cursor_on(goal)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and ids:
            self.set_cursor_on(ids[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and here:
            self.activated.emit(here.id)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.zoom_fit()
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if not self.spot(self._cursor) and self.spots:
            self._cursor = self.spots[0].id
        if event.reason() != Qt.FocusReason.MouseFocusReason and self._cursor:
            self.set_cursor_on(self._cursor)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()

    # -- mouse -------------------------------------------------------------------------------

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        point = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = point - self._pressed
            if self._dragged or way.manhattanLength() > _DRAG:
                self._dragged = True
                self.pan(way)
                self._pressed = point
            return
        self._hover(self.spot_under(point))

    def _hover(self, spot: Spot | None) -> None:
        found = spot.id if spot else ""
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if found != self._hovered:
            self._hovered = found
            self.update()
            self.pointed.emit(found)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False
        else:
            event.ignore()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragged:
            return
        if spot := self.spot_under(event.position()):
            self._cursor = spot.id
            self.activated.emit(spot.id)
            self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hover(None)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                factor = STEP if turned.y() > 0 else 1 / STEP
                self.set_zoom(self._zoom * factor, event.position())
            event.accept()
        else:
            moved = self.pan(QPointF(turned if not _sideways(event) else QPoint(turned.y(), 0)))
            event.setAccepted(moved)  # what can't move leaves the wheel to the page

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.refresh()


def _sideways(event: QWheelEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _held(start: float, room: float, whole: float) -> float:
    """Return where a scene begins so that no room is wasted: centred if all of it fits."""
    if whole <= room:
        return (room - whole) / 2
    return min(0.0, max(start, room - whole))


def _needed(start: float, end: float, room: float) -> float:
    """Return by how much a stretch must move to lie within 0 and `room`."""
    if start < 0:
        return -start
    return min(0.0, room - end) if end > room else 0.0
