"""The one presenter of errors: what happened, what is safe, what to do; details on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.ui.focusing import give_back

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


class Report(Protocol):
    """Tells the reader of a step that could not be saved, and offers to do it `again`.

    `again` is a method of what is on the screen; what went with its page is not called.
    """

    def __call__(self, error: UserError, again: Callable[[], object] | None = None, /) -> None:
        """Show the error."""
        ...


class Notices(QObject):
    """Shows errors over a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.last: UserError | None = None

    def show(self, error: UserError, again: Callable[[], object] | None = None) -> None:
        """Show an error in plain words; `again` does once more what failed."""
        self.last = error
        box = message_box(error, self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if again is not None:
            role = type(box).ButtonRole
            box.setDefaultButton(box.addButton(self.tr("Try again"), role.AcceptRole))
            box.addButton(self.tr("Close"), role.RejectRole)
            box.accepted.connect(again)
        give_back(box)
        box.open()  # not exec(): a dialog never stops what goes on behind it


def message_box(error: UserError, parent: QWidget | None = None) -> QMessageBox:
    """Return the dialog for an error, not yet shown."""
    from PySide6.QtWidgets import QMessageBox  # dear, and no good start needs it

    box = QMessageBox(parent)
    box.setWindowTitle("NKLearn")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(error.what)
    box.setInformativeText(" ".join(part for part in (error.safe, error.todo) if part))
    if error.details:
        box.setDetailedText(error.details)
    return box
