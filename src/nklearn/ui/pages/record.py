"""One record: an institution, an event, a place, a law and the like, with all that it rests on."""

from __future__ import annotations

from nklearn.base.overriding import override
from nklearn.content.entries import Entry, entry
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.record_parts import RecordParts, grounds_of, record_title
from nklearn.ui.words import NAMED, capital, counted, kind_name


class RecordPage(ColumnPage):
    """Shows the record at an address, whatever its kind; hard material asks before it opens."""

    rail = "sources"
    cap = 1180

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._parts = RecordParts(self, context.theme, self.open_requested.emit)

    @override
    def open(self, address: Address) -> None:
        shown = entry(self.context.catalog, address)
        self.address = address
        self.crumbs = ((self.tr("Sources"), "nk:sources"),)
        hard = shown.sensitivity is not Sensitivity.NONE
        named = not hard or shown.kind in NAMED
        self.heading = capital(shown.title) if named else kind_name(shown.kind)
        self.cards.empty()
        if hard:
            self._fold(shown)
        else:
            self._fill(shown)
        self.cards.finish()

    def _fold(self, shown: Entry) -> None:
        card, box = self._parts.card()
        box.addWidget(label(shown.kind_label, "small"))
        if shown.kind in NAMED:
            box.addWidget(record_title(shown))
        box.addWidget(self.folded(shown.sensitivity, lambda: self._fill(shown)))
        self.cards.main.addWidget(card)

    def _fill(self, shown: Entry) -> None:
        grounds = grounds_of(shown)
        main, side = self.cards.main, self.cards.side
        main.addWidget(self._parts.head(shown, grounds))
        if grounds:
            words = counted(
                len(grounds),
                self.tr("What this rests on: 1 fact"),
                self.tr("What this rests on: %d facts"),
            )
            main.addSpacing(4)
            main.addWidget(label(words, "title"))
        for number, target in enumerate(grounds, 1):
            main.addWidget(self._parts.ground(self.context.catalog.evidence(target), number))
        for group in shown.related:
            side.addWidget(self._parts.related(group))
