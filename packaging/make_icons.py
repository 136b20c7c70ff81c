"""Draw the icon of the program as Windows and macOS want it: `make_icons.py FOLDER`.

Writes `nklearn.ico` and `nklearn.icns` from resources/icons/app-icon.svg with Qt, which the
program has anyway. The same SVG gives the same bytes on the same Qt.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app-icon.svg"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# Apple's names of the sizes, and how many pixels each has; @2x ones are the sharp half size.
MAC_SIZES = (
    ("icp4", 16),
    ("icp5", 32),
    ("ic11", 32),
    ("ic12", 64),
    ("ic07", 128),
    ("ic13", 256),
    ("ic08", 256),
    ("ic14", 512),
    ("ic09", 512),
    ("ic10", 1024),
)
# Apple draws its own round tile in so much of the picture; ours has its tile, and keeps away.
MAC_MARGIN = 0.1


def drawn(size: int, margin: float = 0.0) -> QImage:
    """Return the icon as a picture of so many pixels, with an empty margin (a share of it)."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    edge = size * margin
    side = size - 2 * edge
    QSvgRenderer(str(ICON)).render(painter, QRectF(edge, edge, side, side))
    painter.end()
    return picture


def png(picture: QImage) -> bytes:
    """Return a picture as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # pyright: ignore[reportArgumentType, reportCallIssue]
        raise SystemExit("Qt could not write a PNG.")
    return bytes(data.data())


def bitmap(picture: QImage) -> bytes:
    """Return a picture as the bitmap of an .ico: 32 bits, the last row first, and a mask."""
    size = picture.width()
    bits = bytes(cast("memoryview", picture.constBits()))
    rows = [bits[start : start + size * 4] for start in range(0, len(bits), size * 4)]
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    mask = bytes((size + 31) // 32 * 4 * size)
    return head + b"".join(reversed(rows)) + mask


def ico() -> bytes:
    """Return the icon of Windows; only the largest picture is a PNG, as old parts know none."""
    pictures = [(size, drawn(size)) for size in WINDOWS_SIZES]
    datas = [png(own) if size >= 256 else bitmap(own) for size, own in pictures]
    head, body = struct.pack("<HHH", 0, 1, len(datas)), b""
    begin = len(head) + 16 * len(datas)
    for (size, _), data in zip(pictures, datas, strict=True):
        side = size % 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), begin + len(body))
        body += data
    return head + body


def icns() -> bytes:
    """Return the icon of macOS."""
    body = b""
    for name, size in MAC_SIZES:
        data = png(drawn(size, MAC_MARGIN))
        body += name.encode("ascii") + struct.pack(">I", len(data) + 8) + data
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main(folder: Path) -> None:
    """Write both."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nklearn.ico").write_bytes(ico())
    (folder / "nklearn.icns").write_bytes(icns())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
