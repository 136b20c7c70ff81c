"""Pages of plain text: About and Help, written like lessons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.content.contents import Place
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Bullets, Paragraph
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.settings.content import where_it_is
from nklearn.ui.settings.school import breaking
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.prose import Prose


class TextPage(ColumnPage):
    """Shows the text page that has the name of its address (`nk:about`, `nk:help`)."""

    cap = 720

    @override
    def open(self, address: Address) -> None:
        sections = self.context.catalog.page(address.page)
        self.address, self.crumbs = address, ()
        self.heading = {"help": self.tr("Help"), "about": self.tr("About NKLearn")}.get(
            address.page, address.page
        )
        self.cards.empty()
        self.cards.main.addWidget(label(self.heading, "display"))
        target: QWidget | None = None
        for section in sections:
            heading = label(section.title, "title")
            target = heading if section.id == address.fragment else target
            self.cards.main.addSpacing(6)
            self.cards.main.addWidget(heading)
            prose = Prose(self.context.theme, section.title, "body")
            blocks = [b for b in section.blocks if isinstance(b, Paragraph | Bullets)]
            prose.set_blocks(blocks)
            prose.open_directly()
            prose.open_requested.connect(self.open_requested)
            self.cards.main.addWidget(prose)
        if address.page == "help" and (whom := self.context.preferences.talk_to):
            self.cards.main.addSpacing(6)
            self.cards.main.addWidget(label(self.tr("Whom to talk to"), "title"))
            self.cards.main.addWidget(label(whom))
        if address.page == "about" and (used := self.context.contents.used):
            self.cards.main.addSpacing(6)
            self.cards.main.addWidget(label(self.tr("The content that is in use"), "title"))
            self.cards.main.addWidget(label(where_it_is(used)))
            if used.place is not Place.PROGRAM:
                self.cards.main.addWidget(breaking(str(used.path)))
        self.cards.finish()
        if target is not None:
            self.cards.ensureWidgetVisible(target)
