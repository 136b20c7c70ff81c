"""One record: an institution, an event, a place, a law and the like, with all that it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from nklearn.base.overriding import override
from nklearn.content.entries import Entry, Related, Row, entry
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.evidence import Evidence
from nklearn.domain.lessons import Cite, Link, Paragraph, Span, Text
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import NAMED, capital, counted, kind_name

# The width of the names of rows, in px at 100% text.
_NAMES = 168
# Longer lists beside the facts show their first links, and all when asked for.
_MANY = 15
_FEW = 10
# From this length on a title is set smaller.
_LONG = 70


class RecordPage(ColumnPage):
    """Shows the record at an address, whatever its kind; hard material asks before it opens."""

    rail = "sources"
    cap = 1180

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
        card, box = self._card()
        box.addWidget(label(shown.kind_label, "small"))
        if shown.kind in NAMED:
            box.addWidget(_title(shown))
        box.addWidget(self.folded(shown.sensitivity, lambda: self._fill(shown)))
        self.cards.main.addWidget(card)

    # -- parts -------------------------------------------------------------------------------

    def _fill(self, shown: Entry) -> None:
        grounds = _grounds(shown)
        main, side = self.cards.main, self.cards.side
        main.addWidget(self._head(shown, grounds))
        if grounds:
            words = counted(
                len(grounds),
                self.tr("What this rests on: 1 fact"),
                self.tr("What this rests on: %d facts"),
            )
            main.addSpacing(4)
            main.addWidget(label(words, "title"))
        for number, target in enumerate(grounds, 1):
            main.addWidget(self._ground(self.context.catalog.evidence(target), number))
        for group in shown.related:
            side.addWidget(self._related(group))

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 16, 18, 16)
        return card, box

    def _head(self, shown: Entry, grounds: tuple[str, ...]) -> QFrame:
        """Return the card that says what the record is."""
        card, box = self._card()
        card.setAccessibleName(shown.title)
        box.addWidget(label(shown.kind_label, "small"))
        box.addWidget(_title(shown))
        if shown.hangul:
            box.addWidget(label(shown.hangul, "secondary"))
        if shown.variants:
            also = self.tr("Also: %s") % ", ".join(shown.variants)
            box.addWidget(label(also, "small"))
        if shown.about:
            box.addWidget(label(shown.about))
        if shown.rows:
            box.addSpacing(6)
            box.addLayout(self._rows(shown.rows, grounds))
        if shown.note:
            box.addSpacing(4)
            note = frame("note")
            inner = column(note, spacing=2)
            inner.setContentsMargins(12, 8, 12, 8)
            inner.addWidget(label(self.tr("What to know about this"), "label"))
            inner.addWidget(label(shown.note, "small"))
            box.addWidget(note)
        return card

    def _rows(self, rows: tuple[Row, ...], grounds: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self.context.theme.px(_NAMES))
        grid.setColumnStretch(1, 1)
        before = ""
        for number, each in enumerate(rows):
            name = label("" if each.label == before else each.label, "label")
            name.setMaximumWidth(self.context.theme.px(_NAMES))
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            before = each.label
            if not each.address and not each.targets:
                said = label(_beginning(each.value))
                grid.addWidget(said, number, 1, Qt.AlignmentFlag.AlignTop)
                continue
            grid.addWidget(self._value(each, grounds), number, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _value(self, each: Row, grounds: tuple[str, ...]) -> Prose:
        """Return a value that leads somewhere, with the numbers of the facts it rests on."""
        words = _beginning(each.value)
        spans: list[Span] = [Text(words)]
        if each.link:  # a sentence is no link; where it leads stands behind it
            spans += [Text(" "), Link(each.address, each.link)]
        elif each.address:
            spans = [Link(each.address, words)]
        if each.targets:
            for target in each.targets:  # a marker each: one opens one fact
                spans.append(Cite((target,), numbers=(grounds.index(target) + 1,)))
        prose = Prose(self.context.theme, each.label, "body")
        prose.set_line(tuple(spans))
        prose.be_links()
        prose.open_requested.connect(self.open_requested)
        return prose

    def _ground(self, evidence: Evidence, number: int) -> LinkCard:
        """Return the card of one claim or cell; hard ones stay folded, as everywhere."""
        hard = evidence.sensitivity is not Sensitivity.NONE
        title = self.tr("Folded: this may be hard to read") if hard else evidence.title
        rivals = self.tr("Sources disagree") if evidence.disagreements else ""
        said = ", ".join(filter(None, (str(number), title, rivals, evidence.source_line)))
        card = LinkCard(evidence.address, said)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=8)
        tile = column()
        tile.setContentsMargins(0, 2, 0, 0)  # in the middle of the title's first line
        tile.addWidget(label(str(number), "tile", wrap=False))
        tile.addStretch(1)
        head.addLayout(tile)
        head.addWidget(label(title, "heading"), 1)
        if rivals:
            head.addWidget(chip(f"≠ {rivals}", "conflict"), 0, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(head)
        if not hard:
            card.box.addWidget(label(evidence.statement, "secondary"))
        card.box.addWidget(label(evidence.source_line, "small"))
        return card

    def _related(self, group: Related) -> QFrame:
        """Return the records that belong to this one in one way, as links."""
        card, box = self._card()
        box.addWidget(label(group.label, "heading"))
        links = Prose(self.context.theme, group.label, "small")
        lines = [
            Paragraph(
                (
                    Link(each.address, capital(each.text)),
                    *((Text(f", {each.remark}"),) if each.remark else ()),
                )
            )
            for each in group.links
        ]
        long = len(lines) > _MANY
        links.set_blocks(lines[:_FEW] if long else lines)
        links.be_links()
        links.open_requested.connect(self.open_requested)
        box.addWidget(links)
        if long:
            box.addWidget(self._rest_of(links, lines), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _rest_of(self, links: Prose, lines: list[Paragraph]) -> Button:
        """Return the button that shows all of a long list, which has the keyboard then."""

        def show() -> None:
            links.set_blocks(lines)
            links.setFocus(Qt.FocusReason.TabFocusReason)
            button.hide()

        words = self.tr("Show all %d") % len(lines)
        button = Button(self.context.theme, words, icon="chevron-down", small=True, on_click=show)
        return button


def _beginning(value: str) -> str:
    """Return a value as it begins; what is quoted stays as it is."""
    return value if value.startswith("“") else capital(value)


def _title(shown: Entry) -> QLabel:
    """Return the title; labels as printed may be as long as a sentence."""
    return label(capital(shown.title), "display" if len(shown.title) <= _LONG else "title")


def _grounds(shown: Entry) -> tuple[str, ...]:
    """Return the claims and cells that an entry or one of its rows rests on, each once."""
    rows = (target for each in shown.rows for target in each.targets)
    return tuple(dict.fromkeys((*shown.targets, *rows)))
