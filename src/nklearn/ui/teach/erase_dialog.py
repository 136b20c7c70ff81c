"""Erasing students for good: what it does, what it can’t reach, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import erasure
from nklearn.domain.teaching import Student
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label
from nklearn.ui.words import counted

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class EraseDialog(Dialog):
    """`erased` tells how many students were erased, and which folders could not be cleared."""

    erased = Signal(int, list)

    def __init__(
        self, theme: Theme, desk: TeacherDesk, students: Sequence[Student], parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._desk, self._students = desk, tuple(students)
        one = self._students[0].name if len(self._students) == 1 else ""
        self.entitle(
            self.tr("Erase %s") % one if one else self.tr("Erase %d students") % len(self._students)
        )
        for words in (
            self.tr(
                "Name, number, answers, marks and comments are taken out of your file and "
                "overwritten. This can’t be undone."
            ),
            self.tr(
                "A signed note with the id alone stays, in your file and in the folders where "
                "this class hands in. Every copy of NKLearn that reads it lets go of what this "
                "student handed in, and none takes it in again."
            ),
            self.tr(
                "Sticks, other computers and backups that are not here can’t be reached. What "
                "stands on them stays until somebody deletes it there."
            ),
        ):
            self.box.addWidget(label(words, "secondary"))
        folders = self._folders()
        if folders:
            told = self.tr("Cleared too: %s") % ", ".join(map(str, folders))
            self.box.addWidget(label(told, "small"))
        go = self.finish(
            counted(len(self._students), self.tr("Erase for good"), self.tr("Erase all %d")),
            icon="trash-2",
        )
        go.clicked.connect(self._erase)

    def _folders(self) -> tuple[Path, ...]:
        """Return the folders of these classes that are here now."""
        found: dict[Path, None] = {}
        for name in dict.fromkeys(own.school_class for own in self._students):
            for given in self._desk.store.assignments(name):
                if given.folder and Path(given.folder).is_dir():
                    found[Path(given.folder)] = None
        return tuple(found)

    def _erase(self) -> None:
        folders, troubles, count = self._folders(), list[str](), 0
        for student in self._students:
            try:
                report = erasure.erase(self._desk, student.id, folders)
            except UserError as error:
                self.show_problem(f"{error.what} {error.todo}")
                self._students = self._students[count:]
                if count:
                    self.erased.emit(count, troubles)
                return
            troubles += report.troubles
            count += 1
        self.erased.emit(count, troubles)
        self.accept()
