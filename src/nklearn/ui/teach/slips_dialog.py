"""Where the slips of a class go: to a PDF file, or to a printer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nklearn.base import file_names
from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.takeaway import saving
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, label, row

if TYPE_CHECKING:
    from nklearn.ui.teach.slips import Slip


class SlipsDialog(Dialog):
    """Says what the slips are, and has them saved or printed."""

    def __init__(
        self, theme: Theme, slips: Sequence[Slip], way: SlipsToPaper, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._slips, self._way = tuple(slips), way
        self.entitle(self.tr("Print slips"))
        count = len(self._slips)
        for words in (
            self.tr("%d slips, ten to a sheet of A4, to cut along the dashed lines.") % count,
            self.tr(
                "Each has a student’s name, join code, and the six words and QR code of your key. "
                "Give each to its student by hand: whoever has the code can hand in under it."
            ),
        ):
            self.box.addWidget(label(words, "secondary"))
        line = row(spacing=10)
        save = Button(self.theme, self.tr("Save as PDF"), icon="file-down", kind="primary")
        save.clicked.connect(self._ask_pdf)
        printing = Button(self.theme, self.tr("Print…"), icon="printer")
        printing.clicked.connect(self._ask_printer)
        cancel = Button(self.theme, self.tr("Cancel"), on_click=self.reject)
        for button in (save, printing, cancel):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        self.box.addLayout(line)

    def _ask_pdf(self) -> None:
        self.accept()
        self._way.ask_pdf(self._slips)

    def _ask_printer(self) -> None:
        self.accept()
        self._way.ask_printer(self._slips)


class SlipsToPaper(QObject):
    """Saves slips as PDF or prints them; `told` says what was done."""

    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._page = context, parent

    def _title(self, slips: Sequence[Slip]) -> str:
        return self.tr("Slips of class %s") % slips[0].school_class

    def ask_pdf(self, slips: Sequence[Slip]) -> None:
        """Ask for a file and save the slips there."""
        name = file_names.words(slips[0].school_class, "class")
        words = self.tr("Save")
        saving.ask(self._page, words, f"slips-{name}.pdf", lambda path: self.save(slips, path))

    def save(self, slips: Sequence[Slip], path: Path) -> None:
        """Write the slips to a PDF file, whole or not at all; say so."""
        from nklearn.ui.teach.slips import pdf

        try:
            write_atomically(path, pdf(slips, self._title(slips)))
        except UserError as error:
            self._context.tell(error)
        else:
            self.told.emit(self.tr("Saved as %s.") % path)

    def ask_printer(self, slips: Sequence[Slip]) -> None:
        """Ask which printer to use and print; never in the way of what goes on behind."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from nklearn.ui.reading import paper_pages
        from nklearn.ui.teach.slips import paint

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(paper_pages.page_layout("A4"))
        printer.setDocName(self._title(slips))
        printer.setCreator("NKLearn")

        def send() -> None:
            try:
                paint(slips, printer)
            except UserError as error:
                self._context.tell(error)

        dialog = QPrintDialog(printer, self._page.window())
        dialog.setWindowTitle(self._title(slips))
        dialog.accepted.connect(send)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        QDialog.open(dialog)  # its own `open` wants a slot by name
