"""Map: mines by province and named places, on a map, as equal tiles and as a list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.domain.addresses import Address
from nklearn.domain.map_choice import VIEWS, MapChoice
from nklearn.ui import icons
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.map.controls import Layers, YearBar
from nklearn.ui.map.legend import Forms
from nklearn.ui.map.place_list import PlaceList
from nklearn.ui.map.place_panel import PlacePanel
from nklearn.ui.map.stage import Stage
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.widgets.basics import Button, label, row, rule
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
        self._layers_open = False
        theme = context.theme
        self._stage = Stage(theme, self._view)
        self._stage.activated.connect(self._open_mark)
        self._stage.open_requested.connect(self.open_requested)
        self._list = PlaceList(theme, self._view)
        self._list.cell_opened.connect(self._open_place)
        self.panel_closed.connect(self._closed)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(14)
        self.main.addLayout(self._tools)
        self._make_tools()
        self._pictures = QStackedLayout()
        self._pictures.addWidget(self._stage)
        self._pictures.addWidget(self._list)
        self.main.addLayout(self._pictures, 1)

    def _make_tools(self) -> None:
        theme = self.context.theme
        first = row(spacing=12)
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Find a place or mineral"))
        self._find.setAccessibleName(self.tr("Find a place or mineral"))
        self._find.setClearButtonEnabled(True)
        self._find.addAction(
            icons.icon("search", theme.color("TEXT_MUTED")),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look_up)
        self._find.textEdited.connect(lambda: self._pause.start())
        self._find.returnPressed.connect(self._open_first)
        first.addWidget(self._find, 1)
        names = {"map": self.tr("Map"), "tiles": self.tr("Tiles"), "list": self.tr("List")}
        self._views = Segmented(theme, {key: names[key] for key in VIEWS}, self.tr("Show as"))
        self._views.chosen.connect(self._choose_view)
        first.addWidget(self._views)
        self._layers_button = Button(theme, self.tr("Layers"), icon="layers")
        self._layers_button.clicked.connect(self._show_layers)
        first.addWidget(self._layers_button)
        self._tools.addLayout(first, 5)
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
        self._choice, self.address = choice, choice.address
        self._views.set_value(choice.view)
        self._years.show_year(choice.year)
        if self._find.text() != choice.find and not self._pause.isActive():
            self._find.setText(choice.find)
        if choice.view == "list":
            self._list.show_choice(choice)
        else:
            self._stage.show_choice(choice)
        self._pictures.setCurrentWidget(self._list if choice.view == "list" else self._stage)
        self._fill_panel()

    def _follow(self, choice: MapChoice) -> None:
        """Show what the reader has chosen and say where they are now."""
        if choice != self._choice:
            self._show(choice)
            self.moved.emit(self.address)

    def _fill_panel(self) -> None:
        choice = self._choice
        wanted = bool(choice.open or choice.find) or self._layers_open
        self.show_panel(self.tr("Layers and places"), open_=wanted)
        if self.panel_beside or self._layers_open:
            layers = Layers(self.context.theme, self._view)
            layers.show_choice(choice)
            layers.toggled.connect(self._toggle)
            self.panel_box.addWidget(layers)
            self.panel_box.addWidget(Forms(self.context.theme))
            self.panel_box.addWidget(rule())
        if choice.find:
            self._add_finds()
        if choice.open:
            panel = PlacePanel(self.context.theme, self.context.catalog, self._view, choice)
            panel.open_requested.connect(self.open_requested)
            self.panel_box.addWidget(panel)
        elif not choice.find:
            words = self.tr("Choose a province or a mark to see what is known of it.")
            self.panel_box.addWidget(label(words, "secondary"))
        self.finish_panel()

    def _add_finds(self) -> None:
        """List what the words in the field find."""
        found = self._view.found(self._choice.find)
        words = counted(len(found), self.tr("1 place found"), self.tr("%d places found"))
        if not found:
            words = self.tr("No place on the map has “%s”.") % self._choice.find
        self.panel_box.addWidget(label(words, "heading"))
        cards = [self._find_card(name) for name in found[:_FINDS]]
        if cards:
            grid = CardGrid(self.context.theme, words, most=1, least=100)
            grid.show_cards(cards)
            self.panel_box.addWidget(grid)
        if len(found) > _FINDS:
            more = self.tr("The list has all %d.") % len(found)
            self.panel_box.addWidget(label(more, "small"))

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
        way = QBoxLayout.Direction
        self._tools.setDirection(way.LeftToRight if self.panel_beside else way.TopToBottom)
        self._tools.setSpacing(14 if self.panel_beside else 8)
        if self.panel_beside != before:
            self._fill_panel()

    @property
    @override
    def picture(self) -> QWidget:
        return self._list if self._choice.view == "list" else self._stage.canvas

    @override
    def start(self) -> QWidget:
        return self.picture

    def take_focus(self) -> None:
        """Put the keyboard on the picture."""
        focus_into(self.picture)
