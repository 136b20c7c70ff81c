"""Facts and sources: all facts to search, narrow down and open, one beside the list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.base.overriding import override
from nklearn.content.claim_view import cited, claim_view
from nklearn.content.facts import Facts, FactsView
from nklearn.domain.addresses import Address
from nklearn.domain.facts import SORTS, FactChoice
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.facts.fact_list import FactList
from nklearn.ui.facts.filters import FILTERS_WIDTH, Filters
from nklearn.ui.focusing import focus_into
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.told import told_line
from nklearn.ui.widgets.basics import Button, clear, column, label, retone, row
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.words import counted

# Who types or walks through the list sees the card of where they stop.
_PAUSE = 120
# The least width of a list beside a card, in px at 100% text.
_LEAST = 400


class FactsPage(PanelPage):
    """Shows `nk:facts?q=…&kind=…&source=…&status=…&from=…&to=…&sort=…&open=<claim>`."""

    rail = "sources"
    panel_width = 432
    drawer_width = 432

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading = self.tr("Facts and sources")
        self._facts = Facts(context.catalog)
        self._choice = FactChoice()
        self._shown = ""
        self._ready = False
        theme = context.theme
        self._filters = Filters(theme, self._facts.years)
        self._filters.toggle_requested.connect(self._toggle)
        self._filters.years_requested.connect(self._set_years)
        self._filters.clear_requested.connect(lambda: self._go(self._choice.unfiltered()))
        self._list = FactList(theme, self._facts)
        self._list.chosen.connect(self._choose)
        self._list.entered.connect(self._enter)
        self._list.passed.connect(self._pass)
        self._body = row()
        self._body.addWidget(self._filters)
        middle = QWidget()
        self._middle = column(middle, spacing=10)
        self._body.addWidget(middle, 1)
        self.main.addLayout(self._body, 1)
        self._make_tools()
        self._make_foot()
        self._middle.addWidget(self._list, 1)
        self._nothing = self._make_nothing()
        self._middle.addWidget(self._nothing, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._show_card)
        theme.changed.connect(self._place_filters)

    # -- making ------------------------------------------------------------------------------

    def _make_tools(self) -> None:
        theme = self.context.theme
        name = self.tr("Search %s facts") % f"{self._facts.total:,}"
        self._field = FindField(theme, name)
        self._field.typed.connect(self._type)
        self._field.list_requested.connect(self.enter_list)
        self._filter_button = Button(
            theme, self.tr("Filters"), icon="chevron-down", icon_after=True
        )
        self._filter_button.setCheckable(True)
        self._filter_button.clicked.connect(self._open_filters)
        first = row(spacing=10)
        first.addWidget(self._field, 1)
        first.addWidget(self._filter_button)
        self._count = label("", "heading", wrap=False)
        self._works = label("", "small", wrap=False)
        self._sort = Button(
            theme, "", kind="text", icon="chevron-down", icon_after=True, small=True
        )
        self._sort.setMenu(QMenu(self._sort))
        second = row(spacing=8)
        second.addWidget(self._count)
        second.addWidget(self._works)
        second.addStretch(1)
        second.addWidget(self._sort)
        self._told = label("", "small")
        self._middle.addLayout(first)
        self._middle.addLayout(second)
        self._middle.addWidget(self._told)

    def _make_nothing(self) -> QWidget:
        """Return what stands in the place of an empty list."""
        holder = QWidget()
        self._nothing_box = column(holder, spacing=10)
        self._nothing_box.setContentsMargins(0, 24, 0, 0)
        return holder

    # -- showing -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = FactChoice.parse(address)
        if choice.open:
            self.context.catalog.claim(
                choice.open
            )  # it is there, or the reader stays where they are
        self._field.show_words(choice.words)
        self.address = choice.address
        if choice != self._choice or not self._ready:
            self._ready = True
            self._show(choice)
            self._show_card()
        if choice.open and not self.panel_beside:
            QTimer.singleShot(0, self, self._take_covered_focus)

    def _take_covered_focus(self) -> None:
        """Have the keyboard follow into the card where that lies over what had it."""
        focus = self.window().focusWidget()
        if not self.panel_beside and focus and self._main_has(focus):
            self.take_panel_focus()

    def _main_has(self, widget: QWidget) -> bool:
        return widget is self._list or widget is self._field or self._list.isAncestorOf(widget)

    def _go(self, choice: FactChoice) -> None:
        """Show another choice and tell where the reader is now."""
        self._show(choice)
        self._later.start()
        self.moved.emit(self.address)

    def _show(self, choice: FactChoice) -> None:
        self._choice, self.address = choice, choice.address
        view = self._facts.view(choice)
        self._filters.show_view(view)
        self._list.show_view(view)
        self._list.setVisible(bool(view.lines))
        self._nothing.setVisible(not view.lines)
        count = len(view.lines)
        self._count.setText(self.tr("1 fact") if count == 1 else self.tr("%s facts") % f"{count:,}")
        works = counted(view.works, self.tr("in 1 text"), self.tr("in %d texts"))
        self._works.setText(works if count else "")
        self._tell(view)
        self._fill_sort()
        self._sort.setVisible(count > 1)
        if not view.lines:
            self._fill_nothing()
        filters = len(choice.kinds + choice.sources + choice.evidence + choice.topics)
        filters += bool(choice.start or choice.end)
        words = self.tr("Filters: %d") % filters if filters else self.tr("Filters")
        self._filter_button.set_text(words)
        accessible.announce(self._count, self._count.text())

    def _tell(self, view: FactsView) -> None:
        partly = self.tr("No fact holds all of these words; these hold some of them.")
        self._told.setText("" if view.whole else partly)
        self._told.setVisible(bool(view.lines) and not view.whole)

    def _fill_sort(self) -> None:
        names = {
            "best": self.tr("Best match"),
            "text": self.tr("Place in the text"),
            "title": self.tr("Title"),
            "year": self.tr("Year"),
        }
        here = self._choice.order
        self._sort.set_text(self.tr("Sort: %s") % names[here].lower())
        menu = self._sort.menu()
        menu.clear()
        for order in SORTS:
            if order == SORTS[0] and not self._choice.words.strip():
                continue
            action = menu.addAction(names[order])
            action.setCheckable(True)
            action.setChecked(order == here)
            action.triggered.connect(
                lambda _=False, order=order: self._go(replace(self._choice, sort=order))
            )

    def _fill_nothing(self) -> None:
        """Repeat what was asked, and offer what would find something."""
        clear(self._nothing_box)
        choice, words = self._choice, self._choice.words.strip()
        add, left = self._nothing_box.addWidget, Qt.AlignmentFlag.AlignLeft
        if choice.filtered and self._facts.view(choice.unfiltered()).lines:
            told = self.tr("No fact passes all the filters.")
            if words:
                told = self.tr("Nothing for “%s” passes all the filters.") % words
            add(label(told, "heading"))
            wish = Button(self.context.theme, self.tr("Clear filters"))
            wish.clicked.connect(lambda: self._go(choice.unfiltered()))
            add(wish, 0, left)
        else:
            add(label(self.tr("Nothing found for “%s”.") % words, "heading"))
            hint = self.tr(
                "Try fewer words, or another spelling of a name, such as Ryanggang for Yanggang."
            )
            add(label(hint))
            if near := self._facts.nearest(words):
                ask = Button(self.context.theme, self.tr("Search for “%s”") % near, icon="search")
                ask.clicked.connect(lambda: self._search(near))
                add(ask, 0, left)
            else:
                wish = Button(self.context.theme, self.tr("Search everything"), icon="search")
                goal = str(Address.of("search", q=words))
                wish.clicked.connect(lambda: self.open_requested.emit(goal))
                add(wish, 0, left)
        self._nothing_box.addStretch(1)

    def _search(self, words: str) -> None:
        self._field.show_words(words)
        self._go(replace(self._choice, words=words, open=""))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- wishes ------------------------------------------------------------------------------

    def _type(self, words: str) -> None:
        self._go(replace(self._choice, words=words, open=""))

    def _toggle(self, group: str, key: str) -> None:
        self._go(self._choice.toggled(group, key))

    def _set_years(self, start: int, end: int) -> None:
        self._go(replace(self._choice, start=start, end=end, open=""))

    def enter_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def _pass(self, name: str) -> None:
        """Where the panel stands beside the list, it shows what the reader comes by."""
        if self.panel_beside:
            self._note(name)
            self._later.start()

    def _choose(self, name: str) -> None:
        """Show a fact; where its card comes over the list it has the keyboard."""
        if self.panel_beside:
            self._note(name)
            self._show_card()
        else:
            self._enter(name)

    def _enter(self, name: str) -> None:
        """Show a fact and put the keyboard into its card, once that is there."""
        self._note(name)
        self._show_card()
        QTimer.singleShot(0, self, self.take_panel_focus)

    def _note(self, name: str) -> None:
        """Note in the address which fact is open."""
        self._choice = replace(self._choice, open=name)
        self.address = self._choice.address
        self.moved.emit(self.address)

    # -- the card ----------------------------------------------------------------------------

    def _show_card(self) -> None:
        """Show the open fact; beside the list the current one, if none is."""
        self._later.stop()
        name = self._choice.open or (self._list.current if self.panel_beside else "")
        if name and name == self._shown and self.panel_beside:
            return
        self._shown = name
        self._take.told.emit("")
        self._take.refresh()
        self._page_button.setVisible(bool(name))
        self.show_panel(self.tr("Fact"), open_=bool(self._choice.open))
        if name:
            view = claim_view(self.context.catalog, name)
            card = EvidenceCard(self.context.theme, view.evidence, view=view, flat=True)
            card.open_requested.connect(self.open_requested)
            self.panel_box.addWidget(card)
        else:
            self.panel_box.addWidget(label(self.tr("Choose a fact to see where it comes from.")))
        self.finish_panel()

    def _make_foot(self) -> None:
        """Put what one can do with a fact under its card."""
        self._page_button = Button(
            self.context.theme, self.tr("Open as a page"), small=True, icon="text-search"
        )
        self._page_button.clicked.connect(
            lambda: self.open_requested.emit(str(Address.of("fact", self._shown)))
        )
        self._take = TakeAway(self.context, self._offer)
        line = row(spacing=8)
        line.addWidget(self._page_button)
        line.addWidget(self._take)
        line.addStretch(1)
        self.panel_foot.setSpacing(6)
        self.panel_foot.addWidget(told_line(self._take))
        self.panel_foot.addLayout(line)

    def _offer(self) -> Offer:
        if not self._shown:
            return Offer("facts", self.heading)
        evidence = self.context.catalog.evidence(self._shown)
        return Offer(self._shown, self.heading, cited=lambda: cited(evidence))

    @override
    def export(self) -> None:
        self._take.open_menu()

    @override
    def close_panel(self) -> None:
        self._choice = replace(self._choice, open="")
        self.address = self._choice.address
        super().close_panel()
        self.moved.emit(self.address)

    # -- layout ------------------------------------------------------------------------------

    @property
    @override
    def picture(self) -> QWidget:
        return self._list if self._list.isVisible() else self._field

    @override
    def start(self) -> QWidget:
        covered = self._choice.open and not self.panel_beside
        return self.panes()[-1] if covered else self._field

    @override
    def panes(self) -> list[QWidget]:
        parts: list[QWidget] = [self._filters, *super().panes()]
        return [part for part in parts if part.isVisible()]

    @override
    def set_width_class(self, width: int, height: int) -> None:
        was = self.panel_beside
        super().set_width_class(width, height)
        margins = self.main.contentsMargins()
        self.main.setContentsMargins(0, 0, 0, 0)
        self._middle.setContentsMargins(margins.left(), margins.top(), margins.right(), 0)
        self._place_filters()
        if was != self.panel_beside:
            self._show_card()

    @override
    def place_panel(self) -> None:
        """In a narrow window the card takes its room from the list, or all where that is little."""
        super().place_panel()
        if self.panel_beside:
            self._main.show()
            return
        wide, opened = self._panel.width(), self._open
        alone = opened and self.width() - wide < self.context.theme.px(_LEAST)
        if alone:
            self._panel.setGeometry(self.rect())
        self._main.setVisible(not alone)
        self._row.setContentsMargins(0, 0, wide if opened and not alone else 0, 0)

    def _place_filters(self) -> None:
        """Put the filters beside the list, or under their button over it."""
        wide = self.context.theme.px(FILTERS_WIDTH)
        beside = self.panel_beside
        self._filter_button.setVisible(not beside)
        self._filters.setFixedWidth(wide)
        if beside:
            retone(self._filters, "side", "role")
            self._body.insertWidget(0, self._filters)
            self._filters.show()
            return
        retone(self._filters, "drawer", "role")
        if self._body.indexOf(self._filters) >= 0:
            self._body.removeWidget(self._filters)
            self._filters.setParent(self)
        self._filters.setVisible(self._filter_button.isChecked())
        self._lay_drop_down()

    def _lay_drop_down(self) -> None:
        button = self._filter_button
        below = button.mapTo(self, button.rect().bottomRight())
        wide = self._filters.width()
        left = max(0, min(below.x() - wide, self.width() - wide))
        top = below.y() + 4
        self._filters.setGeometry(QRect(left, top, wide, max(120, self.height() - top - 12)))
        self._filters.raise_()

    def _open_filters(self) -> None:
        self._place_filters()
        if self._filter_button.isChecked():
            focus_into(self._filters)

    def _close_filters(self) -> None:
        self._filter_button.setChecked(False)
        self._place_filters()
        self._filter_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if not self.panel_beside:
            self._lay_drop_down()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        dropped = not self.panel_beside and self._filters.isVisible()
        if event.key() == Qt.Key.Key_Escape and dropped:
            self._close_filters()
        else:
            super().keyPressEvent(event)
