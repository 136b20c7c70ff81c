"""Pages of plain text: About and Help, written like lessons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Bullets, Paragraph
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.widgets.basics import column, label
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.scroll_column import ScrollColumn


class TextPage(Page):
    """Shows the text page that has the name of its address (`nk:about`, `nk:help`)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._scroll = ScrollColumn(context.theme, cap=720)
        column(self).addWidget(self._scroll)

    @override
    def panes(self) -> list[QWidget]:
        return [self._scroll]

    @override
    def open(self, address: Address) -> None:
        sections = self.context.catalog.page(address.page)
        self.address, self.crumbs = address, ()
        self.heading = {"help": self.tr("Help"), "about": self.tr("About NKLearn")}.get(
            address.page, address.page
        )
        self._scroll.empty()
        self._scroll.main.addWidget(label(self.heading, "display"))
        target: QWidget | None = None
        for section in sections:
            heading = label(section.title, "title")
            target = heading if section.id == address.fragment else target
            self._scroll.main.addSpacing(6)
            self._scroll.main.addWidget(heading)
            prose = Prose(self.context.theme, section.title, "body")
            blocks = [b for b in section.blocks if isinstance(b, Paragraph | Bullets)]
            prose.set_blocks(blocks)
            prose.open_directly()
            prose.open_requested.connect(self.open_requested)
            self._scroll.main.addWidget(prose)
        self._scroll.finish()
        if target is not None:
            self._scroll.ensureWidgetVisible(target)
