"""A long text on pages of paper: A4, or A3 in letters as much larger, with a line at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from nklearn.base.errors import UserError
from nklearn.ui import tokens
from nklearn.ui.reading.paper_text import DOTS, INCH, WIDTH, WITH_NEXT
from nklearn.ui.theme import SANS

#: The papers by name, with how much larger than on A4 everything is.
PAPERS = {"A4": 1.0, "A3": 297 / 210}
_IDS = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_TOP, _SIDE, _FOOT = 18.0, 20.0, 24.0  # mm of A4
_MM = 25.4


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of each page; `page` has the places of two numbers."""

    title: str
    version: str
    page: str


def page_layout(paper: str) -> QPageLayout:
    """Return an upright page without margins of its own: the text brings its margins."""
    return QPageLayout(
        QPageSize(_IDS[paper]),
        QPageLayout.Orientation.Portrait,
        QMarginsF(),
        QPageLayout.Unit.Millimeter,
    )


def page_count(document: QTextDocument) -> int:
    """Return how many pages the text takes."""
    nowhere = QBuffer()
    laid_out_for = QPdfWriter(nowhere)
    _lay_out(document, laid_out_for)
    return document.pageCount()


def pdf(document: QTextDocument, title: str, paper: str, foot: Foot) -> bytes:
    """Return the pages as PDF, with their words as text (untagged: not PDF/UA)."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout(paper))
    writer.setResolution(DOTS)
    writer.setTitle(title)
    writer.setCreator("NKLearn")
    paint(document, writer, paper, foot)
    return bytes(buffer.data().data())


def paint(document: QTextDocument, device: QPagedPaintDevice, paper: str, foot: Foot) -> None:
    """Paint all pages on a device that has `page_layout(paper)`.

    Raises:
        UserError: the device takes no page.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(
            "The printer takes no page.",
            safe="Nothing of your work is lost.",
            todo="Check the printer, or save as PDF and print that elsewhere.",
        )
    # The text is laid out as for a PDF on A4, and painted larger or finer.
    enlarged = PAPERS[paper] * device.logicalDpiX() / DOTS
    nowhere = QBuffer()
    laid_out_for = QPdfWriter(nowhere)
    body = _lay_out(document, laid_out_for)
    count = document.pageCount()
    for page in range(count):
        if page:
            device.newPage()
        painter.save()
        painter.scale(enlarged, enlarged)
        painter.translate(_SIDE * DOTS / _MM, _TOP * DOTS / _MM)
        _paint_foot(painter, foot, page + 1, count, body)
        painter.translate(0, -page * body.height())
        room = QRectF(0, page * body.height(), body.width(), body.height())
        painter.setClipRect(room.adjusted(0, 0, 0, -DOTS / INCH))  # no edge of the next page
        look = QAbstractTextDocumentLayout.PaintContext()
        look.clip = room
        sheet = QColor(tokens.LIGHT["BG_SURFACE"])
        look.palette = QPalette(sheet, sheet)
        look.palette.setColor(QPalette.ColorRole.Text, QColor(tokens.LIGHT["TEXT_PRIMARY"]))
        document.documentLayout().draw(painter, look)
        painter.restore()
    painter.end()


def _lay_out(document: QTextDocument, writer: QPdfWriter) -> QSizeF:
    """Lay the text out for a PDF on A4, as `writer` measures it; return the size of a page's
    body."""
    body = QSizeF(WIDTH * DOTS / INCH, (297 - _TOP - _FOOT) * DOTS / _MM)
    writer.setResolution(DOTS)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(body)
    _keep_together(document, body.height())
    return body


def _paint_foot(painter: QPainter, foot: Foot, page: int, count: int, body: QSizeF) -> None:
    font = QFont(list(SANS))
    font.setPixelSize(round(8 * DOTS / 72))
    painter.setFont(font)
    painter.setPen(QColor(tokens.LIGHT["TEXT_SECONDARY"]))
    line = QRectF(0, body.height() + 6 * DOTS / _MM, body.width(), 6 * DOTS / _MM)
    flag = Qt.AlignmentFlag
    painter.drawText(line, flag.AlignLeft | flag.AlignTop, foot.title)
    right = f"{foot.version} · {foot.page % (page, count)}"
    painter.drawText(line, flag.AlignRight | flag.AlignTop, right)


def _keep_together(document: QTextDocument, height: float) -> None:
    """Begin a new page before a heading that would stand alone at the foot of one."""
    layout = document.documentLayout()

    def page_of(block: QTextBlock) -> int:
        first = block.layout().lineAt(0)
        top = layout.blockBoundingRect(block).top()
        inner = first.y() if first.isValid() else 0.0
        return int((top + max(0.0, inner) + 1) // height)

    chain = QTextBlock()  # where the paragraphs that stay with the next began
    block = document.begin()
    while block.isValid():
        if block.userState() == WITH_NEXT:
            chain = chain if chain.isValid() else block
        elif chain.isValid():
            if page_of(chain) != page_of(block) and chain.position():
                cursor = QTextCursor(chain)
                form = QTextBlockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.mergeBlockFormat(form)
                # Qt lays out only what comes next, and counts too few pages, unless all is new.
                document.markContentsDirty(0, document.characterCount())
            chain = QTextBlock()
        block = block.next()
