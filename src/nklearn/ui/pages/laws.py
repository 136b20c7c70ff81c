"""Law and penalties: what is set down on paper, the practice beside it, penalties, sanctions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from nklearn.base.overriding import override
from nklearn.content.bars import bars_of
from nklearn.content.entries import entry_of
from nklearn.content.law_lists import (
    CASES,
    LawGroup,
    LawItem,
    cited_by,
    folded_away,
    item_of,
    kinds_of,
    law_groups,
    narrowed,
)
from nklearn.domain.addresses import Address
from nklearn.domain.charts import BarsSpec
from nklearn.domain.claims import Sensitivity
from nklearn.domain.law_choice import LISTS, LawChoice
from nklearn.interchange.law_csv import write_laws
from nklearn.ui import icons, layouts
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.laws.cards import LawCard
from nklearn.ui.laws.panel import RecordPanel
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import NAMED

# The table of penalties that is drawn under their list.
_TABLE = "penalties"
# The least width of a card where two stand side by side, in px at 100% text.
_CARD = 300
# In a window narrower than this, all that can be taken away is in one menu.
_NARROW = 1200


class LawsPage(PanelPage):
    """`nk:laws?show=…&kind=…&find=…&open=…` (state: `LawChoice`)."""

    rail = "data"
    panel_width = 350

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choice = LawChoice()
        self._narrow = self._begun = False
        self._evidence = cache(context.catalog.evidence)  # lists share it, and so do cards
        self._accepted: frozenset[str] = frozenset()
        self._shown: tuple[LawGroup, ...] = ()
        self._cards: dict[str, LawCard] = {}
        self._record = RecordPanel(
            context.theme, self._evidence, self.panel_box, self.open_requested.emit
        )
        self._record.accepted.connect(lambda: QTimer.singleShot(0, self, self._accept))
        self.main.addWidget(self._make_tools())
        self._list = ScrollColumn(context.theme)
        self._list.setAccessibleName(self.tr("Law and penalties"))
        self._list.set_margins(2, 2, 8, 8)  # the page has margins of its own
        self.main.addWidget(self._list, 1)
        self.panel_closed.connect(lambda: self._go(open=""))
        context.theme.changed.connect(self._retint)

    # -- tools -------------------------------------------------------------------------------

    def _make_tools(self) -> QWidget:
        theme, made = self.context.theme, QWidget()
        self._lists = Segmented(theme, self._names(), self.tr("List"), small=True)
        self._lists.chosen.connect(self._choose_list)
        self._kind = Button(theme, "", icon="chevron-down", icon_after=True, small=True)
        menu = QMenu(self._kind)
        menu.addAction(self.tr("All kinds"), lambda: self._go(kind=""))
        for kind, words in kinds_of(self.context.catalog).items():
            menu.addAction(words, lambda kind=kind: self._go(kind=kind))
        self._kind.setMenu(menu)
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Find in this list"))
        self._find.setAccessibleName(self.tr("Find in this list"))
        self._find.setToolTip(self._find.placeholderText())
        self._find.setMaximumWidth(theme.px(260))
        self._glass = self._find.addAction(
            icons.icon("search", theme.color("TEXT_SECONDARY"), 18),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._glass.setText(self._find.placeholderText())
        self._find.textEdited.connect(self._look_for)
        self._count = label(role="small")
        self._takes = TakeAway(self.context, self._offer)
        self._takes.told.connect(self._tell)
        self._told = label(role="small")
        self._told.hide()
        outer = column(made, spacing=8)
        line = Flow(spacing=10)
        for part in (self._lists, self._kind, self._find):
            line.addWidget(part)
        outer.addLayout(line)
        below = row(spacing=10)
        below.addWidget(self._count, 1)
        below.addWidget(self._takes)
        outer.addLayout(below)
        outer.addWidget(self._told)
        return made

    # -- taking away -------------------------------------------------------------------------

    def _offer(self) -> Offer:
        """Offer the list as it is narrowed; what is folded stays so."""
        catalog = self.context.catalog
        shown = folded_away(self._shown, NAMED, self._accepted)
        items = [item for group in shown for item in group.items]
        return Offer(
            f"law-{self._choice.show}",
            self._names()[self._choice.show],
            csv=lambda: write_laws(catalog, shown),
            cited=lambda: cited_by(self._evidence, items),
        )

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    @override
    def export(self) -> None:
        self._takes.open_menu()

    @override
    def set_width_class(self, width: int, height: int) -> None:
        super().set_width_class(width, height)
        if self._narrow != (width < _NARROW):
            self._narrow = width < _NARROW
            self._takes.set_narrow(self._narrow)

    def _names(self) -> dict[str, str]:
        names = (
            self.tr("Paper and practice"),
            self.tr("Instruments"),
            self.tr("Penalties"),
            self.tr("Sanctions"),
        )
        return dict(zip(LISTS, names, strict=True))

    def _retint(self) -> None:
        theme = self.context.theme
        self._glass.setIcon(icons.icon("search", theme.color("TEXT_SECONDARY"), 18))
        self._find.setMaximumWidth(theme.px(260))

    # -- choosing ----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = LawChoice.parse(address)
        if choice.kind not in kinds_of(self.context.catalog):
            choice = replace(choice, kind="")
        if choice.open:
            found = item_of(self.context.catalog, choice.open)
            choice = replace(choice, open=f"{found.PAGE}/{found.id}")
        self._show(choice)

    def _show(self, choice: LawChoice) -> None:
        before, self._choice = self._choice, choice
        self.address = choice.address
        self.crumbs = ((self.tr("Data"), "nk:data"),)
        self.heading = self.tr("Law and penalties")
        if not self._begun or replace(before, open="") != replace(choice, open=""):
            self._fill_list()
        else:
            self._mark(before.open)
        self._fill_panel()

    def _go(self, **changes: str) -> None:
        """Show another choice of the reader, and say so."""
        choice = replace(self._choice, **changes)
        if choice != self._choice:
            self._show(choice)
            self.moved.emit(self.address)

    def _choose_list(self, show: str) -> None:
        self._go(show=show, open="")

    def _look_for(self, words: str) -> None:
        self._go(find=words.strip())

    def _pick(self, name: str) -> None:
        self._go(open=name)
        if not self.panel_beside:
            self.take_panel_focus()

    # -- list --------------------------------------------------------------------------------

    def _folded(self, item: LawItem) -> bool:
        return item.sensitivity is not Sensitivity.NONE and item.id not in self._accepted

    def _fill_list(self) -> None:
        catalog, choice = self.context.catalog, self._choice
        self._lists.set_value(choice.show)
        kind = kinds_of(catalog).get(choice.kind, self.tr("all kinds"))
        self._kind.set_text(self.tr("Kind: %s") % kind.lower())
        if self._find.text().strip() != choice.find:
            self._find.setText(choice.find)
        whole = law_groups(catalog, choice.show)
        self._shown = narrowed(whole, choice, NAMED, self._accepted)
        count = sum(len(group.items) for group in self._shown)
        every = sum(len(group.items) for group in whole)
        lead = self._leads()[choice.show]
        some = self.tr("%d of %d shown.") % (count, every) if count < every else ""
        self._count.setText(" ".join(filter(None, (lead, some))))
        self._list.empty()
        self._cards = {}
        for group in self._shown:
            self._add_group(group)
        if not self._begun:  # its buttons are the same for every list
            self._begun = True
            self._takes.refresh()
        if not self._shown:
            self._list.main.addWidget(label(self.tr("Nothing in this list matches."), "heading"))
            words = self.tr("Use other words, or choose all kinds.")
            self._list.main.addWidget(label(words, "secondary"))
        if choice.show == "penalties" and count == every:
            self._add_table()
        self._list.finish()
        if choice.open in self._cards:
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Bring the card of what is open into sight."""
        layouts.finish()
        if card := self._cards.get(self._choice.open):
            self._list.ensureWidgetVisible(card, 0, 40)

    def _leads(self) -> dict[str, str]:
        words = (
            self.tr("What is promised, beside the practice that the texts report."),
            self.tr("Constitution, laws, treaties and resolutions that the texts name."),
            self.tr("Each list as its source gives it; the lists differ."),
            self.tr("Steps of the Security Council, by date."),
        )
        return dict(zip(LISTS, words, strict=True))

    def _add_group(self, group: LawGroup) -> None:
        theme = self.context.theme
        if group.label:
            self._list.main.addSpacing(4)
            self._list.main.addWidget(label(group.label, "title"))
        beside = self._choice.show in ("instruments", "penalties")
        name = group.label or self._names()[self._choice.show]
        grid = CardGrid(theme, name, most=2 if beside else 1, least=_CARD, even=True)
        cards: list[LawCard] = []
        for item in group.items:
            card = LawCard(theme, self._evidence, item, folded=self._folded(item))
            card.mark(item.id == self._choice.open)
            card.open_requested.connect(self._pick)
            card.fact_requested.connect(self.open_requested)
            self._cards[item.id] = card
            cards.append(card)
        here = [n for n, item in enumerate(group.items) if item.id == self._choice.open]
        grid.show_cards(cards, current=here[0] if here else 0)
        self._list.main.addWidget(grid)

    def _add_table(self) -> None:
        """Draw the table with numbers of cases, where the content has it."""
        catalog = self.context.catalog
        dataset = next((each for each in catalog.datasets() if each.id == _TABLE), None)
        if dataset is None or CASES not in dataset.periods:
            return
        unit = next(each.unit for each in dataset.columns if each.id == CASES)
        spec = BarsSpec(
            dataset=dataset.id,
            series=tuple(line.id for line in dataset.series),
            period=CASES,
            unit=unit,
            title=dataset.title,
            subtitle=dataset.lead,
            alt=dataset.description,
        )
        card = ChartCard(self.context.theme, bars_of(catalog, spec))
        card.open_requested.connect(self.open_requested)
        self._list.main.addSpacing(4)
        self._list.main.addWidget(card)

    def _mark(self, before: str) -> None:
        """Give the border to the card that is open now."""
        for name in {before, self._choice.open}:
            if card := self._cards.get(name):
                card.mark(name == self._choice.open)
                card.style().unpolish(card)
                card.style().polish(card)

    # -- panel -------------------------------------------------------------------------------

    def _fill_panel(self) -> None:
        if not self._choice.open:
            self.show_panel(self.tr("What a record rests on"), open_=False)
            self._record.show_nothing()
        else:
            shown = entry_of(self.context.catalog, item_of(self.context.catalog, self._choice.open))
            self.show_panel(shown.kind_label)
            hard = shown.sensitivity is not Sensitivity.NONE
            if hard and self._choice.open not in self._accepted:
                self._record.show_folded(shown)
            else:
                self._record.show_entry(shown)
        self.finish_panel()

    def _accept(self) -> None:
        """Show what was folded, here and in the list, and keep the keyboard in the panel."""
        self._accepted |= {self._choice.open}
        self._fill_list()
        self._fill_panel()
        self.take_panel_focus()

    # -- keyboard ----------------------------------------------------------------------------

    @property
    @override
    def picture(self) -> QWidget:
        return self._cards.get(self._choice.open, self._list)

    @override
    def start(self) -> QWidget:
        return self._cards.get(self._choice.open, self._list)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel_beside and self._choice.open:
            card = self._cards.get(self._choice.open)
            self._go(open="")
            layouts.finish()
            focus_into(card or self._list)
        else:
            super().keyPressEvent(event)
