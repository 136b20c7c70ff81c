"""Settings: the reader's name, the look, this computer, where work is kept, keys, versions."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nklearn import __version__
from nklearn.base import paths
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui import layouts
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.settings.content import ContentCard
from nklearn.ui.settings.data import DataCard
from nklearn.ui.settings.looking import LessonCard, LookCard, PracticeCard
from nklearn.ui.settings.place import PlaceCard
from nklearn.ui.settings.reader import ReaderCard
from nklearn.ui.settings.school import ComputerCard, SchoolCard, breaking
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule


class SettingsPage(ColumnPage):
    """`nk:settings`; `nk:settings#name` begins at the reader's name. All acts at once."""

    rail = "settings"
    cap = 1180

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._reader: ReaderCard | None = None
        self._looks: list[LookCard | LessonCard] = []
        context.theme.changed.connect(self._show_look)

    @override
    def open(self, address: Address) -> None:
        self.address, self.crumbs, self.heading = address, (), self.tr("Settings")
        self.cards.empty()
        context, main, side = self.context, self.cards.main, self.cards.side
        self._looks = [LookCard(context), LessonCard(context)]
        self._reader = ReaderCard(context)
        own = context.people.keeps and not context.reader.guest
        shared = [ComputerCard(context), SchoolCard(context)] if own else []
        person = context.learner.known if own else None
        # What a teacher keeps is more than a profile: its folder is theirs to delete.
        mine = [DataCard(context, person)] if person and context.teacher is None else []
        looks = (*self._looks, PracticeCard(context))
        for card in (*looks, self._reader, *mine, *shared):
            self._add(main, card)
        self._add(side, PlaceCard(context))
        self._add(side, ContentCard(context))
        side.addWidget(self._keys_card())
        side.addWidget(self._about_card())
        self.cards.finish()
        self._show_look()

    @override
    def start(self) -> QWidget:
        form = self._reader.form if self._reader else None
        return form if self.address.fragment == "name" and form is not None else self.cards

    def _add(self, box: QVBoxLayout, card: Card) -> None:
        card.open_requested.connect(self.open_requested)
        # Later: what is taken out then includes the card, which is still at work.
        card.refill_requested.connect(lambda: QTimer.singleShot(0, self, self._refill))
        box.addWidget(card)

    def _card(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 14, 18, 16)
        box.addWidget(label(title, "title"))
        return card, box

    def _show_look(self) -> None:
        for card in self._looks:
            if shiboken6.isValid(card):
                card.show_look()

    def _refill(self) -> None:
        """Show everything anew, where the reader was."""
        at = self.cards.verticalScrollBar().value()
        self.open(self.address)
        layouts.finish()
        self.cards.verticalScrollBar().setValue(at)

    # -- keys and versions -------------------------------------------------------------------

    def _keys_card(self) -> QWidget:
        card, box = self._card(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for number, (key, does) in enumerate(self._keys()):
            chip = label(key, "key", wrap=False)
            grid.addWidget(chip, number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, "small"), number, 1)
        box.addLayout(grid)
        more = Button(self.context.theme, self.tr("All keys, and how to read"), kind="text")
        more.clicked.connect(lambda: self.open_requested.emit("nk:help"))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl K", self.tr("Search")),
            ("Alt 1 …", self.tr("Pages at the left")),
            ("Alt ← →", self.tr("Back and forward")),
            ("F6", self.tr("Next part of the window")),
            ("F7", self.tr("Next citation or word")),
            ("Ctrl + −", self.tr("Text size")),
            ("Ctrl D", self.tr("Theme")),
            ("Ctrl ,", self.tr("Settings")),
            ("F1", self.tr("Help")),
        )

    def _about_card(self) -> QWidget:
        card, box = self._card(self.tr("About"))
        pack = self.context.catalog.version
        told = self.tr("NKLearn %s with content pack %s. It works without a network.")
        box.addWidget(label(told % (__version__, pack), "secondary"))
        box.addWidget(rule())
        line = row(spacing=16)
        for words, goal in (
            (self.tr("How this was made"), "nk:about"),
            (self.tr("Help"), "nk:help"),
        ):
            link = Button(self.context.theme, words, kind="text")
            link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
            line.addWidget(link)
        line.addStretch(1)
        box.addLayout(line)
        box.addWidget(rule())
        told = self.tr(
            "NKLearn is made with Qt and PySide6, under the LGPL 3, and with other free software. "
            "The licences are in this folder:"
        )
        box.addWidget(label(told, "small"))
        box.addWidget(breaking(str(paths.resources() / "licences")))
        return card
