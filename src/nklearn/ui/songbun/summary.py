"""The words over the lists: how many there are or match, and what to do where none does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.content.songbun_view import SongbunView
from nklearn.domain.lessons import Link, Text
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, clear, column, label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import capital, counted


class Summary(QWidget):
    """Says what a view shows; `find_requested` carries other words to look for."""

    open_requested = Signal(str)
    find_requested = Signal(str)
    #: The other sort of lists is wished for.
    other_lists_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._low = theme, False
        box = column(self, spacing=2)
        self._title = label(role="chart")
        self._lead = Prose(theme, self.tr("About the lists"), "small")
        self._lead.open_directly()
        self._lead.open_requested.connect(self.open_requested)
        self._offers = Flow(spacing=8)
        self._offer_box = QWidget()
        self._offer_box.setLayout(self._offers)
        for part in (self._title, self._lead, self._offer_box):
            box.addWidget(part)

    @property
    def words(self) -> str:
        """What it says first."""
        return self._title.text()

    def show_view(self, view: SongbunView) -> None:
        """Tell of a view."""
        self._title.setText(self._headline(view))
        lead = self._explained(view)
        self._lead.set_line(lead)
        self._lead.setVisible(bool(lead) and not self._low)
        clear(self._offers)
        offers = self._offered(view)
        for words, do in offers:
            button = Button(self._theme, words, small=True, on_click=do)
            self._offers.addWidget(button)
            button.show()
        self._offer_box.setVisible(bool(offers))

    def set_low(self, low: bool) -> None:
        """Say less where there is little height."""
        self._low = low
        self._lead.setVisible(not low)

    def _headline(self, view: SongbunView) -> str:
        total, find, origins = len(view.rows), view.choice.find, view.choice.origins
        if not total:
            return self.tr("This content has no such lists.")
        if not find:
            if origins:
                one = self.tr("1 origin, in a list of its own")
                return counted(total, one, self.tr("%d origins, in a list of their own"))
            categories = counted(total, self.tr("1 category"), self.tr("%d categories"))
            classes = counted(len(view.groups), self.tr("1 class"), self.tr("%d classes"))
            return self.tr("{categories} in {classes}").format(
                categories=categories, classes=classes
            )
        if not view.matches:
            none = self.tr("No origin has “%s”") if origins else self.tr("No category has “%s”")
            return none % find
        words = (
            self.tr("{count} of {total} origins have “{find}”")
            if origins
            else self.tr("{count} of {total} categories have “{find}”")
        )
        return words.format(count=view.matches, total=total, find=find)

    def _explained(self, view: SongbunView) -> tuple[Text | Link, ...]:
        """Return what the lists are about, or what the search does."""
        if not view.rows:
            return ()
        if view.choice.find and not view.matches:
            words = self.tr("The search looks for words of the labels, from their beginning.")
            return (Text(words),)
        as_listed = self.tr("As the report lists them, in the words of the classification.")
        if view.choice.find or not view.word:
            return (Text(as_listed),)
        name = capital(view.word.word)
        if view.word.hangul:
            name = f"{name} ({view.word.hangul})"
        return (Link(f"nk:glossary/{view.word.id}", name), Text(f": {view.word.meaning}"))

    def _offered(self, view: SongbunView) -> list[tuple[str, Callable[[], object]]]:
        """Return what to do where a search finds nothing: (words, what a click does)."""
        offers: list[tuple[str, Callable[[], object]]] = []
        if view.near:
            near = partial(self.find_requested.emit, view.near)
            offers.append((self.tr("Look for “%s”") % view.near, near))
        if view.elsewhere:
            one, many = self.tr("1 origin has it"), self.tr("%d origins have it")
            if view.choice.origins:
                one, many = self.tr("1 category has it"), self.tr("%d categories have it")
            offers.append((counted(view.elsewhere, one, many), self.other_lists_requested.emit))
        return offers
