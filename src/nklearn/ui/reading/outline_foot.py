"""The foot of a lesson's outline: what a reader can do with the lesson, as buttons or a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.base.overriding import override
from nklearn.ui import icons, tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, rule


class OutlineFoot(QWidget):
    """Bookmark, note, notebook and what is added, one Tab stop; each signal is a wish."""

    bookmark_requested = Signal()
    note_requested = Signal()
    notebook_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bookmarked = False
        self._notes = 0
        self._box = box = column(self, spacing=2)
        box.addWidget(rule())
        box.addSpacing(6)
        self._mark = self._button("bookmark", self.tr("Ctrl B"))
        self._note = self._button("pencil", self.tr("Ctrl M"))
        self._book = self._button("notebook-pen", "")
        self._wishes = (
            (self._mark, self.bookmark_requested),
            (self._note, self.note_requested),
            (self._book, self.notebook_requested),
        )
        for button, wish in self._wishes:
            button.clicked.connect(wish)
            if button is not self._mark:  # one stop, as the outline above
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.addWidget(button)
        self._stops = [button for button, _ in self._wishes]
        self.show_state(bookmarked=False, notes=0)

    def add_last(self, button: Button) -> None:
        """Take a button that does its work itself; arrows reach it as the others."""
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stops.append(button)
        self._box.addWidget(button)

    def _button(self, icon: str, key: str) -> Button:
        made = Button(self._theme, "", kind="foot", icon=icon)
        made.setToolTip(key)
        return made

    def show_state(self, *, bookmarked: bool, notes: int) -> None:
        """Show whether the section has a bookmark, and how many notes the lesson has."""
        self._bookmarked, self._notes = bookmarked, notes
        words = self._words()
        for (button, _), said in zip(self._wishes, words, strict=True):
            button.set_text(said)
        self._mark.set_icon("bookmark:filled" if bookmarked else "bookmark")
        self._mark.set_text(self.tr("Bookmarked") if bookmarked else self.tr("Bookmark"))
        self._mark.setAccessibleName(words[0])

    def _words(self) -> tuple[str, ...]:
        mark = self.tr("Remove bookmark") if self._bookmarked else self.tr("Bookmark this section")
        book = self.tr("My notes (%d)") % self._notes if self._notes else self.tr("My notes")
        return mark, self.tr("Add a note"), book

    def fill(self, menu: QMenu) -> None:
        """Offer the same in a menu."""
        theme = self._theme
        size, color = theme.px(tokens.SIZE["icon_small"]), theme.color("TEXT_SECONDARY")
        names = ("bookmark:filled" if self._bookmarked else "bookmark", "pencil")
        for name, words, (_, wish) in zip(
            (*names, "notebook-pen"), self._words(), self._wishes, strict=True
        ):
            menu.addAction(icons.icon(name, color, size), words, wish.emit)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Arrows go from button to button."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        stops = self._stops
        here = next((n for n, button in enumerate(stops) if button.hasFocus()), None)
        if step and here is not None:
            stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
