"""Files that macOS asks a running program to open: a double click there is an event, no argument.

Elsewhere no such event comes, and nobody listens: a filter in Python sees every event there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from nklearn.base.overriding import override


class FileEvents(QObject):
    """Listens for files from the start on, and keeps them until somebody can open them."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._waiting: list[str] = []
        self._open: Callable[[Sequence[str]], object] | None = None
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; let all else pass."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._waiting.append(event.file())
        self._hand_on()
        return True

    def give_to(self, open_files: Callable[[Sequence[str]], object]) -> None:
        """Say who opens files; those that came before go there now."""
        self._open = open_files
        self._hand_on()

    def _hand_on(self) -> None:
        if self._open and self._waiting:
            waiting, self._waiting = self._waiting, []
            self._open(waiting)
