"""A page that is one scrolling column of cards, with a side column if it has one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.claims import Sensitivity
from nklearn.ui import layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.scroll_column import ScrollColumn


class ColumnPage(Page):
    """Fills `cards`: empty it, add to its columns, finish it. `cap` is its widest, in px."""

    cap = tokens.CONTENT_CAP

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cards = ScrollColumn(context.theme, cap=self.cap)
        column(self).addWidget(self.cards)

    def folded(self, sensitivity: Sensitivity, fill: Callable[[], None]) -> Fold:
        """Return a fold that stands for hard material: once opened, `fill` fills the page anew."""
        fold = Fold(self.context.theme, sensitivity)
        here = self.address

        def unfold() -> None:
            if self.address != here:
                return  # the reader has gone on
            self.setFocus()  # until what comes in its place can take it
            self.cards.empty()
            fill()
            self.cards.finish()
            QTimer.singleShot(0, self, self._take_focus)

        # Later: what is taken out then includes the fold, which is still at work.
        fold.opened.connect(lambda: QTimer.singleShot(0, self, unfold))
        return fold

    def _take_focus(self) -> None:
        layouts.finish()
        if self.window().focusWidget() is self:
            focus_into(self.cards)

    @override
    def panes(self) -> list[QWidget]:
        return [self.cards]
