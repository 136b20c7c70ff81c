"""Bringing lists of students in: from a file, from the clipboard, from a OneRoster export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from nklearn.base.errors import UserError
from nklearn.domain.teaching import SchoolClass
from nklearn.interchange.roster_csv import RosterPreview, read_file
from nklearn.ui.context import Context
from nklearn.ui.teach import list_files

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.interchange.oneroster import OneRoster


class BringingIn(QObject):
    """Asks for lists and shows what they would do to `school_class`.

    `taken_over` says what was done.
    """

    taken_over = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._desk, self._page = context, desk, page
        self.school_class: SchoolClass | None = None

    def fill(self, menu: QMenu) -> None:
        """Put the ways into a menu."""
        menu.addAction(self.tr("From a file (CSV or text)…"), self._ask_file)
        menu.addAction(self.tr("Paste a list…"), self._ask_paste)
        menu.addAction(self.tr("From a OneRoster export (ZIP file)…"), self._ask_export)
        menu.addAction(self.tr("From a OneRoster export (folder)…"), self._ask_folder)

    def _ask_file(self) -> None:
        list_files.ask_list(self._page, self.tr("Open a list"), self.read_list)

    def _ask_export(self) -> None:
        list_files.ask_export(self._page, self.tr("Open a OneRoster export"), self.read_export)

    def _ask_folder(self) -> None:
        list_files.ask_folder(self._page, self.tr("Open a OneRoster export"), self.read_export)

    def read_list(self, path: Path) -> None:
        """Show what a list would do to the class that is open."""
        try:
            self._show_list(read_file(path))
        except UserError as error:
            self._context.tell(error)

    def read_export(self, path: Path) -> None:
        """Show the classes of a OneRoster export."""
        from nklearn.interchange.oneroster import read_oneroster
        from nklearn.ui.teach.export_dialog import ExportDialog

        self._page.setCursor(Qt.CursorShape.WaitCursor)
        try:
            found = read_oneroster(path)
        except UserError as error:
            self._context.tell(error)
            return
        finally:
            self._page.unsetCursor()

        def chosen(name: str) -> None:
            self._show_exported(found, name)

        dialog = ExportDialog(self._context.theme, found, self._page.window())
        dialog.class_chosen.connect(chosen)
        dialog.open()

    def _show_exported(self, found: OneRoster, name: str) -> None:
        try:
            self._show_list(found.roster(name))
        except UserError as error:
            self._context.tell(error)

    def _ask_paste(self) -> None:
        from nklearn.ui.teach.class_dialogs import PasteDialog

        def pasted(words: str) -> None:
            try:
                self._show_list(words)
            except UserError as error:
                self._context.tell(error)

        dialog = PasteDialog(self._context.theme, self._page.window())
        dialog.pasted.connect(pasted)
        dialog.open()

    def _show_list(self, source: bytes | str | RosterPreview) -> None:
        from nklearn.ui.teach.import_list import ImportDialog

        own = self.school_class
        if own is None:
            return

        def taken() -> None:
            words = self.tr("The list is in class %s. Nobody was deleted.") % own.label
            self.taken_over.emit(words)

        dialog = ImportDialog(self._context.theme, self._desk, own.id, source, self._page.window())
        dialog.taken_over.connect(taken)
        dialog.open()
