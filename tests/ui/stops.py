"""Every page and state that the tour draws, opened one after another in a real window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtTest import QTest

from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour_stops import Stop, stops_of


def stops(window: MainWindow) -> Iterator[Stop]:
    """Open each stop in turn; questions are answered on the way, some wrong, some right."""
    for stop in stops_of(window):
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
