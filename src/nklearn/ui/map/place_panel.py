"""What is known of the province or place that is open, with all that it rests on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.entries import Entry, Row, entry_of
from nklearn.content.map_rows import standing_words
from nklearn.content.map_view import Count, MapView, Site
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.evidence import Use
from nklearn.domain.lessons import Link, Paragraph
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.places import Place
from nklearn.ui import layouts
from nklearn.ui.focusing import focus_into
from nklearn.ui.map.mark_icon import MarkIcon
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row, rule
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose

# How many disagreements stand in the panel; the record page has all.
_RIVALS = 3


class PlacePanel(QWidget):
    """One place of the map, for one choice of the reader."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, catalog: Catalog, view: MapView, choice: MapChoice) -> None:
        super().__init__()
        self._theme, self._catalog, self._view, self._choice = theme, catalog, view, choice
        self._box = column(self, spacing=8)
        place = view.place(choice.open)
        self._place: Place = place
        self._entry: Entry = entry_of(catalog, place)
        self._head()
        if place.sensitivity is Sensitivity.NONE:
            self._fill()
        else:
            self._fold(place.sensitivity, self._fill)

    def _fold(self, sensitivity: Sensitivity, fill: Callable[[], None]) -> None:
        """Keep hard material closed until the reader asks for it."""
        fold = Fold(self._theme, sensitivity)

        def unfold() -> None:
            fill()
            QTimer.singleShot(0, self, self._take_focus)

        def opened() -> None:
            self.setFocus()  # until what comes in the fold's place can take it
            QTimer.singleShot(0, self, unfold)

        fold.opened.connect(opened)
        self._box.addWidget(fold)

    def _take_focus(self) -> None:
        layouts.finish()
        if self.window().focusWidget() is self:
            focus_into(self)

    # -- parts -------------------------------------------------------------------------------

    def _head(self) -> None:
        shown = self._entry
        self._box.addWidget(label(shown.kind_label, "small"))
        self._box.addWidget(label(shown.title, "title"))
        names = " · ".join(filter(None, (shown.hangul, ", ".join(shown.variants))))
        if names:
            self._box.addWidget(label(names, "secondary"))
        province = self._view.province(self._place.id)
        if province is not None and province.count is not None:
            self._counts(province.count)
        elif province is not None:
            self._box.addWidget(label(self.tr("The table of mines has no row for it."), "small"))

    def _counts(self, count: Count) -> None:
        line = row(spacing=6)
        rank = self.tr("%d of %d") % (count.rank, self._view.ranked)
        ranked = self.tr("in rank, shared") if count.ties else self.tr("in rank")
        total = self.tr("of all %d") % self._view.total
        table = str(Address.of("data", self._view.layout.counts))
        for value, words, address in (
            (str(count.number), self.tr("mines counted"), count.address),
            (count.share, total, count.share_address),
            (rank, ranked, table),
        ):
            if not value:
                continue
            card = LinkCard(address, f"{value} {words}")
            card.box.setContentsMargins(8, 6, 6, 6)
            card.box.setSpacing(0)
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(value, "title", wrap=False))
            card.box.addWidget(label(words, "caption"))
            card.box.addStretch(1)
            line.addWidget(card, 1)
        self._box.addLayout(line)
        self._box.addWidget(label(self.tr("Source: %s") % self._view.source, "small"))

    def _fill(self) -> None:
        shown = self._entry
        if shown.about:
            self._box.addWidget(label(shown.about))
        if self._view.province(self._place.id) is None:
            for each in shown.rows:
                if Address.parse(each.address or "nk:place").page != "map":  # that is here
                    self._row(each)
        if shown.note:
            self._box.addWidget(label(shown.note, "small"))
        for rival in self._view.disagreements(self._place)[:_RIVALS]:
            self._box.addWidget(self._rival(rival))
        if self._view.province(self._place.id) is not None:
            self._named()
        self._grounds()
        self._lessons()
        record = Button(self._theme, self.tr("Open its page"), icon="file-text", small=True)
        record.clicked.connect(lambda: self.open_requested.emit(self._place.address))
        self._box.addWidget(record, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, each: Row) -> None:
        """Show one thing to know; where it leads somewhere, as a link."""
        self._box.addWidget(label(each.label, "label"))
        if each.address:
            links = Prose(self._theme, each.label, "small")
            links.set_line((Link(self._goal(each.address), each.value),))
            links.be_links()
            links.open_requested.connect(self.open_requested)
            self._box.addWidget(links)
            return
        if not each.targets:
            self._box.addWidget(label(each.value, "small"))
            return
        links = Prose(self._theme, each.label, "small")
        links.set_line(
            tuple(Link(self._catalog.evidence(t).address, each.value) for t in each.targets[:1])
        )
        links.be_links()
        links.open_requested.connect(self.open_requested)
        self._box.addWidget(links)

    def _goal(self, address: str) -> str:
        """Return where a link of a record leads from here: places of the map stay on the map."""
        goal = Address.parse(address)
        known = self._view.province(goal.rest) or self._view.site(goal.rest)
        return self._here(goal.rest) if goal.page == "place" and known else address

    def _here(self, name: str) -> str:
        """Return the address of another place on the map as it is."""
        state = {key: text for key, text in self._choice.address.query if key != "open"}
        return str(Address.of("map", **state, open=name))

    def _named(self) -> None:
        """List the places that the texts name for a province, with what holds for the year."""
        sites = [s for s in self._view.named_in(self._place.id) if s.id != self._place.id]
        if not sites:
            self._box.addWidget(label(self.tr("The texts name no place here."), "small"))
            return
        self._box.addWidget(rule())
        self._box.addWidget(label(self.tr("Named in the texts: %d") % len(sites), "heading"))
        grid = CardGrid(self._theme, self.tr("Named in the texts"), most=1, least=100)
        grid.show_cards([self._site_card(site) for site in sites])
        self._box.addWidget(grid)

    def _site_card(self, site: Site) -> LinkCard:
        words = standing_words(site, self._choice.year)
        doubt = self.tr("province disputed") if site.disputed else ""
        said = ", ".join(filter(None, (site.place.name, words, doubt)))
        card = LinkCard(self._here(site.id), said)
        card.box.setContentsMargins(10, 8, 10, 8)
        card.open_requested.connect(self.open_requested)
        line = row(spacing=10)
        line.addWidget(MarkIcon(self._theme, site, self._choice.year), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=0)
        texts.addWidget(label(site.place.name, "label"))
        texts.addWidget(label(" · ".join(filter(None, (words, doubt))), "caption"))
        line.addLayout(texts, 1)
        card.box.addLayout(line)
        return card

    def _rival(self, rival: Disagreement) -> QFrame:
        """Show a disagreement; one about hard material stays folded until it is opened."""
        card = frame("conflict")
        box = column(card, spacing=4)
        box.setContentsMargins(12, 10, 12, 10)
        box.addWidget(chip(self.tr("≠ Sources disagree"), "conflict"))
        open_ = rival.sensitivity in (Sensitivity.NONE, self._place.sensitivity)
        if open_:
            box.addWidget(label(rival.title, "label"))
            box.addWidget(label(rival.explanation, "small"))
        else:
            box.addWidget(label(self.tr("Folded: this may be hard to read"), "label"))
        link = Button(self._theme, self.tr("Compare"), kind="note", icon="equal-not")
        goal = str(Address.of("disagreement", rival.id))
        link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
        box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _grounds(self) -> None:
        """List the facts that it rests on; each opens its own."""
        targets = self._place.grounds
        if not targets:
            return
        self._box.addWidget(rule())
        self._box.addWidget(label(self.tr("What this rests on"), "heading"))
        links = Prose(self._theme, self.tr("What this rests on"), "small")
        links.set_blocks([Paragraph((self._fact(target),)) for target in targets])
        links.be_links()
        links.open_requested.connect(self.open_requested)
        self._box.addWidget(links)

    def _fact(self, target: str) -> Link:
        evidence = self._catalog.evidence(target)
        hard = evidence.sensitivity not in (Sensitivity.NONE, self._place.sensitivity)
        title = self.tr("Folded: this may be hard to read") if hard else evidence.title
        return Link(evidence.address, title)

    def _lessons(self) -> None:
        """List the lessons that use one of its facts."""
        found: dict[str, Use] = {}
        for target in self._place.grounds:
            for use in self._catalog.uses_of(target):
                if use.kind in ("lesson", "chart"):
                    found.setdefault(use.title, use)
        if not found:
            return
        self._box.addWidget(label(self.tr("Used by"), "heading"))
        links = Prose(self._theme, self.tr("Used by"), "small")
        links.set_blocks([Paragraph((Link(use.address, use.title),)) for use in found.values()])
        links.be_links()
        links.open_requested.connect(self.open_requested)
        self._box.addWidget(links)
