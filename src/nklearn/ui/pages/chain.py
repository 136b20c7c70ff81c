"""The chain of command: who is over whom, as a picture with levels or as an indented list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.chain import Chain
from nklearn.content.citations import Cited
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import ChainChoice
from nklearn.interchange.links_csv import write_links
from nklearn.ui import layouts
from nklearn.ui.chain.lines import LineFilter, line_name
from nklearn.ui.chain.panel import BodyPart, ChainPart
from nklearn.ui.chain.picture import ChainPicture
from nklearn.ui.chain.tree import ChainTree
from nklearn.ui.context import Context
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, frame, label, row
from nklearn.ui.widgets.segmented import Segmented


class ChainPage(PanelPage):
    """`nk:chain` (state: `ChainChoice`): picture or list, and the panel of the open body."""

    rail = "ministries"
    panel_width = 300

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._choice = ChainChoice()
        self._chain = Chain(context.catalog)
        self._canvas = ChainPicture(theme, self._chain)
        self._tree: ChainTree | None = None
        self._lines = LineFilter(theme)
        self._views = Segmented(
            theme,
            {"picture": self.tr("Chain"), "list": self.tr("List")},
            self.tr("View"),
            small=True,
        )
        self._takes = TakeAway(context, self._offer)
        self._takes.set_narrow(True)
        self._told = label(role="small")
        self._told.hide()
        self._fill_main()
        self._canvas.activated.connect(self._activate)
        self._lines.chosen.connect(self._choose_line)
        self._views.chosen.connect(self._choose_view)
        self._takes.told.connect(self._tell)
        self.panel_closed.connect(lambda: self._choose(replace(self._choice, open="")))

    def _fill_main(self) -> None:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(4, 4, 4, 4)
        tools = row(spacing=8)
        tools.addWidget(self._lines, 1)
        tools.addWidget(self._views, 0, Qt.AlignmentFlag.AlignTop)
        tools.addWidget(self._takes, 0, Qt.AlignmentFlag.AlignTop)
        self.main.setSpacing(8)
        self.main.addLayout(tools)
        self.main.addWidget(self._told)
        self._layers = QStackedLayout()
        box.addLayout(self._layers, 1)
        self._layers.addWidget(self._canvas)  # only now: without a parent it would be a window
        self.main.addWidget(card, 1)

    # -- state -------------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        choice = ChainChoice.parse(address)
        if choice.open:
            self._chain.body(choice.open)
        self._show(choice)
        if choice.open:
            layouts.finish()
            self._canvas.reveal(choice.open)

    def _choose(self, choice: ChainChoice) -> None:
        """Show another choice; nothing happens if it is this one."""
        if choice != self._choice:
            self._show(choice)
            self.moved.emit(self.address)

    def _choose_line(self, value: str) -> None:
        self._choose(replace(self._choice, line=self._lines.line_of(value)))

    def _choose_view(self, value: str) -> None:
        self._choose(replace(self._choice, as_list=value == "list"))

    def _show(self, choice: ChainChoice) -> None:
        self._choice = choice
        self.address, self.crumbs = choice.address, ()
        self.heading = self.tr("Chain of command")
        self._lines.set_line(choice.line)
        self._views.set_value("list" if choice.as_list else "picture")
        self._canvas.show_choice(choice)
        if choice.as_list:
            self._list().show_choice(choice)
        self._layers.setCurrentWidget(self._list() if choice.as_list else self._canvas)
        self._tell("")
        self._takes.refresh()
        self._fill_panel()

    def _list(self) -> ChainTree:
        if self._tree is None:
            self._tree = ChainTree(self.context.theme, self._chain)
            self._tree.opened.connect(self._open_body)
            self._layers.addWidget(self._tree)
        return self._tree

    def _activate(self, name: str) -> None:
        box = next((each for each in self._canvas.scene.boxes if each.id == name), None)
        if box is None or not box.members:
            self._open_body(name)
            return
        choice = self._choice
        if box.opened and choice.open in box.members:  # it was open for the sake of one of them
            choice = replace(choice, open="")
        if box.opened == (box.owner in choice.unfolded):
            choice = choice.turned(box.owner)
        self._choose(choice)
        self._canvas.set_cursor_on(name)

    def _open_body(self, name: str) -> None:
        self._choose(replace(self._choice, open=name))
        if not self.panel_beside:
            self.take_panel_focus()

    def _fill_panel(self) -> None:
        name = self._choice.open
        if name:
            self.show_panel(self.tr("Body"))
            part = BodyPart(
                self.context.theme, self.context.catalog, self._chain, self._chain.body(name)
            )
        else:
            self.show_panel(self.tr("About this picture"), open_=False)
            part = ChainPart(self.context.theme, self._chain, self._source())
        part.open_requested.connect(self._follow)
        self.panel_box.addWidget(part)
        self.finish_panel()

    def _follow(self, goal: str) -> None:
        """Open a body of the chain here, with line, folds and view as they are; else elsewhere."""
        address = Address.parse(goal)
        if address.page == "chain":
            self._choose(replace(self._choice, open=ChainChoice.parse(address).open))
            layouts.finish()
            if self.panel_beside:
                self._canvas.set_cursor_on(self._choice.open)
                self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.take_panel_focus()
        else:
            self.open_requested.emit(goal)

    # -- taking away -------------------------------------------------------------------------

    def _cited(self) -> tuple[Cited, ...]:
        catalog, line = self.context.catalog, self._choice.line
        targets = dict.fromkeys(
            target
            for link in self._chain.links
            if line in ("", link.kind)
            for target in link.targets
        )
        found = [catalog.evidence(target).locator for target in targets]
        return tuple(dict.fromkeys(Cited(each.source, each.place) for each in found))

    def _source(self) -> str:
        sources = dict.fromkeys(each.source for each in self._cited())
        return "; ".join(self.context.catalog.source_line(each, "") for each in sources)

    def _offer(self) -> Offer:
        catalog, chain, choice = self.context.catalog, self._chain, self._choice
        title = self.tr("Chain of command: who is over whom")
        lines = line_name(choice.line) if choice.line else self.tr("All lines")
        ways = chain.ways(choice.open) if choice.open else ()
        subtitle = " | ".join([lines, *(way.words for way in ways)])
        source = self.tr("Source: %s") % self._source()

        def make(theme: Theme) -> QWidget:
            return sheet(theme, title, subtitle, ChainPicture(theme, chain, choice), source)

        return Offer(
            "chain-of-command",
            title,
            sheet=make,
            csv=lambda: write_links(catalog, chain, choice.line),
            cited=self._cited,
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
        return self._list() if self._choice.as_list else self._canvas

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._choice.open and self.panel_beside:
            was = self._choice.open
            self._choose(replace(self._choice, open=""))
            self.picture.setFocus(Qt.FocusReason.OtherFocusReason)
            self._canvas.set_cursor_on(was)
        else:
            super().keyPressEvent(event)
