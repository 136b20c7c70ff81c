"""Beside the dumbbells: all that is known of a row, the evidence of a value, or what this is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.content.dumbbells import Dumbbell, Dumbbells
from nklearn.content.totals import Known, Part, Said
from nklearn.domain.claims import Disagreement, Status
from nklearn.domain.datasets import Dataset
from nklearn.domain.evidence import address_target
from nklearn.domain.lessons import Inline, Link, Paragraph, Text
from nklearn.ui.context import Context
from nklearn.ui.explorer.cell_panel import AboutData
from nklearn.ui.reserves.totals_chart import TotalsChart
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, rule
from nklearn.ui.widgets.evidence_card import EvidenceCard
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.source_chain import SourceChain
from nklearn.ui.widgets.uses import Uses
from nklearn.ui.words import difference, status_name


class RowPanel(QObject):
    """Fills a column; `open_` takes addresses, `show` the claim or cell to show in the panel."""

    def __init__(
        self,
        context: Context,
        box: QVBoxLayout,
        open_: Callable[[str], object],
        show: Callable[[str], object],
    ) -> None:
        super().__init__(box)
        self._context, self._box = context, box
        self._open, self._show = open_, show

    # -- kinds of content ----------------------------------------------------------------------

    def show_about(self, dataset: Dataset, general: Iterable[Said]) -> None:
        """Show what the table is, and what is said of all its rows."""
        about = AboutData(self._context.theme, dataset)
        about.open_requested.connect(self._open)
        self._box.addWidget(about)
        self._links(self.tr("What the report says of all rows"), [_said(x) for x in general])
        whole = Button(self._context.theme, self.tr("Open the whole table"), icon="table")
        whole.clicked.connect(lambda: self._open(f"nk:data/{dataset.id}"))
        self._box.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, target: str, back: str) -> None:
        """Show the evidence of a claim or cell; `back` names the row that one comes back to."""
        theme, catalog = self._context.theme, self._context.catalog
        if back:
            button = Button(theme, self.tr("Back to %s") % back, icon="arrow-left", small=True)
            button.clicked.connect(lambda: self._show(""))
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card = EvidenceCard(theme, catalog.evidence(target))
        uses = Uses(theme, catalog.uses_of(target))
        for part in (card, uses):
            part.open_requested.connect(self._open)
            self._box.addWidget(part)

    def show_row(self, known: Known, shown: Dumbbells, dataset: Dataset) -> None:
        """Show every total of a row, its parts, possible reasons, uses and sources."""
        self._head(known)
        chart = TotalsChart(self._context.theme, known)
        chart.activated.connect(self._show)
        self._box.addWidget(chart)
        self._amounts(known, shown)
        if known.reasons:
            self._box.addWidget(rule())
            self._box.addWidget(label(self.tr("Why might they differ?"), "label"))
            for reason in known.reasons:
                self._box.addWidget(self._reason(reason))
        if known.said or known.more:
            self._box.addWidget(rule())
            self._links(self.tr("In words"), [_said(each) for each in known.said])
            self._links(self.tr("Also said of it"), [_said(each) for each in known.more])
        if known.general:
            heading = self.tr("What the report says of all rows")
            self._links(heading, [_said(each) for each in known.general])
        self._box.addWidget(rule())
        uses = Uses(self._context.theme, known.uses)
        uses.open_requested.connect(self._open)
        if known.uses:
            self._box.addWidget(uses)
        self._sources(dataset)

    # -- parts of a row ------------------------------------------------------------------------

    def _head(self, known: Known) -> None:
        row = known.row
        self._box.addWidget(label(row.label, "title"))
        line = Flow()
        if row.far:
            line.addWidget(chip(self.tr("≠ Twofold or more"), "conflict"))
        if row.clash:
            line.addWidget(chip(self.tr("≠ Rows and total"), "conflict"))
        if row.added:
            line.addWidget(chip(status_name(Status.COMPUTED), "accent"))
        if line.count():
            self._box.addLayout(line)
        self._box.addWidget(label(self.tr("Amounts in %s") % known.unit, "small"))

    def _amounts(self, known: Known, shown: Dumbbells) -> None:
        """List both values, the parts of the second and the ratio; each leads to its evidence."""
        row = known.row
        parts = [Part(head, end) for head, end in zip(shown.heads, row.ends, strict=True)] + [
            part for total in known.totals for part in total.parts
        ]
        lines = [Paragraph(_amount(part)) for part in parts if part.end.target]
        if known.share is not None:
            lines.append(Paragraph(_amount(known.share)))
        if row.ratio.short:
            lines.append(Paragraph(self._ratio(row)))
        prose = Prose(self._context.theme, self.tr("Values"), "small")
        prose.set_blocks(lines)
        prose.be_links()
        prose.open_requested.connect(self._show_address)
        self._box.addWidget(prose)

    def _ratio(self, row: Dumbbell) -> Inline:
        words = self.tr("The second beside the first: ")
        shown = row.ratio.short
        link = Link(row.ratio.address, shown) if row.ratio.address else Text(shown, strong=True)
        return (
            Text(words),
            link,
            Text(f", {status_name(row.ratio.status).lower()} ({row.ratio.remark})"),
        )

    def _show_address(self, address: str) -> None:
        """Show a value of this table here; anything else opens."""
        target = address_target(address)
        if target:
            self._show(target)
        else:
            self._open(address)

    def _reason(self, reason: Disagreement) -> QWidget:
        panel = frame("conflict")
        inner = column(panel, spacing=4)
        inner.setContentsMargins(12, 10, 12, 8)
        inner.addWidget(label(reason.title, "label"))
        kinds = Flow()
        for kind in reason.differs_in:
            kinds.addWidget(chip(f"≠ {difference(kind)}", "conflict"))
        inner.addLayout(kinds)
        inner.addWidget(label(reason.explanation, "small"))
        link = Button(self._context.theme, self.tr("Compare"), kind="note", icon="equal-not")
        link.clicked.connect(lambda: self._open(f"nk:disagreement/{reason.id}"))
        inner.addWidget(link)
        return panel

    def _sources(self, dataset: Dataset) -> None:
        self._box.addWidget(label(self.tr("Where the table comes from"), "label"))
        chain = SourceChain(self._context.theme, dataset.chain)
        chain.open_requested.connect(self._open)
        self._box.addWidget(chain)

    def _links(self, heading: str, lines: list[Inline]) -> None:
        if not lines:
            return
        self._box.addWidget(label(heading, "label"))
        prose = Prose(self._context.theme, heading, "small")
        prose.set_blocks([Paragraph(line) for line in lines])
        prose.be_links()
        prose.open_requested.connect(self._open)
        self._box.addWidget(prose)


def _said(said: Said) -> Inline:
    """Return a claim as a line: how much it says, as a link, and where it stands."""
    where = Text(f", {said.place}")
    if said.value:
        return (Link(said.address, said.value), Text(f". {said.title}"), where)
    return (Link(said.address, said.title), where)


def _amount(part: Part) -> Inline:
    end = part.end
    words = end.text or status_name(end.status)
    told = "" if end.status is Status.AS_PRINTED or not end.text else status_name(end.status)
    remark = f", {told.lower()}" if told else ""
    return (Text(f"{part.label}: "), Link(end.address, words), Text(remark))
