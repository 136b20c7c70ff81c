"""One class: its students with their join codes and computers, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy

from nklearn.classroom import codes, computers, rosters
from nklearn.classroom.computers import Computers
from nklearn.domain.teaching import SchoolClass, Student
from nklearn.ui.context import Context
from nklearn.ui.teach.rows_table import Line, RowsTable
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import counted, short_date

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_FIND_FROM, _ROWS = 12, 6


class ClassPanel(QFrame):
    """Shows a class; what a person wants goes out as wishes.

    `wished` carries one of: add, print, group, change, archive, new, waiting,
    erase; `student_opened`
    the id of a student.
    """

    wished = Signal(str)
    student_opened = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self._students: tuple[Student, ...] = ()
        self._class: SchoolClass | None = None
        theme = context.theme
        self.setProperty("role", "card")
        box = column(self, spacing=8)
        box.setContentsMargins(16, 12, 16, 12)
        self._title, self._about = label("", "title"), label("", "small")
        box.addWidget(self._title)
        box.addWidget(self._about)
        line = Flow(spacing=8, line_spacing=6)
        self.add = self._tool("add", self.tr("Add a student"), "plus")
        self._print = self._tool("print", self.tr("Print slips"), "printer")
        self._group = self._tool("group", self.tr("Group…"), "users")
        more = Button(
            theme, self.tr("This class"), icon="chevron-down", icon_after=True, small=True
        )
        self._menu = QMenu(more)
        more.setMenu(self._menu)
        self._find = FindField(theme, self.tr("Find a student"))
        self._find.typed.connect(self._show)
        for part in (self.add, self._print, self._group, more, self._find):
            line.addWidget(part)
        box.addLayout(line)
        self._waits, self._waits_words = self._notice("waiting", self.tr("Look at them"), "users")
        self._due, self._due_words = self._notice("erase", self.tr("Erase them…"), "trash-2")
        box.addWidget(self._waits)
        box.addWidget(self._due)
        titles = (
            self.tr("Name"),
            self.tr("Number"),
            self.tr("Group"),
            self.tr("Join code"),
            self.tr("Computer"),
            self.tr("Extra time"),
        )
        self.table = RowsTable(
            theme, titles, (22, 11, 9, 22, 23, 13), self.tr("Students"), many=True
        )
        self.table.line_opened.connect(self.student_opened)
        self.table.picked.connect(self._picked)
        self._find.list_requested.connect(self.table.setFocus)
        box.addWidget(self.table, 1)
        theme.changed.connect(self._resize)
        self._empty = label(
            self.tr(
                "Nobody is in this class yet. Add students by hand, or import a list: a CSV file, "
                "a list that you paste, or a OneRoster export."
            ),
            "secondary",
        )
        # It takes the room that the table leaves, so that nothing above is drawn apart.
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        box.addWidget(self._empty, 1)
        told = self.tr("Names stay on this computer; files carry ids. Enter opens a student.")
        self._foot = label(told, "caption")
        box.addWidget(self._foot)

    def _resize(self) -> None:
        """Always show a few rows: the whole panel scrolls in a low window."""
        rows = min(_ROWS, len(self._students))
        self.table.setMinimumHeight(self._context.theme.px(31) * (rows + 1) + 8)

    def _tool(self, wish: str, words: str, icon: str) -> Button:
        made = Button(self._context.theme, words, icon=icon, small=True)
        made.clicked.connect(lambda: self.wished.emit(wish))
        return made

    def _notice(self, wish: str, verb: str, icon: str) -> tuple[QFrame, QLabel]:
        made = frame("note")
        line = row(made, spacing=10)
        line.setContentsMargins(12, 8, 12, 8)
        words = label("", "strong")
        line.addWidget(words, 1)
        line.addWidget(self._tool(wish, verb, icon))
        return made, words

    # -- showing -----------------------------------------------------------------------------

    def show_class(self, own: SchoolClass) -> None:
        """Show a class as it is now."""
        if self._class is None or self._class.id != own.id:
            self._find.clear()
        self._class = own
        self._students = self._desk.store.students(own.id)
        here = [each for each in self._students if each.left is None]
        today = self._desk.now().date()
        groups = len({each.group for each in here if each.group})
        self._title.setText(own.label)
        words = [counted(len(here), self.tr("1 student"), self.tr("%d students"))]
        if groups:
            words.append(counted(groups, self.tr("1 group"), self.tr("%d groups")))
        if own.archived:
            words.append(self.tr("put away"))
        until = own.retain_until
        kept = (
            self.tr("Kept until %s.") % short_date(until, today)
            if until
            else self.tr("No date until which they are kept.")
        )
        self._about.setText(f"{', '.join(words)}. {kept}")
        self._say_waiting(own)
        self._say_due(own)
        self._fill_menu(own)
        self._find.setVisible(len(self._students) >= _FIND_FROM)
        for part in (self.table, self._foot):
            part.setVisible(bool(self._students))
        self._empty.setVisible(not self._students)
        self._print.setEnabled(bool(here))
        self._resize()
        self._show()

    def _say_waiting(self, own: SchoolClass) -> None:
        count = len(computers.waiting(self._desk, own.id))
        self._waits_words.setText(
            counted(
                count,
                self.tr("A computer waits for your word."),
                self.tr("%d computers wait for your word."),
            )
        )
        self._waits.setVisible(bool(count))

    def _say_due(self, own: SchoolClass) -> None:
        count = next((count for due, count in rosters.due(self._desk) if due.id == own.id), 0)
        self._due_words.setText(
            counted(
                count,
                self.tr("The date has passed, and one student is still kept."),
                self.tr("The date has passed, and %d students are still kept."),
            )
        )
        self._due.setVisible(bool(count))

    def _fill_menu(self, own: SchoolClass) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Name and date…"), lambda: self.wished.emit("change"))
        words = self.tr("Take it out again") if own.archived else self.tr("Put the class away")
        self._menu.addAction(words, lambda: self.wished.emit("archive"))
        self._menu.addAction(self.tr("New class…"), lambda: self.wished.emit("new"))
        if self._students:
            everyone = self.tr("Erase all its students…")
            self._menu.addAction(everyone, lambda: self.wished.emit("erase"))

    def _show(self, *_: object) -> None:
        wanted = self._find.text().casefold().split()
        devices = computers.by_student(self._desk)
        ordered = sorted(self._students, key=lambda own: own.left is not None)
        self.table.show_lines(
            [
                self._line(own, computers.state(devices.get(own.id, ())))
                for own in ordered
                if all(word in f"{own.name} {own.number} {own.group}".casefold() for word in wanted)
            ]
        )

    def _line(self, own: Student, state: Computers) -> Line:
        words = {
            Computers.NONE: self.tr("None yet"),
            Computers.WAITING: self.tr("Waits for your word"),
            Computers.CONFIRMED: self.tr("Confirmed"),
            Computers.TWO: self.tr("Two or more"),
        }[state]
        gone = own.left is not None
        name = self.tr("%s (has left)") % own.name if gone else own.name
        extra = self.tr("%d%% more") % own.extra if own.extra else ""
        code = codes.join_code(own.id)
        return Line(own.id, (name, own.number, own.group, code, words, extra), muted=gone)

    # -- what is chosen ----------------------------------------------------------------------

    def chosen(self) -> tuple[Student, ...]:
        """Return the students whose rows are selected."""
        keys = set(self.table.selected())
        return tuple(own for own in self._students if own.id in keys)

    def _picked(self) -> None:
        count = len(self.table.selected())
        self._group.setEnabled(bool(count))
        if count > 1:
            self._print.set_text(self.tr("Print %d slips") % count)
        else:
            self._print.set_text(self.tr("Print slips"))
