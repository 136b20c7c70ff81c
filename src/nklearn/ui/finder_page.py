"""A page that is a list of cards under a search field and a row of filters with counts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nklearn.content.facts import Facet
from nklearn.content.listing import Listing
from nklearn.domain.addresses import Address
from nklearn.domain.listing import ListChoice
from nklearn.ui import accessible, layouts
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.facts.filters import FacetGroup
from nklearn.ui.focusing import focus_into
from nklearn.ui.widgets.basics import Button, clear, column, label
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.long_list import LongList


class FinderPage(ColumnPage):
    """Shows `listing()` by `card()`; the words and what is ticked stand in the address.

    `open_list` shows the list, `open_one` makes room for something else in its place.
    """

    #: What the address calls the filter.
    filter = "kind"
    #: How many cards are made at once.
    batch = 20

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._field: FindField | None = None
        self._facets: FacetGroup
        self._count: QLabel
        self._results: QVBoxLayout
        self._holder: QWidget
        self._choice = ListChoice("", "")
        self._all: Listing[Any] | None = None

    # -- what a page says --------------------------------------------------------------------

    @abstractmethod
    def listing(self) -> Listing[Any]:
        """Return all that can be found."""

    @abstractmethod
    def card(self, thing: Any) -> LinkCard:
        """Return the card of one thing."""

    @abstractmethod
    def words(self) -> tuple[str, str, str, str]:
        """Return title, introduction, what the field is for, and what the filter is called."""

    @abstractmethod
    def facet_words(self, key: str) -> str:
        """Return what a key of the filter is called."""

    def counted(self, count: int) -> str:
        """Return a count of things in words."""
        return f"{count:,}"

    def fill_side(self) -> None:
        """Fill the side column, where the list has one."""

    def arrange(self, things: Sequence[Any]) -> list[tuple[str, Sequence[Any]]]:
        """Return the things in parts with headings; one part without a heading is usual."""
        return [("", things)]

    # -- showing -----------------------------------------------------------------------------

    @property
    def all_things(self) -> Listing[Any]:
        """The list, made once."""
        if self._all is None:
            self._all = self.listing()
        return self._all

    def open_one(self) -> None:
        """Empty the page for something else than the list."""
        self._field = None
        self.cards.empty()

    def open_list(self, address: Address) -> None:
        """Show the list as an address asks for it."""
        before = self._choice if self._field is not None else None
        self._choice = ListChoice.parse(address, self.filter, self.all_things.known)
        if self._field is None:
            self._build()
        else:
            self._field.show_words(self._choice.words)
        self.address = self._choice.address
        if self._choice != before:
            self._update()
        self.cards.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        title, about, asked, name = self.words()
        main, theme = self.cards.main, self.context.theme
        self.cards.empty()
        main.addWidget(label(title, "display"))
        if about:
            main.addWidget(label(about, "secondary"))
        field = FindField(theme, asked)
        field.show_words(self._choice.words)
        field.typed.connect(self._type)
        field.list_requested.connect(self.enter_list)
        self._field = field
        main.addWidget(field)
        self._facets = FacetGroup(theme, name, flowing=True)
        self._facets.toggled.connect(self._toggle)
        main.addWidget(self._facets)
        self._count = label("", "small")
        main.addWidget(self._count)
        self._holder = QWidget()
        self._results = column(self._holder, spacing=12)
        main.addWidget(self._holder)
        self.fill_side()
        self.cards.finish()

    def _update(self) -> None:
        catalog, choice = self.context.catalog, self._choice
        self.address = choice.address
        facets = self.all_things.facets(catalog, choice)
        self._facets.show_facets({each.key: (self.facet_words(each.key), each) for each in facets})
        shown = self.all_things.shown(catalog, choice)
        self._count.setText(self.counted(len(shown)))
        clear(self._results)
        if not shown:
            self._fill_nothing(facets)
        for heading, things in self.arrange(shown) if shown else ():
            if heading:
                self._add(label(heading, "title"))
            title = heading or self.heading
            self._add(LongList(self.context.theme, title, things, self.card, self.batch))
        accessible.announce(self._count, self._count.text())

    def _add(self, widget: QWidget, align: Qt.AlignmentFlag | None = None) -> None:
        if align is None:
            self._results.addWidget(widget)
        else:
            self._results.addWidget(widget, 0, align)
        widget.show()

    def _fill_nothing(self, facets: tuple[Facet, ...]) -> None:
        """Repeat what was asked, and offer what would find something."""
        choice, theme, left = self._choice, self.context.theme, Qt.AlignmentFlag.AlignLeft
        words = choice.words.strip()
        if choice.ticked and any(each.count for each in facets):
            self._add(label(self.tr("Nothing for “%s” passes the filter.") % words, "heading"))
            wish = Button(theme, self.tr("Clear the filter"))
            wish.clicked.connect(
                lambda: self._go(ListChoice(choice.page, choice.filter, choice.words))
            )
            self._add(wish, left)
            return
        self._add(label(self.tr("Nothing found for “%s”.") % words, "heading"))
        hint = self.tr(
            "Try fewer words, or another spelling of a name, such as Ryanggang for Yanggang."
        )
        self._add(label(hint))
        near = self.context.catalog.nearest_spelling(words)
        if near:
            ask = Button(theme, self.tr("Search for “%s”") % near, icon="search")
            ask.clicked.connect(lambda: self._ask(near))
        else:
            ask = Button(theme, self.tr("Search everything"), icon="search")
            goal = str(Address.of("search", q=words))
            ask.clicked.connect(lambda: self.open_requested.emit(goal))
        self._add(ask, left)

    # -- wishes ------------------------------------------------------------------------------

    def _go(self, choice: ListChoice) -> None:
        self._choice = choice
        self._update()
        self.moved.emit(self.address)

    def _type(self, words: str) -> None:
        self._go(ListChoice(self._choice.page, self._choice.filter, words, self._choice.ticked))

    def _ask(self, words: str) -> None:
        if self._field is not None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.setText(words)

    def _toggle(self, key: str) -> None:
        self._go(self._choice.toggled(key))

    def enter_list(self) -> None:
        """Put the keyboard into the list."""
        layouts.finish()
        focus_into(self._holder)
