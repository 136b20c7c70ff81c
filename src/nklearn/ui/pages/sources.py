"""Sources: the works that everything rests on, and one work with all that rests on it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.overriding import override
from nklearn.content.citations import Cited
from nklearn.content.listing import Listing
from nklearn.content.listings import source_listing
from nklearn.content.text_places import place_group, place_order
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity, Source
from nklearn.domain.facts import FactLine
from nklearn.domain.lessons import Link, Paragraph
from nklearn.ui.context import Context
from nklearn.ui.finder_page import FinderPage
from nklearn.ui.takeaway.buttons import TakeAway
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.told import told_line
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.long_list import LongList
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import capital, counted, folded_words

# So many disagreements are named beside a work; its page of facts has them all.
_NAMED = 12


class SourcesPage(FinderPage):
    """`nk:sources?q=…&kind=…` lists the works, `nk:source/<id>` shows one."""

    rail = "sources"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._source: Source | None = None
        self._take: TakeAway | None = None
        self._counts: dict[str, int] = {}

    @override
    def open(self, address: Address) -> None:
        if address.page == "source":
            self._open_source(address)
            return
        self._source = self._take = None
        self.crumbs, self.heading = (), self.tr("Sources")
        self._counts = self.context.catalog.claims_by_source()
        self.open_list(address)

    # -- the list ----------------------------------------------------------------------------

    @override
    def listing(self) -> Listing[Source]:
        return source_listing(self.context.catalog)

    @override
    def words(self) -> tuple[str, str, str, str]:
        about = self.tr(
            "Each source was made for a purpose. Knowing it helps to weigh what it says."
        )
        asked = self.tr("Search titles, authors and purposes")
        return self.tr("Where it all comes from"), about, asked, self.tr("Kind of source")

    @override
    def facet_words(self, key: str) -> str:
        return capital(key)

    @override
    def counted(self, count: int) -> str:
        return counted(count, self.tr("1 work"), self.tr("%d works"))

    @override
    def fill_side(self) -> None:
        for words, goal in (
            (self.tr("All facts"), "nk:facts"),
            (self.tr("How this was made"), "nk:about"),
        ):
            link = Button(self.context.theme, words, kind="text", icon="chevron-right")
            link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
            self.cards.side.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def card(self, thing: Source) -> LinkCard:
        name = ", ".join(filter(None, (thing.title, thing.authors, thing.issued)))
        card = LinkCard(str(Address.of("source", thing.id)), name)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        head.addWidget(label(thing.title, "heading"), 1)
        if count := self._counts.get(thing.id, 0):
            head.addWidget(chip(counted(count, self.tr("1 fact"), self.tr("%d facts"))))
        card.box.addLayout(head)
        told = ", ".join(filter(None, (capital(thing.kind), thing.authors, thing.issued)))
        card.box.addWidget(label(told, "small"))
        card.box.addWidget(label(thing.purpose, "secondary"))
        return card

    # -- one work ----------------------------------------------------------------------------

    def _open_source(self, address: Address) -> None:
        source = self.context.catalog.source(address.rest)
        self.address, self._source = address, source
        self.crumbs, self.heading = ((self.tr("Sources"), "nk:sources"),), source.short
        self.open_one()
        self._add_head(source)
        lines = [line for line in self.context.catalog.fact_lines() if source.id in line.sources]
        self._add_disagreements(lines)
        self._add_facts(source, lines)
        self.cards.finish()

    def _add_head(self, source: Source) -> None:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(source.title, "title"))
        told = ", ".join(filter(None, (source.authors, source.issued)))
        box.addWidget(label(f"{told}. {capital(source.kind)}.", "small"))
        for name, words in (
            (self.tr("What it was made for"), source.purpose),
            (self.tr("Where its maker stands"), source.position),
            (self.tr("Address given by our text"), source.url),
        ):
            if words:
                box.addWidget(label(name, "label"))
                box.addWidget(label(words))
        self._take = TakeAway(self.context, self._offer)
        foot = row(spacing=10)
        foot.addWidget(self._take)
        foot.addStretch(1)
        box.addLayout(foot)
        box.addWidget(told_line(self._take))
        self.cards.main.addWidget(card)

    def _offer(self) -> Offer:
        source = self._source
        if source is None:
            return Offer("source", self.heading)
        return Offer(source.id, source.title, cited=lambda: (Cited(source.id),))

    @override
    def export(self) -> None:
        if self._take is not None:
            self._take.open_menu()

    def _add_facts(self, source: Source, lines: list[FactLine]) -> None:
        """Show what rests on the work: what was read in it by place, then what came through it."""
        if not lines:
            return
        title = counted(
            len(lines),
            self.tr("What rests on it: 1 fact"),
            self.tr("What rests on it: %d facts"),
        )
        main = self.cards.main
        main.addWidget(label(title, "title"))
        narrow = Button(self.context.theme, self.tr("Search and filter these"), small=True)
        narrow.set_icon("search")
        goal = str(Address.of("facts", source=source.id))
        narrow.clicked.connect(lambda: self.open_requested.emit(goal))
        main.addWidget(narrow, 0, Qt.AlignmentFlag.AlignLeft)
        lines = sorted(
            lines,
            key=lambda line: (line.source != source.id, *place_order(line.place), line.id),
        )
        seen: set[str] = set()
        place = {line.id: number for number, line in enumerate(lines, 1)}

        def card(line: FactLine) -> LinkCard:
            read_here = line.source == source.id
            part = place_group(line.place)[0] if read_here else self._through(line)
            first = part not in seen
            seen.add(part)
            return self._fact(line, part if first else "", place[line.id])

        main.addWidget(LongList(self.context.theme, title, lines, card))

    def _through(self, line: FactLine) -> str:
        return self.tr("Read in %s") % self.context.catalog.source(line.source).short

    def _fact(self, line: FactLine, part: str, number: int) -> LinkCard:
        """Return the card of a fact; the first of a part of the text says which part begins.

        Folded cards are alike to the eye; a screen reader tells them apart by their `number`.
        """
        words = folded_words() if line.folded else line.title
        value = "" if line.folded else line.value
        known = str(number) if line.folded else ""
        name = ", ".join(filter(None, (part, value, words, line.place, known)))
        link = LinkCard(str(Address.of("fact", line.id)), name)
        link.open_requested.connect(self.open_requested)
        if part:
            link.box.addWidget(label(part, "label", tone="accent"))
        head = row(spacing=8)
        head.addWidget(label(words, "heading"), 1)
        if value:
            head.addWidget(label(value.partition("; ")[0], "heading", wrap=False))
        link.box.addLayout(head)
        link.box.addWidget(label(line.place, "small"))
        return link

    def _add_disagreements(self, lines: list[FactLine]) -> None:
        """Name the disagreements that facts of this work take part in."""
        catalog = self.context.catalog
        own = {line.id for line in lines if line.rivalled}
        found = [each for each in catalog.disagreements() if own.intersection(each.members)]
        if not found:
            return
        panel = frame("card")
        box = column(panel, spacing=6)
        box.setContentsMargins(18, 16, 18, 16)
        title = counted(
            len(found),
            self.tr("Part of 1 disagreement"),
            self.tr("Part of %d disagreements"),
        )
        box.addWidget(label(title, "heading"))
        links = Prose(self.context.theme, title, "small")
        links.set_blocks([Paragraph((self._disagreement(each),)) for each in found[:_NAMED]])
        links.be_links()
        links.open_requested.connect(self.open_requested)
        box.addWidget(links)
        if len(found) > _NAMED:
            more = Button(self.context.theme, self.tr("All facts that disagree"), kind="text")
            source = self._source.id if self._source else ""
            goal = str(Address.of("facts", source=source, status="rivalled"))
            more.clicked.connect(lambda: self.open_requested.emit(goal))
            box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.cards.side.addWidget(panel)

    def _disagreement(self, found: Disagreement) -> Link:
        hard = found.sensitivity is not Sensitivity.NONE
        words = folded_words() if hard else found.title
        return Link(str(Address.of("disagreement", found.id)), words)
