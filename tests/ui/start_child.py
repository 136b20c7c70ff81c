"""Starts the program as a person does, says what is on screen, and closes it.

    python start_child.py HOME [BUTTON [ADDRESS]]

BUTTON is pressed if a dialog has it; otherwise a dialog is closed. The start is at ADDRESS.
NKLEARN_TEST_BUNDLE names the folder of a frozen program.
"""

from __future__ import annotations

import os
import sys
from dataclasses import is_dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from nklearn import app
from nklearn.base.overriding import override
from nklearn.ui.main_window import MainWindow

HEAVY = {
    "fsrs",
    "numpy",
    "pyqtgraph",
    "sqlite_utils",
    "pydantic",
    "markdown_it",
    "yaml",
    "frictionless",
    "simpleeval",
    "PySide6.QtNetwork",
    "msgspec",
    "pyrage",
    "nacl",
    "segno",
    "xlsxwriter",
    "mnemonic",
    "tomllib",
    "nklearn.content.installing",
}
# What the page in front does not need: it is loaded when a person gets there, or after the paint.
LATER = {
    "difflib",
    "multiprocessing",
    "nklearn.domain.classwork",
    "nklearn.domain.grading",
    "nklearn.domain.teaching",
    "nklearn.domain.work",
    "nklearn.learning.anchors",
    "nklearn.learning.erasing",
    "nklearn.learning.quiz",
    "nklearn.ui.accessible_bridge",
    "nklearn.ui.classwork.choosing",
    "nklearn.ui.widgets.focus_ring",
}
# Their classes of the standard library cost a millisecond each: nklearn.base.values has cheap ones.
WRITTEN = {"nklearn.ui.router"}  # its own can change, and holds a page
FROZEN = "_MEIPASS"  # where PyInstaller says that the program's files are


def look() -> None:
    """Say what is there; go on from a dialog, end at the window."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for box in shown:
        if isinstance(box, QMessageBox):
            print("BOX", box.text(), box.informativeText())
            wanted = [button for button in box.buttons() if button.text() == sys.argv[2]]
            if wanted:
                QTimer.singleShot(200, look)
                wanted[0].click()
            else:
                box.close()
            return
    for window in shown:
        if isinstance(window, MainWindow):
            if not first_paint.said:  # a busy machine
                QTimer.singleShot(100, look)
                return
            print("WINDOW", window.router.here)
            print("LABELS", " | ".join(label.text() for label in window.findChildren(QLabel)))
            print("HEAVY", sorted(set(sys.modules) & HEAVY))
            window.close()


def written() -> set[str]:
    """The modules of ours with dataclasses whose methods were all written when they were loaded."""
    return {
        name
        for name, module in sys.modules.items()
        if name.startswith("nklearn.")
        for kind in vars(module).values()
        if isinstance(kind, type)
        and kind.__module__ == name
        and is_dataclass(kind)
        and getattr(kind.__setattr__, "__module__", "") != "nklearn.base.values"
    }


class FirstPaint(QObject):
    """Says what was loaded when the window was first painted."""

    said = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, MainWindow):
            application.removeEventFilter(self)
            QTimer.singleShot(0, self, self.say)
        return False

    def say(self) -> None:
        self.said = True
        print("LATER", sorted(name for name in LATER if name in sys.modules))
        print("WRITTEN", sorted(written() - WRITTEN))


if bundle := os.environ.get("NKLEARN_TEST_BUNDLE"):
    setattr(sys, FROZEN, bundle)
application = app.make_application()
first_paint = FirstPaint()
application.installEventFilter(first_paint)
QTimer.singleShot(700, look)
print("STATUS_CODE", app.run(" ".join(sys.argv[3:]), Path(sys.argv[1])))
