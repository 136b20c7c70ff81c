"""What every page is: a widget that opens addresses and says where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context


class Page(QWidget):
    """A screen. It gets all that it needs through `context`, and emits wishes."""

    open_requested = Signal(str)
    moved = Signal(object)

    #: The rail item that is lit while the page is open.
    rail = ""
    #: Whether the page fills the window, without rail, top bar and status bar.
    bare = False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self.address = Address("home")
        self.crumbs: tuple[tuple[str, str], ...] = ()
        self.heading = ""

    def open(self, address: Address) -> None:
        """Show `address`.

        Raises:
            UserError: there is no such thing.
        """
        raise BugError(f"{type(self).__name__} opens no addresses")

    def set_width_class(self, width: int, height: int) -> None:
        """Take note of the page's size in px at 100% text; pages with side panels re-lay."""

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through, in order."""
        return [self]

    def start(self) -> QWidget:
        """The part that gets the keyboard when what had it has gone."""
        return self.panes()[0]

    def covers(self, widget: QWidget) -> bool:
        """Tell whether something of the page's own lies over a widget, so that Tab passes it."""
        return False

    def export(self) -> None:
        """Offer what can be taken away, where a page has such."""

    def next_section(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) section, where a page has sections."""

    def step_anchor(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) citation or glossary word, where there are any."""
