"""What is open on the time axis: one entry, the entries of a group, or a value of a strip."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.entries import Entry, entry_of
from nklearn.content.time_axis import PRECISION, SUBJECT_NAMES, TimeEntry
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.institutions import InstitutionEvent
from nklearn.domain.lessons import Link, Paragraph, Text
from nklearn.ui import layouts
from nklearn.ui.focusing import focus_into
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, rule
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import NAMED, capital, kind_name

# How many related records of each kind stand in the panel; the record's page has all.
_RELATED = 6
# Rows that say again what stands above them.
_SAID = frozenset({"Date"})


class EntryPanel(QWidget):
    """One entry with its date, what it rests on, and where it leads."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, catalog: Catalog, each: TimeEntry) -> None:
        super().__init__()
        self._theme, self._catalog, self._each = theme, catalog, each
        self._box = column(self, spacing=8)
        page, _, rest = each.id.partition("/")
        self._page = page
        self._claim = page == "fact"
        self._head()
        if self._claim:
            self._fact(rest)
        elif each.hard:
            self._fold()
        else:
            self._fill()

    def _fold(self) -> None:
        """Keep hard material closed until the reader asks for it."""
        fold = Fold(self._theme, self._each.sensitivity)

        def unfold() -> None:
            self._fill()
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
        each = self._each
        line = Flow()
        line.addWidget(chip(SUBJECT_NAMES[each.subject], "accent"))
        if each.disputed:
            line.addWidget(chip(self.tr("≠ Sources disagree"), "conflict"))
        self._box.addLayout(line)
        self._box.addWidget(label(capital(each.when.words), "title"))
        self._box.addWidget(label(f"{PRECISION[each.when.mark]}.", "small"))
        if self._claim:
            return
        named = not each.hard or self._page in NAMED
        title = each.name if named else kind_name(self._page)
        self._box.addWidget(label(capital(title), "heading"))
        if each.hangul:
            self._box.addWidget(label(each.hangul, "secondary"))

    def _fact(self, claim: str) -> None:
        evidence = self._catalog.evidence(claim)
        card = EvidenceCard(self._theme, evidence)
        card.open_requested.connect(self.open_requested)
        self._box.addWidget(card)
        self._leads([(self._each.address, self.tr("Open this fact"), "quote")])
        if evidence.sensitivity is Sensitivity.NONE:
            uses = Uses(self._theme, self._catalog.uses_of(claim))
            uses.open_requested.connect(self.open_requested)
            self._box.addWidget(uses)

    def _fill(self) -> None:
        each = self._each
        goal = Address.parse(each.address)
        shown = entry_of(self._catalog, self._catalog.entity(goal.page, goal.rest))
        if each.detail and each.detail not in (row.value for row in shown.rows):
            self._box.addWidget(label(capital(each.detail)))
        if shown.about and shown.about != each.detail:
            self._box.addWidget(label(shown.about))
        if self._page != "place":  # a state says what it is; its place has rows for all states
            self._rows(shown)
        if shown.note:
            self._note(shown.note)
        self._grounds()
        self._leads(self._goals(shown))

    def _note(self, words: str) -> None:
        note = frame("note")
        inner = column(note, spacing=2)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(label(self.tr("What to know about this"), "label"))
        inner.addWidget(label(words, "small"))
        self._box.addWidget(note)

    def _rows(self, shown: Entry) -> None:
        before = ""
        for each in shown.rows:
            if each.label in _SAID:
                continue
            if each.label != before:
                self._box.addWidget(label(each.label, "label"))
            before = each.label
            if each.address:
                text = capital(each.value)
                spans = (
                    (Text(f"{text} "), Link(each.address, each.link))
                    if each.link
                    else (Link(each.address, text),)
                )
                links = Prose(self._theme, each.label, "small")
                links.set_line(spans)
                links.be_links()
                links.open_requested.connect(self.open_requested)
                self._box.addWidget(links)
            else:
                self._box.addWidget(label(capital(each.value), "small"))

    def _grounds(self) -> None:
        """List the facts that it rests on; each opens its own."""
        targets = self._each.targets
        if not targets:
            return
        self._box.addWidget(rule())
        self._box.addWidget(label(self.tr("What this rests on"), "heading"))
        links = Prose(self._theme, self.tr("What this rests on"), "small")
        links.set_blocks([Paragraph((self._link(target),)) for target in targets])
        links.be_links()
        links.open_requested.connect(self.open_requested)
        self._box.addWidget(links)

    def _link(self, target: str) -> Link:
        evidence = self._catalog.evidence(target)
        hard = evidence.sensitivity not in (Sensitivity.NONE, self._each.sensitivity)
        title = self.tr("Folded: this may be hard to read") if hard else evidence.title
        return Link(evidence.address, f"{title} ({evidence.source_line})")

    def _goals(self, shown: Entry) -> list[tuple[str, str, str]]:
        """Return where else it can be seen: address, words and icon."""
        goals = [(shown.address, self.tr("Open its page"), "file-text")]
        name = Address.parse(shown.address).rest
        if self._page == "place":
            on_map = str(Address.of("map", open=name))
            goals.append((on_map, self.tr("Show on the map"), "map"))
        elif self._page == "event":
            date = self._catalog.entity("event", name)
            assert isinstance(date, InstitutionEvent)
            lineage = str(Address.of("ministries", date.date.code))
            goals.append((lineage, self.tr("Show in the lineage"), "git-merge"))
        else:
            show = "sanctions" if self._page == "sanction" else "instruments"
            law = str(Address.of("laws", show=show, open=self._each.id))
            goals.append((law, self.tr("Show among the laws"), "scale"))
        return goals

    def _leads(self, goals: list[tuple[str, str, str]]) -> None:
        for address, words, icon in goals:
            button = Button(self._theme, words, icon=icon, small=True)
            button.clicked.connect(lambda _=False, goal=address: self.open_requested.emit(goal))
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def group_card(address: str, each: TimeEntry) -> LinkCard:
    """Return the card of one of several entries."""
    said = f"{each.when.words}, {each.name}"
    card = LinkCard(address, said)
    card.box.setContentsMargins(10, 6, 10, 6)
    card.box.setSpacing(0)
    card.box.addWidget(label(each.when.words, "caption"))
    card.box.addWidget(label(f"{each.name} ≠" if each.disputed else each.name, "label"))
    return card
