"""One measurement of the bench, in a process of its own; prints one line of JSON."""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nklearn.base.costs import costs

if TYPE_CHECKING:
    from nklearn.ui.main_window import MainWindow


def say(**figures: float) -> None:
    print(json.dumps(figures))


def bare(_home: str) -> None:
    """An empty window: what any Qt program in Python costs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Empty(QWidget):
        def paintEvent(self, event: QPaintEvent, /) -> None:
            say(**costs())
            QTimer.singleShot(0, app.quit)

    app = QApplication(["bare"])
    window = Empty()
    window.resize(1366, 690)
    window.show()
    app.exec()


def reader(home: str) -> None:
    """Make a workspace with one reader: home, not the choice of a name, is what is measured."""
    from nklearn.domain.records import Profile
    from nklearn.storage.workspace_store import WorkspaceStore

    now = datetime(2026, 3, 1, tzinfo=UTC)
    with WorkspaceStore.open(Path(home)) as store:
        store.save_profile(Profile("reader", "Reader", now, "", now))
    say()


def full(home: str) -> None:
    """The program itself, started as a person starts it, up to its first painted page."""
    from nklearn import __main__

    __main__.main(["--home", home, "--first-paint", "nk:home"])


@contextlib.contextmanager
def running(home: str) -> Generator[MainWindow]:
    """Give the window at rest on its first page."""
    from nklearn import app
    from nklearn.base import paths
    from nklearn.content.catalog import Catalog
    from nklearn.ui.theme import load_fonts

    app.make_application()
    load_fonts()
    store, _ = app.open_workspace(Path(home))
    with contextlib.closing(Catalog.open(paths.content_db())) as catalog:
        window = app.make_window(catalog, store)
        window.resize(1366, 690)
        window.begin("nk:home")
        window.show()
        settle(200)
        yield window
        app.dispose(window)
    store.close()


def settle(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def opened(window: MainWindow, address: str) -> float:
    """Open an address, draw it, and return the milliseconds of CPU time that this took."""
    start = time.process_time()
    if not window.router.open(address):
        raise SystemExit(f"{address} does not open")
    settle(0)
    window.grab()  # draws everything that is visible now
    return 1000 * (time.process_time() - start)


def chart(home: str) -> None:
    """From wish to drawn chart, the first of a process, imports included."""
    with running(home) as window:
        dataset = window.context.catalog.datasets()[0].id
        say(ms=opened(window, f"nk:data/{dataset}"))


def lesson(home: str) -> None:
    """From wish to drawn page of a lesson, over all its sections, when none is the first."""
    with running(home) as window:
        name = window.context.catalog.modules()[0].lessons[0].id
        sections = [
            f"nk:lesson/{name}#{s.id}" for s in window.context.catalog.lesson(name).sections
        ]
        for address in sections:  # the first chart among them
            opened(window, address)
        say(ms=statistics.median(opened(window, address) for address in sections))


def explorer(home: str) -> None:
    """From wish to drawn explorer, after the first chart of the process."""
    with running(home) as window:
        catalog = window.context.catalog
        dataset = catalog.datasets()[0].id
        opened(window, catalog.figures(dataset)[0][0])
        say(ms=opened(window, f"nk:data/{dataset}"))


#: The explorers that open after the first, which is that of data.
EXPLORERS = (
    "reserves",
    "laws",
    "ministries",
    "chain",
    "time",
    "songbun",
    "map",
    "facts",
    "disagreement",
)


def explorers(home: str) -> None:
    """From wish to drawn page, for each explorer when another was open before."""
    with running(home) as window:
        catalog = window.context.catalog
        opened(window, f"nk:data/{catalog.datasets()[0].id}")
        say(**{page: opened(window, f"nk:{page}") for page in EXPLORERS})


def pan(home: str) -> None:
    """Steps through 100,000 points: our chart against bare pyqtgraph with the same settings."""
    with running(home) as window:
        from pan_bench import cost

        ours, bare = cost(window.context.theme, points=100_000, steps=60)
        say(ours_ms=ours, bare_ms=bare)


def map_redraw(home: str) -> None:
    """The map with all its layers: panned, and zoomed."""
    with running(home) as window:
        from map_bench import cost

        pan_ms, zoom_ms = cost(window.context.theme, window.context.catalog, steps=30)
        say(pan_ms=pan_ms, zoom_ms=zoom_ms)


def search(count: str) -> None:
    """Every keystroke of typed queries over generated claims."""
    from search_bench import over_generated

    median, worst = over_generated(int(count))
    say(median_ms=median, worst_ms=worst)


def compiling(claims: str, lessons: str) -> None:
    """The compiler over generated content."""
    from compile_bench import seconds

    say(cpu_s=seconds(int(claims), int(lessons)))


def lineage(count: str) -> None:
    """Laying generated events out: from bodies and events to boxes and lines."""
    from lineage_bench import milliseconds

    say(ms=milliseconds(int(count)))


def gradebook(home: str) -> None:
    """Steps through the gradebook of a school, against a bare table of Qt."""
    with running(home) as window:
        from classroom_bench import scrolling

        ours, worst, bare = scrolling(window.context.theme, steps=120)
        say(ours_ms=ours, worst_ms=worst, bare_ms=bare)


def gradebook_open(_home: str) -> None:
    """Opening the gradebook of a school with a million answers."""
    from classroom_bench import opening

    say(**opening())


def importing(_home: str) -> None:
    """Importing results, and their cryptography alone."""
    from classroom_bench import importing as measured

    from nklearn.base import paths

    say(**measured(paths.content_db()))


KINDS: dict[str, Callable[..., None]] = {
    "bare": bare,
    "app": full,
    "chart": chart,
    "explorer": explorer,
    "explorers": explorers,
    "lesson": lesson,
    "map": map_redraw,
    "pan": pan,
    "reader": reader,
    "search": search,
    "compile": compiling,
    "lineage": lineage,
    "gradebook": gradebook,
    "gradebook-open": gradebook_open,
    "import": importing,
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](*sys.argv[2:])
