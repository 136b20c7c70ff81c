"""All figures of an assignment: indices with what they mean, picks, misconceptions by claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom.item_analysis import doubtful
from nklearn.classroom.understanding import (
    ItemView,
    Understanding,
    misconceptions_of,
    understanding_of,
)
from nklearn.classroom.work import ProblemSaid, said_wrong
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.item_statistics import Misconception, Trust
from nklearn.domain.lessons import Link
from nklearn.ui.context import Context
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.teach.figure_table import FigureTable
from nklearn.ui.teach.item_words import (
    handed_in_words,
    instead_words,
    item_columns,
    number,
    percent,
    pick_words,
    quiz_lines,
    review_address,
    share_words,
    stem_words,
    trust_words,
    waiting_words,
    worth_words,
)
from nklearn.ui.teach.pick_grid import PickGrid
from nklearn.ui.teach.segment import Segment
from nklearn.ui.teach.share_bar import ShareBar
from nklearn.ui.teach.show_items import ShowItems
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row, rule
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.words import counted, folded_words

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_MOST = 12  # misconceptions that are listed


class ItemsSegment(Segment):
    """`nk:teach/items/<assignment>#<number of a question>`."""

    about_class = False

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        self._found: Understanding | None = None
        self._screen: ShowItems | None = None
        self._paper = ToPaper(context, self, self._sheet)
        self._cards = ScrollColumn(context.theme)
        self._cards.set_margins(0, 0, 0, 8)
        column(self).addWidget(self._cards)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._paper.print_on)

    @property
    @override
    def heading(self) -> str:
        """What the page is called."""
        return self.tr("Item analysis")

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        if len(address.path) != 2:
            raise UserError("This page is about an assignment.", todo="Choose one to look at.")
        self._found = found = understanding_of(self.desk, address.path[1])
        self._paper.line.setParent(self)
        self._paper.told.emit("")
        self._cards.empty()
        add = self._cards.main.addWidget
        add(self._head(found))
        if words := trust_words(found):
            add(self._note(words))
        for name in found.work.lost:
            add(self._note(self.tr("The question %s is in no pack any more.") % name))
        if said := said_wrong(found.work):
            add(self._said_wrong(found, said))
        add(self._whole(found))
        add(self._indices(found))
        for view in found.items:
            add(self._item(view))
        add(self._misconceptions(found))
        self._cards.finish()

    def _head(self, found: Understanding) -> QWidget:
        holder, theme = QWidget(), self.context.theme
        box = column(holder, spacing=6)
        box.addWidget(label(found.title, "display"))
        box.addWidget(label(f"{handed_in_words(found)} {share_words()}", "secondary"))
        line = frame("note")
        inner = column(line, spacing=2)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(label(self.tr("Worth going over"), "label"))
        inner.addWidget(label(worth_words(found.worth, found, self.context.catalog)))
        box.addSpacing(4)
        box.addWidget(line)
        box.addSpacing(4)
        tools = QWidget()
        ways = Flow(tools, spacing=10, line_spacing=8)
        work = found.work.assigned.id
        show = Button(theme, self.tr("Show in class"), kind="primary", on_click=self.show_in_class)
        show.setEnabled(bool(found.attempts))
        out = Button(theme, self.tr("Print"), icon="printer", on_click=self._paper.print_on)
        save = Button(theme, self.tr("Save as PDF"), icon="file-down", on_click=self._paper.ask)
        for button in (
            show,
            self._go(self.tr("Assign review"), review_address(found.work.assigned)),
            self._go(self.tr("Hand-in list"), str(Address.of("teach", "checklist", work))),
            self._go(self.tr("Mark written answers"), str(Address.of("teach", "mark", work))),
            out,
            save,
        ):
            ways.addWidget(button)
        box.addWidget(tools)
        box.addWidget(self._paper.line)
        return holder

    def _go(self, words: str, goal: str) -> Button:
        made = Button(self.context.theme, words)
        made.clicked.connect(lambda: self.open_requested.emit(goal))
        return made

    def _note(self, words: str) -> QFrame:
        made = frame("advisory")
        box = column(made)
        box.setContentsMargins(14, 10, 14, 10)
        box.addWidget(label(words, "advice"))
        return made

    def _card(self, title: str, words: str = "") -> tuple[QFrame, QWidget]:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        box.addWidget(label(title, "title"))
        if words:
            box.addWidget(label(words, "small"))
        body = QWidget()
        box.addWidget(body)
        return card, body

    def _said_wrong(
        self, found: Understanding, said: Mapping[str, Sequence[ProblemSaid]]
    ) -> QFrame:
        """Show what students noted at questions; who it was stands on the student’s page alone."""
        card, body = self._card(
            self.tr("What students say is wrong"),
            self.tr("In their words, without names; the student’s page has them too."),
        )
        box = column(body, spacing=6)
        titles = {
            view.question.id: f"{view.number}  {stem_words(view.question)}" for view in found.items
        }
        for place, (question, notes) in enumerate(said.items()):
            if place:
                box.addWidget(rule())
            box.addWidget(label(titles.get(question, question), "label"))
            for one in notes:
                box.addWidget(label(f"“{one.words}”", "body"))
        return card

    # -- figures -----------------------------------------------------------------------------

    def _whole(self, found: Understanding) -> QFrame:
        card, body = self._card(
            self.tr("The whole"),
            self.tr("In percent of the best total."),
        )
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        for line, (name, value, words) in enumerate(quiz_lines(found)):
            grid.addWidget(label(name, "label"), line, 0, top)
            figure = label(value, "heading", wrap=False)
            grid.addWidget(figure, line, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(words, "small"), line, 2, top)
        grid.setColumnStretch(2, 1)
        return card

    def _indices(self, found: Understanding) -> QFrame:
        card, body = self._card(self.tr("The questions in figures"))
        box = column(body, spacing=10)
        columns = item_columns()
        heads = [self.tr("Question"), *(_folded(name) for name, _, _ in columns)]
        lines = [self._line(view, found.trust is Trust.WITHHELD) for view in found.items]
        box.addWidget(FigureTable(self.context.theme, found.title, heads, lines))
        for name, says, not_ in columns:
            line = column(spacing=0)
            line.addWidget(label(name, "label"))
            line.addWidget(label(self.tr("It says: %s") % says, "small"))
            line.addWidget(label(self.tr("It doesn’t say: %s") % not_, "small"))
            box.addLayout(line)
        return card

    def _line(self, view: ItemView, held: bool) -> list[str]:
        figures = view.figures
        name = self.tr("Question %d") % view.number
        if figures is None:
            return [name, *[self.tr("waits")] * 6]
        effective = self.tr("negative") if figures.negative else None
        indices = (
            number(figures.sd_percent, 1, "%"),
            effective or number(figures.effective_weight, 1, "%"),
            number(figures.discrimination, 1, "%"),
            number(figures.efficiency, 1, "%") + (" !" if doubtful(figures) else ""),
        )
        spread, weight, index, efficiency = [self.tr("left out")] * 4 if held else indices
        facility = None if figures.facility is None else 100 * figures.facility
        return [
            name,
            number(facility, 1, "%"),
            spread,
            number(figures.intended_weight, 1, "%"),
            weight,
            index,
            efficiency,
        ]

    # -- picks -------------------------------------------------------------------------------

    def _item(self, view: ItemView) -> QFrame:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        head = row(spacing=12)
        head.addWidget(label(f"{view.number}  {stem_words(view.question)}", "chart"), 1)
        head.addWidget(
            label(percent(view.share), "heading", wrap=False), 0, Qt.AlignmentFlag.AlignTop
        )
        box.addLayout(head)
        box.addWidget(ShareBar(self.context.theme, view.share))
        chips = Flow(spacing=6)
        if view.figures is not None and doubtful(view.figures) and self._indices_shown:
            chips.addWidget(chip(self.tr("Look at this question again"), "caution"))
        if chips.count():
            box.addLayout(chips)
        for words in filter(None, (instead_words(view), waiting_words(view))):
            box.addWidget(label(words, "small"))
        hard = view.question.sensitivity is not Sensitivity.NONE
        if view.picks.rows and not hard:
            box.addWidget(PickGrid(view))
        return card

    @property
    def _indices_shown(self) -> bool:
        return self._found is not None and self._found.trust is not Trust.WITHHELD

    # -- misconceptions ----------------------------------------------------------------------

    def _misconceptions(self, found: Understanding) -> QFrame:
        every = misconceptions_of(self.desk, found.work.assigned.school_class)
        card, body = self._card(
            self.tr("Misconceptions by claim"),
            self.tr(
                "In all assignments of this class: which claims students took for the answer to"
                " another question, and which slips they made. Each student counts once."
            ),
        )
        box = column(body, spacing=8)
        if not every:
            box.addWidget(label(self.tr("None so far."), "secondary"))
        for place, one in enumerate(every[:_MOST]):
            if place:
                box.addWidget(rule())
            box.addWidget(self._misconception(one))
        return card

    def _misconception(self, one: Misconception) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=2)
        evidence = self.context.catalog.evidence(one.claim)
        hard = evidence.sensitivity is not Sensitivity.NONE
        title = folded_words() if hard else evidence.title
        line = Prose(self.context.theme, title, "small")
        line.set_line((Link(evidence.address, title),))
        line.be_links()
        line.open_requested.connect(self.open_requested)
        box.addWidget(line)
        who = counted(one.students, self.tr("1 student"), self.tr("%d students"))
        where = counted(len(one.questions), self.tr("1 question"), self.tr("%d questions"))
        what = "" if hard else ", ".join(_quoted(pick_words(picked)) for picked in one.picks[:3])
        form = self.tr("%s, in %s; a known slip: %s") if one.slip else self.tr("%s, in %s: %s")
        box.addWidget(label((form % (who, where, what)).rstrip(": "), "small"))
        return holder

    # -- taking away -------------------------------------------------------------------------

    def show_in_class(self) -> None:
        """Show the questions on the whole screen, without names."""
        if self._found is not None:
            self._screen = ShowItems(self.context, self._found)
            self._screen.open_on(self)

    def _sheet(self) -> Sheet | None:
        found = self._found
        if found is None:
            return None

        def make() -> QTextDocument:
            from nklearn.ui.teach.items_paper import items_document

            return items_document(self.context.catalog, found)

        return Sheet(found.title, "items", make)

    @override
    def export(self) -> None:
        self._paper.ask()

    @override
    def panes(self) -> list[QWidget]:
        return [self._cards]


def _folded(name: str) -> str:
    """Break the head of a column after its first word: it is narrow."""
    return name.replace(" ", "\n", 1)


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"
