"""All classes of a teacher: how many students, what waits, until when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from nklearn.classroom import computers, rosters
from nklearn.ui.context import Context
from nklearn.ui.teach.rows_table import Line, RowsTable
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.words import short_date

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class ClassList(QFrame):
    """`class_opened` carries the id of a class, `new_requested` the wish for a first one."""

    class_opened = Signal(str)
    new_requested = Signal()

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__()
        self._desk, self._narrow = desk, False
        self.setProperty("role", "card")
        self._box = box = column(self, spacing=8)
        box.setContentsMargins(16, 12, 16, 12)
        self._title = label(self.tr("Classes"), "title")
        box.addWidget(self._title)
        titles = (
            self.tr("Class"),
            self.tr("Students"),
            self.tr("Computers that wait"),
            self.tr("Kept until"),
        )
        self.table = RowsTable(context.theme, titles, (4, 2, 3, 4), self.tr("Classes"))
        self.table.line_opened.connect(self.class_opened)
        box.addWidget(self.table, 1)
        self._empty = label(
            self.tr(
                "You have no class yet. Make one, then add its students by hand or import a list. "
                "Each student gets a slip with a join code to type in once."
            ),
            "secondary",
        )
        box.addWidget(self._empty)
        line = row()
        self.first = Button(context.theme, self.tr("Make a class"), kind="primary", icon="plus")
        self.first.clicked.connect(self.new_requested)
        line.addWidget(self.first)
        line.addStretch(1)
        box.addLayout(line)
        box.addStretch()

    def set_narrow(self, *, narrow: bool) -> None:
        """Offer a new class here, where the line above has no room for that."""
        self._narrow = narrow
        self.first.setVisible(not self.table.lines or narrow)

    def refresh(self) -> None:
        """Show the classes as they are now."""
        store, today = self._desk.store, self._desk.now().date()
        due = {own.id for own, _ in rosters.due(self._desk)}
        lines: list[Line] = []
        for own in sorted(store.classes(), key=lambda own: own.archived):
            name = self.tr("%s (put away)") % own.label if own.archived else own.label
            until = short_date(own.retain_until, today) if own.retain_until else ""
            if own.id in due:
                until = self.tr("%s, has passed") % until
            count = len(rosters.present(self._desk, own.id))
            waits = len(computers.waiting(self._desk, own.id))
            cells = (name, str(count), str(waits) if waits else "", until)
            lines.append(Line(own.id, cells, muted=own.archived))
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.first.setVisible(not lines or self._narrow)
        self._box.setStretch(self._box.count() - 1, 0 if lines else 1)
