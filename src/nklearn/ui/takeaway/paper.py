"""Texts of several pages on paper: A4 or A3, numbered, by a printer or as PDF.

Pictures within the text are painted, not pasted: their words stay words, their lines lines.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPicture,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.focusing import give_back
from nklearn.ui.takeaway.printing import PAPERS
from nklearn.ui.theme import SANS

_MARGIN = 16.0  # mm
_DOTS = 144  # per inch; lines of charts are one dot wide: half a point
_FOOT = 26  # points that the foot of a page takes
_PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1
_HELD = QTextFormat.Property.UserProperty.value + 1
_HEADING = QTextFormat.Property.UserProperty.value + 9
_OBJECT = "\ufffc"


def _ink(token: str) -> QColor:
    """Return the colour of a token on paper, which is light whatever the theme is."""
    return QColor(tokens.LIGHT[token])


class Paper:
    """A document to be filled: `document` for text, `add_picture` for what is painted.

    Sizes are in points. `title` stands at the foot of every page, with its number.
    """

    def __init__(self, title: str, foot: str) -> None:
        self.title, self.foot = title, foot
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        font = QFont(list(SANS))
        font.setPointSizeF(10)
        self.document.setDefaultFont(font)
        self.cursor = QTextCursor(self.document)
        self._pictures: list[QPicture] = []
        self._painter = _Pictures(self._pictures)
        self.document.documentLayout().registerHandler(_PICTURE, self._painter)

    def add_line(
        self,
        words: str = "",
        *,
        size: float = 10,
        weight: int = 400,
        above: float = 0,
        left: float = 0,
        hang: float = 0,
        ink: str = "TEXT_PRIMARY",
        slant: bool = False,
    ) -> None:
        """Begin a paragraph with some words: `size` in points, lengths in px of the screen.

        `ink` names a token of the light theme. A heavy line of more than usual size is a heading:
        it never stands last on a page.
        """
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setLeftMargin(left + hang)
        block.setTextIndent(-hang)
        block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if weight > 400 and size > 10:
            block.setProperty(_HEADING, True)
        form = self.form(size=size, weight=weight, ink=ink, slant=slant)
        if self.document.isEmpty():
            self.cursor.setBlockFormat(block)
        else:
            self.cursor.insertBlock(block, form)
        self.cursor.insertText(words, form)

    def form(
        self, *, size: float = 10, weight: int = 400, ink: str = "TEXT_PRIMARY", slant: bool = False
    ) -> QTextCharFormat:
        """Return how words of a paragraph look."""
        form = QTextCharFormat()
        form.setFontPointSize(size)
        form.setFontWeight(QFont.Weight(weight))
        form.setFontItalic(slant)
        form.setForeground(_ink(ink))
        return form

    def add_picture(self, picture: QPicture, width: float, height: float) -> None:
        """Put a painted picture on a line of its own: as large as told, in px of the screen."""
        form = QTextCharFormat()
        form.setObjectType(_PICTURE)
        form.setProperty(_HELD, len(self._pictures))
        form.setProperty(_HELD + 1, width)
        form.setProperty(_HELD + 2, height)
        self._pictures.append(picture)
        self.cursor.insertText(_OBJECT, form)

    # -- printing ----------------------------------------------------------------------------

    def save_pdf(self, paper: str, path: Path) -> None:
        """Write a PDF file, whole or not at all (untagged: not PDF/UA)."""
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, "page.pdf")
            printer = self._printer(paper)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(made))
            self._print(printer)
            try:
                written = made.read_bytes()
            except OSError as error:
                raise UserError(
                    f"The PDF could not be written: {error.strerror}.",
                    safe="Nothing of your work is lost.",
                    todo="Free some space, and try again.",
                ) from error
            write_atomically(path, written)

    def ask_printer(
        self, parent: QWidget, paper: str, failed: Callable[[UserError], object]
    ) -> QPrintDialog:
        """Ask which printer to use and print; never in the way of what goes on behind."""
        printer = self._printer(paper)
        dialog = QPrintDialog(printer, parent.window())
        dialog.setWindowTitle(self.title)

        def accepted() -> None:
            try:
                self._print(printer)
            except UserError as error:
                failed(error)

        dialog.accepted.connect(accepted)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        QDialog.open(dialog)  # its own `open` wants a slot by name
        return dialog

    def _printer(self, paper: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(PAPERS[paper]),
                QPageLayout.Orientation.Portrait,
                QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
                units=QPageLayout.Unit.Millimeter,
            )
        )
        printer.setResolution(_DOTS)
        printer.setDocName(self.title)
        printer.setCreator("NKLearn")
        return printer

    def _print(self, printer: QPrinter) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            raise UserError(
                "The printer takes no page.",
                safe="Nothing of your work is lost.",
                todo="Check the printer, or save as PDF and print that elsewhere.",
            )
        try:
            self._paint(printer, painter)
        finally:
            painter.end()

    def _paint(self, printer: QPrinter, painter: QPainter) -> None:
        room = printer.pageLayout().paintRectPixels(printer.resolution())
        foot = _FOOT * _DOTS / 72
        layout = self.document.documentLayout()
        layout.setPaintDevice(printer)
        page = QSizeF(room.width(), room.height() - foot)
        self.document.setPageSize(page)
        self._keep_headings(page)
        count = self.document.pageCount()
        for number in range(count):
            if number:
                printer.newPage()
            top = number * page.height()
            painter.save()
            painter.translate(0, -top)
            self.document.drawContents(painter, QRectF(0, top, page.width(), page.height()))
            painter.restore()
            self._paint_foot(painter, room.width(), room.height(), f"{number + 1} / {count}")

    def _keep_headings(self, page: QSizeF) -> None:
        """Begin a page with each heading that would stand last on the one before."""
        layout = self.document.documentLayout()
        block = self.document.begin()
        while block.isValid():
            after = block
            while after.isValid() and after.blockFormat().property(_HEADING):
                after = after.next()
            if after == block or not after.isValid():
                block = block.next()
                continue
            first = after.layout().lineAt(0).rect().bottom() if after.layout().lineCount() else 0
            below = layout.blockBoundingRect(after).top() + first
            top = layout.blockBoundingRect(block).top()
            if int(below // page.height()) != int(top // page.height()):
                form = block.blockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(form)
                # Qt lays out only what changed, and loses the rest of the pages.
                self.document.setPageSize(page - QSizeF(0, 1))
                self.document.setPageSize(page)
            block = after

    def _paint_foot(self, painter: QPainter, width: float, height: float, page: str) -> None:
        font = QFont(list(SANS))
        font.setPointSizeF(8)
        painter.setFont(font)
        painter.setPen(_ink("TEXT_SECONDARY"))
        line = QRectF(0, height - 14 * _DOTS / 72, width, 14 * _DOTS / 72)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawLine(line.topLeft(), line.topRight())
        painter.drawText(line, int(flags | Qt.AlignmentFlag.AlignLeft), self.foot)
        painter.drawText(line, int(flags | Qt.AlignmentFlag.AlignRight), page)


class _Pictures(QPyTextObject):
    """Draws pictures where the document has them, no wider than the page."""

    def __init__(self, pictures: list[QPicture]) -> None:
        super().__init__()
        self._held = pictures

    def _scale(self, doc: QTextDocument, form: QTextFormat) -> float:
        # A pixel of the screen is three quarters of a point, as in CSS.
        return min(_DOTS / 96, doc.pageSize().width() / float(form.property(_HELD + 1)))

    @override
    def intrinsicSize(
        self, doc: QTextDocument, posInDocument: int, format: QTextFormat, /
    ) -> QSizeF:
        size = QSizeF(float(format.property(_HELD + 1)), float(format.property(_HELD + 2)))
        return size * self._scale(doc, format)

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | object,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
        /,
    ) -> None:
        assert isinstance(rect, QRectF)
        picture = self._held[int(format.property(_HELD))]
        scale = self._scale(doc, format)
        painter.save()
        painter.translate(rect.topLeft())
        # Qt makes a picture as large in inches as it was where it was painted; we count in px.
        scale *= picture.logicalDpiX() / painter.device().logicalDpiX()
        painter.scale(scale, scale)
        painter.drawPicture(0, 0, picture)
        painter.restore()
