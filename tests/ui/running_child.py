"""The program, started as a person starts it, telling what is on screen whenever that changes.

    python running_child.py ARGUMENT...

Lines: `AT <address>` (of the page), `BOX <words>` (of a dialog), `STATE <minimised> <active>`.
A line on standard input is a wish: `minimise`, `close` (the dialog, or else the window).
"""

from __future__ import annotations

import os
import select
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from nklearn import __main__, app
from nklearn.ui.main_window import MainWindow

_said: dict[str, str] = {}


def say(what: str, words: object) -> None:
    if _said.get(what) != str(words):
        _said[what] = str(words)
        print(what, words, flush=True)


def say_where(_page: object, address: object) -> None:
    say("AT", address)


def look() -> None:
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    boxes = [box for box in windows if isinstance(box, QMessageBox)]
    for box in boxes:
        say("BOX", f"{box.text()} {box.informativeText()}")
    for window in windows:
        if isinstance(window, MainWindow):
            if "AT" not in _said:
                say("AT", window.router.here)
                window.router.moved.connect(say_where)
            say("STATE", f"{window.isMinimized()} {window.isActiveWindow()}")
            obey(window, boxes)


def obey(window: MainWindow, boxes: list[QMessageBox]) -> None:
    if not select.select([0], [], [], 0)[0]:
        return
    match os.read(0, 100).decode().strip():
        case "minimise":
            window.showMinimized()
        case "close":
            (boxes or [window])[0].close()
        case _:
            pass


app.make_application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(30)
status = __main__.main(sys.argv[1:])
print("ENDED", status, flush=True)
sys.exit(status)
