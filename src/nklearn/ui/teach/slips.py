"""Slips to cut out: each student's join code, and how to know the teacher's key by eye.

Ten to a sheet of A4, with dashed lines to cut along. Words stay words in the PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLineF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPdfWriter,
    QPen,
)

from nklearn.base.errors import UserError
from nklearn.classroom import fingerprint
from nklearn.ui import tokens
from nklearn.ui.reading.paper_pages import page_layout
from nklearn.ui.theme import SANS

_DOTS = 300  # per inch
_ACROSS, _DOWN = 2, 5
_SIDE, _TOP = 10.0, 12.0  # mm
_WIDTH, _HEIGHT = 95.0, 54.6
_PAD, _QR = 5.0, 25.0
_QUIET = 4
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip. `words` and `key` are the teacher's."""

    name: str
    school_class: str
    code: str
    teacher: str
    words: tuple[str, ...]
    key: str


def pdf(slips: Sequence[Slip], title: str) -> bytes:
    """Return the slips as PDF (untagged: not PDF/UA)."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout("A4"))
    writer.setResolution(_DOTS)
    writer.setTitle(title)
    writer.setCreator("NKLearn")
    paint(slips, writer)
    return bytes(buffer.data().data())


def paint(slips: Sequence[Slip], device: QPagedPaintDevice) -> None:
    """Paint the slips on a device that has the layout of a page without margins.

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
    scale = device.logicalDpiX() / _INCH  # from here on everything is in mm
    codes = {slip.key: fingerprint.qr(slip.key) for slip in slips}
    a_page = _ACROSS * _DOWN
    for number, slip in enumerate(slips):
        place = number % a_page
        if place == 0:
            if number:
                device.newPage()
            painter.resetTransform()
            painter.scale(scale, scale)
            _cutting_lines(painter, min(a_page, len(slips) - number))
        left = _SIDE + place % _ACROSS * _WIDTH
        top = _TOP + place // _ACROSS * _HEIGHT
        _slip(painter, QRectF(left, top, _WIDTH, _HEIGHT), slip, codes[slip.key])
    painter.end()


def _cutting_lines(painter: QPainter, count: int) -> None:
    pen = QPen(_ink("TEXT_MUTED"), 0.2, Qt.PenStyle.DashLine)
    pen.setDashPattern([8, 6])
    painter.setPen(pen)
    rows = -(-count // _ACROSS)
    foot, right = _TOP + rows * _HEIGHT, _SIDE + _ACROSS * _WIDTH
    for row in range(rows + 1):
        y = _TOP + row * _HEIGHT
        painter.drawLine(QLineF(_SIDE, y, right, y))
    for column in range(_ACROSS + 1):
        x = _SIDE + column * _WIDTH
        painter.drawLine(QLineF(x, _TOP, x, foot))


def _slip(painter: QPainter, box: QRectF, slip: Slip, code: tuple[tuple[bool, ...], ...]) -> None:
    inner = box.adjusted(_PAD, _PAD - 1, -_PAD, -_PAD + 1)
    x, y = inner.left(), inner.top()
    y = _line(painter, x, y, inner.width(), slip.name, 12, bold=True)
    y = _line(painter, x, y, inner.width(), slip.school_class, 9, ink="TEXT_SECONDARY")
    y += 1.5
    told = QCoreApplication.translate("slips", "Your join code. Type it when NKLearn asks for it:")
    y = _line(painter, x, y, inner.width(), told, 8)
    y = _line(painter, x, y, inner.width(), slip.code, 20, bold=True)
    foot = inner.bottom() - _QR
    _qr(painter, QRectF(inner.right() - _QR, foot, _QR, _QR), code)
    room = inner.width() - _QR - 3
    y = max(y + 1.0, foot)
    told = QCoreApplication.translate("slips", "Work comes from %s if NKLearn shows these words:")
    y = _wrapped(painter, x, y, room, told % slip.teacher, 8)
    half = (len(slip.words) + 1) // 2
    for part in (slip.words[:half], slip.words[half:]):
        y = _line(painter, x, y + 0.4, room, " ".join(part), 9.5, bold=True)


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont(list(SANS))
    # Fonts are set in mm as all else is, a hundred times as large: their sizes are whole numbers.
    font.setPixelSize(round(points * _INCH / 72 * 100))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _line(
    painter: QPainter,
    x: float,
    y: float,
    room: float,
    words: str,
    points: float,
    *,
    bold: bool = False,
    ink: str = "TEXT_PRIMARY",
) -> float:
    """Write one line, smaller where it would be too wide; return where the next one begins."""
    font = _font(points, bold=bold)
    metrics = QFontMetricsF(font)
    wide = metrics.horizontalAdvance(words) / 100
    if wide > room:
        font = _font(max(points * room / wide, points * 0.6), bold=bold)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room * 100)
    painter.save()
    painter.translate(x, y)
    painter.scale(0.01, 0.01)
    painter.setFont(font)
    painter.setPen(_ink(ink))
    painter.drawText(QRectF(0, 0, room * 100 + 50, metrics.height()), 0, words)
    painter.restore()
    return y + metrics.height() / 100


def _wrapped(
    painter: QPainter, x: float, y: float, room: float, words: str, points: float
) -> float:
    lines, held = list[str](), ""
    metrics = QFontMetricsF(_font(points))
    for word in words.split():
        longer = f"{held} {word}".strip()
        if held and metrics.horizontalAdvance(longer) / 100 > room:
            lines.append(held)
            held = word
        else:
            held = longer
    for line in [*lines, held][:4]:
        y = _line(painter, x, y, room, line, points, ink="TEXT_SECONDARY")
    return y


def _qr(painter: QPainter, box: QRectF, code: tuple[tuple[bool, ...], ...]) -> None:
    side = box.width() / (len(code) + 2 * _QUIET)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_ink("TEXT_PRIMARY"))
    for row, modules in enumerate(code, _QUIET):
        for column, dark in enumerate(modules, _QUIET):
            if dark:
                spot = QRectF(box.left() + column * side, box.top() + row * side, side, side)
                painter.drawRect(spot)


def _ink(token: str) -> QColor:
    """Return the colour of a token on paper, which is light whatever the theme is."""
    return QColor(tokens.LIGHT[token])
