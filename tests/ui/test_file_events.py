"""Files that arrive as events, as on macOS."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from nklearn.ui.icons import program_icon
from nklearn.ui.shell.file_events import FileEvents


def test_files_wait_for_who_opens_them(qapp: QApplication) -> None:
    opened: list[Sequence[str]] = []
    events = FileEvents(qapp)
    try:
        qapp.sendEvent(qapp, QFileOpenEvent("/Volumes/STICK/week 1.nkassign"))
        qapp.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/x")))
        qapp.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile("/Volumes/STICK/숙제.nkassign")))
        assert opened == []
        events.give_to(opened.append)
        assert opened == [["/Volumes/STICK/week 1.nkassign", "/Volumes/STICK/숙제.nkassign"]]
        qapp.sendEvent(qapp, QFileOpenEvent("/late.nkrelease"))
        assert opened[1:] == [["/late.nkrelease"]]
    finally:
        qapp.removeEventFilter(events)
        events.deleteLater()


def test_the_icon_of_the_program_has_its_own_colours(qapp: QApplication) -> None:
    picture = program_icon().pixmap(64, 64).toImage()
    assert picture.pixelColor(32, 4).name() == "#16242c"
    assert program_icon().availableSizes()
