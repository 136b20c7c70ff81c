"""Songbun: the classes with their categories, the origins, and what followed from class."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.content.label_claims import LabelClaims
from nklearn.content.songbun_tabs import tab_of
from nklearn.content.songbun_view import SongbunView, songbun_view
from nklearn.domain.addresses import Address
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.interchange.labels_csv import write_labels
from nklearn.ui import layouts
from nklearn.ui.accessible import announce
from nklearn.ui.context import Context
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.songbun.board import Board
from nklearn.ui.songbun.panel_parts import LabelPart, PanelPart, TabPart
from nklearn.ui.songbun.sheet import lists_sheet
from nklearn.ui.songbun.tabs import Tabs
from nklearn.ui.songbun.tools import SongbunTools
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.widgets.basics import Button

# A search is told of once nobody has typed for so long, in ms.
_QUIET = 700
# In windows lower than so many px at 100% text the rows take what height there is.
_LOW = 620


class SongbunPage(PanelPage):
    """`nk:songbun` (state: `SongbunChoice`): lists at the left, panel with tabs or a label."""

    rail = "songbun"
    panel_width = 344
    drawer_width = 360

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choice = SongbunChoice()
        self._view: SongbunView | None = None
        self._claims = LabelClaims(context.catalog)
        self._filled = ("", "", False)  # label, tab, whether open: what the panel shows
        self._takes = TakeAway(context, self._offer)
        self._takes.set_narrow(True)
        self._tools = SongbunTools(context.theme, self._takes)
        self._board = Board(context.theme)
        self._tabs = Tabs(context.theme, self._tab_names(), self.tr("What followed from class"))
        self._part: PanelPart | None = None
        self.main.addWidget(self._tools)
        self.main.addWidget(self._board, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(lambda: announce(self._tools.field, self._board.summary.words))
        self._connect()

    def _connect(self) -> None:
        self._tools.find_changed.connect(self._find)
        self._tools.field.rows_requested.connect(self._board.lists.enter)
        self._tools.origins_chosen.connect(self._choose_lists)
        self._tools.printed_chosen.connect(self._choose_wording)
        self._tools.panel_requested.connect(self._open_drawer)
        self._takes.told.connect(self._board.tell)
        self._board.summary.find_requested.connect(self._tools.field.setText)
        self._board.summary.other_lists_requested.connect(self._turn_lists)
        self._board.open_requested.connect(self.open_requested)
        self._board.lists.opened.connect(self._open_label)
        self._board.lists.left_upwards.connect(
            lambda: self._tools.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )
        self._tabs.chosen.connect(self._choose_tab)
        self.panel_closed.connect(self._panel_closed)

    def _tab_names(self) -> dict[str, str]:
        return {
            "food": self.tr("Food"),
            "work": self.tr("Work"),
            "home": self.tr("Home, school"),
            "mobility": self.tr("Mobility"),
        }

    # -- state -------------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = SongbunChoice.parse(address)
        self._show(choice, songbun_view(self.context.catalog, choice))
        if choice.open:
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to the row that is open, once all have their places."""
        layouts.finish()
        self._board.lists.reveal(self._choice.open)

    def _choose(self, choice: SongbunChoice) -> None:
        """Show another choice; nothing happens if it is this one."""
        if choice != self._choice:
            self._show(choice, songbun_view(self.context.catalog, choice))
            self.moved.emit(self.address)

    def _show(self, choice: SongbunChoice, view: SongbunView) -> None:
        self._choice, self._view = choice, view
        self.address, self.crumbs, self.heading = choice.address, (), self.tr("Songbun")
        self._tools.show_choice(choice)
        self._board.show_view(view)
        self._board.tell("")
        self._takes.refresh()
        self._fill_panel()

    def _choose_lists(self, origins: bool) -> None:
        self._choose(replace(self._choice, origins=origins, open=""))

    def _choose_wording(self, printed: bool) -> None:
        self._choose(replace(self._choice, printed=printed))

    def _choose_tab(self, tab: str) -> None:
        self._choose(replace(self._choice, tab=tab, open=""))

    def _find(self, text: str) -> None:
        self._choose(replace(self._choice, find=" ".join(text.split())))
        self._quiet.start()

    def _turn_lists(self) -> None:
        self._tools.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(replace(self._choice, origins=not self._choice.origins, open=""))

    # -- panel -------------------------------------------------------------------------------

    def _fill_panel(self) -> None:
        choice, view = self._choice, self._view
        opened = bool(choice.open or choice.tab)
        wanted = (choice.open, choice.shown_tab, opened)
        if wanted == self._filled:
            return
        self._filled = wanted
        self._tabs.set_value(choice.shown_tab)
        self.panel_box.removeWidget(self._tabs)  # it stays, with the keyboard if that is on it
        label_open = view.opened if view else None
        name = self.tr("Label") if label_open else self.tr("What followed from class")
        self.show_panel(name, open_=opened)
        if label_open:
            self._tabs.hide()
            back = self.tr("Back to %s") % self._tab_names()[choice.shown_tab]
            button = Button(self.context.theme, back, kind="note", icon="arrow-left")
            button.clicked.connect(self._close_label)
            self.panel_box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._part = LabelPart(
                self.context.theme, self.context.catalog, label_open, self._claims
            )
        else:
            self.panel_box.addWidget(self._tabs)
            self._tabs.show()
            tab = tab_of(self.context.catalog, choice.shown_tab)
            made = TabPart(self.context.theme, self.context.catalog, tab, self.panel_body)
            made.label_opened.connect(self._open_label)
            self._part = made
        self._part.open_requested.connect(self.open_requested)
        self.panel_box.addWidget(self._part)
        self.finish_panel()

    @property
    def panel_body(self) -> QWidget:
        """What lies over the panel's content, for cards that tell of a bar."""
        return self.panel_box.parentWidget() or self

    def _open_label(self, label_id: str) -> None:
        self._choose(replace(self._choice, open=label_id))
        if not self.panel_beside:
            self.take_panel_focus()

    def _close_label(self) -> None:
        """Go back from a label to the tab, with the keyboard where it was opened."""
        was = self._choice.open
        self._choose(replace(self._choice, open="", tab=self._choice.shown_tab))
        layouts.finish()
        if not (self.panel_beside and self._board.lists.enter_at(was)):
            self._tabs.take_focus()

    def _open_drawer(self) -> None:
        self._choose(replace(self._choice, tab=self._choice.shown_tab))
        layouts.finish()
        self._tabs.take_focus()

    def _panel_closed(self) -> None:
        was = self._choice.open
        self._choose(replace(self._choice, open="", tab=""))
        if was:
            self._board.lists.enter_at(was)

    # -- taking away -------------------------------------------------------------------------

    def _offer(self) -> Offer:
        view, catalog = self._view, self.context.catalog
        if view is None:
            return Offer("songbun", self.heading)
        title = self._board.summary.words
        return Offer(
            "songbun",
            title,
            sheet=lambda theme: lists_sheet(theme, view, title),
            csv=lambda: write_labels(catalog, view),
            cited=lambda: view.cited,
        )

    @override
    def export(self) -> None:
        self._takes.open_menu()

    # -- layout ------------------------------------------------------------------------------

    @override
    def set_width_class(self, width: int, height: int) -> None:
        super().set_width_class(width, height)
        self._tools.set_compact(not self.panel_beside)
        self._board.set_low(height * 100 / self.context.theme.text_size < _LOW)

    @property
    @override
    def picture(self) -> QWidget:
        return self._tools.field

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._choice.open and self.panel_beside:
            self._close_label()
        else:
            super().keyPressEvent(event)
