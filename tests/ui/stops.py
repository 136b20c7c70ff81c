"""Every page and state that the tour draws, opened one after another in a real window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtTest import QTest

from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop
from nklearn.ui.tour.stops import stops_of


def stops(window: MainWindow, these: Iterable[Stop] | None = None) -> Iterator[Stop]:
    """Open each stop in turn; questions are answered on the way, some wrong, some right.

    `these` are the tour's unless others are given.
    """
    for stop in stops_of(window) if these is None else these:
        if stop.before:
            stop.before()
        assert window.router.open(stop.address), (stop, window.notices.last)
        look(window)
        yield stop


def look(window: MainWindow) -> None:
    """Let layouts and first paints happen."""
    for _ in range(2):
        QTest.qWait(1)
        layouts.finish()
