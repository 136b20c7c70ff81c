"""Time axis: law, resolutions, ministries, camps, trade and flight by date."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.time_axis import TimeAxis
from nklearn.domain.addresses import Address
from nklearn.domain.time_choice import FIRST, TimeChoice
from nklearn.interchange.time_csv import write_times
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.theme import Theme
from nklearn.ui.time.entry_panel import EntryPanel, group_card
from nklearn.ui.time.legend import Legend
from nklearn.ui.time.overview import Overview
from nklearn.ui.time.time_canvas import TimeCanvas
from nklearn.ui.time.time_list import TimeList
from nklearn.ui.time.time_sheet import time_sheet
from nklearn.ui.time.tools import TimeTools
from nklearn.ui.widgets.basics import Button, clear, column, frame, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import counted

# Once the axis has stood still for so long, in ms, its years go into the address.
_STILL = 150


class TimePage(PanelPage):
    """`nk:time` (state: `TimeChoice`): lanes or a list, and the panel with what is open."""

    rail = "ministries"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading = self.tr("Time axis")
        self._axis = TimeAxis(context.catalog)
        self._choice = TimeChoice()
        theme = context.theme
        self._takes = TakeAway(context, self._offer)
        self._takes.set_narrow(True)
        self._tools = TimeTools(theme, self._takes)
        self._tools.find_changed.connect(self._find)
        self._tools.view_chosen.connect(self._choose_view)
        self._tools.toggled.connect(self._toggle)
        self._tools.zoom_requested.connect(self._zoom)
        self._tools.picture_requested.connect(self.take_focus)
        self.main.addWidget(self._tools)
        self._canvas = TimeCanvas(theme, self.tr("Time axis, lanes by subject"))
        self._canvas.activated.connect(self._open_spot)
        self._canvas.window_changed.connect(self._moved_axis)
        self._overview = Overview(theme)
        self._overview.range_changed.connect(self._show_range)
        self._legend = Legend(theme)
        self._list = TimeList(theme)
        self._list.cell_opened.connect(self._open_spot)
        self._told = label(role="small")
        self._takes.told.connect(self._tell)
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._note_years)
        self._steps: tuple[Button, ...] = ()
        self._layers = QStackedLayout()
        self.main.addLayout(self._layers, 1)  # first: a layer without a parent is a window
        self._layers.addWidget(self._make_axis())
        self._layers.addWidget(self._list)
        self.main.addWidget(self._overview)
        self.main.addWidget(self._told)
        self._told.hide()
        self.panel_closed.connect(self._closed)

    def _make_axis(self) -> QWidget:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(12, 8, 8, 8)
        box.addWidget(self._canvas, 1)
        box.addWidget(self._legend)
        return card

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = TimeChoice.parse(address)
        opened = tuple(self._axis.known(name) for name in choice.open)  # raises if there is none
        self._show(replace(choice, open=opened), reveal=True)

    def _show(self, choice: TimeChoice, *, reveal: bool = False) -> None:
        self._choice, self.address = choice, choice.address
        self._tools.show_choice(choice, self._axis.counts(choice.find))
        entries, last = self._axis.shown(choice), self._axis.last
        self._canvas.show_entries(entries, self._axis.strips_of(choice), last)
        self._canvas.show_open(choice.open)
        self._overview.show_entries(entries, last)
        if self._years() != (choice.start, choice.end):
            start, end = choice.start or FIRST, (choice.end or last) + 1
            self._canvas.show_years(float(start), float(end))
        self._overview.show_years(*self._canvas.window_years)
        self._legend.show_entries(self._axis.in_years(choice))
        if choice.view == "list":
            first = next(iter(choice.open), "")
            self._list.show_entries(self._axis.in_years(choice), first)
        self._layers.setCurrentIndex(1 if choice.view == "list" else 0)
        self._tell("")
        self._fill_panel()
        if reveal and choice.open:
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Bring what is open into sight, once all has its place."""
        layouts.finish()
        for name in self._choice.open[:1]:
            self._canvas.reveal_entry(name)

    def _follow(self, choice: TimeChoice) -> None:
        """Show what the reader has chosen and say where they are now."""
        if choice != self._choice:
            self._show(choice)
            self.moved.emit(self.address)

    # -- years -------------------------------------------------------------------------------

    def _years(self) -> tuple[int, int]:
        """Return the first and last year in sight, 0 where that is an end of the axis."""
        start, end = self._canvas.window_years
        first, last = int(start + 0.001), int(end - 0.001)
        return (
            0 if first <= FIRST else first,
            0 if last >= self._axis.last else last,
        )

    def _moved_axis(self) -> None:
        self._overview.show_years(*self._canvas.window_years)
        self._still.start()

    def _show_range(self, start: float, end: float) -> None:
        self._canvas.show_years(start, end)
        self._moved_axis()

    def _note_years(self) -> None:
        start, end = self._years()
        self._follow(replace(self._choice, start=start, end=end))

    def _zoom(self, step: int) -> None:
        if step:
            (self._canvas.zoom_in if step > 0 else self._canvas.zoom_out)()
        else:
            self._canvas.zoom_fit()

    # -- wishes ------------------------------------------------------------------------------

    def _open_spot(self, name: str) -> None:
        self._follow(replace(self._choice, open=tuple(name.split(","))))
        if not self.panel_beside:
            self.take_panel_focus()

    def _find(self, text: str) -> None:
        self._follow(replace(self._choice, find=text))

    def _closed(self) -> None:
        self._follow(replace(self._choice, open=()))

    def _choose_view(self, view: str) -> None:
        self._follow(replace(self._choice, view="list" if view == "list" else "axis"))

    def _toggle(self, subject: str) -> None:
        self._follow(self._choice.toggled(subject))

    def _step(self, step: int) -> None:
        """Open the next or previous entry in time, and bring it into sight."""
        here = self._choice.open[-1 if step > 0 else 0]
        found = self._axis.neighbour(self._choice, here, step)
        if found:
            self._follow(replace(self._choice, open=(found.id,)))
            self._canvas.reveal_entry(found.id)
            self._focus_step(step)

    def _focus_step(self, step: int) -> None:
        """Keep the keyboard on the button, which is a new one; at an end on the other."""
        layouts.finish()
        buttons = self._steps if step < 0 else self._steps[::-1]
        for button in buttons:
            button.show()
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # -- panel -------------------------------------------------------------------------------

    def _fill_panel(self) -> None:
        choice, theme = self._choice, self.context.theme
        self.show_panel(self.tr("On the time axis"), open_=bool(choice.open))
        clear(self.panel_foot)
        first = next(iter(choice.open), "")
        if not first:
            self._add_summary()
        elif len(choice.open) > 1:
            self._add_group()
        elif self._axis.bar(first):
            self._add_value(first)
        else:
            panel = EntryPanel(theme, self.context.catalog, self._axis.entry(first))
            panel.open_requested.connect(self.open_requested)
            self.panel_box.addWidget(panel)
        if first and not self._axis.bar(first):
            self._add_steps()
        self.finish_panel()

    def _add_summary(self) -> None:
        found = len(self._axis.in_years(self._choice))
        words = counted(found, self.tr("1 entry in sight"), self.tr("%d entries in sight"))
        if not found:
            words = self.tr("Nothing here")
        self.panel_box.addWidget(label(words, "heading"))
        hint = self.tr("Choose a mark or a bar to see when it was and what it rests on.")
        if not found:
            hint = self.tr("No entry has these words in these subjects and years.")
        self.panel_box.addWidget(label(hint, "secondary"))
        keys = self.tr(
            "Plus and minus show fewer or more years. "
            "Where marks are dense, a group says how many there are."
        )
        self.panel_box.addWidget(label(keys, "small"))

    def _add_group(self) -> None:
        found = [self._axis.entry(name) for name in self._choice.open]
        words = self.tr("%d entries close together") % len(found)
        self.panel_box.addWidget(label(words, "heading"))
        cards = [
            group_card(str(replace(self._choice, open=(each.id,)).address), each) for each in found
        ]
        for card in cards:
            card.open_requested.connect(self.open_requested)
        grid = CardGrid(self.context.theme, words, most=1, least=100)
        grid.show_cards(cards)
        self.panel_box.addWidget(grid)

    def _add_value(self, name: str) -> None:
        catalog, theme = self.context.catalog, self.context.theme
        target = name.partition("/")[2]
        evidence = catalog.evidence(target)
        card = EvidenceCard(theme, evidence)
        uses = Uses(theme, catalog.uses_of(target))
        for part in (card, uses):
            part.open_requested.connect(self.open_requested)
        self.panel_box.addWidget(card)
        chart = Button(theme, self.tr("Open in the data explorer"), icon="chart-line", small=True)
        chart.clicked.connect(lambda: self.open_requested.emit(evidence.address))
        self.panel_box.addWidget(chart)
        self.panel_box.addWidget(uses)

    def _add_steps(self) -> None:
        theme, line = self.context.theme, row(spacing=8)
        before = Button(theme, self.tr("Previous"), icon="chevron-left", small=True)
        after = Button(theme, self.tr("Next"), icon="chevron-right", icon_after=True, small=True)
        self._steps = (before, after)
        for button, step in ((before, -1), (after, 1)):
            here = self._choice.open[-1 if step > 0 else 0]
            button.setEnabled(self._axis.neighbour(self._choice, here, step) is not None)
            button.clicked.connect(lambda _=False, step=step: self._step(step))
            line.addWidget(button, 1)
        self.panel_foot.addLayout(line)

    # -- taking away -------------------------------------------------------------------------

    def _offer(self) -> Offer:
        choice, catalog = self._choice, self.context.catalog
        entries = self._axis.in_years(choice)

        def made(theme: Theme) -> QWidget:
            return time_sheet(theme, self._axis, choice, self._canvas.window_years)

        def cited() -> tuple[Cited, ...]:
            targets = dict.fromkeys(each.targets[0] for each in entries if each.targets)
            found = (catalog.evidence(target).locator for target in targets)
            return tuple(Cited(each.source, each.place) for each in found)

        return Offer(
            "time-axis",
            self.tr("Time axis"),
            sheet=made,
            csv=lambda: write_times(catalog, entries),
            cited=cited,
        )

    @override
    def export(self) -> None:
        self._takes.open_menu()

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    # -- layout ------------------------------------------------------------------------------

    @property
    @override
    def picture(self) -> QWidget:
        return self._list if self._choice.view == "list" else self._canvas

    @override
    def start(self) -> QWidget:
        return self.picture

    def take_focus(self) -> None:
        """Put the keyboard on the picture."""
        focus_into(self.picture)
