"""Having layouts finished before anybody looks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

# Text that wraps tells its height once it knows its width; each level of nesting asks once more.
_LEVELS = 8


def finish() -> None:
    """Answer all requests for layout that are waiting, and those that follow from them."""
    for _ in range(_LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
