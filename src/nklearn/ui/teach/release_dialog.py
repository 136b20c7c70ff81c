"""Releasing feedback: what it tells and to whom, and where the file goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import releasing
from nklearn.domain.teaching import Student
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.widgets.basics import Button, label

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_NAMED = 5


class ReleaseDialog(Dialog):
    """Says what a release would tell, and writes it into the folder of the class.

    `told` says what was saved.
    """

    told = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk, work: str, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self._context, self._desk, self._work = context, desk, work
        given = desk.store.versions(work)[-1]
        self.entitle(self.tr("Release feedback"))
        self.box.addWidget(label(given.title, "heading"))
        for words in self._words():
            self.box.addWidget(label(words, "body"))
        folder = desk.store.setting(f"folder/{given.school_class}") or given.folder
        self._folder = Path(folder) if folder else None
        self._shown = label("", "small")
        self.box.addWidget(self._shown)
        other = Button(context.theme, self.tr("Another folder…"), small=True, on_click=self._ask)
        self.box.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._go = self.finish(self.tr("Save feedback file"), "folder-output")
        self._go.clicked.connect(self._do)
        self._show_folder()

    def _words(self) -> list[str]:
        outlook = releasing.outlook(self._desk, self._work)
        said = [
            self.tr(
                "One signed file for the class: what each question really is, for everybody; how "
                "somebody did, sealed for them alone."
            )
        ]
        if outlook.missing:
            said.append(
                self.tr("Not handed in yet: %s. They could learn the answers from others.")
                % _names(outlook.missing)
            )
        if outlook.unmarked:
            said.append(
                self.tr("Written answers without a mark: %d. They are told as waiting.")
                % outlook.unmarked
            )
        if outlook.unreached:
            said.append(
                self.tr("No computer of theirs is confirmed, so it won’t reach: %s.")
                % _names(outlook.unreached)
            )
        if outlook.before:
            said.append(self.tr("It takes the place of the feedback released before."))
        return said

    def _show_folder(self) -> None:
        self._shown.setText(str(self._folder) if self._folder else self.tr("No folder yet."))
        self._go.setEnabled(self._folder is not None)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to save the feedback file"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_folder)
        give_back(dialog)
        dialog.open()

    def _take_folder(self, path: str) -> None:
        self._folder = Path(path)
        self._show_folder()

    def _do(self) -> None:
        if self._folder is None:
            return
        try:
            _, path = releasing.release(self._desk, self._work, self._folder)
        except UserError as error:
            self.show_problem(str(error))
            return
        self._context.saved()
        self.accept()
        self.told.emit(self.tr("Saved as %s.") % path.name)


def _names(students: tuple[Student, ...]) -> str:
    shown = ", ".join(one.name for one in students[:_NAMED])
    return f"{shown} …" if len(students) > _NAMED else shown
