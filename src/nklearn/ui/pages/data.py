"""Data: the list of data sets, and the explorer for one of them."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.data_list import Entry, Heading, data_list
from nklearn.domain.addresses import Address
from nklearn.domain.selection import Selection
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.explorer.explorer import Explorer
from nklearn.ui.explorer.finder import Finder
from nklearn.ui.explorer.scales import chart_kind_name
from nklearn.ui.explorer.sketch import Sketch
from nklearn.ui.explorer.table_explorer import TableExplorer
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.words import counted

# The least width of a card, in px at 100% text: two stand side by side where both have it.
_CARD = 430


class DataPage(Page):
    """`nk:data` lists the data sets; `nk:data/<id>` explores one (state: `Selection`)."""

    rail = "data"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._layers = QStackedLayout(self)
        self._cards = ScrollColumn(context.theme)
        self._layers.addWidget(self._cards)
        self._explorer: Explorer | None = None
        self._table: TableExplorer | None = None
        self._finder: Finder | None = None
        self._asked_by: QWidget | None = None
        self._size = (0, 0)

    @override
    def open(self, address: Address) -> None:
        selection = Selection.parse(address)
        if not address.path:
            self._open_list()
            return
        dataset = self.context.catalog.dataset(selection.dataset)
        if dataset.columns and not dataset.dated:
            self._open_table(selection)
        else:
            self._explore(selection)

    def _open_list(self) -> None:
        self.address, self.crumbs, self.heading = Address("data"), (), self.tr("Data")
        self._cards.empty()
        self._cards.main.addWidget(label(self.tr("Data"), "display"))
        words = self.tr("Each table as published. Every value opens its source.")
        self._cards.main.addWidget(label(words, "secondary"))
        for name, heading in self._headings:
            self._cards.main.addSpacing(6)
            self._cards.main.addWidget(label(name, "title"))
            grid = CardGrid(self.context.theme, name, most=2, least=_CARD, even=True)
            grid.show_cards([self._card(entry) for entry in heading.entries])
            self._cards.main.addWidget(grid)
        self._cards.finish()
        self._show(self._cards)

    @cached_property
    def _headings(self) -> list[tuple[str, Heading]]:
        """The views and the data sets, under the words that they stand under."""
        views, *rest = data_list(self.context.catalog)
        found = [(self.tr("Worth seeing together"), views)] if views.entries else []
        other = self.tr("Other data") if any(each.name for each in rest) else self.tr("Data sets")
        return [*found, *((each.name or other, each) for each in rest)]

    def _card(self, entry: Entry) -> LinkCard:
        card = LinkCard(entry.address, entry.title)
        card.open_requested.connect(self.open_requested)
        line = row(spacing=14)
        line.addWidget(Sketch(self.context.theme, entry), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        words.addWidget(label(entry.title, "heading"))
        words.addWidget(label(entry.lead, "secondary"))
        line.addLayout(words, 1)
        card.box.addLayout(line)
        card.box.addStretch(1)
        count = counted(entry.values, self.tr("1 value"), self.tr("%d values"))
        parts = filter(None, (chart_kind_name(entry.kind), count, entry.years, entry.source))
        told = " · ".join(parts)
        card.box.addWidget(label(told, "small"))
        card.setAccessibleDescription(told)
        return card

    # -- another data set --------------------------------------------------------------------

    def _find(self, button: QWidget) -> None:
        """Open the list of all data under the button that asks for it, or close it again."""
        self._asked_by = button
        if self._finder is None:
            self._finder = Finder(self.context.theme, self)
            self._finder.chosen.connect(self._take)
            self._finder.closed.connect(self._give_back)
        if self._finder.isVisible():
            self._finder.close_list()
            return
        here = next(
            (each.address for _, h in self._headings for each in h.entries if self._is_here(each)),
            "",
        )
        self._finder.show_list(self._headings, here)
        self._place_finder()

    def _take(self, address: str) -> None:
        """Open what was chosen; the keyboard goes to its start, also within one explorer."""
        self.setFocus()
        if self._finder is not None:
            self._finder.hide()
        self.open_requested.emit(address)
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._take_focus))

    def _is_here(self, entry: Entry) -> bool:
        return entry.address == str(Address("data", self.address.path))

    def _give_back(self) -> None:
        if self._asked_by is not None:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_finder(self) -> None:
        if self._finder is None or self._asked_by is None:
            return
        px = self.context.theme.px
        spot = self._asked_by.mapTo(self, QPoint(0, self._asked_by.height() + 4))
        width = min(px(500), self.width() - 2 * 12)
        height = min(px(560), self.height() - spot.y() - 10)
        left = max(12, min(spot.x(), self.width() - width - 12))
        self._finder.setGeometry(left, spot.y(), width, height)
        self._finder.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self._finder is not None and self._finder.isVisible():
            self._finder.close_list()

    # -- explorers ---------------------------------------------------------------------------

    def _explore(self, selection: Selection) -> None:
        if self._explorer is None:
            self._explorer = Explorer(self.context, selection)
            self._explorer.open_requested.connect(self.open_requested)
            self._explorer.moved.connect(self._follow)
            self._explorer.sets_requested.connect(self._find)
            self._explorer.set_width_class(*self._size)
            self._layers.addWidget(self._explorer)
        else:
            self._explorer.show_selection(selection)
        self._show(self._explorer)
        self.address = self._explorer.view.address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), self._explorer.view.title

    def _open_table(self, selection: Selection) -> None:
        if self._table is None:
            self._table = TableExplorer(self.context, selection)
            self._table.open_requested.connect(self.open_requested)
            self._table.moved.connect(self._follow)
            self._table.sets_requested.connect(self._find)
            self._table.set_width_class(*self._size)
            self._layers.addWidget(self._table)
        else:
            self._table.show_selection(selection)
        self._show(self._table)
        self.address = self._table.address
        self.crumbs, self.heading = ((self.tr("Data"), "nk:data"),), self._table.dataset.title

    def _show(self, layer: QWidget) -> None:
        """Put list or explorer on top; the keyboard goes to its start if it was in the other.

        Qt would put it on what had it last time, or on what was made first.
        """
        if self._finder is not None:
            self._finder.hide()
        focus = self.window().focusWidget()
        if layer.isHidden() and focus and self.isAncestorOf(focus):
            self.setFocus()
            # What is in a layout is shown once control returns, which may be after this.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._take_focus))
        self._layers.setCurrentWidget(layer)

    def _take_focus(self) -> None:
        if self.window().focusWidget() is self:
            layouts.finish()
            focus_into(self.start())

    def _follow(self, address: Address) -> None:
        """Note where the reader's choices have led."""
        self.address = address
        self.moved.emit(address)

    @property
    def _open_explorer(self) -> Explorer | TableExplorer | None:
        """The explorer that is on top; None if the cards are."""
        current = self._layers.currentWidget()
        return current if isinstance(current, Explorer | TableExplorer) else None

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._size = (width, height)
        for explorer in (self._explorer, self._table):
            if explorer is not None:
                explorer.set_width_class(width, height)

    @override
    def export(self) -> None:
        if explorer := self._open_explorer:
            explorer.export()

    @override
    def start(self) -> QWidget:
        explorer = self._open_explorer
        return explorer.start if explorer else super().start()

    @override
    def panes(self) -> list[QWidget]:
        explorer = self._open_explorer
        return explorer.panes if explorer else [self._cards]
