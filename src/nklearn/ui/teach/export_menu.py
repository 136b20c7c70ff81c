"""Taking a gradebook away: a spreadsheet, CSV, or a summary on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from nklearn.base import file_names
from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.ui.context import Context
from nklearn.ui.takeaway import saving
from nklearn.ui.teach.gradebook_words import when
from nklearn.ui.widgets.basics import Button

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class ExportMenu(Button):
    """“Export”: XLSX and CSV with names, and a summary as PDF with or without them.

    `told` carries what was saved.
    """

    told = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context.theme, self.tr("Export"), icon="file-down")
        self._context, self._desk = context, desk
        self._class = ""
        menu = QMenu(self)
        add = menu.addAction
        add(self.tr("Spreadsheet (XLSX)…"), lambda: self._ask("xlsx", self.save_xlsx))
        add(self.tr("Table (CSV)…"), lambda: self._ask("csv", self.save_csv))
        menu.addSeparator()
        add(self.tr("Class summary (PDF)…"), lambda: self._ask("pdf", self.save_summary))
        add(
            self.tr("Class summary without names (PDF)…"),
            lambda: self._ask("pdf", lambda path: self.save_summary(path, names=False)),
        )
        self.setMenu(menu)

    def set_class(self, school_class: str) -> None:
        """Take note of which class is open; empty for all together, which can’t be taken away."""
        self._class = school_class
        self.setEnabled(bool(school_class))
        self.setToolTip("" if school_class else self.tr("Choose one class to export it."))

    def save_xlsx(self, path: Path) -> None:
        """Write the spreadsheet, whole or not at all."""
        from nklearn.classroom.taking_away import grade_table
        from nklearn.interchange.gradebook_xlsx import gradebook_xlsx

        self._save(path, lambda: gradebook_xlsx(grade_table(self._desk, self._class)))

    def save_csv(self, path: Path) -> None:
        """Write the table, whole or not at all."""
        from nklearn.classroom.taking_away import grade_table
        from nklearn.interchange.gradebook_csv import gradebook_csv

        self._save(path, lambda: gradebook_csv(grade_table(self._desk, self._class)))

    def save_summary(self, path: Path, *, names: bool = True) -> None:
        """Write the summary, whole or not at all."""
        from nklearn.classroom.gradebook import gradebook_of
        from nklearn.ui.reading import paper_pages
        from nklearn.ui.reading.paper_pages import Foot
        from nklearn.ui.teach.class_summary import summary_document

        def make() -> bytes:
            book = gradebook_of(self._desk, self._class)
            made = when(self._desk.now())
            document = summary_document(
                self._context.catalog, self._label(), book, made, names=names
            )
            version = self.tr("NKLearn, content version %s") % self._context.catalog.version
            foot = Foot(self._label(), version, self.tr("Page %d of %d"))
            return paper_pages.pdf(document, self._label(), "A4", foot)

        self._save(path, make)

    def _label(self) -> str:
        owner = self._desk.store.school_class(self._class)
        return owner.label if owner else ""

    def _ask(self, ending: str, save: Callable[[Path], None]) -> None:
        name = file_names.words(self._label(), "class")
        saving.ask(self, self.tr("Save"), f"gradebook-{name}.{ending}", save)

    def _save(self, path: Path, make: Callable[[], bytes]) -> None:
        try:
            write_atomically(path, make())
        except UserError as error:
            self._context.tell(error)
            return
        self.told.emit(self.tr("Saved as %s.") % path)
