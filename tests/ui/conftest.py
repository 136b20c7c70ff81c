"""A real window over the shipped content and a workspace of its own, left clean afterwards."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.fixtures import hard_course

from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.content.contents import Contents
from nklearn.domain.site import Site
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui.main_window import MainWindow
from nklearn.ui.theme import load_fonts

WindowMaker = Callable[[], MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    app.make_application()
    assert load_fonts() == []


@pytest.fixture(scope="session")
def hard_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with an advisory, folded claims and bars of every status."""
    folder = tmp_path_factory.mktemp("hard")
    compile_content(hard_course.make(folder / "tree"), folder / "content.db")
    return folder / "content.db"


@pytest.fixture
def content_file(shipped_content: Path) -> Path:
    """What the window shows; a module of tests may put another content in its place."""
    return shipped_content


@pytest.fixture
def gates_open() -> bool:
    """Whether the reader has been through the gates before hard material."""
    return True


@pytest.fixture
def contents_of(content_file: Path) -> Callable[[], Contents]:
    """Makes the contents anew for each start; a module of tests may add folders to them."""
    return lambda: Contents(content_file)


@pytest.fixture
def site() -> Site:
    """What a school set beforehand: nothing."""
    return Site()


@pytest.fixture
def make_window(
    qtbot: QtBot,
    fonts: None,
    contents_of: Callable[[], Contents],
    site: Site,
    tmp_path: Path,
    gates_open: bool,
) -> Generator[WindowMaker]:
    """Make windows over one workspace; a second call is a second start."""
    opened: list[tuple[MainWindow, WorkspaceStore, Catalog]] = []

    def close() -> None:
        while opened:
            window, store, catalog = opened.pop()
            app.dispose(window)
            store.close()
            catalog.close()

    def make() -> MainWindow:
        close()
        contents = contents_of()
        catalog = contents.open()
        store = WorkspaceStore.open(tmp_path / "home")
        # The same orders in every run: what one of them makes fail can be seen again.
        seeds = partial(next, count(1))
        window = app.make_window(catalog, store, new_seed=seeds, contents=contents, site=site)
        opened.append((window, store, catalog))
        for module in (each for each in catalog.modules() if each.advisory and gates_open):
            window.context.learner.accept_advisory(module.id)
        window.resize(1366, 690)
        window.go("nk:home")
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    close()
    leaked = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    assert not leaked, f"windows left behind: {leaked}"


@pytest.fixture
def window(make_window: WindowMaker) -> MainWindow:
    return make_window()
