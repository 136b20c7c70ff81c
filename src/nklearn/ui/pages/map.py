"""Map: mines by province and named places, on a map, as equal tiles and as a list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.domain.addresses import Address
from nklearn.domain.map_choice import VIEWS, MapChoice
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.map.controls import Layers, YearBar
from nklearn.ui.map.find_field import FindField
from nklearn.ui.map.legend import Forms
from nklearn.ui.map.place_list import PlaceList
from nklearn.ui.map.place_panel import PlacePanel
from nklearn.ui.map.stage import Stage
from nklearn.ui.map.taking import taken
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, clear, column, label, row, rule
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted

# How long the field waits for the next letter, in ms.
_PAUSE = 180
# How many finds the panel lists.
_FINDS = 12


class MapPage(PanelPage):
    """`nk:map` (state: `MapChoice`): the panel has the layers and the place that is open."""

    rail = "map"
    panel_width = 330

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading = self.tr("Map")
        self._view = MapView(context.catalog)
        self._choice = MapChoice()
        self._layers_open = self._goes_into_panel = False
        theme = context.theme
        self._stage = Stage(theme, self._view)
        self._stage.activated.connect(self._open_mark)
        self._stage.open_requested.connect(self.open_requested)
        self._list = PlaceList(theme, self._view)
        self._list.cell_opened.connect(self._open_place)
        self.panel_closed.connect(self._closed)
        self._make_panel_parts()
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(14)
        self.main.addLayout(self._tools)
        self._told = label(role="small")
        self._told.hide()
        self.main.addWidget(self._told)
        self._make_tools()
        self._pictures = QStackedLayout()
        # First: what is put into a stack that has no parent yet is shown as a window.
        self.main.addLayout(self._pictures, 1)
        self._scroll = QScrollArea()
        scrolling.set_up(self._scroll)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._stage)
        self._pictures.addWidget(self._scroll)
        self._pictures.addWidget(self._list)

    def _make_tools(self) -> None:
        theme = self.context.theme
        self._first = first = row(spacing=12)
        self._find = FindField(theme)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look_up)
        self._find.textChanged.connect(lambda: self._pause.start())
        self._find.returnPressed.connect(self._open_first)
        first.addWidget(self._find, 1)
        names = {"map": self.tr("Map"), "tiles": self.tr("Tiles"), "list": self.tr("List")}
        self._views = Segmented(theme, {key: names[key] for key in VIEWS}, self.tr("Show as"))
        self._views.chosen.connect(self._choose_view)
        first.addWidget(self._views)
        self._layers_button = Button(theme, self.tr("Layers"), icon="layers")
        self._layers_button.clicked.connect(self._show_layers)
        first.addWidget(self._layers_button)
        self._takes = TakeAway(self.context, self._offer)
        self._takes.set_narrow(True)
        self._takes.told.connect(self._tell)
        first.addWidget(self._takes)
        self._tools.addLayout(first, 6)
        self._years = YearBar(theme, self._view.years)
        self._years.chosen.connect(self._choose_year)
        self._tools.addWidget(self._years, 6)

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = MapChoice.parse(address)
        if choice.open:
            self._view.place(choice.open)  # raises if there is none
        if choice.year not in self._view.years:
            choice = replace(choice, year="")
        self._layers_open = False
        self._show(choice)

    def _show(self, choice: MapChoice) -> None:
        if choice.view != self._choice.view:
            self._hold_focus(self._stage, self._list)
        self._choice, self.address = choice, choice.address
        self._views.set_value(choice.view)
        self._years.show_year(choice.year)
        if self._find.text() != choice.find and not self._pause.isActive():
            self._find.setText(choice.find)
            self._pause.stop()
        if choice.view == "list":
            self._list.show_choice(choice)
        else:
            self._stage.show_choice(choice)
        self._pictures.setCurrentWidget(self._list if choice.view == "list" else self._scroll)
        self._fill_panel()

    def _follow(self, choice: MapChoice) -> None:
        """Show what the reader has chosen and say where they are now."""
        if choice != self._choice:
            self._show(choice)
            self.moved.emit(self.address)

    def _offer(self) -> Offer:
        """Say what can be taken away of what is shown."""
        return taken(self.context.catalog, self._view, self._choice)

    def _tell(self, words: str) -> None:
        """Say what was saved or found, above the picture."""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _found_words(self) -> str:
        """Return how much the words in the field find; empty if there are none."""
        if not self._choice.find:
            return ""
        found = len(self._view.found(self._choice.find))
        if not found:
            return self.tr("No place on the map has “%s”.") % self._choice.find
        return counted(found, self.tr("1 place found"), self.tr("%d places found"))

    def _make_panel_parts(self) -> None:
        """Put the layers into the panel, which stay, and below them what is open, which changes."""
        self.show_panel(self.tr("Layers and places"), open_=False)
        theme = self.context.theme
        self._layers = QWidget()
        box = column(self._layers, spacing=12)
        self._boxes = Layers(theme, self._view)
        self._boxes.toggled.connect(self._toggle)
        box.addWidget(self._boxes)
        box.addWidget(Forms(theme))
        box.addWidget(rule())
        self.panel_box.addWidget(self._layers)
        self._about = QWidget()
        self._about_box = column(self._about, spacing=12)
        self.panel_box.addWidget(self._about)
        self.finish_panel()

    def _fill_panel(self) -> None:
        choice = self._choice
        self._hold_focus(self._about)
        clear(self._about_box)
        # In a narrow window nothing but these words tells what was found.
        self._tell("" if self.panel_beside else self._found_words())
        self._layers.setVisible(self.panel_beside or self._layers_open)
        self._boxes.show_choice(choice)
        if choice.find and (self.panel_beside or not choice.open):
            self._add_finds()
        if choice.open:
            panel = PlacePanel(self.context.theme, self.context.catalog, self._view, choice)
            panel.open_requested.connect(self.open_requested)
            self._about_box.addWidget(panel)
        elif not choice.find:
            words = self.tr("Choose a province or a mark to see what is known of it.")
            self._about_box.addWidget(label(words, "secondary"))
        self._open = bool(choice.open) or self._layers_open
        self.place_panel()
        QTimer.singleShot(0, self, self._settle)

    def _hold_focus(self, *parts: QWidget) -> None:
        """Keep the keyboard while one of some parts goes, until what comes can take it."""
        focus = self.window().focusWidget()
        found = next((own for own in parts if focus and own.isAncestorOf(focus)), None)
        if found is not None or focus in parts:
            self._goes_into_panel = found is self._about
            self.setFocus()

    def _settle(self) -> None:
        """Have the panel laid out, and the keyboard where it belongs if what had it has gone."""
        layouts.finish()
        if self.window().focusWidget() is not self:
            return
        if not (self._goes_into_panel and focus_into(self._about)):
            focus_into(self.picture)

    def _add_finds(self) -> None:
        """List what the words in the field find."""
        found = self._view.found(self._choice.find)
        words = self._found_words()
        self._about_box.addWidget(label(words, "heading"))
        cards = [self._find_card(name) for name in found[:_FINDS]]
        if cards:
            grid = CardGrid(self.context.theme, words, most=1, least=100)
            grid.show_cards(cards)
            self._about_box.addWidget(grid)
        if len(found) > _FINDS:
            more = self.tr("The list has all %d.") % len(found)
            self._about_box.addWidget(label(more, "small"))

    def _find_card(self, name: str) -> LinkCard:
        place = self._view.place(name)
        title = f"{place.name} {place.hangul}".strip()
        card = LinkCard(str(replace(self._choice, open=name).address), title)
        card.box.setContentsMargins(10, 6, 10, 6)
        card.box.addWidget(label(title, "label"))
        card.open_requested.connect(self.open_requested)
        return card

    # -- wishes ------------------------------------------------------------------------------

    def _open_mark(self, name: str) -> None:
        self._open_place(name.partition(":")[0])

    def _open_place(self, name: str) -> None:
        self._layers_open = False
        self._follow(replace(self._choice, open=name))
        if not self.panel_beside:
            self.take_panel_focus()

    def _closed(self) -> None:
        self._layers_open = False
        self._follow(replace(self._choice, open=""))

    def _choose_view(self, name: str) -> None:
        view = next((each for each in VIEWS if each == name), "map")
        self._follow(replace(self._choice, view=view))

    def _choose_year(self, year: str) -> None:
        self._follow(replace(self._choice, year=year))

    def _toggle(self, layer: str) -> None:
        self._follow(self._choice.toggled(layer))

    def _show_layers(self) -> None:
        self._layers_open = True
        self._fill_panel()
        self.take_panel_focus()

    def _look_up(self) -> None:
        self._follow(replace(self._choice, find=" ".join(self._find.text().split())))

    def _open_first(self) -> None:
        self._pause.stop()
        self._look_up()
        if found := self._view.found(self._choice.find):
            self._open_place(found[0])

    # -- layout ------------------------------------------------------------------------------

    @override
    def set_width_class(self, width: int, height: int) -> None:
        before = self.panel_beside
        super().set_width_class(width, height)
        self._layers_button.setVisible(not self.panel_beside)
        self._lay_tools()
        if self.panel_beside != before:
            self._fill_panel()

    def _lay_tools(self) -> None:
        """Put the tools into one line where they have the room, else the years below the rest."""
        margins = self.main.contentsMargins()
        panel = self.context.theme.px(self.panel_width) if self.panel_beside else 0
        room = self.width() - panel - margins.left() - margins.right()
        needed = self._first.minimumSize().width() + self._years.minimumSizeHint().width()
        # With some room to spare, so that the field shows what it is for.
        one = needed + self.context.theme.px(60) <= room
        way = QBoxLayout.Direction
        self._tools.setDirection(way.LeftToRight if one else way.TopToBottom)
        self._tools.setSpacing(14 if one else 8)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._lay_tools()

    @property
    @override
    def picture(self) -> QWidget:
        return self._list if self._choice.view == "list" else self._stage.canvas

    @override
    def start(self) -> QWidget:
        return self.picture

    @override
    def export(self) -> None:
        self._takes.open_menu()
