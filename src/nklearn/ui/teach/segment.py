"""What a segment of the Teach page is: the part below the line of segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class Segment(QWidget):
    """One part of the teacher's work. It gets the desk, and emits wishes.

    The page shows one segment at a time, in its own column. `tools` are put at the right of the
    line of segments, `side` fills the page's height at the right; both are made in `__init__` and
    asked for once. `class_changed` tells the page that the list of classes is another now.
    """

    open_requested = Signal(str)
    moved = Signal(object)  # the Address of another state of the same segment
    class_changed = Signal()

    #: Whether all classes together can be shown; the chooser of classes has “All classes” then.
    all_classes = False
    #: Whether the segment is about a class at all; without one the chooser is hidden.
    about_class = True

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__()
        self.context, self.desk = context, desk

    @property
    def heading(self) -> str:
        """What the page is called, where that is not the name in the line of segments."""
        return ""

    def open(self, address: Address) -> None:
        """Show `address`: `nk:teach/<segment>/…`; its state names the class (`?class=<id>`).

        The page has put the class in, if there is one at all.

        Raises:
            UserError: there is no such thing.
        """
        raise BugError(f"{type(self).__name__} opens no addresses")

    def tools(self) -> Sequence[QWidget]:
        """Buttons at the right of the line of segments."""
        return ()

    def side(self) -> QWidget | None:
        """A panel at the right, over the page's whole height."""
        return None

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through, in order."""
        return [self]

    def start(self) -> QWidget:
        """The part that gets the keyboard when the segment is opened."""
        return self.panes()[0]

    def covers(self, widget: QWidget) -> bool:
        """Tell whether something of the segment's own lies over a widget, so that Tab passes it."""
        return False

    def set_width_class(self, width: int, height: int) -> None:
        """Take note of the window's size in px at 100% text."""

    def export(self) -> None:
        """Offer what can be taken away, where the segment has such."""
