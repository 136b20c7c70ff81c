"""The card of the lists: what is shown, the lists in a scroll area, and what the blocks mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.songbun_view import SongbunView
from nklearn.domain.lessons import Link, Text
from nklearn.ui.songbun.lists import Lists
from nklearn.ui.songbun.summary import Summary
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import column, label, rule
from nklearn.ui.widgets.prose import Prose


class _Area(QScrollArea):
    """Scrolls what it holds; `resized` carries the width that there is."""

    resized = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        scrolling.set_up(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "rows")
        body = QWidget()
        body.setObjectName("sideBody")
        self.box: QVBoxLayout = column(body, spacing=12)
        self.box.setContentsMargins(4, 4, 8, 4)
        self.setWidget(body)

    @property
    def room(self) -> int:
        """The width for what it holds."""
        return self.viewport().width() - 12

    @override
    def resizeEvent(self, arg__1: QResizeEvent, /) -> None:
        super().resizeEvent(arg__1)
        self.resized.emit(self.room)


class Board(QFrame):
    """Shows a view; wishes and the labels that are opened go out by its parts' signals."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = column(self, spacing=8)
        box.setContentsMargins(16, 12, 8, 10)
        self.summary, self.lists = Summary(theme), Lists(theme)
        self._area, self._foot = _Area(), Prose(theme, self.tr("About the lists"), "caption")
        self._foot.open_directly()
        self._foot.open_requested.connect(self.open_requested)
        self.summary.open_requested.connect(self.open_requested)
        self.lists.open_requested.connect(self.open_requested)
        self._told = label(role="small")
        self._told.hide()
        for part in (self.summary, rule()):
            box.addWidget(part)
        self._area.box.addWidget(self.lists)
        self._area.box.addStretch(1)
        box.addWidget(self._area, 1)
        self._rule, self._box = rule(), box
        for part in (self._rule, self._foot, self._told):
            box.addWidget(part)
        self._area.resized.connect(self.lists.arrange)
        theme.changed.connect(self._rearrange)

    def _rearrange(self) -> None:
        self.lists.arrange(self._area.room)

    def show_view(self, view: SongbunView) -> None:
        """Show a view, from the top if its lists are others than before."""
        self.summary.show_view(view)
        if self.lists.show_view(view):
            self._rearrange()
            self._area.verticalScrollBar().setValue(0)
        self._foot.set_line(self._footnote(view))

    def tell(self, words: str) -> None:
        """Say what has been done; nothing hides it."""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def set_low(self, low: bool) -> None:
        """Leave the height to the rows where there is little: the foot then follows them."""
        self.summary.set_low(low)
        self._rule.setVisible(not low)
        if low:
            self._area.box.insertWidget(1, self._foot)
        else:
            self._box.insertWidget(self._box.indexOf(self._rule) + 1, self._foot)

    def _footnote(self, view: SongbunView) -> tuple[Text | Link, ...]:
        """Return what the blocks mean, how the lists go together, and where they are from."""
        told = [meaning(view)]
        if view.choice.find:
            told.append(self.tr("Filled blocks match the search."))
        if any(row.restored for row in view.rows):
            if view.choice.printed:
                told.append(self.tr("◇ marks labels that are damaged in our copy."))
            else:
                told.append(self.tr("◇ marks labels with restored words, in square brackets."))
        spans: list[Text | Link] = [Text(" ".join(told) + " ")]
        if view.people:
            spans += [Link(f"nk:fact/{view.people.id}", view.people.title), Text(". ")]
        if view.apart:
            spans += [Link(f"nk:disagreement/{view.apart.id}", view.apart.title), Text(". ")]
        if view.source:
            head = Text(self.tr("Source:") + " ", strong=True)
            spans += [head, Link(view.source_address, view.source)]
        return tuple(spans)


def meaning(view: SongbunView) -> str:
    """Return what one block stands for."""
    if view.choice.origins:
        return QCoreApplication.translate(
            "Board", "One block is one origin, not a number of people."
        )
    return QCoreApplication.translate("Board", "One block is one category, not a number of people.")
