"""Where the keyboard may go."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def focus_into(pane: QWidget) -> bool:
    """Put the keyboard on a pane or the first thing in it that takes it."""
    if not pane.isVisible():
        return False
    for widget in (pane, *pane.findChildren(QWidget)):
        if is_stop(widget):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def give_back(dialog: QDialog) -> None:
    """Have the keyboard return to what has it now once `dialog` closes.

    Window managers see to that; where there is none, nobody does.
    """
    opener = QApplication.focusWidget()

    def closed() -> None:
        if opener is not None and shiboken6.isValid(opener):
            opener.window().activateWindow()
            if opener.isVisible():
                opener.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    dialog.finished.connect(closed)
