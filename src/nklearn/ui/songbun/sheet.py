"""The lists of songbun as a picture for paper and files: all rows, with title and source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QWidget

from nklearn.content.songbun_view import SongbunView
from nklearn.ui.songbun.board import meaning
from nklearn.ui.songbun.lists import Lists
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme

# The width of the sheet in px at 100% text, and what of it and of its height is not for the lists.
_WIDTH, _BESIDE, _ROUND = 1400, 40, 150


def lists_sheet(theme: Theme, view: SongbunView, title: str) -> QWidget:
    """Return a sheet with all rows of a view, as high as they need."""
    lists = Lists(theme)
    lists.show_view(view)
    room = theme.px(_WIDTH) - _BESIDE
    lists.arrange(room)
    high = round(lists.heightForWidth(room) * 100 / theme.text_size)
    source = QCoreApplication.translate("lists_sheet", "Source: %s.") % view.source
    return sheet(theme, title, meaning(view), lists, source, QSize(_WIDTH, high + _ROUND))
