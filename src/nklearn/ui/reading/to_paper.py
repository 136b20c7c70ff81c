"""Taking a text to paper: to a PDF file, or to a printer that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.basics import label

if TYPE_CHECKING:
    from nklearn.ui.reading.paper_pages import Foot


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes to paper: its title, the name of its file without an ending, and its maker."""

    title: str
    name: str
    make: Callable[[], QTextDocument]


class ToPaper(QObject):
    """Prints or saves the sheet that `sheet()` gives, asked when it is used; None does nothing.

    `told` carries what was done, and `line` shows it; it is empty when something begins.
    """

    told = Signal(str)

    def __init__(self, context: Context, page: QWidget, sheet: Callable[[], Sheet | None]) -> None:
        super().__init__(page)
        self._context, self._page, self._sheet = context, page, sheet
        self.line = label("", "small")
        self.line.hide()
        self.told.connect(self._tell)

    def _tell(self, words: str) -> None:
        self.line.setText(words)
        self.line.setVisible(bool(words))
        accessible.announce(self.line, words)

    def ask(self, paper: str = "A4") -> None:
        """Ask for a file, and save the sheet to it as PDF."""
        sheet = self._sheet()
        self.told.emit("")
        if sheet is not None:
            words, name = self.tr("Save"), f"{sheet.name}.pdf"
            saving.ask(self._page, words, name, lambda path: self.save(path, paper))

    def save(self, path: Path, paper: str = "A4") -> None:
        """Write the sheet to a PDF file, whole or not at all; say so."""
        sheet = self._sheet()
        if sheet is None:
            return
        from nklearn.ui.reading import paper_pages  # no reading needs it

        try:
            data = paper_pages.pdf(sheet.make(), sheet.title, paper, self._foot(sheet))
            write_atomically(path, data)
        except UserError as error:
            self._context.tell(error)
        else:
            self.told.emit(self.tr("Saved as %s.") % path)

    def _foot(self, sheet: Sheet) -> Foot:
        from nklearn.ui.reading.paper_pages import Foot

        version = self.tr("NKLearn, content version %s") % self._context.catalog.version
        return Foot(sheet.title, version, self.tr("Page %d of %d"))

    def print_on(self, paper: str = "A4") -> None:
        """Ask which printer to use and print; never in the way of what goes on behind."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        from nklearn.ui.reading import paper_pages

        sheet = self._sheet()
        self.told.emit("")
        if sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(paper_pages.page_layout(paper))
        printer.setDocName(sheet.title)
        printer.setCreator("NKLearn")

        def send() -> None:
            try:
                paper_pages.paint(sheet.make(), printer, paper, self._foot(sheet))
            except UserError as error:
                self._context.tell(error)

        dialog = QPrintDialog(printer, self._page.window())
        dialog.setWindowTitle(sheet.title)
        dialog.accepted.connect(send)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        QDialog.open(dialog)  # its own `open` wants a slot by name
