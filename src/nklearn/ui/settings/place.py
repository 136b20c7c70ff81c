"""Where work is kept, who else can read it there, and backups that can't be read."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from nklearn.base.errors import UserError
from nklearn.base.files import open_to_others
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.settings.school import breaking
from nklearn.ui.widgets.basics import Button, label, row


class PlaceCard(Card):
    """Where work is kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("Where work is kept"))
        folder = context.people.folder
        if folder is None:
            told = self.tr("Nowhere: NKLearn runs without a folder that it can write to.")
            self.box.addWidget(label(told, "secondary"))
            return
        told = self.tr("Names, answers and settings are in one file, workspace.db, in this folder.")
        if context.reader.guest:
            told = self.tr(
                "What readers with a name do is in one file, workspace.db, in this folder."
            )
        self.box.addWidget(label(told, "secondary"))
        self._path = str(folder)
        self.box.addWidget(breaking(self._path))
        self._copy = self.button(self.tr("Copy the path"), "copy", self._copy_path)
        if context.people.portable:
            self._add_portable()
        else:
            self._add_rights()
        if not context.reader.guest:
            self._add_unreadable()

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self._path)
        self._copy.set_icon("check")
        self._copy.set_text(self.tr("Copied"))

    def _add_portable(self) -> None:
        told = self.tr(
            "Portable: the workspace lies beside the program, and this computer keeps nothing of "
            "it. Whoever has the stick can read what is in this folder. Quit NKLearn before you "
            "take the stick out."
        )
        self.box.addSpacing(4)
        self.box.addWidget(label(told, "small"))

    def _add_rights(self) -> None:
        """Say so if other accounts of the computer can get at the folder."""
        folder = self.context.people.folder
        if folder is None or not open_to_others(folder):
            return
        told = self.tr(
            "Other accounts of this computer can read or change what is in this folder. Whoever "
            "looks after it can close it for others."
        )
        self.box.addSpacing(4)
        self.box.addWidget(label(told, "small", tone="negative"))

    def _add_unreadable(self) -> None:
        found = self.context.people.erasing.unreadable
        if not found:
            return
        told = self.tr(
            "Somebody erased their data, but these backups can’t be read. They may still hold it. "
            "Other readers’ older work may be in them too."
        )
        self.box.addSpacing(6)
        self.box.addWidget(label(told, "small", tone="negative"))
        for path in found:
            self.box.addWidget(breaking(path.name))
        line = row(spacing=10)
        for words, icon, paths in (
            (self.tr("Delete them"), "trash-2", found),
            (self.tr("Keep them"), "", ()),
        ):
            made = Button(self.context.theme, words, icon=icon, small=True)
            made.clicked.connect(lambda _=False, paths=paths: self._settle(paths))
            line.addWidget(made)
        line.addStretch(1)
        self.box.addLayout(line)

    def _settle(self, paths: tuple[object, ...]) -> None:
        erasing = self.context.people.erasing
        found = tuple(path for path in erasing.unreadable if path in paths)
        try:
            erasing.remove(found)
        except UserError as error:
            self.context.report(error)
        self.refill_requested.emit()
