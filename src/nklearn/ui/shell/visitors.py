"""Takes what second starts hand over: comes to the front and opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from nklearn.base.handover import Holder, Inbox

# For network folders, which tell nobody of new files. Well below the patience of a second start.
_LOOK_EACH_MS = 1500


class Visitors(QObject):
    """Watches an inbox for a window.

    `go` opens an address, `open_files` files. An inbox that another process has (which did
    not answer, so that this window opened beside it) becomes ours when that process ends.
    """

    def __init__(
        self,
        inbox: Inbox,
        window: QWidget,
        go: Callable[[str], object],
        open_files: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(window)
        self._inbox, self._window = inbox, window
        self._go, self._open_files = go, open_files
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_LOOK_EACH_MS)
        self._look()

    def _look(self) -> None:
        if self._inbox.claim() is not Holder.WE:
            return
        folder = str(self._inbox.folder)
        if not self._watcher.directories() and self._inbox.folder.is_dir():
            self._watcher.addPath(folder)
        for wish in self._inbox.take():
            to_the_front(self._window)
            if wish.path:
                self._open_files([wish.path])
            elif wish.address:
                self._go(wish.address)


def to_the_front(window: QWidget) -> None:
    """Show a window above the others, with the keyboard, as far as the system allows it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)  # where the system does not allow it: a sign in the task bar
