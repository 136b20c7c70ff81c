"""One fact: its card with all that belongs to it, and what stands near it in the text."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.overriding import override
from nklearn.content.claim_view import ClaimView, cited, claim_view
from nklearn.content.text_places import place_group, place_order
from nklearn.domain.addresses import Address
from nklearn.domain.facts import FactLine
from nklearn.domain.lessons import Link, Paragraph
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.told import told_line
from nklearn.ui.widgets.basics import Button, column, frame, label
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.prose import Prose

# So many neighbours are named.
_NEAR = 8


class FactPage(ColumnPage):
    """Shows `nk:fact/<claim>`."""

    rail = "sources"
    cap = 1080

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: ClaimView | None = None
        self._take: TakeAway | None = None

    @override
    def open(self, address: Address) -> None:
        view = claim_view(self.context.catalog, address.rest)
        self._view, self.address = view, address
        evidence, theme = view.evidence, self.context.theme
        source = self.context.catalog.source(evidence.locator.source)
        self.crumbs = (
            (self.tr("Facts"), "nk:facts"),
            (source.short, str(Address.of("source", source.id))),
        )
        self.heading = self.tr("Fact")
        self.cards.empty()
        card = EvidenceCard(theme, evidence, view=view)
        card.open_requested.connect(self.open_requested)
        self.cards.main.addWidget(card)
        self._take = TakeAway(self.context, self._offer)
        self.cards.side.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        self.cards.side.addWidget(told_line(self._take))
        self._add_neighbours(view)
        self.cards.finish()

    def _offer(self) -> Offer:
        view = self._view
        if view is None:
            return Offer("fact", self.heading)
        return Offer(self.address.rest, self.heading, cited=lambda: cited(view.evidence))

    @override
    def export(self) -> None:
        if self._take is not None:
            self._take.open_menu()

    def _add_neighbours(self, view: ClaimView) -> None:
        """Name the facts that stand near this one in its text, and lead to all of them."""
        own, place = view.evidence.locator.source, view.evidence.locator.place
        part = place_group(place)[0]
        lines = [
            line
            for line in self.context.catalog.fact_lines()
            if line.source == own and place_group(line.place)[0] == part
        ]
        lines.sort(key=lambda line: (*place_order(line.place), line.id))
        here = next((n for n, line in enumerate(lines) if line.id == view.evidence.target), 0)
        first = max(0, min(here - _NEAR // 2, len(lines) - _NEAR - 1))
        near = [line for line in lines[first : first + _NEAR + 1] if line is not lines[here]]
        panel = frame("card")
        box = column(panel, spacing=6)
        box.setContentsMargins(18, 16, 18, 16)
        named = [line for line in near if not line.folded]
        if named:
            box.addWidget(label(self.tr("Near it: %s") % part, "heading"))
            box.addWidget(self._links(part, named))
        more = Button(self.context.theme, self.tr("All facts of this text"), kind="text")
        goal = str(Address.of("facts", source=own))
        more.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.cards.side.addWidget(panel)

    def _links(self, part: str, lines: list[FactLine]) -> Prose:
        links = Prose(self.context.theme, self.tr("Near it: %s") % part, "small")
        links.set_blocks(
            [Paragraph((Link(str(Address.of("fact", line.id)), line.title),)) for line in lines]
        )
        links.be_links()
        links.open_requested.connect(self.open_requested)
        return links
