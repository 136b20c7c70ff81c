"""What lies open over a window when it closes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget


def open_dialogs(window: QWidget) -> list[QDialog]:
    """Return the dialogs over a window, a dialog before those over it."""
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def close_dialogs(window: QWidget) -> bool:
    """Close the dialogs over a window as Esc would, the topmost first; say whether all are closed.

    What a dialog keeps when somebody leaves it is kept so; one that can't keep it stays open.
    """
    while shown := open_dialogs(window):
        if not shown[-1].close():
            return False
    return True
