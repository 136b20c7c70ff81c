"""What stands in the panel beside the lists: a label with its reading, or a tab's figures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.entry_words import list_words
from nklearn.content.label_claims import LabelClaims
from nklearn.content.songbun_tabs import (
    Field,
    Followed,
    Ground,
    Rations,
    Tab,
    closed_bars,
    fields,
    grounds,
    rations,
    rivals,
)
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Disagreement, Sensitivity, Status
from nklearn.domain.lessons import Link, Paragraph, Text
from nklearn.domain.songbun import OCCUPATIONS, Label
from nklearn.ui.charts.bar_chart import BarChart
from nklearn.ui.songbun.ration_bars import RationBars, ration_legend
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, rule
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import capital, counted, sensitivity_words, status_name


class PanelPart(QWidget):
    """A column in the panel; `open_requested` carries an address."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, catalog: Catalog) -> None:
        super().__init__()
        self.theme, self.catalog = theme, catalog
        self.box: QVBoxLayout = column(self, spacing=8)

    def links(self, name: str, found: Iterable[tuple[str, str]], box: QVBoxLayout) -> None:
        """Add links (words, address) below one another."""
        lines = [Paragraph((Link(address, words),)) for words, address in found]
        if not lines:
            return
        made = Prose(self.theme, name, "small")
        made.set_blocks(lines)
        made.be_links()
        made.open_requested.connect(self.open_requested)
        box.addWidget(made)

    def ground_links(self, name: str, found: tuple[Ground, ...], box: QVBoxLayout) -> None:
        """Add links to claims and cells; what is hard says no more than that."""
        none = Sensitivity.NONE
        words = [
            each.title if each.sensitivity is none else sensitivity_words(each.sensitivity)
            for each in found
        ]
        self.links(name, zip(words, (each.address for each in found), strict=True), box)

    def rival_links(self, found: Iterable[Disagreement]) -> None:
        """Add links to disagreements; what is hard is left to the facts it is about."""
        links = [
            (f"≠ {own.title}", f"nk:disagreement/{own.id}")
            for own in found
            if own.sensitivity is Sensitivity.NONE
        ]
        if links:
            self.box.addSpacing(4)
            words = self.tr("Sources disagree")
            self.box.addWidget(label(words, "label", tone="conflict"))
            self.links(words, links, self.box)

    def source(self, words: str, address: str) -> None:
        """Add the line that says where it comes from."""
        made = Prose(self.theme, self.tr("Source"), "caption")
        made.set_line((Text(self.tr("Source:") + " ", strong=True), Link(address, words)))
        made.open_directly()
        made.open_requested.connect(self.open_requested)
        self.box.addWidget(made)

    def note(self, words: str) -> None:
        """Add what a reader must know."""
        made = frame("note")
        inner = column(made, spacing=2)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(label(words, "small"))
        self.box.addWidget(made)


class LabelPart(PanelPart):
    """One label: as printed, as read, what was restored and why, and what it rests on."""

    def __init__(self, theme: Theme, catalog: Catalog, shown: Label, claims: LabelClaims) -> None:
        super().__init__(theme, catalog)
        self._label, self._claims = shown, claims
        where = self.tr("{list}, number {number}") if shown.number.isdigit() else "{list}"
        words = where.format(list=list_words(shown.list_id), number=shown.number)
        self.box.addWidget(label(words, "small"))
        if shown.sensitivity is Sensitivity.NONE:
            self._fill()
        else:
            fold = Fold(theme, shown.sensitivity)
            fold.opened.connect(self._fill)
            self.box.addWidget(fold)

    def _fill(self) -> None:
        shown = self._label
        self.box.addWidget(label(capital(shown.name), "heading"))
        tone = "" if shown.status is Status.AS_PRINTED else "accent"
        self.box.addWidget(chip(status_name(shown.status), tone), 0, Qt.AlignmentFlag.AlignLeft)
        restored = bool(shown.reading)
        for name, words in (
            (self.tr("On the page"), f"“{shown.printed}”" if restored and shown.printed else ""),
            (self.tr("Why it is read so"), shown.basis),
            (self.tr("In plain words"), shown.about),
        ):
            if words:
                self.box.addWidget(label(name, "label"))
                self.box.addWidget(label(words, "small"))
        if restored:
            self.box.addWidget(label(self.tr("Words in square brackets are restored."), "caption"))
        self.box.addWidget(rule())
        targets = (*shown.targets, *(each.id for each in self._claims.about(shown)))
        if targets:
            words = self.tr("What the report says of it")
            self.box.addWidget(label(words, "label"))
            self.ground_links(words, grounds(self.catalog, targets), self.box)
        self.rival_links(rivals(self.catalog, targets))
        of_class = [e for e in self.catalog.classes() if e.labels == shown.list_id]
        for each in of_class:
            self.box.addWidget(label(self.tr("What it says of the class"), "label"))
            others = tuple(target for target in each.targets if target not in targets)
            self.ground_links(each.name, grounds(self.catalog, others), self.box)
        records = [(capital(each.name), each.address) for each in of_class]
        self.box.addWidget(label(self.tr("Go to"), "label"))
        self.links(
            self.tr("Go to"),
            [*records, (self.tr("The page of this label"), shown.address)],
            self.box,
        )
        place = shown.locator
        line = self.catalog.source_line(place.source, place.place)
        self.source(line, f"nk:source/{place.source}")


class TabPart(PanelPart):
    """What a tab holds: its figure if it has one, then what followed, with the claims."""

    label_opened = Signal(str)

    def __init__(self, theme: Theme, catalog: Catalog, tab: Tab, holder: QWidget) -> None:
        """The card that tells of a bar lies over `holder`."""
        super().__init__(theme, catalog)
        self._holder = holder
        figure = rations(catalog) if tab.id == "food" else None
        if figure:
            self._rations(figure)
        if tab.note:
            self.note(tab.note)
        if tab.id == "work":
            self._fields(fields(catalog))
        for name, items in tab.areas:
            self.box.addSpacing(4)
            self.box.addWidget(label(name, "chart"))
            for each in items:
                self._followed(each, with_note=each.consequence.note != tab.note)
        self.rival_links(tab.rivals)

    def _rations(self, figure: Rations) -> None:
        self.box.addWidget(label(figure.title, "chart"))
        self.box.addWidget(label(self.tr("%s, by rank of recipient") % figure.measure, "small"))
        bars = RationBars(self.theme, figure.bars, f"{figure.title}. {figure.measure}")
        bars.opened.connect(self.open_requested)
        self.box.addWidget(bars)
        self.box.addLayout(ration_legend(self.theme, figure))
        self.box.addWidget(label(figure.about, "small"))
        found = [(self.tr("How the rows compare"), figure.finding)] if figure.finding else []
        self.links(
            self.tr("More"), [*found, (self.tr("The whole table"), figure.address)], self.box
        )
        self.source(figure.source, figure.address)

    def _fields(self, found: tuple[Field, ...]) -> None:
        drawn = closed_bars(self.catalog)
        if drawn is None:
            return
        self.box.addWidget(label(drawn.title, "chart"))
        self.box.addWidget(label(drawn.subtitle, "small"))
        chart = BarChart(self.theme, drawn, self._holder)
        chart.cell_opened.connect(self.open_requested)
        self.box.addWidget(chart)
        for each in found:
            self._field(each)
        dataset = self.catalog.dataset(OCCUPATIONS)
        self.box.addWidget(label(dataset.description, "small"))
        where = dataset.locator
        line = self.catalog.source_line(where.source, where.place)
        self.source(line, f"nk:data/{dataset.id}")
        self.box.addWidget(rule())

    def _open_entry(self, address: str) -> None:
        self.label_opened.emit(Address.parse(address).rest)

    def _field(self, each: Field) -> None:
        """Add the entries of one column, closed until asked for."""
        lines = [(capital(own.name), own.address) for own in each.labels]
        if not lines:
            return
        inner = QWidget()
        box = column(inner)
        box.setContentsMargins(self.theme.px(18), 0, 0, 4)
        entries = Prose(self.theme, each.name, "small")
        entries.set_blocks([Paragraph((Link(to, words),)) for words, to in lines])
        entries.be_links()
        entries.open_requested.connect(self._open_entry)
        box.addWidget(entries)
        self._fold_away(self.tr("%s: as listed") % each.name, inner, self.box)

    def _fold_away(self, words: str, inner: QWidget, box: QVBoxLayout) -> None:
        """Add a part that stays closed until asked for, and the button that opens it."""
        button = Button(self.theme, words, kind="note", icon="chevron-right")

        def toggle() -> None:
            shown = inner.isHidden()
            inner.setVisible(shown)
            button.set_icon("chevron-down" if shown else "chevron-right")

        button.clicked.connect(toggle)
        inner.hide()
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(inner)

    def _followed(self, each: Followed, *, with_note: bool) -> None:
        found = each.consequence
        card = frame("note")
        box = column(card, spacing=4)
        box.setContentsMargins(12, 10, 12, 10)
        self.box.addWidget(card)

        def fill() -> None:
            self.links(found.name, [(capital(found.name), found.address)], box)
            names = ", ".join(own.name for own in each.classes)
            if names:
                words = self.tr("Said of: %s") % names
                box.addWidget(label(words, "caption"))
            box.addWidget(label(found.about, "small"))
            if with_note and found.note:
                box.addWidget(label(found.note, "caption"))
            self._facts(each, box)

        if found.sensitivity is Sensitivity.NONE:
            fill()
        else:
            fold = Fold(self.theme, found.sensitivity, "label")
            fold.opened.connect(fill)
            box.addWidget(fold)

    def _facts(self, each: Followed, box: QVBoxLayout) -> None:
        words = counted(len(each.grounds), self.tr("Rests on 1 fact"), self.tr("Rests on %d facts"))
        if not each.grounds:
            return
        # The name leads to the record in one action; all facts of all cards make a long way.
        inner = QWidget()
        self.ground_links(f"{each.consequence.name}: {words}", each.grounds, column(inner))
        self._fold_away(words, inner, box)
