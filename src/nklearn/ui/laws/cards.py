"""Cards of the lists of law: title, what paper and practice say, and the facts behind each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.law_lists import LawItem, Side
from nklearn.domain.claims import Sensitivity
from nklearn.domain.evidence import Evidence, target_address
from nklearn.domain.law import Penalty
from nklearn.ui.laws.fact_row import Fact, FactRow
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import chip, column, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.words import NAMED, capital, kind_name, sensitivity_words

# Narrower than this the two sides stand under one another, in px at 100% text.
_BESIDE = 460


class LawCard(LinkCard):
    """One record; `open_requested` carries its id, `fact_requested` the address of a fact.

    The numbers under a side open its facts by mouse; the keyboard finds the same facts in the
    panel that the card opens.
    """

    fact_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        evidence: Callable[[str], Evidence],
        item: LawItem,
        *,
        folded: bool,
    ) -> None:
        """Show an item; `folded` keeps back what the reader has not asked for."""
        super().__init__(item.id, _said(item, folded=folded))
        self._theme, self._evidence, self._grounds = theme, evidence, item.grounds
        self._sides: QBoxLayout | None = None
        self._head(item, folded=folded)
        if folded:
            self.box.addWidget(label(sensitivity_words(item.sensitivity), "secondary"))
            self.box.addWidget(label(self.tr("Folded: open it to choose"), "small"))
            self.box.addStretch(1)
            return
        if item.about:
            self.box.addWidget(label(item.about, "secondary"))
        if item.sides:
            self._add_sides(item.sides)
        if item.targets:
            self.box.addWidget(self._facts("", item.targets))
        self.box.addStretch(1)

    def _head(self, item: LawItem, *, folded: bool) -> None:
        line = row(spacing=8)
        number = item.page == Penalty.PAGE
        if number and item.lead:
            line.addWidget(_topped(label(item.lead, "tile", wrap=False)))
        line.addWidget(label(_title(item, folded=folded), "heading"), 1)
        if item.value and not folded:
            line.addWidget(chip(item.value), 0, Qt.AlignmentFlag.AlignTop)
        elif item.lead and not number:
            line.addWidget(chip(item.lead), 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(line)
        below = " · ".join(filter(None, ("" if folded else item.hangul, item.context)))
        if below:
            self.box.addWidget(label(below, "small"))

    def _add_sides(self, sides: tuple[Side, ...]) -> None:
        self.box.addSpacing(4)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(20)
        for side in sides:
            self._sides.addLayout(self._side(side), 1)
        self.box.addLayout(self._sides)

    def _side(self, side: Side) -> QVBoxLayout:
        box = column(spacing=4)
        box.addWidget(label(side.label, "label"))
        box.addWidget(label(side.text, "secondary"))
        if side.targets:
            box.addWidget(self._facts(side.label, side.targets))
        box.addStretch(1)
        return box

    def _facts(self, side: str, targets: tuple[str, ...]) -> FactRow:
        """Return a number for each fact behind a side or the card: those of the panel."""
        facts = [
            Fact(self._grounds.index(each) + 1, target_address(each), partial(self._title_of, each))
            for each in targets
        ]
        line = FactRow(self._theme, side, facts)
        line.open_requested.connect(self.fact_requested)
        return line

    def _title_of(self, target: str) -> str:
        evidence = self._evidence(target)
        hard = evidence.sensitivity is not Sensitivity.NONE
        return self.tr("Folded: this may be hard to read") if hard else evidence.title

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._sides is not None:
            direction = QBoxLayout.Direction
            wide = self.width() >= self._theme.px(_BESIDE)
            self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
            self._sides.setSpacing(20 if wide else 8)


def _topped(part: QWidget) -> QWidget:
    """Put a number into the middle of the first line of the title beside it."""
    holder = QWidget()
    box = column(holder)
    box.setContentsMargins(0, 2, 0, 0)
    box.addWidget(part)
    box.addStretch(1)
    return holder


def _title(item: LawItem, *, folded: bool) -> str:
    shown = not folded or item.page in NAMED
    return capital(item.title) if shown else kind_name(item.page)


def _said(item: LawItem, *, folded: bool) -> str:
    """Name a card as a screen reader says it."""
    title = _title(item, folded=folded)
    if folded:
        parts = (item.lead, title, item.context, sensitivity_words(item.sensitivity))
    else:
        sides = (f"{side.label}: {side.text}" for side in item.sides)
        parts = (item.lead, title, item.context, item.value, item.about, *sides)
    return ", ".join(filter(None, parts))
