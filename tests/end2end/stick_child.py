"""The program on a stick: `stick_child.py FOLDER DEED ...` passes for one frozen into FOLDER.

FOLDER holds `_internal/` with resources and content, and the file `portable`. Prints one line a
result. Deeds: `save` (until stopped), `look`, `hold` (the window's lock), `window`, and `run` with
the arguments of `nklearn`.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

FROZEN = "_MEIPASS"  # where PyInstaller says that the program's files are
NOW = datetime(2026, 3, 1, tzinfo=UTC)
LESSON = "nk:lesson/mining-economy/how-much-was-dug"
MOST = 400


def pass_for_frozen(folder: Path) -> None:
    """Be the program of a folder."""
    setattr(sys, FROZEN, str(folder / "_internal"))
    sys.executable = str(folder / "nklearn")


def say(*words: object) -> None:
    print(*words, flush=True)


def save() -> None:
    """Save again and again, and say each time what is saved; stop when that fails."""
    from nklearn.base import paths
    from nklearn.base.errors import UserError
    from nklearn.domain.records import Profile
    from nklearn.storage.workspace_store import WorkspaceStore

    store = WorkspaceStore.open(paths.default_home())
    store.save_profile(Profile("p", "Mina", NOW))
    for number in range(MOST):
        try:
            store.mark_read("p", "m/one", f"{number:04}", NOW)
        except UserError as error:
            say("refused:", error)
            time.sleep(60)
        say("saved", number + 1)
        time.sleep(0.01)


def look() -> None:
    """Say what the workspace holds, and how."""
    import sqlite3

    from nklearn.base import paths
    from nklearn.learning.preferences import Preferences
    from nklearn.storage.workspace_store import WorkspaceStore

    home = paths.default_home()
    with WorkspaceStore.open(home) as store:
        found = {
            "home": str(home),
            "saved": len(store.sections_read("p", "m/one")),
            "folder": Preferences(store).teacher_folder,
        }
        with sqlite3.connect(home / "workspace.db") as raw:
            found["journal"] = raw.execute("PRAGMA journal_mode").fetchone()[0]
            found["whole"] = raw.execute("PRAGMA integrity_check").fetchone()[0]
        raw.close()
    say(json.dumps(found))


def choose(folder: str) -> None:
    """Choose the folder for files from the teacher."""
    from nklearn.base import paths
    from nklearn.learning.preferences import Preferences
    from nklearn.storage.workspace_store import WorkspaceStore

    with WorkspaceStore.open(paths.default_home()) as store:
        Preferences(store).teacher_folder = folder


def hold() -> None:
    """Take the window's lock, say who has it, and wait."""
    from nklearn.base import paths
    from nklearn.base.handover import Inbox

    with Inbox(paths.default_home()) as inbox:
        say(inbox.claim().value)
        sys.stdin.read()


def exchange(folder: str) -> None:
    """Put a file into an exchange folder twice, and others of the same name; read them back."""
    from nklearn.base.files import write_atomically
    from nklearn.classroom.exchange import put
    from nklearn.classroom.plain_files import read_plain

    place = Path(folder)
    place.mkdir(exist_ok=True)
    first = put(place, "result", b"one", "Ab")
    again = put(place, "result", b"one", "Ab")
    first.write_bytes(b"other bytes")
    beside = put(place, "result", b"one", "Ab")
    upper = place / first.name.upper()
    write_atomically(place / "List.csv", b"1")
    write_atomically(place / "list.csv", b"2")
    say(
        json.dumps(
            {
                "same": first == again,
                "beside": beside.name != first.name and read_plain(beside, 100) == b"one",
                "upper": upper.exists(),
                "lists": sorted(each.name for each in place.glob("*.csv")),
                "left": sorted(each.name for each in place.glob(".*")),
            }
        )
    )


def window() -> None:
    """Learn something in a real window, save a page, choose folders, and quit."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

    from nklearn import __main__, app
    from nklearn.base import paths
    from nklearn.ui.main_window import MainWindow

    def main_window() -> MainWindow:
        (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        return found

    def answer() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                say("BOX", box.text(), box.informativeText())
                button = next(b for b in box.buttons() if "without saving" in b.text())
                button.click()

    def learn() -> None:
        own = main_window()
        people = own.context.people
        if people.keeps:
            own.enter(people.reader(people.add("Mina K.", "10B")))
        for address in (LESSON, "nk:data/coal-iron-output", "nk:map", "nk:settings"):
            own.go(address)
            app.QApplication.processEvents()
        words = [label.text() for label in own.findChildren(QLabel) if label.isVisible()]
        say("PORTABLE", any(text.startswith("Portable:") for text in words))
        own.go(LESSON)
        QTimer.singleShot(300, leave)

    def leave() -> None:
        own = main_window()
        from nklearn.ui.takeaway import saving

        saving.ask(own, "Save", "page.pdf", lambda _path: None)
        for dialog in own.findChildren(QFileDialog):
            dialog.accept() if dialog.selectedFiles() else dialog.reject()
        if own.context.people.keeps:
            own.context.preferences.teacher_folder = str(paths.default_home().parent)
        QTimer.singleShot(300, own.close)

    app.make_application()
    QTimer.singleShot(800, answer)
    QTimer.singleShot(1500, learn)
    say("STATUS", __main__.main([]))


def run(*arguments: str) -> None:
    from nklearn import __main__

    say("STATUS", __main__.main(list(arguments)))


DEEDS = {
    "save": save,
    "look": look,
    "choose": choose,
    "hold": hold,
    "exchange": exchange,
    "window": window,
    "run": run,
}

if __name__ == "__main__":
    pass_for_frozen(Path(sys.argv[1]))
    DEEDS[sys.argv[2]](*sys.argv[3:])
