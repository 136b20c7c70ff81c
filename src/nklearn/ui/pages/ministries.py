"""Ministries: who ran mining and when, as a picture of its events, a list, and answers."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.lineage import Change, Lineage
from nklearn.content.lineage_part import shown_change
from nklearn.domain.addresses import Address
from nklearn.domain.lineage_choice import PAGE, LineageChoice
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.lineage import words
from nklearn.ui.lineage.asking import AnswerDetails
from nklearn.ui.lineage.details import BodyDetails, ChangeDetails, Details
from nklearn.ui.lineage.legend import LineageLegend
from nklearn.ui.lineage.listing import EventTable
from nklearn.ui.lineage.picture import BODY, LineagePicture
from nklearn.ui.lineage.time_scale import TimeScale
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconButton, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented

# Heights of the window, in px at 100% text, below which the scale has no step line.
_SLIM = 600
# The least width of the window that has room for a title beside the buttons.
_TITLE = 1100


class MinistriesPage(PanelPage):
    """`nk:ministries` and its states (`LineageChoice`); `nk:institutions?on=…` asks for a date."""

    rail = "ministries"
    panel_width = 290

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choice = LineageChoice()
        self._change: Change | None = None
        self._details: Details | None = None
        self.main.addWidget(self._make_card(), 1)
        self._previous, self._next = self._make_steps()
        self.panel_closed.connect(self._closed)

    @cached_property
    def lineage(self) -> Lineage:
        """All that the page shows."""
        return Lineage(self.context.catalog)

    # -- parts -------------------------------------------------------------------------------

    def _make_card(self) -> QFrame:
        theme, lineage = self.context.theme, self.lineage
        card = frame("card")
        self._card_box: QVBoxLayout = column(card, spacing=6)
        self._card_box.addLayout(self._make_head())
        self._legend = LineageLegend(theme, lineage)
        self._card_box.addWidget(self._legend)
        self._told: QLabel = label(role="small")
        self._told.hide()
        self._card_box.addWidget(self._told)
        self._picture = LineagePicture(theme, lineage)
        self._picture.activated.connect(self._activate)
        self._scale = TimeScale(theme, lineage)
        self._scale.chosen.connect(self._step_to)
        self._scale.open_requested.connect(self.open_requested)
        self._list: EventTable | None = None
        self._body = QWidget()
        self._layers = QStackedLayout(self._body)
        lanes = QWidget()
        box = column(lanes, spacing=4)
        box.addWidget(self._picture, 1)
        box.addWidget(self._scale)
        self._layers.addWidget(lanes)
        self._card_box.addWidget(self._body, 1)
        return card

    def _make_head(self) -> QHBoxLayout:
        """Return the line with the title and the tools."""
        theme = self.context.theme
        head = row(spacing=8)
        self._title = label(self._words_of_title(), "chart", wrap=False)
        head.addWidget(self._title)
        head.addStretch(1)
        tools = QWidget()
        line = Flow(tools, spacing=8)  # two lines where longer words have no room in one
        self._ask = Button(theme, self.tr("Who was responsible?"), icon="circle-help", small=True)
        self._ask.clicked.connect(self._begin_question)
        line.addWidget(self._ask)
        self._zooms = self._make_zooms()
        line.addWidget(self._zooms)
        self._takes = TakeAway(self.context, self._offer)
        self._takes.set_narrow(True)
        self._takes.told.connect(self._tell)
        line.addWidget(self._takes)
        self._switch = Segmented(
            theme,
            {"lanes": self.tr("Lanes"), "list": self.tr("List")},
            self.tr("Show as"),
            small=True,
        )
        self._switch.chosen.connect(self._choose_view)
        line.addWidget(self._switch)
        head.addWidget(tools)
        return head

    def _words_of_title(self) -> str:
        first, last = self.lineage.years
        return self.tr("Who ran mining, %d–%d") % (first, last)

    def _make_zooms(self) -> QWidget:
        made = QWidget()
        box = row(made, spacing=2)
        for icon, name, work in (
            ("minus", self.tr("Zoom out (−)"), lambda: self._picture.zoom_out()),
            ("plus", self.tr("Zoom in (+)"), lambda: self._picture.zoom_in()),
            ("rotate-ccw", self.tr("Show all (0)"), lambda: self._picture.zoom_fit()),
        ):
            button = IconButton(self.context.theme, icon, name)
            button.clicked.connect(work)
            box.addWidget(button)
        return made

    def _make_steps(self) -> tuple[Button, Button]:
        theme = self.context.theme
        before = Button(theme, self.tr("Previous"), icon="chevron-left")
        after = Button(theme, self.tr("Next"), icon="chevron-right", icon_after=True)
        before.clicked.connect(lambda: self._step(-1))
        after.clicked.connect(lambda: self._step(1))
        line = row(spacing=8)
        for button in (before, after):
            line.addWidget(button, 1)
        self.panel_foot.addLayout(line)
        return before, after

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = LineageChoice.parse(address)
        self._show(choice)
        self.address = address if address.page != PAGE else self._choice.address
        self.crumbs = ()
        first, last = self.lineage.years
        self.heading = self.tr("Ministries, %d–%d") % (first, last)

    def _show(self, choice: LineageChoice, *, glide: bool = False) -> None:
        """Show a choice.

        Raises:
            UnknownAddressError: there is no such change or body.
        """
        body = self.lineage.body(choice.body) if choice.body and not choice.asked else None
        change = shown_change(self.lineage, choice)
        self._choice, self._change = choice, change
        self._show_list(choice.table)
        self._picture.show_bodies([body.id] if body else [])
        self._picture.show_change(change, glide=glide)
        if change:
            self._scale.show_change(change, glide=glide)
            if self._list:
                self._list.show_change(change)
        self._fill_panel(choice)

    def _show_list(self, table: bool) -> None:
        self._switch.set_value("list" if table else "lanes")
        if table and self._list is None:
            self._list = EventTable(self.context.theme, self.lineage, self._words_of_title())
            self._list.cell_opened.connect(self._open_cell)
            self._layers.addWidget(self._list)
        self._layers.setCurrentIndex(int(table))
        self._zooms.setVisible(not table)
        self.place_panel()

    def _fill_panel(self, choice: LineageChoice) -> None:
        theme, change = self.context.theme, self._change
        count = len(self.lineage.steps)
        if choice.asked:
            name = self.tr("Who was responsible?")
            answer = AnswerDetails(theme, self.lineage, choice)
            answer.asked.connect(self._ask_for)
            self._picture.show_bodies(answer.bodies)
            made: Details | None = answer
        elif choice.body:
            name = self.tr("Institution")
            made = BodyDetails(theme, self.lineage, self.lineage.body(choice.body))
        else:
            name = words.step_words(change, count) if change else ""
            made = ChangeDetails(theme, change) if change else None
        self.show_panel(name, open_=choice.asked or bool(choice.body or choice.change))
        self._details = made
        if made:
            made.open_requested.connect(self._follow)
            self.panel_box.addWidget(made)
        number = change.number if change else 0
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)
        self.finish_panel()

    # -- choosing ----------------------------------------------------------------------------

    def _go(self, choice: LineageChoice) -> None:
        """Move to another state of the page, or to this page from that of a date."""
        if self.address.page != PAGE:
            self.open_requested.emit(str(choice.address))
        elif choice != self._choice:
            self._show(choice, glide=True)
            self.address = choice.address
            self.moved.emit(self.address)

    def _at(self, change: str = "", body: str = "") -> LineageChoice:
        return LineageChoice(change=change, body=body, table=self._choice.table)

    def _step_to(self, code: str) -> None:
        self._go(self._at(code))

    def _step(self, by: int) -> None:
        steps = self.lineage.steps
        number = (self._change.number if self._change else 0) + by
        if 1 <= number <= len(steps):
            self._step_to(steps[number - 1].code)

    def _choose_view(self, value: str) -> None:
        choice = self._choice
        self._go(
            LineageChoice(
                choice.change, choice.body, choice.asked, choice.on, choice.field, value == "list"
            )
        )

    def _activate(self, spot: str) -> None:
        kind, name, *_ = spot.split("/")
        self._go(self._at(self._choice.change, name) if kind == BODY else self._at(name))
        self._come_over()

    def _begin_question(self) -> None:
        self._go(LineageChoice(asked=True, table=self._choice.table))
        self._into_form()

    def _ask_for(self, field: str, on: str) -> None:
        self._go(LineageChoice(asked=True, on=on, field=field, table=self._choice.table))
        self._into_form()

    def _into_form(self) -> None:
        """Put the keyboard into the form, which has been made anew."""

        def take() -> None:
            layouts.finish()
            if isinstance(self._details, AnswerDetails):
                self._details.form.when.setFocus(Qt.FocusReason.OtherFocusReason)

        QTimer.singleShot(0, self, take)

    def _open_cell(self, address: str) -> None:
        self._follow(address)
        self._come_over()

    def _follow(self, address: str) -> None:
        """Go where a link leads: to a state of this page as one that stays, else away."""
        goal = Address.parse(address)
        if goal.page == PAGE and self.address.page == PAGE:
            choice = LineageChoice.parse(goal)
            self.setFocus()  # until the panel, which is made anew, can take it
            self._go(self._at(choice.change, choice.body))
            QTimer.singleShot(0, self, self._return_focus)
        else:
            self.open_requested.emit(address)

    def _return_focus(self) -> None:
        if self.window().focusWidget() is self:
            self.take_panel_focus()

    def _come_over(self) -> None:
        """Put the keyboard into the panel where it has come over the picture."""
        if not self.panel_beside:
            QTimer.singleShot(0, self, self.take_panel_focus)

    def _closed(self) -> None:
        if self._choice.asked or self._choice.body or self._choice.change:
            self._go(LineageChoice(table=self._choice.table))

    # -- taking away -------------------------------------------------------------------------

    @override
    def export(self) -> None:
        self._takes.open_menu()

    def _offer(self) -> Offer:
        from nklearn.interchange.events_csv import write_events

        return Offer(
            "ministries",
            self._words_of_title(),
            sheet=self._sheet,
            csv=lambda: write_events(self.lineage),
            cited=self._cited,
        )

    def _cited(self) -> tuple[Cited, ...]:
        catalog = self.context.catalog
        found = (catalog.evidence(target).locator for target in self.lineage.targets())
        return tuple(dict.fromkeys(Cited(each.source, each.place) for each in found))

    def _sheet(self, theme: Theme) -> QWidget:
        """Return the picture anew, with its legend and scale, as it stands on paper."""
        from nklearn.ui.takeaway.sheet import sheet

        body = QWidget()
        box = column(body, spacing=6)
        box.addWidget(LineageLegend(theme, self.lineage))
        picture, scale = LineagePicture(theme, self.lineage), TimeScale(theme, self.lineage)
        box.addWidget(picture, 1)
        box.addWidget(scale)
        if self._change:
            picture.show_change(self._change)
            scale.show_change(self._change)
        places = dict.fromkeys(each.source for each in self._cited())
        works = "; ".join(self.context.catalog.source_line(source, "") for source in places)
        source = self.tr("Source: %s") % works
        return sheet(theme, self._words_of_title(), "", body, source)

    def _tell(self, told: str) -> None:
        self._told.setText(told)
        self._told.setVisible(bool(told))

    # -- layout ------------------------------------------------------------------------------

    @property
    @override
    def picture(self) -> QWidget:
        return self._list if self._choice.table and self._list else self._picture

    @override
    def set_width_class(self, width: int, height: int) -> None:
        super().set_width_class(width, height)
        pad = 10 if height < 720 else 16
        self._card_box.setContentsMargins(12, pad, 10, pad)
        side, edge = self.main.contentsMargins(), 14
        self.main.setContentsMargins(edge, side.top(), edge, side.bottom())

        self._title.setVisible(width >= _TITLE)  # the top bar says it, too
        self._scale.set_slim(height * 100 / self.context.theme.text_size < _SLIM)

    @override
    def place_panel(self) -> None:
        super().place_panel()
        over = not self.panel_beside and self._panel.isVisible()
        # What the panel covers would be out of reach: the picture makes room.
        self._body.setContentsMargins(0, 0, self._panel.width() if over else 0, 0)
        # Half a legend says nothing; the lanes need its room.
        self._legend.setVisible(not over and not self._choice.table)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._legend.fit()
