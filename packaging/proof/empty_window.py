"""An empty window of Qt, frozen to compare the start of the program with; see start_up.py."""

from __future__ import annotations

import json
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    """A window that says what it cost when it is first painted, and closes."""

    def paintEvent(self, event: QPaintEvent, /) -> None:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        print(json.dumps({"cpu_s": time.process_time(), "mib": pages * 4096 / 2**20}), flush=True)
        QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    app = QApplication(["empty"])
    window = Empty()
    window.resize(1366, 690)
    window.show()
    app.exec()
