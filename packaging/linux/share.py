"""What a desktop wants to know of NKLearn, laid out as in `/usr/share` or `~/.local/share`."""

from __future__ import annotations

import os
from pathlib import Path

from frozen import HERE, ROOT, Frozen, copy, write

SHARE = HERE / "share"
APP_ID = "org.nklearn.nklearn"
APP_ICON = ROOT / "resources" / "icons" / "app-icon.svg"
_SIZES = (16, 24, 32, 48, 64, 128, 256)


def lay_out(share: Path) -> None:
    """Write desktop entry, file types and icons below `share`."""
    copy(SHARE / "nklearn.desktop", share / "applications" / "nklearn.desktop")
    copy(SHARE / "nklearn.xml", share / "mime" / "packages" / "nklearn.xml")
    hicolor = share / "icons" / "hicolor"
    _icon(APP_ICON, hicolor, "apps/nklearn")
    _icon(SHARE / "file-icon.svg", hicolor, "mimetypes/application-x-nklearn")


def manual(frozen: Frozen) -> str:
    """The manual page."""
    return frozen.fill((SHARE / "nklearn.1").read_text("utf-8"))


def metainfo(share: Path, frozen: Frozen) -> None:
    """Write what a software centre shows."""
    text = (SHARE / "nklearn.metainfo.xml").read_text("utf-8")
    write(share / "metainfo" / f"{APP_ID}.metainfo.xml", frozen.fill(text))


def _icon(svg: Path, hicolor: Path, name: str) -> None:
    """Write an icon as it was drawn, and as pixels for desktops that read no SVG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    copy(svg, hicolor / "scalable" / f"{name}.svg")
    drawing = QSvgRenderer(str(svg))
    for size in _SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        target = hicolor / f"{size}x{size}" / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(target)):
            raise OSError(f"{target} can't be written")
        target.chmod(0o644)
