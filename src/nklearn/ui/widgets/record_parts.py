"""The parts in which a record is shown, on a page of its own or in a panel beside a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from nklearn.content.entries import Entry, Related, Row
from nklearn.domain.claims import Sensitivity
from nklearn.domain.evidence import Evidence
from nklearn.domain.lessons import Cite, Link, Paragraph, Span, Text
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import capital

# The width of the names of rows, in px at 100% text.
_NAMES = 168
# Longer lists beside the facts show their first links, and all when asked for.
_MANY = 15
_FEW = 10
# From this length on a title is set smaller.
_LONG = 70


class RecordParts(QObject):
    """Makes the parts; `open_` takes the addresses that they lead to.

    In a panel (`stacked`) the name of a row stands above its value, and all is narrower.
    """

    def __init__(
        self,
        parent: QObject,
        theme: Theme,
        open_: Callable[[str], object],
        *,
        stacked: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._open, self._stacked = theme, open_, stacked

    def card(self) -> tuple[QFrame, QVBoxLayout]:
        """Return an empty card and its column."""
        card = frame("card")
        box = column(card, spacing=6)
        side = 14 if self._stacked else 18
        box.setContentsMargins(side, side - 2, side, side - 2)
        return card, box

    def head(self, shown: Entry, grounds: tuple[str, ...]) -> QFrame:
        """Return the card that says what the record is."""
        card, box = self.card()
        card.setAccessibleName(shown.title)
        if not self._stacked:  # a panel has it for its own name
            box.addWidget(label(shown.kind_label, "small"))
        box.addWidget(record_title(shown, small=self._stacked))
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
        grid.setVerticalSpacing(2 if self._stacked else 6)
        if not self._stacked:
            grid.setColumnMinimumWidth(0, self._theme.px(_NAMES))
            grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        before = ""
        for number, each in enumerate(rows):
            same = each.label == before
            before = each.label
            name = label("" if same else each.label, "label")
            plain = not each.address and not each.targets
            value = label(_beginning(each.value)) if plain else self._value(each, grounds)
            if self._stacked:
                if not same:
                    grid.setRowMinimumHeight(3 * number, 6 if number else 0)
                    grid.addWidget(name, 3 * number + 1, 0, top)
                grid.addWidget(value, 3 * number + 2, 0, top)
                continue
            name.setMaximumWidth(self._theme.px(_NAMES))
            grid.addWidget(name, number, 0, top)
            grid.addWidget(value, number, 1, top)
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
        prose = Prose(self._theme, each.label, "body")
        prose.set_line(tuple(spans))
        prose.be_links()
        prose.open_requested.connect(self._open)
        return prose

    def ground(self, evidence: Evidence, number: int) -> LinkCard:
        """Return the card of one claim or cell; hard ones stay folded, as everywhere."""
        hard = evidence.sensitivity is not Sensitivity.NONE
        title = self.tr("Folded: this may be hard to read") if hard else evidence.title
        rivals = self.tr("Sources disagree") if evidence.disagreements else ""
        said = ", ".join(filter(None, (str(number), title, rivals, evidence.source_line)))
        card = LinkCard(evidence.address, said)
        card.open_requested.connect(self._open)
        head = row(spacing=8)
        tile = column()
        tile.setContentsMargins(0, 2, 0, 0)  # in the middle of the title's first line
        tile.addWidget(label(str(number), "tile", wrap=False))
        tile.addStretch(1)
        head.addLayout(tile)
        head.addWidget(label(title, "heading"), 1)
        if rivals and not self._stacked:
            head.addWidget(chip(f"≠ {rivals}", "conflict"), 0, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(head)
        if rivals and self._stacked:
            card.box.addWidget(chip(f"≠ {rivals}", "conflict"), 0, Qt.AlignmentFlag.AlignLeft)
        if not hard:
            card.box.addWidget(label(evidence.statement, "secondary"))
        card.box.addWidget(label(evidence.source_line, "small"))
        return card

    def related(self, group: Related) -> QFrame:
        """Return the records that belong to this one in one way, as links."""
        card, box = self.card()
        box.addWidget(label(group.label, "heading"))
        links = Prose(self._theme, group.label, "small")
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
        links.open_requested.connect(self._open)
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
        button = Button(self._theme, words, icon="chevron-down", small=True, on_click=show)
        return button


def _beginning(value: str) -> str:
    """Return a value as it begins; what is quoted stays as it is."""
    return value if value.startswith("“") else capital(value)


def record_title(shown: Entry, *, small: bool = False) -> QLabel:
    """Return the title; labels as printed may be as long as a sentence."""
    big = len(shown.title) <= _LONG and not small
    return label(capital(shown.title), "display" if big else "title")


def grounds_of(shown: Entry) -> tuple[str, ...]:
    """Return the claims and cells that an entry or one of its rows rests on, each once."""
    rows = (target for each in shown.rows for target in each.targets)
    return tuple(dict.fromkeys((*shown.targets, *rows)))
