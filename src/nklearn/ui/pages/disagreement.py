"""Numbers that disagree: all of them, or one with its rival values side by side."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.listing import Listing
from nklearn.content.listings import disagreement_listing
from nklearn.content.rivals import rivals
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.evidence import Evidence
from nklearn.ui.context import Context
from nklearn.ui.finder_page import FinderPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.told import told_line
from nklearn.ui.widgets.basics import chip, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.rival_rows import RivalRows
from nklearn.ui.words import capital, counted, difference, folded_words


class DisagreementPage(FinderPage):
    """`nk:disagreement?q=…&differs=…` lists them, `nk:disagreement/<id>` compares one."""

    rail = "sources"
    filter = "differs"
    cap = 1080

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._one: Disagreement | None = None
        self._take: TakeAway | None = None

    @override
    def open(self, address: Address) -> None:
        one = self.context.catalog.disagreement(address.rest) if address.path else None
        self._one, self.address = one, address
        title = self.tr("Numbers that disagree")
        self.heading, self.crumbs = title, ()
        if one is None:
            self._take = None
            self.open_list(address)
            return
        self.crumbs = ((title, "nk:disagreement"),)
        hard = one.sensitivity is not Sensitivity.NONE
        self.heading = folded_words() if hard else one.title
        self.open_one()
        if hard:
            card = frame("card")
            box = column(card, spacing=6)
            box.setContentsMargins(18, 16, 18, 16)
            box.addWidget(self.folded(one.sensitivity, lambda: self._compare(one)))
            self.cards.main.addWidget(card)
        else:
            self._compare(one)
        self.cards.finish()

    # -- the list ----------------------------------------------------------------------------

    @override
    def listing(self) -> Listing[Disagreement]:
        return disagreement_listing(self.context.catalog)

    @override
    def words(self) -> tuple[str, str, str, str]:
        about = self.tr(
            "Where sources, or two places of one source, say different things. We set the values "
            "beside one another, say how they differ, and never make one of them."
        )
        asked = self.tr("Search what disagrees")
        return self.heading, about, asked, self.tr("What differs")

    @override
    def facet_words(self, key: str) -> str:
        return difference(key)

    @override
    def counted(self, count: int) -> str:
        return counted(count, self.tr("1 disagreement"), self.tr("%d disagreements"))

    @override
    def card(self, thing: Disagreement) -> LinkCard:
        hard = thing.sensitivity is not Sensitivity.NONE
        words = folded_words() if hard else thing.title
        # Folded cards are alike to the eye; a screen reader tells them apart by their number.
        number = self.all_things.things.index(thing) + 1
        name = f"{words}, {number}" if hard else words
        card = LinkCard(str(Address.of("disagreement", thing.id)), name)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(words, "heading"), 1)
        for kind in thing.differs_in:
            head.addWidget(chip(f"≠ {difference(kind)}", "conflict"))
        card.box.addLayout(head)
        if not hard:
            card.box.setSpacing(8)
            rows = RivalRows(self.context.theme, rivals(self.context.catalog, thing))
            rows.open_requested.connect(self.open_requested)
            card.box.addWidget(rows)
            card.box.addWidget(label(thing.explanation, "small"))
        return card

    # -- one ---------------------------------------------------------------------------------

    def _compare(self, found: Disagreement) -> None:
        main, theme = self.cards.main, self.context.theme
        main.addWidget(label(found.title, "display"))
        panel = frame("conflict")
        box = column(panel, spacing=8)
        box.setContentsMargins(18, 14, 18, 14)
        kinds = Flow()
        for kind in found.differs_in:
            kinds.addWidget(chip(f"≠ {difference(kind)}", "conflict"))
        box.addLayout(kinds)
        sides = rivals(self.context.catalog, found)
        if sides.ends is not None:
            rows = RivalRows(theme, sides)
            rows.open_requested.connect(self.open_requested)
            box.addWidget(rows)
        box.addWidget(label(found.explanation))
        box.addWidget(label(self.tr("What our lessons say meanwhile"), "label"))
        box.addWidget(label(found.meanwhile))
        main.addWidget(panel)
        for side in sides.sides:
            main.addWidget(self._side(side.evidence, found))
        self._take = TakeAway(self.context, self._offer)
        told = told_line(self._take)
        foot = row(spacing=10)
        foot.addWidget(self._take)
        foot.addWidget(told, 1)
        main.addLayout(foot)

    def _offer(self) -> Offer:
        one = self._one
        if one is None:
            return Offer("disagreement", self.heading)
        catalog = self.context.catalog

        def cited() -> tuple[Cited, ...]:
            places = (catalog.evidence(target).locator for target in one.members)
            return tuple(Cited(each.source, each.place) for each in places)

        return Offer(one.id, self.heading, cited=cited)

    @override
    def export(self) -> None:
        if self._take is not None:
            self._take.open_menu()

    def _side(self, evidence: Evidence, found: Disagreement) -> LinkCard:
        """Return the card of one rival, folded where it is harder than what was unfolded."""
        hard = evidence.sensitivity not in (Sensitivity.NONE, found.sensitivity)
        title = folded_words() if hard else evidence.title
        value = "" if hard else evidence.value
        card = LinkCard(evidence.address, ", ".join(filter(None, (title, value))))
        card.open_requested.connect(self.open_requested)
        if value:
            card.box.addWidget(label(value, "title"))
        card.box.addWidget(label(capital(title), "heading"))
        if not hard:
            card.box.addWidget(label(evidence.statement, "secondary"))
        card.box.addWidget(label(evidence.source_line, "small"))
        return card
