"""One measurement of the bench, in a process of its own; prints one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path


def resident_mib() -> float:
    """Return the resident set in MiB (Linux; elsewhere 0)."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 2**20


def say(**figures: float) -> None:
    print(json.dumps(figures))


def bare() -> None:
    """An empty window: what any Qt program in Python costs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Empty(QWidget):
        def paintEvent(self, event: QPaintEvent, /) -> None:
            say(cpu_s=time.process_time(), mib=resident_mib())
            QTimer.singleShot(0, app.quit)

    app = QApplication(["bare"])
    window = Empty()
    window.resize(1366, 690)
    window.show()
    app.exec()


def full(home: str) -> None:
    """The program itself, started as a person starts it, up to its first painted page."""
    from PySide6.QtWidgets import QApplication

    from nklearn import app as program
    from nklearn.content.catalog import Catalog
    from nklearn.domain.records import Profile
    from nklearn.storage.workspace_store import WorkspaceStore
    from nklearn.ui.main_window import MainWindow

    make_window = program.make_window

    def watched(catalog: Catalog, store: WorkspaceStore, **more: None) -> MainWindow:
        window = make_window(catalog, store, **more)
        window.first_painted.connect(finish)
        return window

    def finish() -> None:
        say(cpu_s=time.process_time(), mib=resident_mib())
        QApplication.closeAllWindows()

    if not (Path(home) / "workspace.db").exists():
        # Home, not the choice of a reader, is what is measured.
        with WorkspaceStore.open(Path(home)) as store:
            now = datetime(2026, 3, 1, tzinfo=UTC)
            store.save_profile(Profile("reader", "Reader", now, "", now))
    program.make_window = watched
    program.run("nk:home", Path(home))


def chart(home: str) -> None:
    """From wish to drawn chart, the first of a process: wall clock, imports included."""
    from PySide6.QtCore import QEventLoop, QTimer

    from nklearn import app as program
    from nklearn.base import paths
    from nklearn.content.catalog import Catalog
    from nklearn.ui.theme import load_fonts

    def settle(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    program.make_application()
    load_fonts()
    store, _ = program.open_workspace(Path(home))
    catalog = Catalog.open(paths.content_db())
    window = program.make_window(catalog, store)
    window.resize(1366, 690)
    window.router.open("nk:home")
    window.show()
    settle(200)
    dataset = catalog.datasets()[0].id
    start = time.perf_counter()
    window.router.open(f"nk:data/{dataset}")
    settle(0)
    window.grab()  # draws everything that is visible now
    say(chart_ms=1000 * (time.perf_counter() - start))
    program.dispose(window)
    store.close()


def search(count: str) -> None:
    """Every keystroke of typed queries over generated claims."""
    from search_bench import over_generated

    median, worst = over_generated(int(count))
    say(median_ms=median, worst_ms=worst)


if __name__ == "__main__":
    {"bare": bare, "app": full, "chart": chart, "search": search}[sys.argv[1]](*sys.argv[2:])
