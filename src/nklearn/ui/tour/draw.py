"""The tour: every page drawn to PNG, in every theme, size and text size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from nklearn.base.errors import UserError
from nklearn.ui import layouts
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop
from nklearn.ui.tour.stops import stops_of

SIZES = ((1366, 768), (1366, 690), (1024, 700), (1920, 1080))
THEMES = ("light", "dark", "contrast")
TEXTS = (100, 150)
_QUALITY = 80  # Qt's measure for PNG: the fastest compression that still compresses


def draw_tour(
    window: MainWindow,
    folder: Path,
    *,
    only: Sequence[str] = (),
    sizes: Sequence[tuple[int, int]] = (),
) -> int:
    """Draw each stop in each size, in the window's theme and text size; return how many files.

    `window` must have a fresh workspace that may be written in. Raises UserError if the folder
    can't be written or an address leads nowhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Could not make {folder}: {error.strerror}.") from error
    stops = [Stop(_name(address), address) for address in only] or stops_of(window)
    theme = window.context.theme
    window.show()
    count = 0
    for stop in stops:
        if stop.before:
            stop.before()
        for size in sizes or SIZES:
            window.resize(*size)
            if not window.router.open(stop.address):
                raise window.notices.last or UserError(f"{stop.address} could not be drawn.")
            if focus := window.focusWidget():
                focus.clearFocus()  # pages as they are read: no ring, the same in every picture
            _settle()
            _settle(20)  # what is filled after the first paint
            name = f"{stop.name}--{size[0]}x{size[1]}-{theme.name}-{theme.text_size}.png"
            if not window.grab().save(str(folder / name), "PNG", _QUALITY):
                raise UserError(
                    f"Could not write {folder / name}.", todo="Check the folder's free space."
                )
            count += 1
    return count


def _settle(milliseconds: int = 40) -> None:
    """Let layouts and first paints happen."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    layouts.finish()


def _name(address: str) -> str:
    kept = [letter if letter.isalnum() or letter == "-" else "-" for letter in address]
    return "".join(kept).removeprefix("nk-").strip("-") or "page"
