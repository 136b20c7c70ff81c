"""Work beside the window: `run` does it on another thread, and what it gives comes back here.

A job gets values, never widgets or a connection to a database. Whoever asked for it may be gone
when it is done; what it gave is let go then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from nklearn.base.overriding import override


class _Messenger(QObject):
    """Carries what a job gave to the thread of the window, where it lives itself."""

    over = Signal(object, object)  # what it gave, or the error that it met

    def __init__(
        self,
        owner: QObject,
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        super().__init__()
        self._owner, self._on_done, self._on_error = owner, on_done, on_error
        self.over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, given: object, met: Exception | None) -> None:
        _running.discard(self)
        self.deleteLater()
        if not shiboken6.isValid(self._owner):
            return
        if met is None:
            self._on_done(given)
        else:
            self._on_error(met)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], messenger: _Messenger) -> None:
        super().__init__()
        self._work, self._messenger = work, messenger

    @override
    def run(self) -> None:
        given: object = None
        met: Exception | None = None
        try:
            given = self._work()
        except Exception as error:  # it is raised again where somebody can tell of it
            met = error
        if shiboken6.isValid(self._messenger):
            self._messenger.over.emit(given, met)


def run(
    owner: QObject,
    work: Callable[[], Any],
    on_done: Callable[[Any], object],
    on_error: Callable[[Exception], object],
) -> None:
    """Do `work` on another thread; then call one of the others here, if `owner` is still there."""
    messenger = _Messenger(owner, on_done, on_error)
    _running.add(messenger)
    QThreadPool.globalInstance().start(_Job(work, messenger))


# Messengers of jobs under way: nobody else holds them.
_running: set[_Messenger] = set()
