"""On paper: A4 or A3, upright or on its side as the sheet asks, by a printer or as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.ui.focusing import give_back
from nklearn.ui.takeaway.pictures import Maker, laid_out, paint
from nklearn.ui.theme import Theme

#: Sizes of paper by their names.
PAPERS = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_MARGIN = 10.0  # mm
# Lines and dashes of charts are one dot of the page wide, whatever its scale: half a point.
_DOTS = 144  # per inch


def pdf(make: Maker, title: str, paper: str, folder: Path) -> bytes:
    """Return a sheet as a PDF of one page (untagged: not PDF/UA); `folder` may be written in.

    Raises:
        UserError: the file can't be written there.
    """
    path = folder / "page.pdf"
    printer = _printer(make, title, paper)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    _print(make, printer)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"The PDF could not be written: {error.strerror}.",
            safe="Nothing of your work is lost.",
            todo="Free some space, and try again.",
        ) from error


def save_pdf(make: Maker, title: str, paper: str, path: Path) -> None:
    """Write a sheet to a PDF file, whole or not at all."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_atomically(path, pdf(make, title, paper, Path(folder)))


def ask_printer(parent: QWidget, make: Maker, title: str, paper: str) -> QPrintDialog:
    """Ask which printer to use and print; never in the way of what goes on behind."""
    printer = _printer(make, title, paper)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: _print(make, printer))
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    QDialog.open(dialog)  # its own `open` wants a slot by name
    return dialog


def _printer(make: Maker, title: str, paper: str) -> QPrinter:
    """Return a printer that is set up for a sheet: its paper, and the side that fits better."""
    sheet = laid_out(make, Theme("light"))
    wide = sheet.width() > sheet.height()
    sheet.deleteLater()
    orientation = QPageLayout.Orientation
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(PAPERS[paper]),
            orientation.Landscape if wide else orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            units=QPageLayout.Unit.Millimeter,
        )
    )
    printer.setResolution(_DOTS)
    printer.setDocName(title)
    printer.setCreator("NKLearn")
    return printer


def _print(make: Maker, printer: QPrinter) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            "The printer takes no page.",
            safe="Nothing of your work is lost.",
            todo="Check the printer, or save as PDF and print that elsewhere.",
        )
    room = printer.pageLayout().paintRectPixels(printer.resolution())
    paint(make, painter, QRectF(0, 0, room.width(), room.height()))
    painter.end()
