"""Starts the program as a person does, says what is on screen, and closes it.

    python start_child.py HOME [BUTTON [ADDRESS]]

BUTTON is pressed if a dialog has it; otherwise a dialog is closed. The start is at ADDRESS.
NKLEARN_TEST_BUNDLE names the folder of a frozen program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from nklearn import app
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
            print("WINDOW", window.router.here)
            print("LABELS", " | ".join(label.text() for label in window.findChildren(QLabel)))
            print("HEAVY", sorted(set(sys.modules) & HEAVY))
            window.close()


if bundle := os.environ.get("NKLEARN_TEST_BUNDLE"):
    setattr(sys, FROZEN, bundle)
app.make_application()
QTimer.singleShot(700, look)
print("STATUS_CODE", app.run(" ".join(sys.argv[3:]), Path(sys.argv[1])))
