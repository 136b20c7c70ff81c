"""What a figure with a view holds: one explorer's picture, in a lesson's column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import ViewFigure
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label

#: Words of a source line, and the address that they lead to: empty if they lead nowhere.
Source = tuple[str, str]

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_SPOTS = (*_ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End)
# Keys that would show another part of a picture: here they belong to the lesson.
_MOVES = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
# How wide a body mostly is, in px at 100% text.
_ROOM = 560
# A press that moves further than this, in px, is a drag.
_DRAG = 5


class Quiet(QObject):
    """Leaves the wheel of a picture to the lesson, and each key that does nothing in it.

    A picture in a lesson shows what its author chose: it neither zooms nor moves by itself.
    """

    def __init__(self, picture: QWidget, *, held: bool = False) -> None:
        """Watch `picture`; one that is `held` can't be dragged either."""
        super().__init__(picture)
        self._held, self._pressed = held, QPointF()
        picture.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            event.ignore()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if self._held and isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Say whether a key has been dealt with: what leads nowhere scrolls the lesson."""
        key = Qt.Key(event.key())
        if key in (*_MOVES, *_PAGES):
            event.ignore()
            return True
        # What paints its parts says so which of them has the keyboard.
        before: object = getattr(watched, "cursor_id", None)
        if key in _SPOTS and before is not None and isinstance(watched, QWidget):
            watched.keyPressEvent(event)
            if getattr(watched, "cursor_id", None) == before:
                event.ignore()
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        """Say whether the mouse has been dealt with: a drag does nothing."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = event.position()
        elif event.type() == QEvent.Type.MouseMove:
            return bool(event.buttons())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            return (event.position() - self._pressed).manhattanLength() > _DRAG
        return False


class FigureBody(QWidget):
    """The body of a figure. `open_requested` carries an address.

    One whose height is `kept` (in px at 100% text) may be filled later without anything moving;
    any other is filled as it is made.
    """

    open_requested = Signal(str)
    accessible_role = "chart"

    def __init__(self, theme: Theme, catalog: Catalog, figure: ViewFigure) -> None:
        super().__init__()
        self.theme, self.catalog, self.figure = theme, catalog, figure
        self.address = Address.parse(figure.address)
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.alt)
        self.box: QVBoxLayout = column(self, spacing=6)
        if self.kept:
            theme.changed.connect(self._keep)
            self._keep()

    @property
    def room(self) -> int:
        """The width that there is, in px; a usual one before anything is laid out."""
        return self.width() if self.isVisible() else self.theme.px(_ROOM)

    @property
    def kept(self) -> int:
        """The height that is kept for it; 0 if it is as high as what it holds."""
        return 0

    def _keep(self) -> None:
        self.setFixedHeight(self.theme.px(self.kept))

    @property
    def least_width(self) -> int:
        """The width in px at which all of it shows at once, once it is filled; 0 for any."""
        return 0

    def fill(self) -> None:
        """Make the picture; asked once."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say below the picture what a reader must know, as what is left out."""
        self.box.addWidget(label(words, "caption"))

    def sources(self) -> tuple[Source, ...]:
        """Return where it is from, for a figure that cites nothing of its own; once filled."""
        return ()
