"""What the panel says of a body: its way up, who is over and under it, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.content.chain_rows import GROUP_WORDS
from nklearn.content.entry_words import code_words
from nklearn.domain.addresses import Address
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.claims import Sensitivity
from nklearn.domain.institutions import Body, CommandLink
from nklearn.domain.lessons import Link, Paragraph, Span, Text
from nklearn.ui.chain.lines import line_name
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import chip, column, frame, label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.fold import Fold
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.words import counted


class BodyPart(QWidget):
    """All that is known of one body of the chain; every relation leads to its claims."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, catalog: Catalog, chain: Chain, body: Body) -> None:
        super().__init__()
        self._theme, self._catalog, self._chain = theme, catalog, chain
        self._box = column(self, spacing=8)
        self._box.addWidget(label(body.name, "title"))
        if body.hangul:
            self._box.addWidget(label(body.hangul, "secondary"))
        chips = Flow()
        chips.addWidget(chip(code_words(body.kind), "accent"))
        if body.field != "other":
            chips.addWidget(chip(code_words(body.field)))
        self._box.addLayout(chips)
        self._about(body)
        self._ways(body)
        self._links(self.tr("Over it"), [(each.over, each) for each in chain.over(body.id)])
        self._links(self.tr("Under it"), [(each.under, each) for each in chain.under(body.id)])
        self._examples(body)
        if chain.is_loose(body.id):
            group = GROUP_WORDS[chain.group_of[body.id]]
            words = self.tr("The text does not say who is over it. It stands with: %s.") % group
            self._box.addWidget(label(words, "small"))
        self._facts(self.tr("What this rests on"), body.grounds)
        self._more(body)

    def _about(self, body: Body) -> None:
        if body.sensitivity is Sensitivity.NONE:
            self._tell(body, self._box)
            return
        fold = Fold(self._theme, body.sensitivity, "label")
        inside = column(spacing=8)
        fold.opened.connect(lambda: self._tell(body, inside))
        self._box.addWidget(fold)
        self._box.addLayout(inside)

    def _tell(self, body: Body, box: QVBoxLayout) -> None:
        box.addWidget(label(body.about))
        if body.note:
            box.addWidget(_note(self.tr("What to know about this"), body.note))

    def _ways(self, body: Body) -> None:
        for way in self._chain.ways(body.id):
            whole = way.steps[-1].body.id == body.id
            head = self.tr("What an order passes through")
            if way.line:
                head = (
                    self.tr("The Party’s line")
                    if whole
                    else self.tr("Where the Party’s line joins it")
                )
            self._box.addWidget(label(head, "label"))
            spans: list[Span] = []
            for step in way.steps:
                if spans:
                    spans.append(Text(" › "))
                is_here = step.body.id == body.id
                spans.append(
                    Text(step.body.name) if is_here else Link(_chain(step.body.id), step.body.name)
                )
            self._prose(head, [Paragraph(tuple(spans))])

    def _links(self, head: str, found: Sequence[tuple[str, CommandLink]]) -> None:
        if not found:
            return
        self._box.addWidget(label(head, "label"))
        lines: list[Paragraph] = []
        for name, link in found:
            body = self._chain.bodies[name]
            count = counted(len(link.targets), self.tr("1 fact"), self.tr("%d facts"))
            spans: list[Span] = [
                Link(_chain(name), body.name),
                Text(f" · {line_name(link.kind).lower()} · "),
                Link(link.address, count),
            ]
            if link.note and link.sensitivity is Sensitivity.NONE:
                spans.append(Text(f" ○ {link.note}"))
            lines.append(Paragraph(tuple(spans)))
        self._prose(head, lines)

    def _examples(self, body: Body) -> None:
        names = self._chain.examples.get(body.id, ())
        types = [over for over, found in self._chain.examples.items() if body.id in found]
        for head, found in ((self.tr("Examples"), names), (self.tr("An example of"), types)):
            if found:
                self._box.addWidget(label(head, "label"))
                bodies = [self._chain.bodies[name] for name in found]
                self._prose(
                    head, [Paragraph((Link(_chain(each.id), each.name),)) for each in bodies]
                )

    def _facts(self, head: str, targets: Sequence[str]) -> None:
        if not targets:
            return
        self._box.addWidget(label(head, "label"))
        lines: list[Paragraph] = []
        for target in targets:
            evidence = self._catalog.evidence(target)
            hard = evidence.sensitivity is not Sensitivity.NONE
            title = self.tr("Folded: this may be hard to read") if hard else evidence.title
            lines.append(Paragraph((Link(evidence.address, title),)))
        self._prose(head, lines)

    def _more(self, body: Body) -> None:
        lines = [Paragraph((Link(body.address, self.tr("Its record")),))]
        if any(body.id in event.bodies for event in self._catalog.events()):
            goal = str(Address.of("ministries", body=body.id))
            lines.append(Paragraph((Link(goal, self.tr("Its lineage")),)))
        names = {body.name, *body.variants}
        place = next((each for each in self._catalog.places() if each.name in names), None)
        if place:
            goal = str(Address.of("map", open=place.id))
            lines.append(Paragraph((Link(goal, self.tr("Its place on the map")),)))
        self._box.addWidget(label(self.tr("More"), "label"))
        self._prose(self.tr("More"), lines)

    def _prose(self, name: str, lines: Sequence[Paragraph]) -> None:
        made = Prose(self._theme, name, "small")
        made.set_blocks(lines)
        made.be_links()
        made.open_requested.connect(self.open_requested)
        self._box.addWidget(made)


class ChainPart(QWidget):
    """What stands in the panel while no body is open: how to read the picture."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, chain: Chain, source: str) -> None:
        super().__init__()
        box = column(self, spacing=10)
        box.addWidget(label(self.tr("Who is over whom"), "title"))
        counts = (len(chain.bodies), len(chain.links))
        words = self.tr("%d bodies and posts, %d links, each as the text has it.") % counts
        box.addWidget(label(words))
        ways = self.tr(
            "Open a body to see who is over it and under it. The way of an order down to it is lit,"
            " and the claims behind each link are one step away."
        )
        box.addWidget(label(ways, "secondary"))
        box.addWidget(
            label(
                self.tr(
                    "A ring at the end of a line: the text leaves something open about this link."
                    " A dotted box holds several bodies; open it to see each."
                ),
                "small",
            )
        )
        box.addWidget(label(self.tr("Begin at the bottom"), "label"))
        deepest = max((chain.depth(name) for name in chain.bodies), default=0)
        lines = [
            Paragraph((Link(_chain(name), body.name),))
            for name, body in chain.bodies.items()
            if chain.depth(name) == deepest
        ]
        links = Prose(theme, self.tr("Begin at the bottom"), "small")
        links.set_blocks(lines)
        links.be_links()
        links.open_requested.connect(self.open_requested)
        box.addWidget(links)
        box.addWidget(label(self.tr("Source: %s") % source, "caption"))


def _note(head: str, words: str) -> QWidget:
    made = frame("note")
    inner = column(made, spacing=2)
    inner.setContentsMargins(12, 8, 12, 8)
    inner.addWidget(label(head, "label"))
    inner.addWidget(label(words, "small"))
    return made


def _chain(name: str) -> str:
    return str(ChainChoice(open=name).address)
