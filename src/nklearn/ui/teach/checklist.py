"""The hand-in list: who has handed an assignment in, and who has not; to print or to read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom.work import CheckRow, HandedIn, Work, checklist, work_of
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.teach.figure_table import FigureTable
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import Button, column, frame, label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import short_date

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_CAP = 820  # px at 100% text
_OPEN = (HandedIn.MISSING, HandedIn.BEGUN)


class ChecklistSegment(Segment):
    """`nk:teach/checklist/<assignment>?show=missing`."""

    about_class = False

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        self._work: Work | None = None
        self._rows: tuple[CheckRow, ...] = ()
        self._paper = ToPaper(context, self, self._sheet)
        self._cards = ScrollColumn(context.theme, cap=_CAP)
        self._cards.set_margins(0, 0, 0, 8)
        column(self).addWidget(self._cards)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._paper.print_on)

    @property
    @override
    def heading(self) -> str:
        """What the page is called."""
        return self.tr("Hand-in list")

    @override
    def open(self, address: Address) -> None:
        if len(address.path) != 2:
            raise UserError("This page is about an assignment.", todo="Choose one to look at.")
        self._work = work = work_of(self.desk, address.path[1])
        self._rows = checklist(self.desk, work)
        self._show = "missing" if address.state.get("show") == "missing" else "all"
        self._paper.line.setParent(self)
        self._paper.told.emit("")
        self._cards.empty()
        add = self._cards.main.addWidget
        add(label(work.assigned.title, "display"))
        add(label(self._sums(), "secondary"))
        add(self._tools(work))
        add(self._paper.line)
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        shown = self._shown()
        if shown:
            heads = [
                self.tr("Student"),
                self.tr("Number"),
                self.tr("Attempts"),
                self.tr("Handed in"),
            ]
            lines = [self._line(checked) for checked in shown]
            box.addWidget(FigureTable(self.context.theme, self.heading, heads, lines))
        else:
            box.addWidget(label(self.tr("Everybody has handed in."), "secondary"))
        add(card)
        self._cards.finish()

    def _tools(self, work: Work) -> QWidget:
        holder, theme = QWidget(), self.context.theme
        line = Flow(holder, spacing=10, line_spacing=8)
        choices = {"all": self.tr("Everybody"), "missing": self.tr("Not handed in")}
        which = Segmented(theme, choices, self.tr("Show"), small=True)
        which.set_value(self._show)
        goal = Address.of("teach", "checklist", work.assigned.id)

        def choose(value: str) -> None:
            more = "?show=missing" if value == "missing" else ""
            self.open_requested.emit(f"{goal}{more}")

        which.chosen.connect(choose)
        out = Button(theme, self.tr("Print"), icon="printer", small=True)
        out.clicked.connect(lambda: self._paper.print_on())
        save = Button(theme, self.tr("Save as PDF"), icon="file-down", small=True)
        save.clicked.connect(lambda: self._paper.ask())
        for part in (which, out, save):
            line.addWidget(part)
        return holder

    def _shown(self) -> tuple[CheckRow, ...]:
        if self._show == "all":
            return self._rows
        return tuple(checked for checked in self._rows if checked.state in _OPEN)

    def _sums(self) -> str:
        done = sum(checked.at is not None for checked in self._rows)
        return self.tr("%d of %d handed in.") % (done, len(self._rows))

    def _line(self, checked: CheckRow) -> list[str]:
        student = checked.student
        return [student.name, student.number, str(checked.attempts), self._state(checked)]

    def _state(self, checked: CheckRow) -> str:
        match checked.state:
            case HandedIn.MISSING:
                return self.tr("not handed in")
            case HandedIn.BEGUN:
                return self.tr("in progress")
            case HandedIn.EXCUSED:
                return self.tr("excused")
            case HandedIn.HANDED_IN | HandedIn.LATE:
                assert checked.at is not None
                day = short_date(checked.at.astimezone().date(), self.desk.now().date())
                late = checked.state is HandedIn.LATE
                return (self.tr("%s, late") if late else "%s") % day

    def _sheet(self) -> Sheet | None:
        work = self._work
        if work is None:
            return None
        rows = [(checked, self._state(checked)) for checked in self._shown()]
        words = self._sums()

        def make() -> QTextDocument:
            from nklearn.ui.teach.items_paper import checklist_document

            return checklist_document(self.context.catalog, work.assigned.title, words, rows)

        return Sheet(work.assigned.title, "hand-in-list", make)

    @override
    def export(self) -> None:
        self._paper.ask()

    @override
    def panes(self) -> list[QWidget]:
        return [self._cards]
