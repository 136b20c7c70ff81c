"""Composition: the one place where paths, stores, services and the window are put together."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.base.handover import Inbox, Wish
from nklearn.classroom.door import Door
from nklearn.content.catalog import Catalog
from nklearn.content.contents import Contents, find_contents
from nklearn.domain.site import Site
from nklearn.learning.people import People
from nklearn.learning.site import load_site
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui.context import Context
from nklearn.ui.look import Look
from nklearn.ui.main_window import MainWindow
from nklearn.ui.page_factories import page_factories
from nklearn.ui.screen import platform_for
from nklearn.ui.shell.notices import message_box
from nklearn.ui.shell.open_dialogs import open_dialogs
from nklearn.ui.theme import Theme, load_fonts

if TYPE_CHECKING:
    from nklearn.ui.shell.file_events import FileEvents


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return os.urandom(16).hex()


def _new_seed() -> int:
    return int.from_bytes(os.urandom(4), "big") >> 1


def make_application() -> QApplication:
    """Return the Qt application; made if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # As an argument: setStyle() would give the style back, and wrapping it costs 25 ms.
        app = QApplication(["nklearn", "-style", "Fusion"])
    app.setApplicationName("NKLearn")
    _translate(app)
    app.setDesktopFileName("nklearn")
    return app


def _keep_settings_in(home: Path) -> None:
    """Let Qt's dialogs remember folders in a portable workspace, not in the account.

    Windows and macOS have no such folder for it: they write it where they always do.
    """
    from PySide6.QtCore import QSettings

    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home))


def _translate(app: QApplication) -> None:
    """Use `nklearn_<language>.qm` of the translations folder, if it has the system's language."""
    folder = paths.translations()
    if not folder.is_dir():
        return
    translator = QTranslator(app)
    if translator.load(QLocale.system(), "nklearn", "_", str(folder)):
        app.installTranslator(translator)


def make_window(
    catalog: Catalog,
    store: WorkspaceStore,
    *,
    problem: UserError | None = None,
    new_seed: Callable[[], int] = _new_seed,
    contents: Contents | None = None,
    site: Site | None = None,
) -> MainWindow:
    """Return the window over this content and workspace, not yet shown, on no page yet.

    `new_seed` gives the seeds that shuffle sessions of questions. `catalog` is what `contents`
    opened; without them no other content can be installed.
    """
    people = People(store, catalog, clock=_now, new_id=_new_id, new_seed=new_seed, site=site)
    door = Door(people, catalog)
    nobody = people.nobody()
    held = contents or Contents(paths.content_db())
    theme = Theme(nobody.preferences.theme, nobody.preferences.text_size)
    theme.apply()

    def context(window: MainWindow) -> Context:
        look = Look(theme, nobody.preferences, window.saved, window.report, window.say)
        told = (window.saved, window.unsaved, window.report, window.notices.show, window.enter)
        return Context(catalog, people, nobody, theme, look, *told, window.open_files, door, held)

    return MainWindow(context, page_factories(), keep_problem=problem)


def open_workspace(home: Path) -> tuple[WorkspaceStore, UserError | None]:
    """Open the workspace; where that fails, one that keeps nothing, with the reason."""
    try:
        return WorkspaceStore.open(home), None
    except UserError as error:
        return WorkspaceStore.in_memory(), error


def run(target: str, home: Path, inbox: Inbox | None = None, *, first_paint: bool = False) -> int:
    """Open the window at an address or file and run until it closes; return the exit status.

    What second starts put into `inbox` is opened in this window. With `first_paint` it closes
    when its first page is painted, and prints what that cost.
    """
    wish = Wish.of(target)
    _choose_screen()
    if paths.is_portable(home):
        _keep_settings_in(home)
    app = make_application()
    files = _file_events(app)
    QTimer.singleShot(2000, gc.enable)
    unread = load_fonts()
    try:
        site = load_site()
        contents = find_contents(home, site)
        catalog = contents.open()
        store, problem = open_workspace(home)
        window = make_window(catalog, store, problem=problem, contents=contents, site=site)
    except UserError as error:
        print(error, file=sys.stderr)
        Theme().apply()
        message_box(error).exec()
        return 1
    if problem is not None:
        print(problem, file=sys.stderr)
        if not _go_on(problem):
            return 1
    elif unread:
        window.say(_other_fonts(unread))
    elif contents.problems or site.faults:
        window.say(contents.problems[0] if contents.problems else _faults_of(site))
    window.begin(wish.address)
    if first_paint:
        window.first_painted.connect(_print_costs)
    else:
        window.first_painted.connect(lambda: _welcome(window, wish, inbox, files))
    window.show()
    status = app.exec()
    dispose(window)
    store.close()
    catalog.close()
    return status


def _choose_screen() -> None:
    """Name the platform to Qt where its own choice would fail.

    Raises:
        UserError: there is no screen.
    """
    if sys.platform.startswith("linux"):
        platform = platform_for(os.environ, bundled=paths.frozen())
        if platform:
            os.environ["QT_QPA_PLATFORM"] = platform


def _print_costs() -> None:
    from nklearn.base.costs import costs

    print(json.dumps(costs()), flush=True)
    QApplication.closeAllWindows()


def _file_events(app: QApplication) -> FileEvents | None:
    """Return who listens for the files that macOS wants opened; None elsewhere."""
    if sys.platform != "darwin":
        return None
    from nklearn.ui.shell.file_events import FileEvents

    return FileEvents(app)


def _welcome(window: MainWindow, wish: Wish, inbox: Inbox | None, files: FileEvents | None) -> None:
    """Open the file that the program was started with, and what comes later; give it its icon."""
    from nklearn.ui.icons import program_icon
    from nklearn.ui.shell.visitors import Visitors

    if sys.platform != "darwin":  # its windows carry none
        window.setWindowIcon(program_icon())
    if wish.path:
        window.open_files([wish.path])
    if inbox is not None:
        Visitors(inbox, window, window.go, window.open_files)
    if files is not None:
        files.give_to(window.open_files)


def _faults_of(site: Site) -> UserError:
    return UserError(
        QCoreApplication.translate("app", "The file of defaults of your school has a fault."),
        safe=QCoreApplication.translate("app", "What could be understood of it is used."),
        todo=QCoreApplication.translate("app", "Show this to whoever looks after the computer."),
        details="\n".join(site.faults),
    )


def _other_fonts(unread: Sequence[str]) -> UserError:
    return UserError(
        QCoreApplication.translate(
            "app", "NKLearn’s own fonts can’t be read; those of the system are used."
        ),
        safe=QCoreApplication.translate(
            "app", "All else works, but words may look different, and Korean ones may be missing."
        ),
        todo=QCoreApplication.translate("app", "Install NKLearn again."),
        details="\n".join(unread),
    )


def _go_on(problem: UserError) -> bool:
    """Ask whether to open without saving."""
    from PySide6.QtWidgets import QMessageBox

    box = message_box(problem)
    told = QCoreApplication.translate(
        "app", "You can read and practise now, but nothing will be kept."
    )
    box.setInformativeText(f"{box.informativeText()} {told}")
    go = box.addButton(
        QCoreApplication.translate("app", "Open without saving"), QMessageBox.ButtonRole.AcceptRole
    )
    box.addButton(QCoreApplication.translate("app", "Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is go


def tour(
    folder: Path,
    only: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    themes: Sequence[str],
    texts: Sequence[int],
) -> int:
    """Draw pages to PNG files in `folder`; return 0."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    load_fonts()
    import tempfile

    from nklearn.ui.tour.draw import TEXTS, THEMES, draw_tour

    count = 0
    for theme, text in product(themes or THEMES, texts or TEXTS):
        # A workspace for each look, so that all show the same story from its beginning.
        with tempfile.TemporaryDirectory() as home, WorkspaceStore.open(Path(home)) as store:
            contents = Contents(paths.content_db(), Path(home, "content"))
            with contextlib.closing(contents.open()) as catalog:
                window = make_window(catalog, store, contents=contents)
                window.context.theme.set(name=theme, text_size=text)
                try:
                    count += draw_tour(window, folder, only=only, sizes=sizes)
                finally:
                    dispose(window)
    print(f"{count} pictures are in {folder}.", file=sys.stderr)
    return 0


def dispose(window: MainWindow) -> None:
    """Let a window go now, while Qt is still whole."""
    window.close()
    for dialog in open_dialogs(window):
        dialog.hide()  # one that would not close: it must not hide itself while it is destroyed
    window.context.people.leave(window.context.reader)
    if window.context.teacher is not None:
        window.context.teacher.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
