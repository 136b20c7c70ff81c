"""A page that is one scrolling column of cards, with a side column if it has one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.scroll_column import ScrollColumn


class ColumnPage(Page):
    """Fills `cards`: empty it, add to its columns, finish it. `cap` is its widest, in px."""

    cap = tokens.CONTENT_CAP

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cards = ScrollColumn(context.theme, cap=self.cap)
        column(self).addWidget(self.cards)

    @override
    def panes(self) -> list[QWidget]:
        return [self.cards]
